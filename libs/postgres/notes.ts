/** What others ask a database to keep for them, a text by a name: where Kysely speaks to it, whatever engine that is. */
import { sql, type Kysely } from 'kysely'
import { NOTE_TABLE } from '../sqlite/notes.ts'

type Any = Pick<Kysely<never>, 'getExecutor'>

export const createNoteTable = async (db: Any): Promise<void> => {
  await sql.raw(NOTE_TABLE).execute(db)
}

type Ask = <Result>(statement: (db: Any) => Promise<Result>) => Promise<Result>

export class NotesBy {
  readonly #read: Ask
  readonly #write: Ask

  /** @param write durable when it resolves */
  constructor(read: Ask, write = read) {
    this.#read = read
    this.#write = write
  }

  /** What was noted by this name, last. */
  noted(name: string): Promise<string | undefined> {
    return this.#read(async (db) => {
      const { rows } = await sql<{ text: string }>`select text from note where name = ${name}`.execute(db)
      return rows[0]?.text
    })
  }

  /** One more than the last time, whoever asked. */
  counted(name: string): Promise<number> {
    return this.#write(async (db) => {
      const { rows } = await sql<{ text: string }>`insert into note as the (name, text) values (${name}, '1')
        on conflict (name) do update set text = cast(cast(the.text as bigint) + 1 as text) returning text`.execute(db)
      return Number(rows[0]?.text)
    })
  }

  note(name: string, text: string): Promise<void> {
    return this.#write(async (db) => {
      await sql`insert into note (name, text) values (${name}, ${text})
        on conflict (name) do update set text = excluded.text`.execute(db)
    })
  }
}
