/**
 * Hands each organisation's events over to its Kafka topic, in the order of the store: judged, sent, acknowledged, and only then is the place
 * written down. A fault is tried again from that place, judged again; an event that cannot be told stops the whole relay and is never passed over.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { EventStore, Position } from '../../libs/event-store/port.ts'
import { MessageRefused, messageOf, NotTaken, type Message, type Publisher } from '../../libs/messaging/kafka.ts'
import type { Checkpoint } from '../../libs/read-store/read-store.ts'
import { CannotBeTold, stepsFor, type Relaying, type Step } from './for-organisation.ts'
import { topicOf } from './partner-topics.ts'

export interface ToKafka {
  /** OINs of those that have a topic. */
  readonly organisations: readonly string[]
  /** One for each organisation at a time, so that a topic that takes nothing holds up no other. */
  readonly openPublisher: () => Promise<Publisher>
  /** How far the store was handed over to an organisation. */
  readonly placeOf: (organisation: string) => Checkpoint
  /** Told of every fault that is tried again. */
  readonly onFault: (organisation: string, fault: unknown, retryInMs: number) => void
  /** Told how far the store was looked at, and how many events were acknowledged on the way. */
  readonly onReached: (organisation: string, reached: Reached) => void
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

const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 5_000

/**
 * Runs until `signal` aborts.
 * @throws CannotBeTold or MessageRefused, once nothing more is sent to anybody: the relay then stays stopped until a human has looked
 */
export async function relayToKafka(relaying: Relaying, to: ToKafka, signal: AbortSignal): Promise<void> {
  const stopping = new AbortController()
  const ending = AbortSignal.any([signal, stopping.signal])
  const ended = await Promise.allSettled(
    to.organisations.map((organisation) =>
      keepHandingOver(relaying, to, organisation, ending).catch((fault: unknown) => {
        stopping.abort()
        throw fault
      }),
    ),
  )
  for (const one of ended) if (one.status === 'rejected') throw one.reason
}

async function keepHandingOver(relaying: Relaying, to: ToKafka, organisation: string, signal: AbortSignal) {
  let retryInMs = 0
  while (!signal.aborted) {
    let publisher: Publisher | undefined
    try {
      publisher = await to.openPublisher()
      for await (const reached of handOver(relaying, to.placeOf(organisation), publisher, organisation, signal)) {
        to.onReached(organisation, reached)
        retryInMs = 0
      }
    } catch (fault) {
      if (fault instanceof CannotBeTold || fault instanceof MessageRefused) throw fault
      if (hasEnded(signal)) return
      const mayBeginAtOnce = retryInMs === 0 && fault instanceof NotTaken && fault.isOfProducer
      if (!mayBeginAtOnce) retryInMs = Math.min(Math.max(2 * retryInMs, FIRST_RETRY_MS), LAST_RETRY_MS)
      to.onFault(organisation, fault, retryInMs)
      await pause(retryInMs, undefined, { signal }).catch(() => undefined)
    } finally {
      await publisher?.close().catch(() => undefined)
    }
  }
}

const hasEnded = (signal: AbortSignal): boolean => signal.aborted

async function* handOver(
  relaying: Relaying,
  place: Checkpoint,
  publisher: Publisher,
  organisation: string,
  signal: AbortSignal,
): AsyncGenerator<Reached, void, undefined> {
  const { store } = relaying
  const topic = topicOf(organisation)
  const pages = store.subscribe(await placeIn(store, place), { signal })
  const batch = new Batch()
  let writtenMs = performance.now()
  try {
    for await (const { position, event } of stepsFor(relaying, organisation, {}, pages, signal)) {
      if (hasEnded(signal)) return
      if (event !== undefined && !batch.add(event, position)) continue
      const acknowledged = await batch.handOverTo(publisher, topic)
      // What was not for this organisation need not be read again; but a write for each page would cost more than reading it.
      if (acknowledged > 0 || performance.now() - writtenMs >= PLACE_AT_LEAST_EVERY_MS) {
        await place.write(position)
        writtenMs = performance.now()
      }
      yield { position, acknowledged }
    }
  } catch (fault) {
    // What stands before an event that cannot be told is still told.
    if (fault instanceof CannotBeTold && (await batch.handOverTo(publisher, topic)) > 0) await place.write(batch.last)
    throw fault
  }
}

/** What is sent together. */
class Batch {
  #messages: Message[] = []
  #bytes = 0
  #sinceMs = 0
  /** Of the last event that was added. */
  last: Position = ''

  /** @returns whether it is time to hand over */
  add(event: NonNullable<Step['event']>, position: Position): boolean {
    if (this.#messages.length === 0) this.#sinceMs = performance.now()
    const message = messageOf(event, event.data?.plan ?? '')
    this.#messages.push(message)
    this.#bytes += Buffer.byteLength(JSON.stringify(message))
    this.last = position
    if (this.#messages.length >= MESSAGES_AT_MOST || this.#bytes >= BYTES_AT_MOST) return true
    return performance.now() - this.#sinceMs >= HELD_AT_MOST_MS
  }

  /** @returns how many were acknowledged */
  async handOverTo(publisher: Publisher, topic: string): Promise<number> {
    const messages = this.#messages
    this.#messages = []
    this.#bytes = 0
    if (messages.length > 0) await publisher.publish(topic, messages)
    return messages.length
  }
}

/** Where to go on. A place behind the head is of events that are gone (the store was restored): then all are handed over again, with the same ids. */
async function placeIn(store: EventStore, place: Checkpoint): Promise<Position | undefined> {
  const position = await place.read()
  return position !== undefined && position > ((await store.head()) ?? '') ? undefined : position
}

/**
 * How far behind the handing over is, also while it stands still: the age of the oldest event behind `position`; 0 where there is none.
 * @param now UTC with milliseconds
 */
export async function lagMsOf(store: EventStore, position: Position | undefined, now: string): Promise<number> {
  const next = (await store.readAll(position, 2)).find((event) => event.position !== position)
  if (next === undefined) return 0
  const { recordedAt } = JSON.parse(next.body) as { readonly recordedAt: string }
  return Math.max(0, Date.parse(now) - Date.parse(recordedAt))
}
