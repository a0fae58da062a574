import type { DatabaseSync } from 'node:sqlite'

/** Ends what was begun, if it is open still: SQLite ends a transaction itself where its disk is full, and ending it again would hide that fault. */
export function rollBack(db: DatabaseSync): void {
  if (db.isOpen && db.isTransaction) db.exec('ROLLBACK')
}
