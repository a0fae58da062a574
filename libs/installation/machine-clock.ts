/**
 * The clock of this machine, as far as it can be believed. What is recorded at a wrong moment stays so for ever, and whatever is in force from or until
 * then is wrong with it: so a process does not start where the clock and the newest event cannot both be right, and writes nothing while the wall
 * clock and the one that only goes forward have parted. Who brings a clock of their own (a test, a story) answers for it.
 */
import { lastRecordedMs, newestRecordedMs } from '../event-store/lag.ts'
import type { EventStore } from '../event-store/port.ts'
import { withAppend } from '../event-store/with-append.ts'

/** What clocks of machines that are kept right may differ, and wall and monotonic clock of one. */
export const APART_AT_MOST_MS = 5 * 60_000
/** Longer than any municipality writes nothing. */
export const SILENT_AT_MOST_MS = 400 * 86_400_000
const LOOK_AGAIN_AFTER_MS = 1_000

/** The clock says a time at which the newest event cannot be what it is; the message says what mends it. */
export class ClockCannotBeRight extends Error {}

/** The wall clock jumped, and nothing shows yet that it is right; what was to be written was not. */
export class ClockJumped extends Error {
  readonly byMs: number

  constructor(byMs: number) {
    super(`the wall clock went ${String(Math.round(byMs / 1000))} s further than the monotonic clock`)
    this.byMs = byMs
  }
}

export interface Ticking {
  /** Milliseconds since 1970. */
  readonly wallMs: () => number
  /** Milliseconds since whenever, by a clock that nobody sets. */
  readonly monotonicMs: () => number
}

const OF_THIS_MACHINE: Ticking = { wallMs: () => Date.now(), monotonicMs: () => performance.now() }

type Store = Pick<EventStore, 'head' | 'readAll'>

/** @throws ClockCannotBeRight; StoreUnavailable */
export async function mustBeLaterThanEvents(store: Store, { wallMs }: Ticking = OF_THIS_MACHINE): Promise<void> {
  const nowMs = wallMs()
  let newestMs = await lastRecordedMs(store)
  if (newestMs === undefined) return
  // Families of other years may be written side by side: then the last that was written is not the newest.
  if (nowMs - newestMs > SILENT_AT_MOST_MS) newestMs = (await newestRecordedMs(store)) ?? newestMs
  const [now, newest] = [nowMs, newestMs].map((ms) => new Date(ms).toISOString())
  const mends =
    'Set the clock of this machine. Where it is right, SAMENSPEL_START_AT_ANY_TIME=yes starts for once, at the risk that what is recorded at a wrong moment stays so'
  if (newestMs - nowMs > APART_AT_MOST_MS)
    throw new ClockCannotBeRight(
      `It is ${String(now)} here, and the newest event was recorded at ${String(newest)}. ${mends}`,
    )
  if (nowMs - newestMs > SILENT_AT_MOST_MS)
    throw new ClockCannotBeRight(
      `It is ${String(now)} here, more than 400 days after the newest event, of ${String(newest)}. ${mends}`,
    )
}

export class MachineClock {
  readonly #store: Store
  readonly #ticking: Ticking
  readonly #say: (stopped: ClockJumped | undefined) => void
  /** Wall clock without what the monotonic clock has counted. */
  #offsetMs: number
  #stopped: { readonly why: ClockJumped; readonly lookedAtMs: number } | undefined

  /** @param say is told once when writing stops, and once, with nothing, when it goes on */
  constructor(store: Store, say: (stopped: ClockJumped | undefined) => void, ticking: Ticking = OF_THIS_MACHINE) {
    this.#store = store
    this.#say = say
    this.#ticking = ticking
    this.#offsetMs = this.#offset()
  }

  readonly now = (): string => new Date(this.#ticking.wallMs()).toISOString()

  /** @throws ClockJumped while nothing may be written */
  readonly mustBeSure = async (): Promise<void> => {
    const jumpedMs = this.#offset() - this.#offsetMs
    if (Math.abs(jumpedMs) > APART_AT_MOST_MS && !(await this.#agreesWithOthers())) {
      const why = new ClockJumped(jumpedMs)
      if (this.#stopped === undefined) this.#say(why)
      this.#stopped = { why, lookedAtMs: this.#ticking.monotonicMs() }
      throw why
    }
    if (this.#stopped === undefined) return
    this.#stopped = undefined
    this.#say(undefined)
  }

  /**
   * The machine slept, or its clock was set right: what others record meanwhile is of a moment ago. Then it is believed again.
   * Asked once a second at most, whoever wants to write.
   */
  async #agreesWithOthers(): Promise<boolean> {
    const { monotonicMs, wallMs } = this.#ticking
    if (this.#stopped !== undefined && monotonicMs() - this.#stopped.lookedAtMs < LOOK_AGAIN_AFTER_MS)
      throw this.#stopped.why
    const newestMs = await lastRecordedMs(this.#store)
    const sinceMs = newestMs === undefined ? Infinity : wallMs() - newestMs
    const agrees = sinceMs >= 0 && sinceMs <= APART_AT_MOST_MS
    if (agrees) this.#offsetMs = this.#offset()
    return agrees
  }

  #offset(): number {
    return this.#ticking.wallMs() - this.#ticking.monotonicMs()
  }
}

/** A store that takes nothing while nobody knows what time it is. */
export const writtenInTime = (store: EventStore, mustBeSure: () => Promise<void>): EventStore =>
  withAppend(store, async (...asked) => {
    await mustBeSure()
    return store.append(...asked)
  })
