/** Keeps one piece of work going for each of what there is now: begun when it appears, ended when it goes, begun anew when anything of it changes. What the work is, is not known here. */
import { setTimeout as pause } from 'node:timers/promises'

export interface EachOf<One extends { readonly id: string }> {
  /** What there is now; undefined where that cannot be known now, and all stays as it is. Written as JSON it says everything of it. */
  readonly now: () => Promise<readonly One[] | undefined>
  /** Until `signal` aborts, or it is over by itself: then it is begun anew at the next look. */
  readonly work: (one: One, signal: AbortSignal) => Promise<void>
  readonly fault: (fault: unknown, one?: One) => void
  /** How long a change may go unnoticed. */
  readonly refreshEveryMs?: number | undefined
}

const REFRESH_EVERY_MS = 500

interface Running {
  /** Everything of it, to see that something changed. */
  readonly as: string
  readonly ended: Promise<void>
  readonly hasEnded: () => boolean
  end(): void
}

/** Until `signal` aborts; resolves when nothing is under way any more. Rejects never: faults are told. */
export async function keepEachGoing<One extends { readonly id: string }>(
  of: EachOf<One>,
  signal: AbortSignal,
): Promise<void> {
  const running = new Map<string, Running>()
  while (!signal.aborted) {
    try {
      const now = await of.now()
      if (now !== undefined) await follow(of, running, now, signal)
    } catch (fault) {
      of.fault(fault)
    }
    await pause(of.refreshEveryMs ?? REFRESH_EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
  await Promise.all([...running.values()].map(({ ended }) => ended))
}

async function follow<One extends { readonly id: string }>(
  of: EachOf<One>,
  running: Map<string, Running>,
  now: readonly One[],
  signal: AbortSignal,
): Promise<void> {
  const wanted = new Map(now.map((one) => [one.id, one]))
  const over = [...running].filter(([id, { as, hasEnded }]) => hasEnded() || as !== asText(wanted.get(id)))
  for (const [, one] of over) one.end()
  // The next one begins when the last work of this one is over: two would not keep the order.
  await Promise.all(
    over.map(async ([id, { ended }]) => {
      await ended
      running.delete(id)
    }),
  )
  if (signal.aborted) return
  for (const one of now) if (!running.has(one.id)) running.set(one.id, begun(of, one, signal))
}

function begun<One extends { readonly id: string }>(of: EachOf<One>, one: One, signal: AbortSignal): Running {
  const ending = new AbortController()
  let hasEnded = false
  const run = async () => {
    try {
      await of.work(one, AbortSignal.any([signal, ending.signal]))
    } catch (fault) {
      of.fault(fault, one)
    }
    hasEnded = true
  }
  return {
    as: asText(one),
    ended: run(),
    hasEnded: () => hasEnded,
    end: () => {
      ending.abort()
    },
  }
}

const asText = (one: unknown): string => JSON.stringify(one ?? null)
