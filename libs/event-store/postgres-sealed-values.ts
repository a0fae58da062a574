/** Sealed values in a schema of PostgreSQL, for any number of processes beside EventStoreDB. What comes while a commit is under way shares the next one. */
import { sql } from 'kysely'
import { Asked } from '../postgres/asked.ts'
import { bringUpToDate, openSchema, type Migration } from '../postgres/database.ts'
import { createNoteTable, NotesBy } from '../postgres/notes.ts'
import { namedPlace, type PostgresPlace } from '../postgres/place.ts'
import { troubleOf, wordsOf, type PostgresTrouble } from '../postgres/trouble.ts'
import { triedNowAndThen } from '../telemetry/tried-writes.ts'
import { StoreUnavailable } from './port.ts'
import type { SealedValues } from './sealed-values.ts'

export interface PostgresSealedValuesOptions {
  readonly place: PostgresPlace
  /** Lower-case letters, digits and underscores; made if it is not there. */
  readonly schema?: string
  /** Connections that read at once, at most; one of them writes. */
  readonly connections?: number
}

/** A note that says nothing, written to find out whether anything is. */
const TRIED = 'tried'

type Tables = { sealed_value: { ref: string; value: string } }

const MIGRATIONS: readonly Migration[] = [
  async (db) => {
    await db.schema
      .createTable('sealed_value')
      .addColumn('ref', sql`text collate "C"`, (its) => its.primaryKey())
      .addColumn('value', 'text', (its) => its.notNull())
      .execute()
  },
  createNoteTable,
]

const SAID: Readonly<Record<PostgresTrouble, string>> = {
  unreachable: 'the sealed values cannot be reached',
  denied: 'the sealed values do not let us in, or not do this',
  locked: 'another process keeps the sealed values locked',
  'read-only': 'the sealed values cannot be written: their server is read-only',
  'disk-full': 'the sealed values have no room left; free space and they go on by themselves',
  corrupt: 'the sealed values are damaged; restore them from a backup',
  'newer-format': 'the sealed values were written by a newer version of this software',
  'io-error': 'the sealed values could not be read or written',
  closed: 'the sealed values are closed',
}

/** Durable when `put` resolves (`synchronous_commit`). @throws StoreUnavailable; Error for a place that cannot be used */
export async function openPostgresSealedValues({
  place,
  schema = 'samenspel_sealed_values',
  connections = 5,
}: PostgresSealedValuesOptions): Promise<SealedValues> {
  const inWords = (reason: PostgresTrouble, cause: unknown) =>
    new StoreUnavailable(reason, `${SAID[reason]} (${namedPlace(place)}): ${wordsOf(cause)}`, { cause })
  const values = new Asked(openSchema<Tables>(place, { schema, connections }), inWords)
  try {
    await bringUpToDate(place, schema, MIGRATIONS)
    return new PostgresSealedValues(values)
  } catch (fault) {
    await values.close()
    const trouble = troubleOf(fault)
    throw trouble === undefined ? fault : inWords(trouble, fault)
  }
}

class PostgresSealedValues implements SealedValues {
  readonly #values: Asked<Tables>
  readonly #notes: NotesBy
  readonly #tried = triedNowAndThen(() => this.#notes.note(TRIED, ''))
  #waiting = new Map<string, string>()
  #next: Promise<void> | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(values: Asked<Tables>) {
    this.#values = values
    this.#notes = new NotesBy((statement) => values.ask(statement))
  }

  put(values: ReadonlyMap<string, string>): Promise<void> {
    for (const [ref, value] of values) if (!this.#waiting.has(ref)) this.#waiting.set(ref, value)
    this.#next ??= this.#whenWritten()
    return this.#next
  }

  /** Behind the commit that is under way, whether that fails or not. */
  async #whenWritten(): Promise<void> {
    await this.#writing
    // In one order everywhere: two processes that put the same two values would wait for each other.
    const rows = [...this.#waiting].sort(([one], [other]) => (one < other ? -1 : 1))
    this.#waiting = new Map()
    this.#next = undefined
    const written = this.#values.ask(async (db) => {
      const [refs, values] = [rows.map(([ref]) => ref), rows.map(([, value]) => value)]
      await sql`insert into sealed_value (ref, value) select * from unnest(${refs}::text[], ${values}::text[])
        on conflict (ref) do nothing`.execute(db)
    })
    this.#writing = written.catch(() => undefined)
    await written
  }

  async get(refs: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#values.ask((db) =>
      db
        .selectFrom('sealed_value')
        .selectAll()
        .where('ref', '=', sql<string>`any(${[...refs]}::text[])`)
        .execute(),
    )
    return new Map(rows.map(({ ref, value }) => [ref, value]))
  }

  noted(name: string): Promise<string | undefined> {
    return this.#notes.noted(name)
  }

  note(name: string, text: string): Promise<void> {
    return this.#notes.note(name, text)
  }

  counted(name: string): Promise<number> {
    return this.#notes.counted(name)
  }

  mustTakeWrites(): Promise<void> {
    return this.#tried()
  }

  async close(): Promise<void> {
    await this.#next?.catch(() => undefined)
    await this.#values.close()
  }
}
