/** Emmett's event stores, given the same events. Setting `on`: `postgresql`, `sqlite` (a connection a call, as it comes), `sqlite-kept` (one connection kept open). Tasks: `append N`, `append-new N`, `load LENGTH` (a stream of so many events, read and folded). */
import { randomUUID } from 'node:crypto'
import type { NewEvent } from '../../../libs/event-store/port.ts'
import type { MakeContender, Settings } from '../contender.ts'
import { ownDirectory } from '../work/directories.ts'
import { manyAtOnce } from '../work/many-at-once.ts'
import { peer } from '../work/peers.ts'
import { Appends } from '../work/same-bytes.ts'

interface Emitted {
  readonly type: string
  readonly data: unknown
  readonly metadata?: unknown
}

interface EmmettStore {
  appendToStream(stream: string, events: Emitted[], options?: object): Promise<{ nextExpectedStreamVersion: bigint }>
  aggregateStream(
    stream: string,
    fold: { initialState: () => unknown; evolve: (state: unknown, event: Emitted) => unknown },
  ): Promise<{ currentStreamVersion: bigint }>
  readonly close?: () => Promise<void>
}

interface EmmettSqlite {
  readonly getSQLiteEventStore: (options: object) => EmmettStore
  readonly sqliteConnection: (options: { readonly fileName: string }) => { readonly close: () => void }
}
interface EmmettPostgresql {
  readonly getPostgreSQLEventStore: (url: string, options?: object) => EmmettStore
}
interface Pg {
  default: { Pool: new (options: object) => { on(what: 'error', hear: () => void): void; end(): Promise<void> } }
}

interface Open {
  readonly store: EmmettStore
  readonly close: () => Promise<void>
}

async function onPostgres({ url, pool: max }: Settings): Promise<Open> {
  const { getPostgreSQLEventStore } = await peer<EmmettPostgresql>('@event-driven-io/emmett-postgresql')
  const { default: pg } = await peer<Pg>('pg')
  const pool = new pg.Pool({ connectionString: url, max })
  // A connection that breaks while it rests is not asked anything any more: unheard, its error would end the process.
  pool.on('error', () => undefined)
  const store = getPostgreSQLEventStore(String(url), { connectionOptions: { pool } })
  return {
    store,
    close: async () => {
      await store.close?.()
      await pool.end()
    },
  }
}

async function onSqlite(isKept: boolean): Promise<Open> {
  const { getSQLiteEventStore, sqliteConnection } = await peer<EmmettSqlite>('@event-driven-io/emmett-sqlite')
  const directory = ownDirectory()
  const fileName = directory.file('emmett.db')
  const connection = isKept ? sqliteConnection({ fileName }) : undefined
  const store = getSQLiteEventStore({
    fileName,
    schema: { autoMigration: 'CreateOrUpdate' },
    ...(connection !== undefined && { connectionOptions: { singleton: true, connection } }),
  })
  return {
    store,
    close: () => {
      connection?.close()
      directory.remove()
      return Promise.resolve()
    },
  }
}

const APPENDS = 500
const FAILURES_AT_MOST = 20

const asEmitted = ({ type, body, sealed = '{}' }: NewEvent): Emitted => ({
  type,
  data: JSON.parse(body) as unknown,
  metadata: { sealed: JSON.parse(sealed) as unknown },
})

export const contender: MakeContender = async (settings) => {
  const { store, close } =
    settings['on'] === 'postgresql' ? await onPostgres(settings) : await onSqlite(settings['on'] === 'sqlite-kept')
  const appends = new Appends(APPENDS)
  const streams: ({ readonly name: string; version: bigint | undefined } | undefined)[] = []
  let failures = 0
  const loaded = new Map<number, string>()

  /** Parsed before the clock runs: it writes them as JSON itself. */
  const made = Array.from({ length: APPENDS }, () => appends.next().map(asEmitted))
  let next = 0
  const events = (): Emitted[] => {
    next += 1
    return made[next % APPENDS] ?? []
  }

  const onOwnStream = async (writer: number): Promise<void> => {
    const stream = (streams[writer] ??= { name: `plan-${randomUUID()}`, version: undefined })
    const expectedStreamVersion = stream.version ?? 'STREAM_DOES_NOT_EXIST'
    try {
      const { nextExpectedStreamVersion } = await store.appendToStream(stream.name, events(), { expectedStreamVersion })
      stream.version = nextExpectedStreamVersion
    } catch {
      // On SQLite an append now and then meets a statement that was not finished: again, on a stream whose end is known.
      failures += 1
      if (failures > FAILURES_AT_MOST) throw new Error('too many appends failed')
      streams[writer] = undefined
      await onOwnStream(writer)
    }
  }

  const streamOf = async (length: number): Promise<string> => {
    const known = loaded.get(length)
    if (known !== undefined) return known
    const name = `plan-${randomUUID()}`
    for (let count = 0; count < length; count += 2) await store.appendToStream(name, events())
    loaded.set(length, name)
    return name
  }

  return {
    work: async (task, forMs) => {
      const [what, size = '1'] = task.split(' ')
      if (what === 'append') return manyAtOnce(Number(size), forMs, onOwnStream)
      if (what === 'append-new')
        return manyAtOnce(Number(size), forMs, () => store.appendToStream(`plan-${randomUUID()}`, events()))
      const stream = await streamOf(Number(size))
      const counting = { initialState: () => 0, evolve: (count: unknown) => Number(count) + 1 }
      return manyAtOnce(1, forMs, () => store.aggregateStream(stream, counting))
    },
    close,
  }
}
