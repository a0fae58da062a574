/** The read store in a schema of PostgreSQL, for any number of processes. Rows and their position are one transaction; those who write follow each other by an advisory lock. */
import { sql, type Kysely } from 'kysely'
import { StoreUnavailable } from '../event-store/port.ts'
import { bringUpToDate, openSchema, type Migration } from '../postgres/database.ts'
import { createNoteTable } from '../postgres/notes.ts'
import { namedPlace, type PostgresPlace } from '../postgres/place.ts'
import { troubleOf, wordsOf, type PostgresTrouble } from '../postgres/trouble.ts'
import { ReadStore, type Engine } from './read-store.ts'
import { text, type AnyRows } from './rows.ts'

export interface PostgresReadStoreOptions {
  readonly place: PostgresPlace
  /** Lower-case letters, digits and underscores; made if it is not there. */
  readonly schema?: string
  /** How long a write waits while other processes write. */
  readonly lockTimeoutMs?: number
  /** How often whoever waits for a position looks: one query for all who wait. */
  readonly pollMs?: number
  /** Connections that read at once, at most; one more writes. */
  readonly connections?: number
}

// The first statement takes no snapshot, the lock neither: what is read after them is as of one moment, at which no generation is being
// switched, and none is until the transaction ends. (https://www.postgresql.org/docs/current/sql-lock.html)
const BEGIN_READING =
  'start transaction isolation level repeatable read read only; lock table generations in access share mode'
const BEGIN_WRITING =
  "begin; select pg_advisory_xact_lock(hashtext('samenspel read store'), hashtext(current_schema()))"

const MIGRATIONS: readonly Migration[] = [
  async (db) => {
    await db.schema
      .createTable('generations')
      .addColumn('projection', text(db), (its) => its.notNull())
      .addColumn('generation', 'bigint', (its) => its.notNull())
      .addColumn('version', 'bigint', (its) => its.notNull())
      .addColumn('state', text(db), (its) => its.notNull().check(sql`state in ('active', 'building')`))
      .addColumn('tables', text(db), (its) => its.notNull())
      .addColumn('position', text(db), (its) => its.notNull())
      .addPrimaryKeyConstraint('generations_key', ['projection', 'generation'])
      .execute()
    // One active and one building generation of each at most.
    await db.schema
      .createIndex('one_of_each_state')
      .unique()
      .on('generations')
      .columns(['projection', 'state'])
      .execute()
    await db.schema
      .createTable('checkpoints')
      .addColumn('name', text(db), (its) => its.primaryKey())
      .addColumn('position', text(db), (its) => its.notNull())
      .execute()
  },
  async (db) => {
    await db.schema
      .createTable('unreadable')
      .addColumn('projection', text(db), (its) => its.notNull())
      .addColumn('generation', 'bigint', (its) => its.notNull())
      .addColumn('position', text(db), (its) => its.notNull())
      .addColumn('stream', text(db), (its) => its.notNull())
      .addColumn('because', text(db), (its) => its.notNull())
      .addPrimaryKeyConstraint('unreadable_key', ['projection', 'generation', 'position'])
      .execute()
  },
  createNoteTable,
]

/** @throws StoreUnavailable: unreachable, denied, newer-format, locked, read-only, disk-full or io-error; Error for a place that cannot be used */
export async function openPostgresReadStore({
  place,
  schema = 'samenspel_reads',
  lockTimeoutMs = 5_000,
  pollMs = 20,
  connections = 10,
}: PostgresReadStoreOptions): Promise<ReadStore> {
  // A crash of the server may take the last commits, rows and position together; they are then made again.
  const session = { schema, lockTimeoutMs, durable: false }
  const writing = openSchema<AnyRows>(place, { ...session, connections: 1, begin: BEGIN_WRITING })
  const engine = new PostgresEngine(
    writing,
    openSchema<AnyRows>(place, { ...session, connections, begin: BEGIN_READING }),
    pollMs,
    namedPlace(place),
  )
  try {
    await bringUpToDate(place, schema, MIGRATIONS)
    return new ReadStore(engine)
  } catch (fault) {
    await engine.close()
    throw engine.inWords(fault)
  }
}

const SAID: Readonly<Record<PostgresTrouble, string>> = {
  unreachable: 'the read store cannot be reached',
  denied: 'the read store does not let us in, or not do this',
  locked: 'another process keeps the read store locked',
  'read-only': 'the read store cannot be written: its server is read-only',
  'disk-full': 'the read store has no room left; free space and it goes on by itself',
  corrupt:
    'the read store is damaged; its rows follow from the events: drop its schema and start again, and they are rebuilt',
  'newer-format':
    'the read store was written by a newer version of this software; run that version, or drop its schema: its rows follow from the events and are rebuilt',
  'io-error': 'the read store could not be read or written',
  closed: 'the read store is closed',
}

class PostgresEngine implements Engine {
  readonly writing: Kysely<AnyRows>
  readonly reading: Kysely<AnyRows>
  readonly pollMs: number
  readonly #place: string
  #isOpen = true

  constructor(writing: Kysely<AnyRows>, reading: Kysely<AnyRows>, pollMs: number, place: string) {
    this.writing = writing
    this.reading = reading
    this.pollMs = pollMs
    this.#place = place
  }

  /** What is cheap to ask is the position itself. */
  hasChanged(): boolean {
    return true
  }

  inWords(fault: unknown): unknown {
    const reason = troubleOf(fault) ?? (this.#isOpen ? undefined : 'closed')
    return reason === undefined ? fault : this.#unavailable(reason, fault)
  }

  mustBeOpen(): void {
    if (!this.#isOpen) throw this.#unavailable('closed')
  }

  async close(): Promise<void> {
    this.#isOpen = false
    await Promise.all([this.reading.destroy(), this.writing.destroy()])
  }

  #unavailable(reason: PostgresTrouble, cause?: unknown): StoreUnavailable {
    const detail = cause === undefined ? '' : `: ${wordsOf(cause)}`
    return new StoreUnavailable(reason, `${SAID[reason]} (${this.#place})${detail}`, { cause })
  }
}
