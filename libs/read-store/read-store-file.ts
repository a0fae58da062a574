/** The read store's file: its own tables, its format number, and an opening that changes nothing in a file it does not know. */
import { DatabaseSync } from 'node:sqlite'
import { claim, numberFrom, patiently } from '../sqlite/claim.ts'
import { rollBack } from '../sqlite/roll-back.ts'
import { asReadStoreFault, unavailable } from './faults.ts'
import { isWhole, knowRowSums, summed } from './row-sums.ts'

/** "SMRD" in the file's header says whose file it is, the user version in which format. */
const APPLICATION_ID = 0x534d5244
/** Since the second each row has its sum, since the third a check of the file does not ask for it. */
const FORMAT = 3

const CACHE_KIB = 16_384

const COLUMNS = {
  generations: ['projection', 'generation', 'version', 'state', 'tables', 'position'],
  checkpoints: ['name', 'position'],
  unreadable: ['projection', 'generation', 'position', 'stream', 'because'],
  note: ['name', 'text'],
} as const

const TABLES = `
  CREATE TABLE generations (
    projection TEXT NOT NULL,
    generation INTEGER NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'building')),
    tables TEXT NOT NULL,
    position TEXT NOT NULL,
    ${summed(COLUMNS.generations)},
    PRIMARY KEY (projection, generation)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX one_active_generation ON generations (projection) WHERE state = 'active';
  CREATE UNIQUE INDEX one_building_generation ON generations (projection) WHERE state = 'building';
  CREATE TABLE checkpoints (
    name TEXT NOT NULL PRIMARY KEY,
    position TEXT NOT NULL,
    ${summed(COLUMNS.checkpoints)}
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE unreadable (
    projection TEXT NOT NULL,
    generation INTEGER NOT NULL,
    position TEXT NOT NULL,
    stream TEXT NOT NULL,
    because TEXT NOT NULL,
    ${summed(COLUMNS.unreadable)},
    PRIMARY KEY (projection, generation, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE note (
    name TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL,
    ${summed(COLUMNS.note)}
  ) STRICT;`

/** Of a format of before: what follows from the events is made anew, with sums, and what does not is kept. */
function bringUpToDate(db: DatabaseSync, until: number): void {
  if (numberFrom(db, 'PRAGMA user_version') === FORMAT) return
  patiently(until, () => {
    db.exec('BEGIN IMMEDIATE')
    try {
      // Another process may have been quicker.
      if (numberFrom(db, 'PRAGMA user_version') !== FORMAT) withSums(db)
      db.exec('COMMIT')
    } finally {
      rollBack(db)
    }
  })
}

function withSums(db: DatabaseSync): void {
  const kept = (['checkpoints', 'note'] as const).map((table) => ({ table, rows: rowsOf(db, table) }))
  const old = db.prepare("SELECT type, name FROM sqlite_schema WHERE type IN ('view', 'table') ORDER BY type = 'table'")
  for (const { type, name } of old.all()) db.exec(`DROP ${String(type)} "${String(name)}"`)
  db.exec(TABLES)
  for (const { table, rows } of kept) {
    const [name, what] = COLUMNS[table]
    const insert = db.prepare(`INSERT INTO ${table} (${name}, ${what}) VALUES (?, ?)`)
    for (const row of rows) insert.run(String(row[name]), String(row[what]))
  }
  db.exec(`PRAGMA user_version = ${String(FORMAT)}`)
}

/** A file of before may have no notes. */
function rowsOf(db: DatabaseSync, table: string): readonly Record<string, unknown>[] {
  const there = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table)
  return there === undefined ? [] : db.prepare(`SELECT * FROM ${table}`).all()
}

/** The few rows by which all others are found, against their sums and indexes: what a start can ask of a file of any size. @throws StoreUnavailable, RowDamaged */
function ownTablesMustBeWhole(db: DatabaseSync, file: string): void {
  for (const [table, columns] of Object.entries(COLUMNS)) {
    tableMustBeWhole(db, file, table)
    db.prepare(`SELECT count(*) FROM ${table} WHERE ${isWhole(columns)}`).get()
  }
}

/**
 * Reads all of it, a table at a time, for as long as a table takes as of one moment: each against its indexes, so that no row is missed or found under
 * another's name. The rows of lists are held against their sums when they are read.
 * @param db knows row sums
 * @param rest between two tables
 * @throws StoreUnavailable, RowDamaged
 */
export function allMustBeWhole(db: DatabaseSync, file: string, rest: () => void): void {
  ownTablesMustBeWhole(db, file)
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all()
  for (const { name } of tables) {
    db.exec('BEGIN')
    try {
      tableMustBeWhole(db, file, String(name))
    } finally {
      rollBack(db)
    }
    rest()
  }
}

/** Of a table that is gone by now, nothing. */
function tableMustBeWhole(db: DatabaseSync, file: string, table: string): void {
  if (db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table) === undefined) return
  const [verdict] = Object.values(db.prepare(`PRAGMA integrity_check('${table}')`).get() ?? {})
  if (verdict !== 'ok') throw unavailable('corrupt', file, new Error(String(verdict)))
}

/** A connection that writes and one that only reads. @param isChecked whether its own tables are read first @throws StoreUnavailable with the reason; what the file holds is then as it was */
export function openReadStoreFile(
  file: string,
  lockTimeoutMs: number,
  { isChecked }: { readonly isChecked: boolean },
): { readonly writing: DatabaseSync; readonly reading: DatabaseSync } {
  const opened: DatabaseSync[] = []
  try {
    const writing = new DatabaseSync(file, { timeout: lockTimeoutMs })
    opened.push(writing)
    knowRowSums(writing)
    const until = performance.now() + lockTimeoutMs
    const whose = claim(writing, { applicationId: APPLICATION_ID, format: FORMAT, tables: TABLES }, until)
    if (whose !== 'ours') throw unavailable(whose, file)
    // A power cut may take the last commits, rows and checkpoint together; they are then made again.
    writing.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -${String(CACHE_KIB)}`)
    bringUpToDate(writing, until)
    // Shows now, and not at the first write, that it can be written.
    writing.exec('BEGIN IMMEDIATE; COMMIT')
    if (isChecked) ownTablesMustBeWhole(writing, file)
    // From here on waiting is the driver's, which does not block the process.
    writing.exec('PRAGMA busy_timeout = 0')
    const reading = new DatabaseSync(file, { readOnly: true, timeout: lockTimeoutMs })
    opened.push(reading)
    knowRowSums(reading)
    reading.exec(`PRAGMA cache_size = -${String(CACHE_KIB)}`)
    reading.prepare('SELECT * FROM generations, checkpoints').all()
    return { writing, reading }
  } catch (fault) {
    for (const db of opened) db.close()
    throw asReadStoreFault(fault, file)
  }
}
