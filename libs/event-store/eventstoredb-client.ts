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
  type ReadPosition,
  type ResolvedEvent,
  type StreamingRead,
} from '@eventstore/db-client'
import type { Credentials } from './eventstoredb-connection.ts'
import { has, meaningOf, Unanswered, within } from './eventstoredb-faults.ts'
import { Doorbell } from './following.ts'
import { positionOf } from './positions.ts'
import { RevisionConflict, StoreUnavailable, type Expected, type Position, type Revision } from './port.ts'

/** An event on its way to the server. */
export interface SentEvent {
  readonly id: string
  readonly type: string
  readonly data: Uint8Array
  /** References of the sealed values that stand beside it. */
  readonly refs: readonly string[]
}

/** An event as the server gave it, of whatever stream. */
export interface ServerEvent extends SentEvent {
  readonly stream: string
  readonly revision: Revision
  readonly position: Position
  readonly isJson: boolean
}

/** @eventstore/db-client gives the largest unsigned 64-bit number where a server (before 22.6) does not tell. */
const NO_POSITION = 0xffffffffffffffffn

/**
 * What one file of the client does to another: a failing stream of appends rejects those of every client in the process, and an answer
 * that comes after that is thrown where nobody can catch it. So there is one client, shared by all who use the same server.
 */
let shared: { readonly connection: string; readonly client: EventStoreDBClient; users: number } | undefined

/** @throws Error when the process has a client for another server */
function borrowedClient(connection: string): EventStoreDBClient {
  if (shared !== undefined && shared.connection !== connection)
    throw new Error('this process has a client for another EventStoreDB; one process has one client')
  shared ??= { connection, client: EventStoreDBClient.connectionString(connection), users: 0 }
  shared.users += 1
  return shared.client
}

async function giveBackClient(): Promise<void> {
  if (shared === undefined) return
  shared.users -= 1
  if (shared.users > 0) return
  const { client } = shared
  shared = undefined
  await client.dispose()
}

export class EventStoreDbConnection {
  readonly #client: EventStoreDBClient
  /** How every call is made. The leader alone knows what was acknowledged last. */
  readonly #how: { readonly credentials: Credentials; readonly requiresLeader: true }
  readonly #timeoutMs: number
  #closed = false

  /**
   * @param connection checked by `checkedConnection`
   * @param credentials absent only where the connection is not encrypted, where the client sends none
   */
  constructor(connection: string, credentials: Credentials | undefined, timeoutMs: number) {
    this.#client = borrowedClient(connection)
    // Credentials given with the call make the client use Append. Without them it uses BatchAppend, which ignores deadlines and,
    // when its connection breaks under load, rejects promises that nobody holds: that ends the process (docs/adr/0009).
    this.#how = { credentials: credentials ?? { username: '', password: '' }, requiresLeader: true }
    this.#timeoutMs = timeoutMs
  }

  /** @throws RevisionConflict; TooLarge; StoreUnavailable when it is certain that nothing was written; Unanswered otherwise */
  async append(stream: string, expected: Expected, events: readonly SentEvent[]): Promise<void> {
    const sent = events.map(({ id, type, data, refs }) => ({
      id,
      type,
      contentType: 'application/octet-stream' as const,
      data,
      metadata: refs.length === 0 ? undefined : { sealed: refs },
    }))
    const expectedRevision = expected === 'no-stream' ? NO_STREAM : BigInt(expected)
    const appended = this.#client.appendToStream(stream, sent, {
      ...this.#how,
      expectedRevision,
      deadline: this.#timeoutMs,
    })
    try {
      await within(this.#timeoutMs, appended)
    } catch (fault) {
      if (has(fault, 'type', 'wrong-expected-version')) {
        const { actualVersion } = fault as { actualVersion?: unknown }
        throw new RevisionConflict(
          stream,
          expected,
          typeof actualVersion === 'bigint' ? revisionOf(actualVersion) : 'no-stream',
        )
      }
      throw meaningOf(fault)
    }
  }

  /** At most `count` events from `from` on; undefined where there is no such stream. @throws StoreUnavailable; Unanswered */
  async readStream(stream: string, from: Revision, count: number): Promise<readonly ServerEvent[] | undefined> {
    const reading = this.#client.readStream(stream, {
      ...this.#how,
      fromRevision: BigInt(from),
      maxCount: count,
      direction: FORWARDS,
    })
    try {
      return (await this.#all(reading)).flatMap(received)
    } catch (fault) {
      if (has(fault, 'type', 'stream-not-found')) return undefined
      throw meaningOf(fault)
    }
  }

  /** At most `count` events of all streams, the position named included. @throws StoreUnavailable; Unanswered */
  readForwards(from: bigint | undefined, count: number): Promise<readonly ServerEvent[]> {
    return this.#readAll(FORWARDS, from === undefined ? START : placeAt(from), count)
  }

  /** The same backwards, the position named excluded; undefined: from the end. */
  readBackwards(before: bigint | undefined, count: number): Promise<readonly ServerEvent[]> {
    return this.#readAll(BACKWARDS, before === undefined ? END : placeAt(before), count)
  }

  /** Events behind a position, of streams whose names begin with `prefix`. */
  subscribe(after: bigint | undefined, prefix: string, atHand: number): Flow {
    // No `checkpointReached`: it runs ahead of what was handled, so a position kept from it would pass over events.
    const options = { ...this.#how, filter: streamNameFilter({ prefixes: [prefix] }) }
    const fromPosition = after === undefined ? START : placeAt(after)
    return new Flow(this.#client.subscribeToAll({ ...options, fromPosition }, { highWaterMark: atHand }))
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await within(this.#timeoutMs, giveBackClient()).catch(() => undefined)
  }

  async #readAll(
    direction: typeof FORWARDS | typeof BACKWARDS,
    fromPosition: ReadPosition,
    maxCount: number,
  ): Promise<readonly ServerEvent[]> {
    try {
      const reading = this.#client.readAll({ ...this.#how, direction, fromPosition, maxCount })
      return (await this.#all(reading)).flatMap(received)
    } catch (fault) {
      throw meaningOf(fault)
    }
  }

  /** What a read gives until it ends. The client's reads have no deadline of their own; here each event renews it. */
  #all<Item>(reading: StreamingRead<Item>): Promise<readonly Item[]> {
    return new Promise((resolve, reject) => {
      const items: Item[] = []
      const timer = setTimeout(() => {
        reject(new Unanswered(`EventStoreDB gave nothing for ${String(this.#timeoutMs)} ms`))
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
  #over: { readonly fault: Error | undefined } | undefined

  constructor(subscription: AllStreamSubscription) {
    this.#subscription = subscription
    const end = (fault?: Error): void => {
      this.#over ??= { fault }
      this.bell.ring()
    }
    subscription.on('error', (fault: Error) => {
      end(meaningOf(fault))
    })
    subscription.on('end', () => {
      end()
    })
    subscription.on('close', () => {
      end()
    })
    subscription.on('readable', () => {
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
      taken.push(...received(next))
    }
    return taken
  }

  stop(): void {
    void this.#subscription.unsubscribe().catch(() => undefined)
  }
}

const placeAt = (commit: bigint) => ({ commit, prepare: commit })

/** Links are not followed, so an event that is not there is one that was scavenged. */
function received({ event }: ResolvedEvent | AllStreamResolvedEvent): readonly ServerEvent[] {
  if (event === undefined) return []
  const { streamId: stream, revision, id, type, isJson, data, metadata, position } = event
  const commit = position?.commit
  if (commit === undefined || commit === NO_POSITION)
    throw new StoreUnavailable(
      'not-a-store',
      'this EventStoreDB does not tell the positions of events: 22.6 or later is needed',
    )
  const refs = (metadata as { readonly sealed?: readonly string[] } | undefined)?.sealed ?? []
  const bytes = isJson ? new Uint8Array() : data
  return [
    { stream, revision: revisionOf(revision), id, type, data: bytes, refs, position: positionOf(safe(commit)), isJson },
  ]
}

const revisionOf = (revision: bigint): Revision => safe(revision)

function safe(number: bigint): number {
  if (number > BigInt(Number.MAX_SAFE_INTEGER))
    throw new RangeError('a position or revision beyond what this adapter can hold')
  return Number(number)
}
