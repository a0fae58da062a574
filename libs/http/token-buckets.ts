/** How much each caller may ask: so much at once, and so much a second after that. What one has used up is nobody else's; of whom nothing is known, it is all there. */

export interface Allowed {
  readonly perSecond: number
  /** What may be asked at once by who asked nothing for a while. */
  readonly atOnce: number
}

interface Bucket {
  left: number
  atMs: number
}

/** What is remembered of more callers than this is forgotten of who asked nothing for longest, which by then is mostly nothing. */
const CALLERS_KEPT = 50_000

export class TokenBuckets {
  readonly #allowed: Allowed
  readonly #nowMs: () => number
  readonly #callersKept: number
  // A Map keeps the order of insertion, so that its first key is the one unused for longest.
  readonly #buckets = new Map<string, Bucket>()

  constructor(allowed: Allowed, { nowMs = () => performance.now(), callersKept = CALLERS_KEPT } = {}) {
    this.#allowed = allowed
    this.#nowMs = nowMs
    this.#callersKept = callersKept
  }

  /** @returns 0 where it was taken, else in how many milliseconds it can be; then nothing was taken */
  take(caller: string, cost = 1): number {
    const { perSecond, atOnce } = this.#allowed
    const asked = Math.min(cost, atOnce)
    const bucket = this.#filled(caller)
    if (bucket.left < asked) return Math.ceil(((asked - bucket.left) / perSecond) * 1_000)
    bucket.left -= asked
    return 0
  }

  /** For what turned out to cost nothing. */
  giveBack(caller: string, cost = 1): void {
    const bucket = this.#filled(caller)
    bucket.left = Math.min(this.#allowed.atOnce, bucket.left + cost)
  }

  get size(): number {
    return this.#buckets.size
  }

  #filled(caller: string): Bucket {
    const nowMs = this.#nowMs()
    const { perSecond, atOnce } = this.#allowed
    const bucket = this.#buckets.get(caller) ?? { left: atOnce, atMs: nowMs }
    bucket.left = Math.min(atOnce, bucket.left + (Math.max(0, nowMs - bucket.atMs) / 1_000) * perSecond)
    bucket.atMs = nowMs
    this.#buckets.delete(caller)
    this.#buckets.set(caller, bucket)
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size <= this.#callersKept) break
      this.#buckets.delete(oldest)
    }
    return bucket
  }
}
