/** Reads the store's file on a connection of its own that cannot write: what is durable, and so what every process sees. */
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite'
import { numberOf, positionOf } from './positions.ts'
import { type Position, type Revision, type StoredEvent } from './port.ts'
import { atMost, maybeMore, thatFit } from './reading.ts'
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

  stream(name: string, from: Revision, limit: number, bytesAtMost: number): readonly StoredEvent[] {
    return this.#reading(() => {
      const length = this.#lengths.of(name)
      if (length !== undefined && from >= length) return []
      const key = this.#key(name)
      const read = (last: StoredEvent | undefined, count: number): readonly StoredEvent[] =>
        key === undefined
          ? []
          : this.#stream
              .all(key, last === undefined ? from : last.revision + 1, count)
              .map((row) => storedEvent(row, name))
      const events = thatFit(inRuns(read, atMost(limit), bytesAtMost), bytesAtMost)
      const last = events.at(-1)?.revision
      const hasEnded = !maybeMore(events, limit, bytesAtMost)
      // Of a read that began behind the end nothing is learned but that it did.
      if (hasEnded && (last !== undefined || from <= 0)) this.#lengths.remember(name, (last ?? -1) + 1)
      return events
    })
  }

  from(position: Position | undefined, limit: number, bytesAtMost: number): readonly StoredEvent[] {
    return this.#fromNumber(position === undefined ? 0 : numberOf(position), limit, bytesAtMost)
  }

  after(position: Position | undefined, limit: number, bytesAtMost: number): readonly StoredEvent[] {
    return this.#fromNumber(position === undefined ? 0 : numberOf(position) + 1, limit, bytesAtMost)
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

  #fromNumber(position: number, limit: number, bytesAtMost: number): readonly StoredEvent[] {
    const read = (last: StoredEvent | undefined, count: number): readonly StoredEvent[] =>
      this.#all
        .all(last === undefined ? position : numberOf(last.position) + 1, count)
        .map((row) => storedEvent(row, (row as Row)[6] as string))
    return this.#reading(() => thatFit(inRuns(read, atMost(limit), bytesAtMost), bytesAtMost))
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

/** Rows are cheapest many at a time; of what may end anywhere, few more are read than are taken. */
const RUN = 16

function* inRuns(
  read: (last: StoredEvent | undefined, count: number) => readonly StoredEvent[],
  limit: number,
  bytesAtMost: number,
): Generator<StoredEvent, void, undefined> {
  let last: StoredEvent | undefined
  for (let left = limit; left > 0;) {
    const count = bytesAtMost === Infinity ? left : Math.min(left, RUN)
    const run = read(last, count)
    yield* run
    last = run.at(-1)
    if (run.length < count) return
    left -= count
  }
}

/** In the order of COLUMNS; their types were held by the tables being STRICT, when they were written. What damage made of a text is none that says anything. */
function storedEvent(row: Row, stream: string): StoredEvent {
  const stored = {
    stream,
    revision: row[0] as number,
    position: positionOf(row[1] as number),
    id: textOf(row[2]),
    type: textOf(row[3]),
    body: textOf(row[4]),
  }
  return row[5] === null ? stored : { ...stored, sealed: textOf(row[5]) }
}

const textOf = (value: SQLOutputValue | undefined): string => (typeof value === 'string' ? value : '')
