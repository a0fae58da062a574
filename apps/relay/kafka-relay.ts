/**
 * Hands over to each Kafka subscription, in its organisation's topic and in the order of the store: judged, sent, acknowledged, and only then is the
 * place written down. A fault is tried again from that place, judged again. What is one subscription's own (its topic, an event for it that cannot be told)
 * sets that one aside, and it is tried again with growing pauses: nothing is ever passed over, and the others go on.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { LOOK_FOR_AWAY_EVERY_MS } from '../../libs/event-store/away.ts'
import { StoreUnavailable, type EventStore, type Position, type StoredEvent } from '../../libs/event-store/port.ts'
import { MessageRefused, messageOf, NotTaken, type Message, type Publisher } from '../../libs/messaging/kafka.ts'
import { keepEachGoing, type AsItWas } from '../../libs/messaging/keep-each-going.ts'
import { NotOnRecord } from '../../libs/access-records/access-records.ts'
import type { RecordDelivery } from '../../libs/access-records/deliveries.ts'
import { CannotBeTold, stepsFor, type Relaying, type Step, type Wanted } from '../../libs/relaying/for-organisation.ts'
import { historyReplacedBehind } from '../../libs/relaying/history-replaced.ts'
import { topicOf } from '../../libs/relaying/partner-topics.ts'
import { LAST_PAUSE_MS } from '../../libs/relaying/setting-aside.ts'
import type { WhySetAside } from '../../libs/relaying/whole-subscription.ts'
import { behindWhich, type ToDeliver } from '../../libs/messaging/webhook-rows.ts'
import { nameOfFault } from '../../libs/telemetry/name-of-fault.ts'

/** A subscription that is handed over to now. */
export interface Subscriber {
  /** Of the subscription. */
  readonly id: string
  readonly organisation: string
  readonly wanted: Wanted
  /** Another run begins anew behind `startAfter`. */
  readonly run: string
  /** Undefined: at the first event. */
  readonly startAfter?: Position
}

/** How far a run has come, and what its organisation sees of how it goes. */
export interface Place {
  /** Undefined: before the first event. */
  read(): Promise<Position | undefined>
  /** Where what was held back on the way begins. */
  heldBack(): Promise<readonly Position[]>
  /** What is to be said of all that was handed over before anything else is. */
  saidOfAll(): Promise<readonly ToDeliver[]>
  /** It was acknowledged. */
  said(one: ToDeliver): Promise<void>
  /** @returns false where the run is over */
  write(position: Position, held: readonly Position[]): Promise<boolean>
  /** @param said in a machine's words, without what it stumbled on */
  faulted(said: string): Promise<void>
}

export interface ToKafka {
  /** At most one of an organisation, as its topic is one; undefined where that cannot be known now. */
  readonly subscribers: () => Promise<readonly (Subscriber | AsItWas)[] | undefined>
  /** Whether it is still to be handed over to, asked before each batch. */
  readonly isStill: (subscriber: Subscriber) => Promise<boolean>
  /** One for each subscription at a time, so that a topic that takes nothing holds up no other. */
  readonly openPublisher: () => Promise<Publisher>
  readonly placeOf: (subscriber: Subscriber) => Place
  /** One cannot be handed over to, for a reason that is its own; or it can again. */
  readonly standing: Standing
  /** Each batch is on record before it is sent. */
  readonly recorded: RecordDelivery
  /** Told of every fault that is tried again, with the subscription where it was of one. */
  readonly onFault: (fault: unknown, retryInMs: number, subscriber?: Pick<Subscriber, 'id'>) => void
  /** Told how far the store was looked at, and how many events were acknowledged on the way. */
  readonly onReached: (subscriber: Subscriber, reached: Reached) => void
  /** How long a change of the subscriptions may go unnoticed. */
  readonly refreshEveryMs?: number
}

export interface Standing {
  put(subscription: string, because: WhySetAside, fault: unknown): Promise<void>
  lift(subscription: string): Promise<void>
  isAside(subscription: string): Promise<boolean>
}

export interface Reached {
  readonly position: Position
  readonly acknowledged: number
}

/** Judged at most so long before they are sent. */
const HELD_AT_MOST_MS = 100
const MESSAGES_AT_MOST = 200
/** Below what a broker takes at once (`message.max.bytes`, about 1 MB), with an event of 64 KiB on top. */
const BYTES_AT_MOST = 512 * 1024
const PLACE_AT_LEAST_EVERY_MS = 1_000

const REFRESH_EVERY_MS = 500
const FIRST_RETRY_MS = 100
/** Brokers and stores come back by themselves. */
const LAST_RETRY_MS = LOOK_FOR_AWAY_EVERY_MS
/** A connection on which nobody answers is not closed by anybody either. */
const CLOSED_WITHIN_MS = 1_000

/** Runs until `signal` aborts. */
export const relayToKafka = (relaying: Relaying, to: ToKafka, signal: AbortSignal): Promise<void> =>
  keepEachGoing<Subscriber>(
    {
      now: to.subscribers,
      work: (subscriber, until) => keepHandingOver(relaying, to, subscriber, until),
      fault: (fault, subscriber) => {
        to.onFault(fault, REFRESH_EVERY_MS, subscriber)
      },
      refreshEveryMs: to.refreshEveryMs ?? REFRESH_EVERY_MS,
    },
    signal,
  )

async function keepHandingOver(relaying: Relaying, to: ToKafka, subscriber: Subscriber, signal: AbortSignal) {
  const { id } = subscriber
  const place = to.placeOf(subscriber)
  let retryInMs = 0
  /** What must be behind it before it is served again; undefined where it is served. */
  let stuckAt: Position | undefined
  let isBegun = false
  while (!signal.aborted) {
    let publisher: Publisher | undefined
    const batch = new Batch()
    try {
      if (!isBegun) stuckAt = await whereItWasStuck(relaying, to, subscriber, place)
      isBegun = true
      publisher = await to.openPublisher()
      for await (const reached of handOver(relaying, to, subscriber, { place, publisher, batch, signal })) {
        to.onReached(subscriber, reached)
        retryInMs = 0
        if (stuckAt === undefined || reached.position < stuckAt) continue
        await to.standing.lift(id)
        stuckAt = undefined
      }
      // Paused, ended, or begun anew.
      return
    } catch (fault) {
      if (hasEnded(signal)) return
      const own = ownReasonOf(fault)
      const mayBeginAtOnce = retryInMs === 0 && fault instanceof NotTaken && fault.isOfProducer
      const lastMs = own === undefined ? LAST_RETRY_MS : LAST_PAUSE_MS
      if (!mayBeginAtOnce) retryInMs = Math.min(Math.max(2 * retryInMs, FIRST_RETRY_MS), lastMs)
      to.onFault(fault, retryInMs, subscriber)
      // Where it cannot be written down either, it was told all the same.
      await place.faulted(saidOf(fault)).catch(() => undefined)
      if (own !== undefined) {
        stuckAt = fault instanceof CannotBeTold ? fault.position : batch.last
        await to.standing.put(id, own, fault).catch(() => undefined)
      }
      await pause(retryInMs, undefined, { signal }).catch(() => undefined)
    } finally {
      await closed(publisher)
    }
  }
}

async function closed(publisher: Publisher | undefined): Promise<void> {
  const over = new AbortController()
  const closing = publisher?.close().catch(() => undefined)
  await Promise.race([closing, pause(CLOSED_WITHIN_MS, undefined, { signal: over.signal }).catch(() => undefined)])
  over.abort()
}

/** What an earlier process left set aside is served again once it has come to where the store ends now. */
async function whereItWasStuck({ store }: Relaying, { standing }: ToKafka, { id }: Subscriber, place: Place) {
  if (!(await standing.isAside(id))) return undefined
  const head = (await store.head()) ?? ''
  if (((await place.read()) ?? '') < head) return head
  await standing.lift(id)
  return undefined
}

/** What the broker says of a topic: it is not set up, or not for us. */
const OF_THE_TOPIC: ReadonlySet<string> = new Set([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'TOPIC_AUTHORIZATION_FAILED',
  'INVALID_TOPIC_EXCEPTION',
])

/** Why this one alone cannot be handed over to; undefined where it is the brokers or the stores that cannot be had. */
function ownReasonOf(fault: unknown): WhySetAside | undefined {
  if (fault instanceof CannotBeTold || fault instanceof MessageRefused) return 'event-cannot-be-handed-over'
  if (fault instanceof NotTaken) return OF_THE_TOPIC.has(fault.code) ? 'topic-cannot-be-written' : undefined
  if (fault instanceof StoreUnavailable || fault instanceof NotOnRecord) return undefined
  return fault instanceof RangeError ? 'place-is-unknown' : 'cannot-be-served'
}

const hasEnded = (signal: AbortSignal): boolean => signal.aborted

const saidOf = (fault: unknown): string =>
  fault instanceof NotTaken || fault instanceof MessageRefused ? fault.code : nameOfFault(fault)

interface HandingOver {
  readonly place: Place
  readonly publisher: Publisher
  readonly batch: Batch
  readonly signal: AbortSignal
}

/** Ends when `signal` aborts, or the subscription is no longer to be handed over to as it was. */
async function* handOver(
  relaying: Relaying,
  to: ToKafka,
  subscriber: Subscriber,
  { place, publisher, batch, signal }: HandingOver,
): AsyncGenerator<Reached, void, undefined> {
  const { store } = relaying
  const { organisation, wanted } = subscriber
  await sayOfAll(relaying, subscriber, place, publisher)
  const from = { after: await placeIn(store, place), held: await place.heldBack() }
  const pages = store.subscribe(from.after, { signal })
  const handedOver = async () => {
    if (batch.size > 0 && !(await to.isStill(subscriber))) return undefined
    return batch.handOverTo(publisher, topicOf(organisation), (events, checkpoint) =>
      to.recorded({ channel: 'kafka', organisation, to: subscriber.id, events, checkpoint }),
    )
  }
  const writing = new PlaceWriting(place)
  try {
    for await (const step of stepsFor(relaying, organisation, wanted, pages, signal, from)) {
      if (hasEnded(signal)) return
      if (!batch.add(step)) continue
      const acknowledged = await handedOver()
      if (acknowledged === undefined) return
      if (!(await writing.reached(step, acknowledged > 0))) return
      yield { position: step.position, acknowledged }
    }
  } catch (fault) {
    // What stands before an event that cannot be told is still told.
    if (fault instanceof CannotBeTold)
      try {
        if (((await handedOver()) ?? 0) > 0 && batch.step !== undefined) await writing.reached(batch.step, true)
      } catch (another) {
        // Told beside the first, which alone says which event it is.
        to.onFault(another, 0, subscriber)
      }
    throw fault
  } finally {
    await writing.close()
  }
}

/** Once, and not in each partition: a consumer that is slow in one of them may read there on before it hears it. */
async function sayOfAll(
  { store, source }: Relaying,
  { organisation }: Subscriber,
  place: Place,
  publisher: Publisher,
): Promise<void> {
  for (const one of await place.saidOfAll()) {
    const replaced = await historyReplacedBehind(store, behindWhich(one.position), source())
    if (replaced?.id === one.event) await publisher.publish(topicOf(organisation), [messageOf(replaced, replaced.id)])
    await place.said(one)
  }
}

/**
 * What was not for this organisation need not be read again; but a write for each page would cost more than reading it. So such a place is written a
 * while later, also when nothing more comes: its organisation would see itself fall behind.
 */
class PlaceWriting {
  readonly #place: Place
  readonly #timer: NodeJS.Timeout
  #later: WhereItIs | undefined
  /** One after the other, so that no older place comes behind a newer one. */
  #last: Promise<boolean> = Promise.resolve(true)

  constructor(place: Place) {
    this.#place = place
    this.#timer = setInterval(() => {
      if (this.#later !== undefined) this.#write(this.#later).catch(() => undefined)
    }, PLACE_AT_LEAST_EVERY_MS)
  }

  /** @returns false where the run is over, as far as that is known. @throws what writing throws */
  reached(step: WhereItIs, isToBeKept: boolean): Promise<boolean> {
    if (isToBeKept) return this.#write(step)
    this.#later = step
    return this.#last
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#last.catch(() => undefined)
  }

  #write({ position, held }: WhereItIs): Promise<boolean> {
    this.#later = undefined
    this.#last = this.#last.then((goesOn) => goesOn && this.#place.write(position, held))
    return this.#last
  }
}

type WhereItIs = Pick<Step, 'position' | 'held'>

/** What is sent together. */
class Batch {
  #messages: Message[] = []
  #events: StoredEvent[] = []
  #bytes = 0
  #sinceMs = 0
  /** Of the last event that was added. */
  last: Position = ''
  /** With which it was added: what is behind it need not be handed over again. */
  step: WhereItIs | undefined

  get size(): number {
    return this.#messages.length
  }

  /** @returns whether it is time to hand over: without an event, as there is none at hand behind it */
  add({ event, stored, ...step }: Step): boolean {
    if (event === undefined || stored === undefined) return true
    this.step = step
    if (this.#messages.length === 0) this.#sinceMs = performance.now()
    const message = messageOf(event, event.data?.plan ?? '')
    this.#messages.push(message)
    this.#events.push(stored)
    this.#bytes += Buffer.byteLength(JSON.stringify(message))
    this.last = stored.position
    if (this.#messages.length >= MESSAGES_AT_MOST || this.#bytes >= BYTES_AT_MOST) return true
    return performance.now() - this.#sinceMs >= HELD_AT_MOST_MS
  }

  /** @returns how many were acknowledged */
  async handOverTo(
    publisher: Publisher,
    topic: string,
    onRecord: (events: readonly StoredEvent[], checkpoint: Position) => Promise<void>,
  ): Promise<number> {
    const [messages, events] = [this.#messages, this.#events]
    this.#messages = []
    this.#events = []
    this.#bytes = 0
    if (messages.length === 0) return 0
    await onRecord(events, this.last)
    await publisher.publish(topic, messages)
    return messages.length
  }
}

/** Where to go on. A place behind the head is of events that are gone (the store was restored): then all are handed over again, with the same ids. */
async function placeIn(store: EventStore, place: Place): Promise<Position | undefined> {
  const position = await place.read()
  return position !== undefined && position > ((await store.head()) ?? '') ? undefined : position
}
