/** Appends of many to a stream that hardly anyone else writes: all that come while one is under way go together in the next, on every store. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { bytesOf } from './reading.ts'
import {
  MAX_APPEND_BYTES,
  RevisionConflict,
  StoreBusy,
  StoreUnavailable,
  type EventStore,
  type Expected,
  type NewEvent,
} from './port.ts'

export interface Place {
  readonly stream: string
  readonly revision: number
}

interface Waiting {
  readonly eventAt: (place: Place) => NewEvent
  readonly resolve: () => void
  readonly reject: (fault: unknown) => void
}

const WAITING_AT_MOST = 4_096
const TOGETHER_AT_MOST = 512
const RETRY_AFTER_MS = 100
/** As often as other writers of the same stream may come first. */
const RACES_AT_MOST = 200

export class GroupedAppends {
  readonly #store: Pick<EventStore, 'append'>
  readonly #streamNow: () => string
  #waiting: Waiting[] = []
  #isAppending = false
  /** Where the last append left its stream; unknown at first, and after one of which nobody knows what became. */
  #known: { readonly stream: string; readonly at: Expected } | undefined

  /** @param streamNow the stream that is written now: asked for each append */
  constructor(store: Pick<EventStore, 'append'>, streamNow: () => string) {
    this.#store = store
    this.#streamNow = streamNow
  }

  /**
   * Resolves once the event is durable.
   * @param eventAt the event at its place: asked again where another writer came first
   * @throws StoreBusy where too many wait; StoreUnavailable
   */
  append(eventAt: (place: Place) => NewEvent): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length >= WAITING_AT_MOST) throw new StoreBusy(RETRY_AFTER_MS)
      this.#waiting.push({ eventAt, resolve, reject })
      // What fails is told to who waits for it.
      if (!this.#isAppending) this.#appendAll().catch(() => undefined)
    })
  }

  async #appendAll(): Promise<void> {
    this.#isAppending = true
    while (this.#waiting.length > 0) {
      // At the end of the turn, so that all of a turn go together.
      await nextTurn()
      const group = this.#waiting.splice(0, TOGETHER_AT_MOST)
      try {
        const taken = await this.#appendTogether(group)
        for (const { resolve } of group.slice(0, taken)) resolve()
        this.#waiting.unshift(...group.slice(taken))
      } catch (fault) {
        this.#known = undefined
        for (const { reject } of group) reject(fault)
      }
    }
    this.#isAppending = false
  }

  /** @returns how many of the first fitted */
  async #appendTogether(group: readonly Waiting[]): Promise<number> {
    for (let race = 1; ; race += 1) {
      const stream = this.#streamNow()
      const at: Expected = this.#known?.stream === stream ? this.#known.at : 'no-stream'
      const first = at === 'no-stream' ? 0 : at + 1
      const events = thatFit(group, (one, place) => one.eventAt({ stream, revision: first + place }))
      try {
        const { revision } = await this.#store.append(stream, at, events)
        this.#known = { stream, at: revision }
        return events.length
      } catch (fault) {
        if (!(fault instanceof RevisionConflict)) throw fault
        if (race === RACES_AT_MOST) throw new StoreUnavailable('locked', 'others write the same stream all the time')
        this.#known = { stream, at: fault.actual }
      }
    }
  }
}

function thatFit(group: readonly Waiting[], eventAt: (one: Waiting, place: number) => NewEvent): readonly NewEvent[] {
  const events: NewEvent[] = []
  let bytes = 0
  for (const [place, one] of group.entries()) {
    const event = eventAt(one, place)
    bytes += bytesOf(event)
    if (events.length > 0 && bytes > MAX_APPEND_BYTES) break
    events.push(event)
  }
  return events
}
