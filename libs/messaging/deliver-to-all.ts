/** Delivers by webhook to every endpoint that there is, each by itself: begun when it appears, ended when it goes, begun anew when anything of it changes. */
import { setTimeout as pause } from 'node:timers/promises'
import { EndpointDelivery, type Delivering, type Endpoint } from './deliver-webhooks.ts'

export interface DeliveringToAll extends Delivering {
  /** The endpoints to deliver to now, without those that are gone; undefined where that cannot be known now, and all stays as it is. */
  readonly active: () => Promise<readonly Endpoint[] | undefined>
  /** How long a change may go unnoticed. */
  readonly refreshEveryMs?: number
}

const REFRESH_EVERY_MS = 500

interface Running {
  /** Everything of the endpoint, to see that something changed. */
  readonly as: string
  readonly ended: Promise<void>
  /** By itself: its endpoint was gone, or its run over. */
  readonly hasEnded: () => boolean
  end(): void
}

/** Until `signal` aborts; resolves when nothing is under way any more. Rejects never: faults are told. */
export async function deliverToAll(on: DeliveringToAll, signal: AbortSignal): Promise<void> {
  const running = new Map<string, Running>()
  while (!signal.aborted) {
    try {
      const active = await on.active()
      if (active !== undefined) await follow(on, running, active, signal)
    } catch (fault) {
      on.fault(fault)
    }
    await pause(on.refreshEveryMs ?? REFRESH_EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
  await Promise.all([...running.values()].map(({ ended }) => ended))
}

async function follow(
  on: DeliveringToAll,
  running: Map<string, Running>,
  active: readonly Endpoint[],
  signal: AbortSignal,
): Promise<void> {
  const wanted = new Map(active.map((endpoint) => [endpoint.id, endpoint]))
  const over = [...running].filter(([id, { as, hasEnded }]) => hasEnded() || as !== asText(wanted.get(id)))
  for (const [, one] of over) one.end()
  // The next one begins when the last attempt of this one is over: two would not keep the order.
  await Promise.all(
    over.map(async ([id, { ended }]) => {
      await ended
      running.delete(id)
    }),
  )
  for (const endpoint of active) if (!running.has(endpoint.id)) running.set(endpoint.id, begun(on, endpoint, signal))
}

function begun(on: DeliveringToAll, endpoint: Endpoint, signal: AbortSignal): Running {
  const ending = new AbortController()
  let hasEnded = false
  const run = async () => {
    try {
      await new EndpointDelivery(on, endpoint).run(AbortSignal.any([signal, ending.signal]))
    } catch (fault) {
      on.fault(fault, endpoint)
    }
    hasEnded = true
  }
  return {
    as: asText(endpoint),
    ended: run(),
    hasEnded: () => hasEnded,
    end: () => {
      ending.abort()
    },
  }
}

const asText = (endpoint: Endpoint | undefined): string => JSON.stringify(endpoint ?? null)
