/** Faults that last, such as a full disk: each is told once with its reason, and once when it is over, however many requests meet it. */
import { setTimeout as pause } from 'node:timers/promises'

interface Log {
  error(fields: object, message: string): void
  info(fields: object, message: string): void
}

/** What cannot serve, and why; `fault` says more, to operators. */
export interface LastingFault {
  readonly part: string
  readonly reason: string
  readonly fault: string
}

export interface LookingAgain {
  readonly log: Log
  /** Whether all parts serve again: asked every so often, from a fault on until it is so. */
  readonly areOver: () => Promise<boolean>
  readonly signal: AbortSignal
  readonly everyMs?: number
}

interface Met extends LastingFault {
  readonly sinceMs: number
  times: number
}

const LOOK_AGAIN_EVERY_MS = 5_000
/** More kinds than there are: what is beyond is told each time. */
const KEPT_AT_MOST = 100

export class LastingFaults {
  readonly #met = new Map<string, Met>()
  #looking: LookingAgain | undefined
  #isWatching = false

  /** From when on faults are told. Before, and after `signal` aborts, nothing is. */
  watch(looking: LookingAgain): void {
    this.#looking = looking
  }

  met(fault: LastingFault): void {
    const key = `${fault.part} ${fault.reason}`
    const known = this.#met.get(key)
    if (known !== undefined) {
      known.times += 1
      return
    }
    this.#looking?.log.error(fault, 'a part cannot serve')
    if (this.#looking === undefined || this.#met.size >= KEPT_AT_MOST) return
    this.#met.set(key, { ...fault, sinceMs: performance.now(), times: 1 })
    if (this.#isWatching) return
    this.#untilOver(this.#looking).catch(() => {
      this.#isWatching = false
    })
  }

  async #untilOver({ log, areOver, signal, everyMs = LOOK_AGAIN_EVERY_MS }: LookingAgain): Promise<void> {
    this.#isWatching = true
    do {
      await pause(everyMs, undefined, { signal, ref: false }).catch(() => undefined)
      if (signal.aborted) return
    } while (!(await areOver().catch(() => false)))
    for (const { part, reason, sinceMs, times } of this.#met.values())
      log.info({ part, reason, lastedMs: Math.round(performance.now() - sinceMs), times }, 'a part serves again')
    this.#met.clear()
    this.#isWatching = false
  }
}
