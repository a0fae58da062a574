/** A database that is asked until it is closed: what is under way then is finished first, and what fails is told in the asker's words. */
import type { Kysely } from 'kysely'
import { PostgresFault, troubleOf, type PostgresTrouble } from './trouble.ts'

/** What PostgreSQL said, in the words of whoever keeps something there. */
export type InWords = (trouble: PostgresTrouble, cause: unknown) => Error

export class Asked<Tables> {
  readonly #db: Kysely<Tables>
  readonly #inWords: InWords
  readonly #underWay = new Set<Promise<unknown>>()
  #isOpen = true

  constructor(db: Kysely<Tables>, inWords: InWords) {
    this.#db = db
    this.#inWords = inWords
  }

  /** What does not come from PostgreSQL goes through as it is. @throws what `inWords` makes of a trouble */
  async ask<Result>(work: (db: Kysely<Tables>) => Promise<Result>): Promise<Result> {
    const asking = this.#isOpen ? work(this.#db) : Promise.reject(new PostgresFault('closed', 'it was closed'))
    this.#underWay.add(asking)
    try {
      return await asking
    } catch (fault) {
      const trouble = troubleOf(fault)
      throw trouble === undefined ? fault : this.#inWords(trouble, fault)
    } finally {
      this.#underWay.delete(asking)
    }
  }

  async close(): Promise<void> {
    this.#isOpen = false
    await Promise.allSettled(this.#underWay)
    await this.#db.destroy()
  }
}
