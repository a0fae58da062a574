/** Reads the store's file on a connection of its own that cannot write: what is durable, and so what every process sees. */
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite'
import { numberOf, positionOf } from './positions.ts'
import { type Position, type Revision, type StoredEvent } from './port.ts'
import { atMost } from './reading.ts'
import { asUnavailable, unavailable } from './sqlite-faults.ts'
import { SqliteLengths } from './sqlite-lengths.ts'

/** Readers wait for nobody in WAL mode, except while the log of a killed process is being recovered. */
const RECOVERY_TIMEOUT_MS = 1000
const CACHE_KIB = 16_384

const COLUMNS = 'name, revision, position, id, type, body, sealed'

export class SqliteReader {
  readonly #file: string
  readonly #db: DatabaseSync
  readonly #stream: StatementSync
  readonly #all: StatementSync
  readonly #last: StatementSync
  readonly #lengths: SqliteLengths
  readonly #dataVersion: StatementSync

  /** @throws StoreUnavailable */
  constructor(file: string) {
    this.#file = file
    try {
      const db = new DatabaseSync(file, { readOnly: true, timeout: RECOVERY_TIMEOUT_MS })
      db.exec(`PRAGMA cache_size = -${String(CACHE_KIB)}; PRAGMA cell_size_check = ON`)
      this.#db = db
      this.#stream = db.prepare(
        `SELECT ${COLUMNS} FROM streams JOIN events ON stream = key WHERE name = ? AND revision >= ? ORDER BY revision LIMIT ?`,
        { returnArrays: true },
      )
      this.#all = db.prepare(
        `SELECT ${COLUMNS} FROM events CROSS JOIN streams ON key = stream WHERE position >= ? ORDER BY position LIMIT ?`,
        { returnArrays: true },
      )
      this.#lengths = new SqliteLengths(db)
      this.#last = db.prepare('SELECT max(position) AS position FROM events')
      this.#dataVersion = db.prepare('PRAGMA data_version')
    } catch (fault) {
      throw asUnavailable(fault, file)
    }
  }

  stream(name: string, from: Revision, limit: number): readonly StoredEvent[] {
    return this.#reading(() => {
      const length = this.#lengths.of(name)
      if (length !== undefined && from >= length) return []
      const events = this.#stream.all(name, from, atMost(limit)).map(storedEvent)
      const last = events.at(-1)?.revision
      // Of a read that began behind the end nothing is learned but that it did.
      if (events.length < limit && (last !== undefined || from <= 0)) this.#lengths.remember(name, (last ?? -1) + 1)
      return events
    })
  }

  from(position: Position | undefined, limit: number): readonly StoredEvent[] {
    return this.#fromNumber(position === undefined ? 0 : numberOf(position), limit)
  }

  after(position: Position | undefined, limit: number): readonly StoredEvent[] {
    return this.#fromNumber(position === undefined ? 0 : numberOf(position) + 1, limit)
  }

  head(): Position | undefined {
    const last = this.#reading(() => this.#last.get()?.position)
    return typeof last === 'number' ? positionOf(last) : undefined
  }

  /** Another number whenever any other connection, in this process or another, has committed. */
  version(): number {
    return this.#reading(() => Number(this.#dataVersion.get()?.data_version))
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close()
  }

  #fromNumber(position: number, limit: number): readonly StoredEvent[] {
    return this.#reading(() => this.#all.all(position, atMost(limit)).map(storedEvent))
  }

  #reading<Result>(read: () => Result): Result {
    if (!this.#db.isOpen) throw unavailable('closed', this.#file)
    try {
      return read()
    } catch (fault) {
      throw asUnavailable(fault, this.#file)
    }
  }
}

/** In the order of COLUMNS; their types are held by the tables being STRICT. */
function storedEvent(row: Readonly<Record<number, SQLOutputValue>>): StoredEvent {
  const stored = {
    stream: row[0] as string,
    revision: row[1] as number,
    position: positionOf(row[2] as number),
    id: row[3] as string,
    type: row[4] as string,
    body: row[5] as string,
  }
  return row[6] === null ? stored : { ...stored, sealed: row[6] as string }
}
