/**
 * The event store of the cluster profile: EventStoreDB, or KurrentDB from 22.6 on. Sealed values stand in a table of their own.
 * Why it is done this way: docs/adr/0009-eventstoredb-behind-the-port.md.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { triedNowAndThen } from '../telemetry/tried-writes.ts'
import { bytesClaimed, firstClaimed } from './claims.ts'
import { othersMay } from './eventstoredb-access.ts'
import { EventStoreDbConnection, type SentEvent, type ServerEvent } from './eventstoredb-client.ts'
import { connectionFaults, isEncrypted, type Credentials } from './eventstoredb-connection.ts'
import { bytesOnServer, inParts, sentEvent, storedEvent, Taken, valuesOf } from './eventstoredb-events.ts'
import { Unanswered } from './eventstoredb-faults.ts'
import { supervised, type Interruption } from './eventstoredb-subscription.ts'
import { numberOf } from './positions.ts'
import {
  RevisionConflict,
  StoreBusy,
  StoreUnavailable,
  StreamDamaged,
  TooLarge,
  type Appended,
  type EventStore,
  type Expected,
  type NewEvent,
  type Position,
  type Revision,
  type StoredEvent,
} from './port.ts'
import { atMost } from './reading.ts'
import type { SealedValues } from './sealed-values.ts'

export interface EventStoreDbOptions {
  /** As `connectionFaults` allows it. */
  readonly connection: string
  /** Needed where the connection is encrypted, and useless where it is not: the client then sends none. */
  readonly credentials?: Credentials
  /** Closed with the store. */
  readonly sealedValues: SealedValues
  /** Our streams are named `<namespace>.<stream>` on the server; all others are somebody else's. */
  readonly namespace?: string
  readonly maxQueuedAppends?: number
  /** The same in UTF-8 bytes of envelopes and sealed values; one append may always wait, however large. */
  readonly maxQueuedBytes?: number
  /** One call to the server. */
  readonly callTimeoutMs?: number
  /** An append or a read with all its attempts. */
  readonly patienceMs?: number
  /** How often a quiet subscription is compared with the head of the store. */
  readonly watchEveryMs?: number
  /** The server's own limit (`MaxAppendSize`), and its default. */
  readonly maxServerAppendBytes?: number
  /** Told when a subscription broke off; it goes on by itself. */
  readonly onInterruption?: (interruption: Interruption) => void
  /** Told at the start what others than we and administrators may do with our streams, where the server lets us read that. */
  readonly onOthersLetIn?: (may: readonly string[]) => void
}

const NAMESPACE = /^[a-z][a-z0-9-]{0,60}$/
const PAGE = 500
/** Of what may end anywhere: few more are read than are taken. */
const SHORT_PAGE = 64
const pageOf = (bytesAtMost: number): number => (bytesAtMost === Infinity ? PAGE : SHORT_PAGE)
/** Events that are not ours, and of which a short read passes over some. */
const ROOM_FOR_OTHERS = 16
/** A stream that nobody writes, and a revision that none comes to. */
const NEVER_WRITTEN = 'tried'
const NEVER_REACHED = 2 ** 40
const NOT_WHERE_CLAIMED = 'what was appended does not stand where it claimed to'
const FIRST_RETRY_MS = 50
const LAST_RETRY_MS = 1_000
const RETRY_AFTER_MS = 250

/**
 * Opens the store, and does not resolve before the server has answered once.
 * @throws RangeError for options that cannot be; StoreUnavailable: unreachable, denied, or not-a-store for a server before 22.6
 */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<EventStore> {
  let store: EventStoreDb | undefined
  try {
    store = new EventStoreDb(checked(options))
    await store.head()
    const { credentials, onOthersLetIn } = options
    if (credentials !== undefined && onOthersLetIn !== undefined) {
      const may = await store.othersMay(credentials.username)
      if (may.length > 0) onOthersLetIn(may)
    }
    return store
  } catch (fault) {
    await (store ?? options.sealedValues).close()
    throw fault
  }
}

type CheckedOptions = EventStoreDbOptions & { readonly namespace: string }

function checked(options: EventStoreDbOptions): CheckedOptions {
  const { connection, credentials, namespace = 'samenspel' } = options
  const faults = connectionFaults(connection)
  if (faults.length > 0) throw new RangeError(`the connection string cannot be used: ${faults.join('; ')}`)
  if (isEncrypted(connection) !== (credentials !== undefined))
    throw new RangeError('credentials belong to an encrypted connection, and an encrypted connection needs them')
  if (!NAMESPACE.test(namespace)) throw new RangeError('the namespace is not lower-case letters, digits and hyphens')
  return { ...options, namespace }
}

class EventStoreDb implements EventStore {
  readonly #server: EventStoreDbConnection
  readonly #sealedValues: SealedValues
  readonly #options: Required<
    Pick<
      EventStoreDbOptions,
      'maxQueuedAppends' | 'maxQueuedBytes' | 'patienceMs' | 'watchEveryMs' | 'maxServerAppendBytes' | 'onInterruption'
    >
  >
  readonly #closing = new AbortController()
  readonly #appending = new Set<Promise<unknown>>()
  readonly #tried = triedNowAndThen(() => this.#try())
  #bytesAppending = 0
  #closed: Promise<void> | undefined
  /** How far back `head` has looked already, and what it found there. */
  #looked: { readonly until: Position; readonly newest: Position | undefined; readonly breaks: number } | undefined

  constructor(options: CheckedOptions) {
    const { connection, credentials, callTimeoutMs = 5_000 } = options
    this.#server = new EventStoreDbConnection(connection, credentials, `${options.namespace}.`, callTimeoutMs)
    this.#sealedValues = options.sealedValues
    this.#options = {
      maxQueuedAppends: options.maxQueuedAppends ?? 4_096,
      maxQueuedBytes: options.maxQueuedBytes ?? 64 * 1024 * 1024,
      patienceMs: options.patienceMs ?? 15_000,
      watchEveryMs: options.watchEveryMs ?? 5_000,
      maxServerAppendBytes: options.maxServerAppendBytes ?? 1024 * 1024,
      onInterruption: options.onInterruption ?? (() => undefined),
    }
  }

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    this.#mustBeOpen()
    const first = firstClaimed(expected)
    const bytes = bytesClaimed(events)
    const sent = events.map(sentEvent)
    const there = sent.reduce((sum, event) => sum + bytesOnServer(event), 0)
    if (there > this.#options.maxServerAppendBytes) throw new TooLarge(there)
    if (this.#isFullFor(bytes)) throw new StoreBusy(RETRY_AFTER_MS)
    const appending = this.#append(stream, expected, first, sent, valuesOf(events))
    this.#appending.add(appending)
    this.#bytesAppending += bytes
    try {
      return await appending
    } finally {
      this.#appending.delete(appending)
      this.#bytesAppending -= bytes
    }
  }

  #isFullFor(bytes: number): boolean {
    const { maxQueuedAppends, maxQueuedBytes } = this.#options
    const { size } = this.#appending
    return size >= maxQueuedAppends || (size > 0 && this.#bytesAppending + bytes > maxQueuedBytes)
  }

  async read(
    stream: string,
    from: Revision = 0,
    limit = Number.MAX_SAFE_INTEGER,
    bytesAtMost = Infinity,
  ): Promise<readonly StoredEvent[]> {
    this.#mustBeOpen()
    const most = atMost(limit)
    const taken = new Taken(bytesAtMost, (events) => this.#stored(events))
    for (let next = Math.max(from, 0); taken.events.length < most;) {
      const count = Math.min(pageOf(bytesAtMost), most - taken.events.length)
      const page = await this.#pageOf(stream, next, count)
      const hasRoom = await taken.take(page)
      if (!hasRoom || page.length < count) break
      next += page.length
    }
    return taken.events
  }

  async readAll(from: Position | undefined, limit: number, bytesAtMost = Infinity): Promise<readonly StoredEvent[]> {
    this.#mustBeOpen()
    const most = atMost(limit)
    const taken = new Taken(bytesAtMost, (events) => this.#stored(events))
    let next = from
    while (taken.events.length < most) {
      const place = next === undefined ? undefined : BigInt(numberOf(next))
      const count = Math.min(pageOf(bytesAtMost), most - taken.events.length + ROOM_FOR_OTHERS)
      const page = await this.#persistently(() => this.#server.readForwards(place, count))
      // A position is where an event begins, so each page begins with the event that ended the one before.
      const ours = page.ours.filter(({ position }) => position !== next || next === from)
      const hasRoom = await taken.take(ours.slice(0, most - taken.events.length))
      if (!hasRoom || page.length < count) break
      next = page.last
    }
    return taken.events
  }

  async *subscribe(
    after: Position | undefined,
    { signal, batchSize = 256 }: Parameters<EventStore['subscribe']>[1],
  ): AsyncGenerator<readonly StoredEvent[], void, undefined> {
    if (!Number.isSafeInteger(batchSize) || batchSize < 1) throw new RangeError('a batch has at least one event')
    if (after !== undefined) numberOf(after)
    if (!signal.aborted) this.#mustBeOpen()
    const batches = supervised(after, {
      begin: (position, atHand) =>
        this.#server.subscribe(position === undefined ? undefined : BigInt(numberOf(position)), atHand),
      head: () => this.head(),
      signal: AbortSignal.any([signal, this.#closing.signal]),
      batchSize,
      watchEveryMs: this.#options.watchEveryMs,
      onInterruption: this.#options.onInterruption,
    })
    for await (const batch of batches) for (const part of inParts(batch)) yield await this.#stored(part)
    if (!signal.aborted) this.#mustBeOpen()
  }

  /** By an append that cannot be where it claims, which only who takes writes says. */
  async mustTakeWrites(): Promise<void> {
    this.#mustBeOpen()
    await Promise.all([this.#tried(), this.#sealedValues.mustTakeWrites()])
  }

  async #try(): Promise<void> {
    try {
      await this.#server.append(NEVER_WRITTEN, NEVER_REACHED, [
        sentEvent({ id: randomUUID(), type: 'Tried', body: '{}' }),
      ])
    } catch (fault) {
      if (fault instanceof RevisionConflict) return
      throw fault instanceof Unanswered ? new StoreUnavailable('unreachable', fault.message, { cause: fault }) : fault
    }
  }

  async head(): Promise<Position | undefined> {
    this.#mustBeOpen()
    const { breaks } = this.#server
    // Behind another connection may be a server that was put back from a backup.
    const known = this.#looked?.breaks === breaks ? this.#looked : undefined
    let until: Position | undefined
    let before: bigint | undefined
    for (;;) {
      const page = await this.#persistently(() =>
        this.#server.readBackwards(before, before === undefined ? ROOM_FOR_OTHERS : PAGE),
      )
      until ??= page.first
      const newest = page.ours[0]?.position
      const { last } = page
      const reached = last === undefined || (known !== undefined && last <= known.until)
      if (newest !== undefined || reached) {
        const head = newest ?? known?.newest
        if (until !== undefined) this.#looked = { until, newest: head, breaks }
        return head
      }
      before = BigInt(numberOf(last))
    }
  }

  breaks(): number {
    return this.#server.breaks
  }

  /** What others may do with our streams; nothing where that is not for us to know. */
  async othersMay(username: string): Promise<readonly string[]> {
    try {
      return othersMay(await this.#persistently(() => this.#server.defaultLists()), username)
    } catch (fault) {
      if (fault instanceof StoreUnavailable && fault.reason === 'denied') return []
      throw fault
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    const waiting = Promise.allSettled(this.#appending)
    this.#closing.abort()
    await waiting
    this.#server.close()
    await this.#sealedValues.close()
  }

  async #append(
    stream: string,
    expected: Expected,
    first: Revision,
    sent: readonly SentEvent[],
    values: ReadonlyMap<string, string>,
  ): Promise<Appended> {
    if (values.size > 0) await this.#sealedValues.put(values)
    const revision = first + sent.length - 1
    // Always the same ids behind the same revision: whichever attempt the server took, the others are retries of it.
    return this.#persistently(async () => {
      const told = await this.#server.append(stream, expected, sent)
      if (told.revision !== revision) throw new StreamDamaged(stream, NOT_WHERE_CLAIMED)
      // Of a stream that was deleted softly the server tells what it would of a new one: where that begins is read back.
      if (told.position !== undefined && expected !== 'no-stream')
        return { revision, position: told.position, written: [] }
      const [last] = (await this.#server.readStream(stream, revision, 1)) ?? []
      if (last?.id !== sent.at(-1)?.id || last?.revision !== revision)
        throw new StreamDamaged(stream, NOT_WHERE_CLAIMED)
      return { revision, position: last.position, written: [] }
    })
  }

  /** A part of a stream, from exactly there on and without a gap. @throws StreamDamaged where less is shown than was written */
  async #pageOf(stream: string, from: Revision, count: number): Promise<readonly ServerEvent[]> {
    const page = await this.#persistently(() => this.#server.readStream(stream, from, count))
    if (page === undefined) {
      if (await this.#persistently(() => this.#server.wasDeleted(stream)))
        throw new StreamDamaged(stream, 'it was deleted softly in EventStoreDB')
      return []
    }
    // A stream that is there has a first event; whatever its metadata hide is not told.
    if (from === 0 && page.length === 0) throw new StreamDamaged(stream, 'EventStoreDB shows none of its events')
    for (const [place, { revision, isJson }] of page.entries()) {
      if (revision !== from + place)
        throw new StreamDamaged(
          stream,
          `EventStoreDB shows revision ${String(revision)} where ${String(from + place)} was written`,
        )
      if (isJson) throw new StreamDamaged(stream, `revision ${String(revision)} was not written by this software`)
    }
    return page
  }

  /** The same again for as long as it is not answered. @throws StoreUnavailable('unreachable') when patience ends */
  async #persistently<Result>(attempt: () => Promise<Result>): Promise<Result> {
    const until = performance.now() + this.#options.patienceMs
    for (let retryInMs = FIRST_RETRY_MS; ; retryInMs = Math.min(2 * retryInMs, LAST_RETRY_MS)) {
      try {
        return await attempt()
      } catch (fault) {
        if (!(fault instanceof Unanswered)) throw fault
        if (this.#closing.signal.aborted || performance.now() + retryInMs > until)
          throw new StoreUnavailable('unreachable', fault.message, { cause: fault })
        await pause(retryInMs)
      }
    }
  }

  /** Events with their sealed values beside them again. */
  async #stored(events: readonly ServerEvent[]): Promise<readonly StoredEvent[]> {
    const refs = events.flatMap((event) => event.refs)
    const values = refs.length === 0 ? new Map<string, string>() : await this.#sealedValues.get(refs)
    return events.map((event) => storedEvent(event, values))
  }

  #mustBeOpen(): void {
    if (this.#closing.signal.aborted) throw new StoreUnavailable('closed', 'the event store is closed')
  }
}
