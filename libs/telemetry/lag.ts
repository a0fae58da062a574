/** How far behind something is that follows the events, as a metric that is asked for when metrics are sent. */
import { metrics, type ObservableCallback } from '@opentelemetry/api'
import { lagMsOf } from '../event-store/lag.ts'
import type { EventsToRead } from '../event-store/port.ts'
import type { ReadStore } from '../read-store/read-store.ts'
import { SCOPE } from './trace.ts'

export interface Lag {
  /** Of whom it is: a projection, a channel. One of few. */
  readonly of: string
  readonly lagMs: number
}

/** Asks until `signal` aborts; who cannot tell is left out. */
export function observeLag(
  follower: 'projection' | 'relay',
  lags: () => Promise<readonly Lag[]>,
  signal: AbortSignal,
): void {
  const attribute = follower === 'projection' ? 'projection' : 'channel'
  const gauge = metrics.getMeter(SCOPE).createObservableGauge(`samenspel.${follower}.lag`, {
    description: 'The age of the oldest event that it has not had; 0 where there is none',
    unit: 's',
  })
  const callback: ObservableCallback = async (result) => {
    try {
      for (const { of, lagMs } of await lags()) result.observe(lagMs / 1_000, { [attribute]: of })
    } catch {
      // What is wrong with the stores is told by whoever uses them.
    }
  }
  gauge.addCallback(callback)
  signal.addEventListener('abort', () => {
    gauge.removeCallback(callback)
  })
}

/** Of every read model. @throws StoreUnavailable */
export async function projectionLags(
  store: Pick<EventsToRead, 'readAll'>,
  readStore: ReadStore,
  now: string,
): Promise<readonly Lag[]> {
  const reached = await readStore.positions()
  return Promise.all(
    reached.map(async ({ projection, position }) => ({
      of: projection,
      lagMs: await lagMsOf(store, position === '' ? undefined : position, now),
    })),
  )
}
