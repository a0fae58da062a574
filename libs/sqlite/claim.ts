/** Whose an SQLite file is, by the marks in its header, and how an empty one becomes ours while other processes may be at the same. */
import type { DatabaseSync } from 'node:sqlite'
import { isBusy } from './result-codes.ts'
import { rollBack } from './roll-back.ts'

export interface Mark {
  /** Which kind of store of ours it is (https://sqlite.org/pragma.html#pragma_application_id). */
  readonly applicationId: number
  /** The newest format this version knows, from 1. */
  readonly format: number
}

export type Whose = 'ours' | 'empty' | 'newer-format' | 'not-a-store'

/** The pause between two tries for a lock, in the mean. */
const RETRY_MS = 1

/** Only reads: somebody else's file must not even change its journal mode. */
export function whose(db: DatabaseSync, { applicationId, format }: Mark): Whose {
  const [application, version, tables] = atOneMoment(db, () => [
    numberFrom(db, 'PRAGMA application_id'),
    numberFrom(db, 'PRAGMA user_version'),
    numberFrom(db, 'SELECT count(*) FROM sqlite_schema'),
  ])
  if (application === 0 && version === 0 && tables === 0) return 'empty'
  if (application !== applicationId || version < 1) return 'not-a-store'
  return version > format ? 'newer-format' : 'ours'
}

/**
 * Makes what is empty ours: in WAL mode, with its tables. Anything else is left as it was.
 * @param before what must be set before the first page is written
 * @param until as `performance.now()` counts: how long other processes' locks are waited for
 * @throws SQLite's own errors
 */
export function claim(
  db: DatabaseSync,
  { tables, before = '', ...mark }: Mark & { readonly tables: string; readonly before?: string },
  until: number,
): Exclude<Whose, 'empty'> {
  return patiently(until, () => {
    const found = whose(db, mark)
    if (found !== 'empty') return found
    db.exec(`${before}; PRAGMA journal_mode = WAL; BEGIN IMMEDIATE`)
    try {
      // Another process may have been quicker.
      const locked = whose(db, mark)
      if (locked === 'empty')
        db.exec(`${tables};
          PRAGMA application_id = ${String(mark.applicationId)};
          PRAGMA user_version = ${String(mark.format)}`)
      db.exec('COMMIT')
      return locked === 'empty' ? 'ours' : locked
    } catch (fault) {
      rollBack(db)
      throw fault
    }
  })
}

/** What is read one after another would otherwise be of different moments, when another process writes in between. */
function atOneMoment<Result>(db: DatabaseSync, read: () => Result): Result {
  if (db.isTransaction) return read()
  db.exec('BEGIN')
  try {
    return read()
  } finally {
    rollBack(db)
  }
}

/**
 * Tries again for as long as another process holds the lock.
 * SQLite's own waiting sleeps up to 100 ms between tries: beside a process that commits without a pause, one append then waited 1.9 s,
 * and this way 0.1 s.
 */
export function patiently<Result>(until: number, attempt: () => Result): Result {
  for (;;) {
    try {
      return attempt()
    } catch (fault) {
      if (!isBusy(fault) || performance.now() >= until) throw fault
      Atomics.wait(NEVER, 0, 0, RETRY_MS * (0.5 + Math.random()))
    }
  }
}

const NEVER = new Int32Array(new SharedArrayBuffer(4))

/** The first column of the first row. */
export function numberFrom(db: DatabaseSync, sql: string): number {
  return Number(Object.values(db.prepare(sql).get() ?? {})[0])
}

/** A write that changes nothing, and yet only a file that can be written takes: the format stays what it is, also where a newer version made it another meanwhile. @throws SQLite's own errors */
export function writeNothingNew(db: DatabaseSync): void {
  db.exec(`PRAGMA user_version = ${String(numberFrom(db, 'PRAGMA user_version'))}`)
}
