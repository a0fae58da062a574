/** Connections to PostgreSQL, made when they are needed. Of none is waited for ever: one that says nothing in being made is given up, one that goes unanswered is thrown away. */
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { reaching, type PostgresPlace } from './place.ts'
import { bytesHeard, cut, Server, type Client } from './server.ts'

/** A connection is made with several questions and answers: so long for all, and so long for each. */
const CONNECT_TIMEOUT_MS = 10_000
const SILENT_IN_CONNECTING_MS = 2_500
/** A process that stands still with a transaction open would hold its locks for as long: the server ends it. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 10_000
/** The server closes what it is told to; one that is not there closes nothing. */
const CLOSED_WITHIN_MS = 2_000

export type PoolOptions = Required<Pick<pg.PoolConfig, 'max' | 'lock_timeout' | 'application_name' | 'options'>>

/** @throws Error for a URL or certificate that cannot be used */
export function openPool(place: PostgresPlace, options: PoolOptions): PostgresPool {
  const server = Server.at(place)
  const pool = new pg.Pool({
    ...reaching(place),
    ...options,
    Client: Connecting,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
    types: { getTypeParser: numbersForInt8 },
  })
  const open = new Set<Client>()
  server.opened()
  // A connection that breaks while nobody asks it anything is made anew when one is needed; who uses it, or needs it then, hears why.
  // Unheard, the error would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    open.add(client)
    client.on('error', () => undefined)
    server.reached()
  })
  pool.on('acquire', (client) => {
    server.taken(client)
  })
  pool.on('release', (_fault, client) => {
    server.rests(client)
  })
  pool.on('remove', (client) => {
    server.taken(client)
    open.delete(client)
  })
  const asKysely = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    Client: pg.Client,
    async connect() {
      const beganMs = performance.now()
      const client = await pool.connect().catch((fault: unknown) => {
        server.notReached(fault, beganMs)
        throw fault
      })
      const known = asKysely.get(client) ?? watched(client, server)
      asKysely.set(client, known)
      return known
    },
    async end() {
      const late = setTimeout(() => {
        for (const client of open) cut(client)
      }, CLOSED_WITHIN_MS)
      server.closed()
      await pool.end()
      clearTimeout(late)
    },
  }
}

function watched(client: Client, server: Server): PostgresPoolClient {
  const query = (text: string, parameters: unknown[]) => server.during(client, () => client.query(text, parameters))
  return {
    query: query as never,
    release: () => {
      client.release()
    },
  }
}

/** Given up where it says nothing while it is being made. */
class Connecting extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    let bytes = 0
    const looking = setInterval(() => {
      const now = bytesHeard(this)
      if (now === bytes) cut(this)
      bytes = now
    }, SILENT_IN_CONNECTING_MS)
    const over = () => {
      clearInterval(looking)
    }
    this.once('connect', over).once('end', over).once('error', over)
  }
}

/** Whole numbers of ours are safe integers; counts come as int8. */
function numbersForInt8(...asked: Parameters<typeof pg.types.getTypeParser>) {
  return asked[0] === pg.types.builtins.INT8 ? Number : (pg.types.getTypeParser(...asked) as (text: string) => unknown)
}
