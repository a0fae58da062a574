/** The event store's file: its tables, its format number, and the opening that changes nothing in a file it does not know. */
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { claim, numberFrom, patiently } from '../sqlite/claim.ts'
import { freeBytesOf } from '../sqlite/free-bytes.ts'
import { rollBack } from '../sqlite/roll-back.ts'
import { asUnavailable, mayWrite, unavailable } from './sqlite-faults.ts'

/** "SMSP" in the file's header says whose file it is, the user version in which format. */
export const APPLICATION_ID = 0x534d5350
export const FORMAT = 1

/** Rows are one to three KB: at 8 KB few bytes of a page stay empty, and a page of the index still costs little to write. */
export const PAGE_BYTES = 8192
const CACHE_KIB = 32_768
const CHECKPOINT_PAGES = 1000

const BEFORE = `PRAGMA page_size = ${String(PAGE_BYTES)}; PRAGMA synchronous = FULL`
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
  /** Set aside in the file and its log, for appends to go on a while on a full disk; none without it. */
  readonly roomBytes?: number
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
    const whose = claim(
      opened,
      { applicationId: APPLICATION_ID, format: FORMAT, before: BEFORE, tables: TABLES },
      until,
    )
    if (whose !== 'ours') throw unavailable(whose, file)
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
    rollBack(db)
  }
  db.prepare('SELECT * FROM events ORDER BY position DESC LIMIT 1').get()
  db.prepare('SELECT max(revision) FROM events WHERE stream = (SELECT max(key) FROM streams)').get()
}

/**
 * Pages that are the file's own and free, and a log as long: what is appended next needs nothing more of the disk. Where there is no room to set aside,
 * nothing is; whoever appends meets that.
 */
export function setRoomAside(db: DatabaseSync, file: string, bytes: number): void {
  // The last of the disk is for others too, who cannot even read without.
  const room = Math.min(bytes, Math.floor(freeBytesOf(dirname(file)) / 2))
  if (room === 0) return
  try {
    db.exec('DROP TABLE IF EXISTS room; BEGIN IMMEDIATE; CREATE TABLE room (it BLOB) STRICT')
    db.prepare('INSERT INTO room VALUES (zeroblob(?))').run(room)
    // Committed first: pages that were dropped unwritten would leave the log short.
    db.exec('COMMIT; DROP TABLE room')
    // The log begins anew before it is longer than it is now.
    const pages = Math.max(1, Math.min(CHECKPOINT_PAGES, Math.floor(room / PAGE_BYTES / 2)))
    db.exec(`PRAGMA wal_autocheckpoint = ${String(pages)}; PRAGMA wal_checkpoint(RESTART)`)
  } catch {
    rollBack(db)
  }
}

export const freeBytesIn = (db: DatabaseSync): number =>
  numberFrom(db, 'PRAGMA freelist_count') * numberFrom(db, 'PRAGMA page_size')
