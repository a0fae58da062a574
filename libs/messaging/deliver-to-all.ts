/** Delivers by webhook to every endpoint that there is, each by itself: begun when it appears, ended when it goes, begun anew when anything of it changes. */
import { setTimeout as pause } from 'node:timers/promises'
import { EndpointDelivery, type Delivering, type Endpoint } from './deliver-webhooks.ts'

export interface DeliveringToAll extends Delivering {
  /** The endpoints to deliver to now. */
  readonly active: () => Promise<readonly Endpoint[]>
  /** How long a change may go unnoticed. */
  readonly refreshEveryMs?: number
}

const REFRESH_EVERY_MS = 500

interface Running {
  /** Everything of the endpoint, to see that something changed. */
  readonly as: string
  readonly ended: Promise<void>
  end(): void
}

/** Until `signal` aborts; resolves when nothing is under way any more. Rejects never: faults are told. */
export async function deliverToAll(on: DeliveringToAll, signal: AbortSignal): Promise<void> {
  const running = new Map<string, Running>()
  while (!signal.aborted) {
    try {
      await follow(on, running, await on.active(), signal)
    } catch (fault) {
      on.fault(fault)
    }
    await pause(on.refreshEveryMs ?? REFRESH_EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
  await Promise.all([...running.values()].map(({ ended }) => ended))
}

/** One that ended by itself stays among those that run, so that it begins again only when it was changed, or was away. */
async function follow(
  on: DeliveringToAll,
  running: Map<string, Running>,
  active: readonly Endpoint[],
  signal: AbortSignal,
): Promise<void> {
  const wanted = new Map(active.map((endpoint) => [endpoint.id, endpoint]))
  const over = [...running].filter(([id, { as }]) => as !== asText(wanted.get(id)))
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
  const run = async () => {
    try {
      await new EndpointDelivery(on, endpoint).run(AbortSignal.any([signal, ending.signal]))
    } catch (fault) {
      on.fault(fault, endpoint)
    }
  }
  return {
    as: asText(endpoint),
    ended: run(),
    end: () => {
      ending.abort()
    },
  }
}

const asText = (endpoint: Endpoint | undefined): string => JSON.stringify(endpoint ?? null)
