/** Sealed values in a SQLite file, for one process beside EventStoreDB: tests, and a machine without PostgreSQL. */
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { claim, writeNothingNew } from '../sqlite/claim.ts'
import { inPlace } from '../sqlite/in-place.ts'
import { notedIn, noteIn } from '../sqlite/notes.ts'
import { rollBack } from '../sqlite/roll-back.ts'
import { triedNowAndThen } from '../telemetry/tried-writes.ts'
import { promised } from './reading.ts'
import type { SealedValues } from './sealed-values.ts'
import { asUnavailable, unavailable } from './sqlite-faults.ts'

/** 'SSVL': what tells this file from any other. */
const APPLICATION_ID = 0x5353564c
const FORMAT = 1
const LOCK_TIMEOUT_MS = 5_000

const TABLES = 'CREATE TABLE sealed_value (ref TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID'

/** Made if it is not there; its directory must be. @throws StoreUnavailable */
export function openSqliteSealedValues(file: string): SealedValues {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(file, { timeout: LOCK_TIMEOUT_MS })
    const until = performance.now() + LOCK_TIMEOUT_MS
    const whose = claim(db, { applicationId: APPLICATION_ID, format: FORMAT, tables: TABLES }, until)
    if (whose !== 'ours') throw unavailable(whose, file)
    db.exec('PRAGMA synchronous = FULL')
    return new SqliteSealedValues(db, file)
  } catch (fault) {
    db?.close()
    throw asUnavailable(fault, file)
  }
}

interface Waiting {
  readonly values: ReadonlyMap<string, string>
  readonly resolve: () => void
  readonly reject: (fault: Error) => void
}

class SqliteSealedValues implements SealedValues {
  readonly #db: DatabaseSync
  readonly #file: string
  readonly #mustBeInPlace: () => void
  readonly #put: StatementSync
  readonly #get: StatementSync
  #waiting: Waiting[] = []
  readonly #tried = triedNowAndThen(() =>
    promised(() => {
      this.#working(() => {
        writeNothingNew(this.#db)
        this.#mustBeInPlace()
      })
    }),
  )

  constructor(db: DatabaseSync, file: string) {
    this.#db = db
    this.#file = file
    this.#mustBeInPlace = inPlace(db)
    this.#put = db.prepare('INSERT INTO sealed_value (ref, value) VALUES (?, ?) ON CONFLICT DO NOTHING')
    this.#get = db.prepare('SELECT ref, value FROM sealed_value WHERE ref IN (SELECT value FROM json_each(?))')
  }

  /** What comes in one turn shares a commit, and so its wait for the disk. */
  put(values: ReadonlyMap<string, string>): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.push({ values, resolve, reject }) > 1) return
      setImmediate(() => {
        this.#flush()
      })
    })
  }

  get(refs: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Promise((resolve) => {
      const rows = this.#working(() => this.#get.all(JSON.stringify(refs)))
      resolve(new Map(rows.map(({ ref, value }) => [String(ref), String(value)])))
    })
  }

  noted(name: string): Promise<string | undefined> {
    return promised(() => this.#working(() => notedIn(this.#db, name)))
  }

  note(name: string, text: string): Promise<void> {
    return promised(() => {
      this.#working(() => {
        noteIn(this.#db, name, text)
      })
    })
  }

  mustTakeWrites(): Promise<void> {
    return this.#tried()
  }

  close(): Promise<void> {
    this.#flush()
    if (this.#db.isOpen) this.#db.close()
    return Promise.resolve()
  }

  #flush(): void {
    const together = this.#waiting
    this.#waiting = []
    if (together.length === 0) return
    try {
      this.#working(() => {
        this.#db.exec('BEGIN IMMEDIATE')
        for (const { values } of together) for (const [ref, value] of values) this.#put.run(ref, value)
        this.#db.exec('COMMIT')
        this.#mustBeInPlace()
      })
      for (const { resolve } of together) resolve()
    } catch (fault) {
      rollBack(this.#db)
      for (const { reject } of together) reject(asUnavailable(fault, this.#file))
    }
  }

  #working<Result>(work: () => Result): Result {
    if (!this.#db.isOpen) throw unavailable('closed', this.#file)
    try {
      return work()
    } catch (fault) {
      throw asUnavailable(fault, this.#file)
    }
  }
}
