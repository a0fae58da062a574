/** Work that waits for work of the same kind: so much of each at a time, first come first served; of different kinds none waits for another. */

export interface TurnsAllowed {
  readonly atOnce: number
  /** Beyond that none is let in. */
  readonly waitingAtMost?: number
}

interface Line {
  working: number
  readonly waiting: (() => void)[]
}

export class Turns {
  readonly #allowed: Required<TurnsAllowed>
  readonly #lines = new Map<string, Line>()

  constructor({ atOnce, waitingAtMost = Infinity }: TurnsAllowed) {
    this.#allowed = { atOnce, waitingAtMost }
  }

  /** @returns what is to be called once, when the work is done; undefined where too much waits already */
  enter(kind: string): Promise<() => void> | undefined {
    const line = this.#lines.get(kind) ?? { working: 0, waiting: [] }
    this.#lines.set(kind, line)
    const leave = () => {
      const next = line.waiting.shift()
      // Whoever waited works in the place of who leaves.
      if (next !== undefined) next()
      else if ((line.working -= 1) === 0) this.#lines.delete(kind)
    }
    if (line.working < this.#allowed.atOnce) {
      line.working += 1
      return Promise.resolve(leave)
    }
    if (line.waiting.length >= this.#allowed.waitingAtMost) return undefined
    return new Promise((resolve) => {
      line.waiting.push(() => {
        resolve(leave)
      })
    })
  }

  /** For work that need not be alone, and is only better so: after waiting for so long it is begun all the same. */
  async inTurn<Result>(kind: string, waitAtMostMs: number, work: () => Promise<Result>): Promise<Result> {
    const turn = this.enter(kind)
    const waited = Promise.withResolvers<undefined>()
    const timer = setTimeout(() => {
      waited.resolve(undefined)
    }, waitAtMostMs)
    await Promise.race([turn, waited.promise])
    clearTimeout(timer)
    try {
      return await work()
    } finally {
      turn?.then(
        (leave) => {
          leave()
        },
        () => undefined,
      )
    }
  }

  /** Kinds of which something is done or waits. */
  get size(): number {
    return this.#lines.size
  }
}
