/** Delivers by webhook to one endpoint: what waits in rows is sent, of each subject one at a time and in order, and a row goes when the receiver took its message. At least once: the same message may come again, with the same id. */
import { setTimeout as pause } from 'node:timers/promises'
import { SpanKind } from '@opentelemetry/api'
import { pauseAfter } from '../event-store/away.ts'
import type { Position } from '../event-store/port.ts'
import { startSpan, traceparentOf } from '../telemetry/trace.ts'
import { EndpointRefused } from './safe-address.ts'
import { NoAnswer, type SafePost } from './safe-post.ts'
import { HELD_UP, silenceIsOver } from './silence.ts'
import { signerWith, type Signer } from './standard-webhooks.ts'
import type { WebhookDeliveries } from './webhook-deliveries.ts'
import type { Due, ToDeliver } from './webhook-rows.ts'
import { nextAttemptAtMs } from './webhook-retries.ts'

export interface Endpoint {
  readonly id: string
  readonly url: string
  /** `whsec_…` and `whsk_…`, the newest first: all that count now. */
  readonly keys: readonly string[]
  /** Another run begins anew behind `startAfter`. */
  readonly run: string
  /** Undefined: at the first event. */
  readonly startAfter?: Position | undefined
}

/** A step through the events: one that the endpoint is to have, or only that they were read so far. Positions grow. */
export interface Step {
  readonly position: Position
  /** At the place of its own: behind others where it was held back. */
  readonly event?: { readonly id: string; readonly subject: string; readonly position?: Position }
  /** Where what is held back begins; undefined: as before. */
  readonly held?: readonly Position[]
}

export interface Message {
  readonly contentType: string
  readonly body: string
  /** The trace it is part of (W3C Trace Context): sent along as a header. */
  readonly traceparent?: string | undefined
}

export interface Delivering {
  readonly deliveries: WebhookDeliveries
  readonly post: SafePost
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** What the endpoint is to have behind `after`, for ever: ends when `signal` aborts. A step without an event at the end of each page. */
  readonly steps: (endpoint: Endpoint, after: Position | undefined, signal: AbortSignal) => AsyncIterable<Step>
  /**
   * Asked before each attempt: what is sent then. Undefined where the endpoint may not, or need not, have it any more; where its event is not where it was
   * (the events were put back under a process that runs), it is an attempt that failed, and comes to a dead letter like any other.
   */
  readonly message: (endpoint: Endpoint, at: ToDeliver) => Promise<Message | typeof HELD_UP | undefined>
  /** The endpoint answered 410 and gets nothing more. */
  readonly gone: (endpoint: Endpoint) => Promise<void>
  /** Faults on our side: nothing is lost by them, and all is tried again. */
  readonly fault: (fault: unknown, endpoint?: Pick<Endpoint, 'id'>) => void
  /** Told behind such a fault, once something of the endpoint went well. */
  readonly goesOn?: (endpoint: Pick<Endpoint, 'id'>) => void
  readonly inFlightAtMost?: number
  /** How often rows are looked at that others may have changed, or that became due. */
  readonly lookEveryMs?: number
}

export const IN_FLIGHT_AT_MOST = 8
export const LOOK_EVERY_MS = 250

/** More is not taken in while so much could be sent. */
const UNDER_WAY_AT_MOST = 1000
const TAKEN_AT_ONCE = 200
/** Asked for each message, what is due would take longer than sending it. */
const DUE_AT_ONCE = 64
const AFTER_A_FAULT_MS = 1000
const AFTER_FAULTS_AT_MOST_MS = 60_000

const GONE = 410

/** What came of sending a message, where it was not taken. */
interface NotTaken {
  /** A status; or, for who runs this and not for who is sent to, why there was no answer. */
  readonly said: string
  readonly isSilence: boolean
  readonly retryAfter?: string | undefined
}

/** One endpoint's deliveries, until `signal` aborts, the endpoint is gone, or its run is over. */
export class EndpointDelivery {
  readonly #on: Delivering
  readonly #stopping = new AbortController()
  readonly #inFlight = new Map<string, Promise<void>>()
  /** How long a subject waits next time, where what is first of it met a fault of ours. */
  readonly #pausesMs = new Map<string, number>()
  /** Of those in flight: without an answer and not told yet, or waiting after a fault. They keep no other from being sent. */
  #outOfWay = 0
  /** How often something was taken in: a fault that comes again without that is looked at ever more seldom. */
  #taken = 0
  #isHeldUp = false
  readonly #endpoint: Endpoint
  readonly #signer: Signer
  #news = Promise.withResolvers<undefined>()

  /** @throws NotAKey */
  constructor(on: Delivering, endpoint: Endpoint) {
    this.#on = on
    this.#endpoint = endpoint
    this.#signer = signerWith(endpoint.keys)
  }

  /** Rejects never: faults are told, and everything is tried again. */
  async run(signal: AbortSignal): Promise<void> {
    const until = AbortSignal.any([signal, this.#stopping.signal])
    until.addEventListener('abort', () => {
      this.#news.resolve(undefined)
    })
    await this.#againAfterFaults(until, () => this.#begin())
    await Promise.all([
      this.#againAfterFaults(until, () => this.#takeIn(until)),
      this.#againAfterFaults(until, () => this.#sendAll(until)),
    ])
  }

  async #againAfterFaults(until: AbortSignal, work: () => Promise<unknown>): Promise<void> {
    for (let pauseMs = AFTER_A_FAULT_MS, taken = this.#taken; !until.aborted; taken = this.#taken)
      try {
        await work()
        return
      } catch (fault) {
        this.#told(fault, until)
        if (this.#taken > taken) pauseMs = AFTER_A_FAULT_MS
        pauseMs = pauseAfter(fault, pauseMs)
        await waited(pauseMs, until)
        pauseMs = Math.min(2 * pauseMs, AFTER_FAULTS_AT_MOST_MS)
      }
  }

  #begin(): Promise<Position | undefined> {
    const { id, run, startAfter } = this.#endpoint
    return this.#on.deliveries.begin(id, run, startAfter)
  }

  /** From the events into the rows, until it is aborted or the run is over. */
  async #takeIn(until: AbortSignal): Promise<void> {
    const { deliveries, steps, clock } = this.#on
    const { id, run } = this.#endpoint
    const reached = await this.#begin()
    let added: ToDeliver[] = []
    let last: { readonly position: Position; readonly held: Step['held'] | undefined } | undefined
    const takenUpTo = async (position: Position, held?: readonly Position[]): Promise<boolean> => {
      const [taking, at] = [added, clock()]
      added = []
      if (!(await deliveries.take(id, run, position, taking, at, held))) return false
      this.#taken += 1
      this.#wentWell()
      if (taking.length > 0) this.#newsCame()
      return true
    }
    try {
      for await (const { position, event, held } of steps(this.#endpoint, reached, until)) {
        last = { position, held }
        if (event !== undefined)
          added.push({ position: event.position ?? position, subject: event.subject, event: event.id })
        if (event !== undefined && added.length < TAKEN_AT_ONCE) continue
        if (!(await takenUpTo(position, held))) {
          this.#stopping.abort()
          return
        }
        while (!until.aborted && (await deliveries.underWay(id)) >= UNDER_WAY_AT_MOST)
          await waited(this.#lookEveryMs, until)
      }
    } catch (fault) {
      // What stands before an event that cannot be told is still sent.
      if (last !== undefined && added.length > 0 && !until.aborted)
        await takenUpTo(last.position, last.held).catch((another: unknown) => {
          // Told beside the first, which alone says which event it is.
          this.#told(another, until)
        })
      throw fault
    }
    if (!until.aborted) throw new Error('the events ended, which they never do')
  }

  async #sendAll(until: AbortSignal): Promise<void> {
    const { deliveries, clock, inFlightAtMost = IN_FLIGHT_AT_MOST } = this.#on
    // Each of another subject, and none of a subject that is under way, until it is started from here.
    let ahead: readonly Due[] = []
    try {
      while (!until.aborted) {
        this.#news = Promise.withResolvers()
        const free = inFlightAtMost - this.#inFlight.size + this.#outOfWay
        if (free > 0 && ahead.length === 0)
          ahead = await deliveries.due(this.#endpoint.id, clock(), [...this.#inFlight.keys()], DUE_AT_ONCE)
        const due = ahead.slice(0, free)
        ahead = ahead.slice(free)
        for (const one of due) this.#start(one, until)
        if (due.length === 0) await this.#somethingHappens()
      }
    } finally {
      await Promise.all(this.#inFlight.values())
    }
  }

  /** What is sent is in the way of its subject until its row says how it went. */
  #start(due: Due, until: AbortSignal): void {
    const attempt = this.#attempt(due, until)
      .then(() => {
        this.#pausesMs.delete(due.subject)
        this.#wentWell()
      })
      .catch(async (fault: unknown) => {
        this.#told(fault, until)
        const pauseMs = pauseAfter(fault, this.#pausesMs.get(due.subject) ?? AFTER_A_FAULT_MS)
        this.#pausesMs.set(due.subject, Math.min(2 * pauseMs, AFTER_FAULTS_AT_MOST_MS))
        await this.#outOfTheWay(() => waited(pauseMs, until))
      })
      .finally(() => {
        this.#inFlight.delete(due.subject)
        this.#newsCame()
      })
    this.#inFlight.set(due.subject, attempt)
  }

  async #attempt(due: Due, until: AbortSignal): Promise<void> {
    const { deliveries, message, clock } = this.#on
    const endpoint = this.#endpoint
    const sent = await message(endpoint, due)
    if (sent === undefined) {
      await deliveries.done(endpoint.id, due.position)
      return
    }
    const atMs = clock()
    if (sent === HELD_UP) return this.#failed(endpoint, due, { said: HELD_UP, isSilence: false }, atMs)
    const beganMs = performance.now()
    const outcome = await this.#posted(endpoint, due.event, sent, atMs, until)
    // Its partner sees when it failed, and when it is tried again.
    if (typeof outcome === 'object' && outcome.isSilence)
      await this.#outOfTheWay(() => silenceIsOver(beganMs, this.#on.post.timeoutMs, until))
    if (outcome === 'taken') await deliveries.done(endpoint.id, due.position)
    else if (outcome === 'gone')
      await this.#on.gone(endpoint).then(() => {
        this.#stopping.abort()
      })
    else if (!until.aborted) await this.#failed(endpoint, due, outcome, atMs)
  }

  async #posted(
    { url }: Endpoint,
    id: string,
    { contentType, body, traceparent }: Message,
    atMs: number,
    signal: AbortSignal,
  ): Promise<'taken' | 'gone' | NotTaken> {
    const span = startSpan('deliver webhook', { kind: SpanKind.CLIENT, traceparent })
    const along = traceparentOf(span)
    const headers = {
      'content-type': contentType,
      ...this.#signer({ id, atMs, body }),
      ...(along !== undefined && { traceparent: along }),
    }
    try {
      const { status, retryAfter } = await this.#on.post.post(url, headers, body, { signal })
      span.setAttribute('http.response.status_code', status)
      if (status >= 200 && status < 300) return 'taken'
      return status === GONE ? 'gone' : { said: `HTTP ${String(status)}`, isSilence: false, retryAfter }
    } catch (fault) {
      if (fault instanceof EndpointRefused || fault instanceof NoAnswer) return { said: fault.because, isSilence: true }
      throw fault
    } finally {
      span.end()
    }
  }

  async #outOfTheWay(waiting: () => Promise<void>): Promise<void> {
    this.#outOfWay += 1
    this.#newsCame()
    await waiting()
    this.#outOfWay -= 1
  }

  async #failed({ id }: Endpoint, due: Due, { said, retryAfter }: NotTaken, atMs: number): Promise<void> {
    const attempts = due.attempts + 1
    const firstAttemptAtMs = due.firstAttemptAtMs ?? atMs
    const nowMs = this.#on.clock()
    const next = nextAttemptAtMs({ attempts, firstAttemptAtMs, nowMs, retryAfter }, Math.random())
    const tried = { position: due.position, attempts, firstAttemptAtMs }
    await this.#on.deliveries.failed(id, tried, { said, nowMs, nextAttemptAtMs: next })
  }

  /** What fails while everything is let go of is no fault. */
  #told(fault: unknown, until: AbortSignal): void {
    if (until.aborted) return
    this.#isHeldUp = true
    this.#on.fault(fault, this.#endpoint)
  }

  #wentWell(): void {
    if (!this.#isHeldUp) return
    this.#isHeldUp = false
    this.#on.goesOn?.(this.#endpoint)
  }

  #newsCame(): void {
    this.#news.resolve(undefined)
  }

  async #somethingHappens(): Promise<void> {
    const look = setTimeout(() => {
      this.#newsCame()
    }, this.#lookEveryMs)
    await this.#news.promise
    clearTimeout(look)
  }

  get #lookEveryMs(): number {
    return this.#on.lookEveryMs ?? LOOK_EVERY_MS
  }
}

const waited = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => undefined)
