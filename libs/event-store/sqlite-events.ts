/** The events of a SQLite file, read and followed: all of the store but appending, for who only reads and for the store itself. */
import { Doorbell, follow } from './following.ts'
import { BYTES_AT_ONCE, type EventsToRead, type Position, type Revision, type StoredEvent } from './port.ts'
import { promised } from './reading.ts'
import { SqliteReader } from './sqlite-reader.ts'

/** How often a subscription looks for commits of other threads and processes. */
export const POLL_MS = 25

/** The events of a file that a store has made. @throws StoreUnavailable */
export const openSqliteEvents = (file: string, pollMs = POLL_MS): EventsToRead =>
  new SqliteEvents(new SqliteReader(file), new Doorbell(), pollMs)

export class SqliteEvents implements EventsToRead {
  readonly #reader: SqliteReader
  readonly #doorbell: Doorbell
  readonly #pollMs: number
  #subscribers = 0
  #poll: NodeJS.Timeout | undefined

  constructor(reader: SqliteReader, doorbell: Doorbell, pollMs: number) {
    this.#reader = reader
    this.#doorbell = doorbell
    this.#pollMs = pollMs
  }

  read(
    stream: string,
    from: Revision = 0,
    limit = Number.MAX_SAFE_INTEGER,
    bytesAtMost = Infinity,
  ): Promise<readonly StoredEvent[]> {
    return promised(() => this.#reader.stream(stream, from, limit, bytesAtMost))
  }

  readAll(from: Position | undefined, limit: number, bytesAtMost = Infinity): Promise<readonly StoredEvent[]> {
    return promised(() => this.#reader.from(from, limit, bytesAtMost))
  }

  async *subscribe(
    after: Position | undefined,
    options: Parameters<EventsToRead['subscribe']>[1],
  ): AsyncGenerator<readonly StoredEvent[], void, undefined> {
    this.#subscribers += 1
    this.#poll ??= this.#startPolling()
    try {
      yield* follow((last, limit) => this.#reader.after(last, limit, BYTES_AT_ONCE), this.#doorbell, after, options)
    } finally {
      this.#subscribers -= 1
      if (this.#subscribers === 0) this.#stopPolling()
    }
  }

  head(): Promise<Position | undefined> {
    return promised(() => this.#reader.head())
  }

  close(): Promise<void> {
    this.#reader.close()
    this.#doorbell.ring()
    return Promise.resolve()
  }

  /** Own commits ring the bell themselves; only those of others are found this way. The first look always rings: nobody knows since when. */
  #startPolling(): NodeJS.Timeout {
    let seen: number | undefined
    const look = (): void => {
      let now: number | undefined
      try {
        now = this.#reader.version()
      } catch {
        // Whoever waits will read, and meet the fault where it can be handled.
        now = undefined
      }
      if (now === undefined || now !== seen) this.#doorbell.ring()
      seen = now
    }
    return setInterval(look, this.#pollMs).unref()
  }

  #stopPolling(): void {
    clearInterval(this.#poll)
    this.#poll = undefined
  }
}
