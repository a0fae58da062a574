/** Keeps one piece of work going for each of what there is now: begun when it appears, ended when it goes, begun anew when anything of it changes. What the work is, is not known here. */
import { setTimeout as pause } from 'node:timers/promises'

/** One of which nothing can be known now: its work goes on as it was. */
export interface AsItWas {
  readonly id: string
  readonly asItWas: true
  /** Why. */
  readonly fault: unknown
}

export interface EachOf<One extends { readonly id: string }> {
  /** What there is now; undefined where that cannot be known now, and all stays as it is. Written as JSON it says everything of it. */
  readonly now: () => Promise<readonly (One | AsItWas)[] | undefined>
  /**
   * Until `signal` aborts, or it is over by itself: then it is begun anew at the next look; or, where it failed, after a pause that grows with each failure.
   * Work that does not end when it is told to holds up its own next beginning, and nobody else's.
   */
  readonly work: (one: One, signal: AbortSignal) => Promise<void>
  readonly fault: (fault: unknown, one?: Pick<One, 'id'>) => void
  /** How long a change may go unnoticed. */
  readonly refreshEveryMs?: number | undefined
}

const REFRESH_EVERY_MS = 500
const LAST_PAUSE_MS = 60_000

interface Running {
  /** Everything of it, to see that something changed. */
  readonly as: string
  readonly beganMs: number
  readonly ended: Promise<void>
  readonly hasEnded: () => boolean
  readonly hasFailed: () => boolean
  end(): void
}

/** Work that failed, of one that did not change since. */
interface Failed {
  readonly as: string
  readonly times: number
  readonly notBeforeMs: number
}

/** Until `signal` aborts; resolves when nothing is under way any more. Rejects never: faults are told. */
export const keepEachGoing = <One extends { readonly id: string }>(
  of: EachOf<One>,
  signal: AbortSignal,
): Promise<void> => new EachKeptGoing(of).until(signal)

class EachKeptGoing<One extends { readonly id: string }> {
  readonly #of: EachOf<One>
  readonly #refreshEveryMs: number
  readonly #running = new Map<string, Running>()
  readonly #failed = new Map<string, Failed>()
  #somethingEnded = Promise.withResolvers<undefined>()

  constructor(of: EachOf<One>) {
    this.#of = of
    this.#refreshEveryMs = of.refreshEveryMs ?? REFRESH_EVERY_MS
  }

  async until(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#somethingEnded = Promise.withResolvers()
      try {
        const now = await this.#of.now()
        if (now !== undefined) this.#follow(now, signal)
      } catch (fault) {
        this.#of.fault(fault)
      }
      await this.#untilTheNextLook(signal)
    }
    await Promise.all([...this.#running.values()].map(({ ended }) => ended))
  }

  #follow(now: readonly (One | AsItWas)[], signal: AbortSignal): void {
    if (signal.aborted) return
    const unknown = new Set<string>()
    const wanted = new Map<string, One>()
    for (const one of now)
      if (!isAsItWas(one)) wanted.set(one.id, one)
      else {
        unknown.add(one.id)
        this.#of.fault(one.fault, one)
      }
    for (const [id, running] of this.#running) {
      if (running.hasEnded()) this.#over(id, running)
      else if (!unknown.has(id) && running.as !== asText(wanted.get(id))) running.end()
    }
    for (const id of this.#failed.keys()) if (!wanted.has(id) && !unknown.has(id)) this.#failed.delete(id)
    // The next one begins when the last work of this one is over: two would not keep the order.
    for (const one of wanted.values())
      if (!this.#running.has(one.id) && this.#mayBegin(one)) this.#running.set(one.id, this.#begun(one, signal))
  }

  #over(id: string, { as, beganMs, hasFailed }: Running): void {
    this.#running.delete(id)
    const before = this.#failed.get(id)
    const wentWell = performance.now() - beganMs > LAST_PAUSE_MS
    const times = before?.as === as && !wentWell ? before.times + 1 : 1
    if (!hasFailed()) this.#failed.delete(id)
    else {
      const pauseMs = Math.min(this.#refreshEveryMs * 2 ** Math.min(times, 20), LAST_PAUSE_MS)
      this.#failed.set(id, { as, times, notBeforeMs: performance.now() + pauseMs })
    }
  }

  #mayBegin(one: One): boolean {
    const failed = this.#failed.get(one.id)
    return failed?.as !== asText(one) || performance.now() >= failed.notBeforeMs
  }

  #begun(one: One, signal: AbortSignal): Running {
    const ending = new AbortController()
    let hasEnded = false
    let hasFailed = false
    const run = async () => {
      try {
        await this.#of.work(one, AbortSignal.any([signal, ending.signal]))
      } catch (fault) {
        hasFailed = true
        this.#of.fault(fault, one)
      }
      hasEnded = true
      if (ending.signal.aborted) this.#somethingEnded.resolve(undefined)
    }
    return {
      as: asText(one),
      beganMs: performance.now(),
      ended: run(),
      hasEnded: () => hasEnded,
      hasFailed: () => hasFailed,
      end: () => {
        ending.abort()
      },
    }
  }

  /** At once where one ended because it is to begin anew. */
  async #untilTheNextLook(signal: AbortSignal): Promise<void> {
    const over = new AbortController()
    const time = pause(this.#refreshEveryMs, undefined, { signal: AbortSignal.any([signal, over.signal]) })
    await Promise.race([time.catch(() => undefined), this.#somethingEnded.promise])
    over.abort()
  }
}

const isAsItWas = (one: { readonly id: string }): one is AsItWas => 'asItWas' in one

const asText = (one: unknown): string => JSON.stringify(one ?? null)
