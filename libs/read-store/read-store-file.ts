/** The read store's file: its own tables, its format number, and an opening that changes nothing in a file it does not know. */
import { DatabaseSync } from 'node:sqlite'
import { claim } from '../sqlite/claim.ts'
import { NOTE_TABLE } from '../sqlite/notes.ts'
import { asReadStoreFault, unavailable } from './faults.ts'

/** "SMRD" in the file's header says whose file it is, the user version in which format. */
const APPLICATION_ID = 0x534d5244
const FORMAT = 1

const CACHE_KIB = 16_384

/** Also made where an earlier version made the file. */
const UNREADABLE = `
  CREATE TABLE IF NOT EXISTS unreadable (
    projection TEXT NOT NULL,
    generation INTEGER NOT NULL,
    position TEXT NOT NULL,
    stream TEXT NOT NULL,
    because TEXT NOT NULL,
    PRIMARY KEY (projection, generation, position)
  ) STRICT, WITHOUT ROWID;`

const TABLES = `
  CREATE TABLE generations (
    projection TEXT NOT NULL,
    generation INTEGER NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'building')),
    tables TEXT NOT NULL,
    position TEXT NOT NULL,
    PRIMARY KEY (projection, generation)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX one_active_generation ON generations (projection) WHERE state = 'active';
  CREATE UNIQUE INDEX one_building_generation ON generations (projection) WHERE state = 'building';
  CREATE TABLE checkpoints (
    name TEXT NOT NULL PRIMARY KEY,
    position TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  ${UNREADABLE}`

/** A connection that writes and one that only reads. @throws StoreUnavailable with the reason; what the file holds is then as it was */
export function openReadStoreFile(
  file: string,
  lockTimeoutMs: number,
): { readonly writing: DatabaseSync; readonly reading: DatabaseSync } {
  const opened: DatabaseSync[] = []
  try {
    const writing = new DatabaseSync(file, { timeout: lockTimeoutMs })
    opened.push(writing)
    const until = performance.now() + lockTimeoutMs
    const whose = claim(writing, { applicationId: APPLICATION_ID, format: FORMAT, tables: TABLES }, until)
    if (whose !== 'ours') throw unavailable(whose, file)
    // A power cut may take the last commits, rows and checkpoint together; they are then made again.
    writing.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -${String(CACHE_KIB)}`)
    writing.exec(UNREADABLE)
    writing.exec(`BEGIN IMMEDIATE; ${NOTE_TABLE}; COMMIT`)
    // From here on waiting is the driver's, which does not block the process.
    writing.exec('PRAGMA busy_timeout = 0')
    const reading = new DatabaseSync(file, { readOnly: true, timeout: lockTimeoutMs })
    opened.push(reading)
    reading.exec(`PRAGMA cache_size = -${String(CACHE_KIB)}`)
    reading.prepare('SELECT * FROM generations, checkpoints').all()
    return { writing, reading }
  } catch (fault) {
    for (const db of opened) db.close()
    throw asReadStoreFault(fault, file)
  }
}
