/**
 * Whether a file is still the one that was opened. Where it was removed, or another was put in its place, SQLite goes on in the one that nobody finds any
 * more, and what is written there is gone with the process.
 */
import { statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'

/** SQLite's own word for it, which it has without a log only: https://sqlite.org/rescode.html#readonly_dbmoved */
const SQLITE_READONLY_DBMOVED = 1032

/**
 * @returns to be asked behind each commit, before anybody is told of it: what was told then stood in the file that is found. Throws as SQLite does
 * where the file is another by now, or gone
 */
export function inPlace(db: DatabaseSync): () => void {
  const file = db.location()
  if (file === null) return () => undefined
  const opened = inodeOf(file)
  return () => {
    if (inodeOf(file) === opened) return
    const moved = new Error('it was removed or put back under this process, which must be started again')
    throw Object.assign(moved, { errcode: SQLITE_READONLY_DBMOVED })
  }
}

export const inodeOf = (file: string): bigint | undefined =>
  statSync(file, { bigint: true, throwIfNoEntry: false })?.ino
