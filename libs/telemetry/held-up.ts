/** What is done beside the requests, and is held up by a fault that lasts: told once, whoever it holds up and however often it is met, and once when it is over. */

export interface HeldUpLog {
  error(fields: object, message: string): void
  info(fields: object, message: string): void
}

interface Lasting {
  readonly sinceMs: number
  readonly heldUp: Set<string>
  /** Whom it held up, those included that go on. */
  readonly all: Set<string>
  times: number
}

/** More names of faults than there are. */
const KEPT_AT_MOST = 100

export class HeldUp {
  readonly #log: HeldUpLog
  readonly #words: { readonly heldUp: string; readonly over: string }
  readonly #faults = new Map<string, Lasting>()

  constructor(log: HeldUpLog, words: { readonly heldUp: string; readonly over: string }) {
    this.#log = log
    this.#words = words
  }

  /**
   * @param fault its name and reason: what it says beside may hold what it stumbled on
   * @param more is told with it the first time
   */
  by(fault: string, what: readonly string[], more: object = {}): void {
    const known = this.#faults.get(fault)
    if (known === undefined) {
      this.#log.error({ fault, ...more }, this.#words.heldUp)
      const lasting = { sinceMs: performance.now(), heldUp: new Set(what), all: new Set(what), times: 1 }
      if (this.#faults.size < KEPT_AT_MOST) this.#faults.set(fault, lasting)
    } else {
      for (const one of what) for (const all of [known.heldUp, known.all]) all.add(one)
      known.times += 1
    }
    for (const one of what) this.#isNoMore(one, fault)
  }

  /** It does what it is there for again. */
  goesOn(what: string): void {
    this.#isNoMore(what)
  }

  #isNoMore(what: string, but?: string): void {
    for (const [fault, { sinceMs, heldUp, all, times }] of this.#faults) {
      if (fault === but || !heldUp.delete(what) || heldUp.size > 0) continue
      this.#faults.delete(fault)
      const lastedMs = Math.round(performance.now() - sinceMs)
      this.#log.info({ fault, heldUp: [...all].sort(), lastedMs, times }, this.#words.over)
    }
  }
}
