/** The door to every event store. One contract suite (`event-store.contract.ts`) holds all adapters to it. */

/** The place of an event in its stream, counted from 0. */
export type Revision = number

/** What an append expects of the stream: always something concrete, so that a retry can be told from a second attempt. */
export type Expected = 'no-stream' | Revision

/** A place in the order of the whole store: opaque, of fixed width, sortable as text, with gaps. */
export type Position = string

export interface NewEvent {
  /** A UUID made by the caller for this attempt: sent again after an answer that did not come, it tells that the attempt was written. */
  readonly id: string
  readonly type: string
  /** The envelope as canonical JSON; these bytes are written once and never again. */
  readonly body: string
  /** The ciphertexts of the event's sealed values, by reference, as canonical JSON; kept beside the event so that erasing one changes no byte of it. */
  readonly sealed?: string
}

export interface StoredEvent extends NewEvent {
  readonly stream: string
  readonly revision: Revision
  readonly position: Position
}

export interface Appended {
  /** Revision and position of the last event of the append. */
  readonly revision: Revision
  readonly position: Position
  /**
   * The positions of its events, in order, where this call wrote them. Empty where they stood there already, and where a store cannot tell:
   * then what stands there may be another attempt at the same.
   */
  readonly written: readonly Position[]
}

export interface EventStore {
  /**
   * Writes 1..n events behind `expected`, all or none, durable before it resolves.
   * The same ids again at exactly those revisions (or a prefix of what was written there): the same answer but for `written`, and nothing is written.
   * @throws RevisionConflict when the stream is elsewhere; TooLarge before anything is written; StoreBusy when the queue is full;
   *   StoreUnavailable when it cannot be known whether it was written: try again with the same ids and the same revision.
   */
  append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended>
  /**
   * The events of a stream in order, `from` included, at most `limit`; `[]` where there is none. With `bytesAtMost` it ends before the event
   * that would take it over that, but gives one where there is one: fewer than `limit` is then not yet the end.
   */
  read(stream: string, from?: Revision, limit?: number, bytesAtMost?: number): Promise<readonly StoredEvent[]>
  /** The events of the whole store in order, `from` included (undefined: the beginning); otherwise as `read`. */
  readAll(from: Position | undefined, limit: number, bytesAtMost?: number): Promise<readonly StoredEvent[]>
  /**
   * Every event behind `after` (excluded; undefined: from the beginning), first those that are there, then each as it comes, in order,
   * in batches of 1..`batchSize`, and of BYTES_AT_ONCE or one event; the next batch is fetched when the last one was taken. Ends without an error when `signal` aborts.
   */
  subscribe(
    after: Position | undefined,
    options: { readonly signal: AbortSignal; readonly batchSize?: number },
  ): AsyncIterable<readonly StoredEvent[]>
  /**
   * Whether appends are written now, found out with a write that changes nothing. A store that cannot tell has none.
   * @throws StoreUnavailable, saying why not
   */
  mustTakeWrites?(): Promise<void>
  /** The position of the last event; undefined in an empty store. */
  head(): Promise<Position | undefined>
  /** Another number each time that whoever answers may have become another: a server that was away, and may have been put back from a backup. */
  breaks?(): number
  /** Another number each time that the store was put back under this process: what was read of it before says nothing any more. */
  era?(): number
  close(): Promise<void>
}

/** What who only reads and follows needs of a store. */
export type EventsToRead = Omit<EventStore, 'append' | 'mustTakeWrites' | 'breaks'>

/** As many bytes of events as whoever reads on and on takes in at a time. */
export const BYTES_AT_ONCE = 2 * 1024 * 1024

/** An event, and so an append, may be this many bytes, UTF-8, envelope and sealed values together. */
export const MAX_APPEND_BYTES = 1024 * 1024

export class RevisionConflict extends Error {
  readonly stream: string
  readonly expected: Expected
  readonly actual: Expected

  constructor(stream: string, expected: Expected, actual: Expected) {
    super(`stream is at ${String(actual)}, not at ${String(expected)}`)
    this.stream = stream
    this.expected = expected
    this.actual = actual
  }
}

export class TooLarge extends Error {
  readonly bytes: number

  constructor(bytes: number) {
    super(`an append of ${String(bytes)} bytes is over the limit of ${String(MAX_APPEND_BYTES)}`)
    this.bytes = bytes
  }
}

/** The queue in front of the store is full; nothing was written. */
export class StoreBusy extends Error {
  readonly retryAfterMs: number

  constructor(retryAfterMs: number) {
    super('the event store has more work than it can take')
    this.retryAfterMs = retryAfterMs
  }
}

/** What may be the matter with a store in a file. */
export type FileTrouble =
  'locked' | 'read-only' | 'disk-full' | 'corrupt' | 'newer-format' | 'not-a-store' | 'io-error' | 'closed'

/**
 * Why the store cannot serve; `reason` is for machines, the message for operators. A store elsewhere may not be reached, or not let us in, or have been
 * put back from a backup under this process.
 */
export type Unavailability = FileTrouble | 'unreachable' | 'denied' | 'put-back'

export class StoreUnavailable extends Error {
  readonly reason: Unavailability

  constructor(reason: Unavailability, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

/** What stands in a stream is not what was written there: it was deleted, shortened, or written to by somebody else. Other streams are as they were. */
export class StreamDamaged extends StoreUnavailable {
  readonly stream: string

  constructor(stream: string, what: string, options?: ErrorOptions) {
    super('corrupt', `the stream ${stream} is damaged: ${what}`, options)
    this.stream = stream
  }
}
