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

const COLUMNS = 'revision, position, id, type, body, sealed'
const REMEMBERED_KEYS = 100_000

export class SqliteReader {
  readonly #file: string
  readonly #db: DatabaseSync
  readonly #stream: StatementSync
  readonly #all: StatementSync
  readonly #last: StatementSync
  readonly #keyOf: StatementSync
  /** A stream keeps its key for good. */
  readonly #keys = new Map<string, number>()
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
        `SELECT ${COLUMNS} FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`,
        { returnArrays: true },
      )
      this.#keyOf = db.prepare('SELECT key FROM streams WHERE name = ?')
      this.#all = db.prepare(
        `SELECT ${COLUMNS}, name FROM events CROSS JOIN streams ON key = stream WHERE position >= ? ORDER BY position LIMIT ?`,
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
      const key = this.#key(name)
      const rows: readonly Row[] = key === undefined ? [] : this.#stream.all(key, from, atMost(limit))
      const events = rows.map((row) => storedEvent(row, name))
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
    return this.#reading(() => {
      const rows: readonly Row[] = this.#all.all(position, atMost(limit))
      return rows.map((row) => storedEvent(row, row[6] as string))
    })
  }

  #key(stream: string): number | undefined {
    const known = this.#keys.get(stream)
    if (known !== undefined) return known
    const key = this.#keyOf.get(stream)?.key
    if (typeof key !== 'number') return undefined
    if (this.#keys.size >= REMEMBERED_KEYS) this.#keys.clear()
    this.#keys.set(stream, key)
    return key
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

type Row = Readonly<Record<number, SQLOutputValue>>

/** In the order of COLUMNS; their types are held by the tables being STRICT. */
function storedEvent(row: Row, stream: string): StoredEvent {
  const stored = {
    stream,
    revision: row[0] as number,
    position: positionOf(row[1] as number),
    id: row[2] as string,
    type: row[3] as string,
    body: row[4] as string,
  }
  return row[5] === null ? stored : { ...stored, sealed: row[5] as string }
}
