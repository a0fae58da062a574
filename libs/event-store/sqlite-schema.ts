/** The event store's file: its tables, its format number, and the opening that changes nothing in a file it does not know. */
import { DatabaseSync } from 'node:sqlite'
import { asUnavailable, isBusy, mayWrite, unavailable } from './sqlite-faults.ts'

/** "SMSP" in the file's header says whose file it is, the user version in which format. */
export const APPLICATION_ID = 0x534d5350
export const FORMAT = 1

/** Rows are one to three KB: at 8 KB few bytes of a page stay empty, and a page of the index still costs little to write. */
export const PAGE_BYTES = 8192
const CACHE_KIB = 32_768
const CHECKPOINT_PAGES = 1000
/** The pause between two tries for the lock, in the mean. */
const RETRY_MS = 1

const TABLES = `
  CREATE TABLE streams (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    body TEXT NOT NULL,
    sealed TEXT,
    UNIQUE (stream, revision)
  ) STRICT;`

export interface StoreFile {
  readonly file: string
  /** How long a write waits for other processes' writes. */
  readonly lockTimeoutMs: number
  /** The file grows to this size at most; what does not fit is refused as on a full disk. */
  readonly maxFileBytes?: number
}

/**
 * Opens the file for writing, and makes it where there is none.
 * @throws StoreUnavailable with the reason; what the file holds is then as it was.
 */
export function openStoreFile({ file, lockTimeoutMs, maxFileBytes }: StoreFile): DatabaseSync {
  // Before SQLite looks at it: beside a read-only file it leaves a read-only log, which then keeps out whoever may write.
  if (!mayWrite(file)) throw unavailable('read-only', file)
  let db: DatabaseSync | undefined
  try {
    const opened = new DatabaseSync(file)
    db = opened
    const until = performance.now() + lockTimeoutMs
    patiently(until, () => {
      if (isEmpty(opened, file)) createTables(opened, file)
    })
    configure(opened, maxFileBytes)
    patiently(until, () => {
      probe(opened)
    })
    return opened
  } catch (fault) {
    db?.close()
    throw asUnavailable(fault, file)
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

/** Whether the file is still to become a store. Only reads: somebody else's file must not even change its journal mode. */
function isEmpty(db: DatabaseSync, file: string): boolean {
  const application = numberFrom(db, 'PRAGMA application_id')
  const format = numberFrom(db, 'PRAGMA user_version')
  if (application === APPLICATION_ID && format > FORMAT) throw unavailable('newer-format', file)
  if (application === APPLICATION_ID && format === FORMAT) return false
  if (application === 0 && format === 0 && numberFrom(db, 'SELECT count(*) FROM sqlite_schema') === 0) return true
  throw unavailable('not-a-store', file)
}

function createTables(db: DatabaseSync, file: string): void {
  db.exec(
    `PRAGMA page_size = ${String(PAGE_BYTES)}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; BEGIN IMMEDIATE`,
  )
  try {
    // Another process may have been quicker.
    if (isEmpty(db, file)) {
      db.exec(`${TABLES}
        PRAGMA application_id = ${String(APPLICATION_ID)};
        PRAGMA user_version = ${String(FORMAT)}`)
    }
    db.exec('COMMIT')
  } catch (fault) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw fault
  }
}

function configure(db: DatabaseSync, maxFileBytes: number | undefined): void {
  db.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = ${String(CHECKPOINT_PAGES)};
    PRAGMA cache_size = -${String(CACHE_KIB)};
    PRAGMA cell_size_check = ON`)
  if (maxFileBytes !== undefined) {
    db.exec(`PRAGMA max_page_count = ${String(Math.floor(maxFileBytes / numberFrom(db, 'PRAGMA page_size')))}`)
  }
}

/** Shows now, and not at the first append, that the file cannot be written or that its tables cannot be read. */
function probe(db: DatabaseSync): void {
  // On a read-only file SQLite begins a reading transaction without a word; only a write says what is the matter.
  db.exec('BEGIN IMMEDIATE')
  try {
    db.exec(`PRAGMA user_version = ${String(FORMAT)}`)
  } finally {
    db.exec('ROLLBACK')
  }
  db.prepare('SELECT * FROM events ORDER BY position DESC LIMIT 1').get()
  db.prepare('SELECT max(revision) FROM events WHERE stream = (SELECT max(key) FROM streams)').get()
}

/** The first column of the first row. */
export function numberFrom(db: DatabaseSync, sql: string): number {
  return Number(Object.values(db.prepare(sql).get() ?? {})[0])
}
