/** Folds of streams that stay in memory, up to a bound: those of the streams not used for longest go first, and one that is larger at once. */
import type { Revision } from './port.ts'

interface Weighed {
  readonly revision: Revision
  /** About how many bytes of memory it takes. */
  readonly weight: number
}

export class KeptFolds<Fold extends Weighed> {
  readonly #maxBytes: number
  readonly #folds = new Map<string, Fold>()
  #weight = 0
  /** Of the store, when what is kept was read. */
  #era = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  get(stream: string): Fold | undefined {
    return this.#folds.get(stream)
  }

  keep(stream: string, fold: Fold): void {
    if (fold.revision < 0) return
    this.#forget(stream)
    if (fold.weight > this.#maxBytes) return
    this.#folds.set(stream, fold)
    this.#weight += fold.weight
    for (const oldest of this.#folds.keys()) {
      if (this.#weight <= this.#maxBytes) return
      this.#forget(oldest)
    }
  }

  /** Was used: others go before it. */
  use(stream: string): void {
    const fold = this.#folds.get(stream)
    if (fold === undefined) return
    this.#folds.delete(stream)
    this.#folds.set(stream, fold)
  }

  /** What was kept of another history of the store says nothing any more. */
  onlyOf(era: number): void {
    if (era === this.#era) return
    this.#folds.clear()
    this.#weight = 0
    this.#era = era
  }

  #forget(stream: string): void {
    this.#weight -= this.#folds.get(stream)?.weight ?? 0
    this.#folds.delete(stream)
  }
}
