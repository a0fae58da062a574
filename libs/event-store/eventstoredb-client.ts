/**
 * The one file that knows `@eventstore/db-client`: its calls, each with a time limit, and what its errors mean. Changing to the vendor's
 * newer client is changing this file. What the calls are for is the adapter's affair.
 */
import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  FORWARDS,
  NO_STREAM,
  START,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  type AppendExpectedRevision,
  type ReadPosition,
  type ResolvedEvent,
  type StreamingRead,
} from '@eventstore/db-client'
import type { Credentials } from './eventstoredb-connection.ts'
import { Engine } from '../telemetry/engines.ts'
import { appendFault, has, meaningOf, Silence, Unanswered, within } from './eventstoredb-faults.ts'
import { Line, SharedLines, THROWN_AWAY, type Begun, type Clients } from './eventstoredb-line.ts'
import { withAppendsThatFail } from './eventstoredb-shut-channels.ts'
import { Doorbell } from './following.ts'
import { positionOf } from './positions.ts'
import { StoreUnavailable, type Expected, type Position, type Revision } from './port.ts'

/** An event on its way to the server. */
export interface SentEvent {
  readonly id: string
  readonly type: string
  readonly data: Uint8Array
  /** References of the sealed values that stand beside it. */
  readonly refs: readonly string[]
}

/** An event of ours as the server gave it: its stream by our own name. */
export interface ServerEvent extends SentEvent {
  readonly stream: string
  /** That of a tombstone, which says that its stream was deleted for ever, is larger than any other. */
  readonly revision: Revision
  readonly position: Position
  /** Nothing of ours is JSON to the server: somebody else wrote it. */
  readonly isJson: boolean
}

/** A part of all streams, in the order in which it was asked for. */
export interface Page {
  readonly ours: readonly ServerEvent[]
  /** How many events there were, whosever. */
  readonly length: number
  /** Positions of the first and the last of them. */
  readonly first: Position | undefined
  readonly last: Position | undefined
}

/** What the server answered to an append that it took. */
export interface Answered {
  /** Of the last event, as the server tells it. */
  readonly revision: Revision
  readonly position: Position | undefined
}

/** @eventstore/db-client gives the largest unsigned 64-bit number where a server (before 22.6) does not tell. */
const NO_POSITION = 0xffffffffffffffffn

/** What one of those who use a server notices of its connection serves them all. */
const lines = new SharedLines<EventStoreDBClient>()

const engineAt = (connection: string): Engine => new Engine(`EventStoreDB ${connection.replace(/\?.*$/, '')}`)

const KEEP_ALIVE_MS = 10_000

function clientsOf(
  connection: string,
  ask: (client: EventStoreDBClient) => Promise<unknown>,
): Clients<EventStoreDBClient> {
  const keepAliveMs = Number(/[?&]keepAliveInterval=(\d+)/.exec(connection)?.[1] ?? KEEP_ALIVE_MS)
  const rest = connection.replace(/([?&])keepAliveInterval=\d+&?/, '$1').replace(/[?&]$/, '')
  const separator = rest.includes('?') ? '&' : '?'
  return {
    // gRPC shares a connection among all whose options are the same.
    make: (number) =>
      withAppendsThatFail(
        EventStoreDBClient.connectionString(
          `${rest}${separator}keepAliveInterval=${String(keepAliveMs + (number % 10_000))}`,
        ),
      ),
    ask,
    drop(client) {
      client.dispose().catch(() => undefined)
      closeChannelOf(client).catch(() => undefined)
    },
  }
}

/** `dispose` leaves it open: a connection on which nobody answers would be asked for keep-alive, and one being made be made, for as long as the process lives. */
async function closeChannelOf(client: EventStoreDBClient): Promise<void> {
  const { getChannel } = client as unknown as { readonly getChannel: () => Promise<{ close(): void }> }
  const channel = await getChannel()
  channel.close()
}

export class EventStoreDbConnection {
  readonly #connection: string
  readonly #line: Line<EventStoreDBClient>
  /** What the names of our streams begin with on the server; nothing is read of an event of another but where it stands. */
  readonly #prefix: string
  /** How every call is made. The leader alone knows what was acknowledged last. */
  readonly #how: { readonly credentials: Credentials; readonly requiresLeader: true }
  readonly #timeoutMs: number
  #closed = false

  /**
   * @param connection checked by `checkedConnection`
   * @param credentials absent only where the connection is not encrypted, where the client sends none
   */
  constructor(connection: string, credentials: Credentials | undefined, prefix: string, timeoutMs: number) {
    this.#connection = connection
    this.#prefix = prefix
    // Credentials given with the call make the client use Append. Without them it uses BatchAppend, which ignores deadlines and,
    // when its connection breaks under load, rejects promises that nobody holds: that ends the process (docs/adr/0009).
    this.#how = { credentials: credentials ?? { username: '', password: '' }, requiresLeader: true }
    this.#timeoutMs = timeoutMs
    const ask = (client: EventStoreDBClient) => this.#readAll(client, BACKWARDS, END, 1)
    this.#line = lines.borrowed(connection, () => new Line(clientsOf(connection, ask), engineAt(connection)))
  }

  /** As the line counts them. */
  get breaks(): number {
    return this.#line.breaks
  }

  /** @throws RevisionConflict; TooLarge; StoreUnavailable when it is certain that nothing was written; Unanswered otherwise */
  async append(stream: string, expected: Expected, events: readonly SentEvent[]): Promise<Answered> {
    const sent = events.map(({ id, type, data, refs }) => ({
      id,
      type,
      contentType: 'application/octet-stream' as const,
      data,
      metadata: refs.length === 0 ? undefined : { sealed: refs },
    }))
    const expectedRevision: AppendExpectedRevision = expected === 'no-stream' ? NO_STREAM : BigInt(expected)
    const how = { ...this.#how, expectedRevision, deadline: this.#timeoutMs }
    return this.#line.use(async (client) => {
      try {
        const appended = client.appendToStream(this.#prefix + stream, sent, how)
        const { nextExpectedRevision, position } = await within(this.#timeoutMs, appended)
        return {
          revision: revisionOf(nextExpectedRevision),
          position: position === undefined ? undefined : positionOf(safe(position.commit)),
        }
      } catch (fault) {
        throw appendFault(fault, stream, expected)
      }
    })
  }

  /** At most `count` events from `from` on; undefined where there is no such stream. @throws StoreUnavailable; Unanswered */
  async readStream(stream: string, from: Revision, count: number): Promise<readonly ServerEvent[] | undefined> {
    const how = { ...this.#how, fromRevision: BigInt(from), maxCount: count, direction: FORWARDS } as const
    return this.#line.use(async (client) => {
      try {
        const all = await this.#all(client.readStream(this.#prefix + stream, how))
        return all.flatMap((event) => oursIn(event, this.#prefix))
      } catch (fault) {
        if (has(fault, 'type', 'stream-not-found')) return undefined
        throw meaningOf(fault, stream)
      }
    })
  }

  /** Whether a stream that is not there was, and somebody deleted it softly: then its metadata say so. @throws StoreUnavailable; Unanswered */
  async wasDeleted(stream: string): Promise<boolean> {
    const said = await this.#lastOf(`$$${this.#prefix}${stream}`)
    return typeof said === 'object' && said !== null && '$tb' in said
  }

  /** What the server has instead of its own default access lists; undefined where it has nothing. @throws StoreUnavailable('denied') to who may not read it; Unanswered */
  defaultLists(): Promise<unknown> {
    return this.#lastOf('$settings')
  }

  /** The last event of a stream that is the server's, as JSON; undefined where there is none. */
  #lastOf(stream: string): Promise<unknown> {
    const how = { ...this.#how, fromRevision: END, direction: BACKWARDS, maxCount: 1 } as const
    return this.#line.use(async (client) => {
      try {
        const [last] = await this.#all(client.readStream(stream, how))
        return last?.event?.data
      } catch (fault) {
        if (has(fault, 'type', 'stream-not-found')) return undefined
        throw meaningOf(fault)
      }
    })
  }

  /** At most `count` events of all streams, the position named included. @throws StoreUnavailable; Unanswered */
  readForwards(from: bigint | undefined, count: number): Promise<Page> {
    const place = from === undefined ? START : placeAt(from)
    return this.#line.use((client) => this.#readAll(client, FORWARDS, place, count))
  }

  /** The same backwards, the position named excluded; undefined: from the end. */
  readBackwards(before: bigint | undefined, count: number): Promise<Page> {
    const place = before === undefined ? END : placeAt(before)
    return this.#line.use((client) => this.#readAll(client, BACKWARDS, place, count))
  }

  /** Events of ours behind a position. */
  subscribe(after: bigint | undefined, atHand: number): Flow {
    // No `checkpointReached`: it runs ahead of what was handled, so a position kept from it would pass over events.
    const options = { ...this.#how, filter: streamNameFilter({ prefixes: [this.#prefix] }) }
    const fromPosition = after === undefined ? START : placeAt(after)
    const begun = this.#line.begun()
    const subscription = begun.client.subscribeToAll({ ...options, fromPosition }, { highWaterMark: atHand })
    return new Flow(subscription, this.#prefix, begun)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    lines.giveBack(this.#connection)
  }

  async #readAll(
    client: EventStoreDBClient,
    direction: typeof FORWARDS | typeof BACKWARDS,
    fromPosition: ReadPosition,
    maxCount: number,
  ): Promise<Page> {
    try {
      const all = await this.#all(client.readAll({ ...this.#how, direction, fromPosition, maxCount }))
      const [first, last] = [all[0], all.at(-1)].map((event) => event && placeOf(event))
      return { ours: all.flatMap((event) => oursIn(event, this.#prefix)), length: all.length, first, last }
    } catch (fault) {
      throw meaningOf(fault)
    }
  }

  /** What a read gives until it ends. The client's reads have no deadline of their own; here each event renews it. */
  #all<Item>(reading: StreamingRead<Item>): Promise<readonly Item[]> {
    return new Promise((resolve, reject) => {
      const items: Item[] = []
      const timer = setTimeout(() => {
        reject(new Silence(`EventStoreDB gave nothing for ${String(this.#timeoutMs)} ms`))
        void reading.cancel().catch(() => undefined)
      }, this.#timeoutMs)
      reading.on('data', (item: Item) => {
        items.push(item)
        timer.refresh()
      })
      reading.on('end', () => {
        clearTimeout(timer)
        resolve(items)
      })
      reading.on('error', (fault) => {
        clearTimeout(timer)
        reject(fault)
      })
    })
  }
}

/** One subscription of the client's: it gives what arrives, and ends once, with a fault or without, never to begin again by itself. */
export class Flow {
  /** Rings when something arrived, and when it is over. */
  readonly bell = new Doorbell()
  readonly #subscription: AllStreamSubscription
  readonly #prefix: string
  readonly #begun: Begun<EventStoreDBClient>
  #over: { readonly fault: Error | undefined } | undefined
  #isStopped = false
  /** Had come and was not taken, when that was looked at last. */
  #atHand = 0

  constructor(subscription: AllStreamSubscription, prefix: string, begun: Begun<EventStoreDBClient>) {
    this.#subscription = subscription
    this.#prefix = prefix
    this.#begun = begun
    const end = (fault?: Error): void => {
      if (this.#over === undefined && !this.#isStopped) begun.broke()
      this.#over ??= { fault }
      begun.over()
      this.bell.ring()
    }
    begun.thrownAway.addEventListener('abort', () => {
      end(new Unanswered(THROWN_AWAY))
    })
    subscription.on('error', (fault: Error) => {
      const meaning = meaningOf(fault)
      begun.failed(meaning)
      end(meaning)
    })
    subscription.on('end', () => {
      end()
    })
    subscription.on('close', () => {
      end()
    })
    subscription.on('confirmation', () => {
      begun.heard()
    })
    subscription.on('readable', () => {
      // At its end, which a broken connection is too, it rings as well, with what was not taken yet.
      const atHand = subscription.readableLength
      if (atHand > this.#atHand) begun.heard()
      this.#atHand = atHand
      this.bell.ring()
    })
  }

  /** Whether it has ended and given all it had. */
  get over(): { readonly fault: Error | undefined } | undefined {
    return this.#over
  }

  /** What has arrived, at most so many. */
  take(most: number): readonly ServerEvent[] {
    const taken: ServerEvent[] = []
    while (taken.length < most) {
      const next = this.#subscription.read() as AllStreamResolvedEvent | null
      if (next === null) break
      taken.push(...oursIn(next, this.#prefix))
    }
    this.#atHand = this.#subscription.readableLength
    return taken
  }

  stop(): void {
    this.#isStopped = true
    this.#begun.over()
    void this.#subscription.unsubscribe().catch(() => undefined)
  }
}

const placeAt = (commit: bigint) => ({ commit, prepare: commit })

function placeOf({ event, commitPosition }: ResolvedEvent | AllStreamResolvedEvent): Position {
  const commit = event?.position?.commit ?? commitPosition
  if (commit === undefined || commit === NO_POSITION)
    throw new StoreUnavailable(
      'not-a-store',
      'this EventStoreDB does not tell the positions of events: 22.6 or later is needed',
    )
  return positionOf(safe(commit))
}

/** Links are not followed, so an event that is not there is one that was scavenged. */
function oursIn(resolved: ResolvedEvent | AllStreamResolvedEvent, prefix: string): readonly ServerEvent[] {
  const { event } = resolved
  if (event?.streamId.startsWith(prefix) !== true) return []
  const { streamId, revision, id, type, isJson, data, metadata } = event
  const named = (metadata as { readonly sealed?: unknown } | undefined)?.sealed
  const refs = Array.isArray(named) ? named.map(String) : []
  return [
    {
      stream: streamId.slice(prefix.length),
      revision: revisionOf(revision),
      id,
      type,
      data: isJson ? new Uint8Array() : data,
      refs,
      position: placeOf(resolved),
      isJson,
    },
  ]
}

/** A tombstone's, 2^63-1, becomes the largest that a number holds. */
const revisionOf = (revision: bigint): Revision =>
  revision > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(revision)

function safe(position: bigint): number {
  if (position > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('a position beyond what this adapter can hold')
  return Number(position)
}
