/** Delivers by webhook to every endpoint that there is, each by itself: a slow one slows no other. */
import { EndpointDelivery, type Delivering, type Endpoint } from './deliver-webhooks.ts'
import { keepEachGoing, type AsItWas } from './keep-each-going.ts'

export interface DeliveringToAll extends Delivering {
  /** The endpoints to deliver to now, without those that are gone; undefined where that cannot be known now, and all stays as it is. */
  readonly active: () => Promise<readonly (Endpoint | AsItWas)[] | undefined>
  /** How long a change may go unnoticed. */
  readonly refreshEveryMs?: number
}

/** Until `signal` aborts; resolves when nothing is under way any more. Rejects never: faults are told. */
export const deliverToAll = (on: DeliveringToAll, signal: AbortSignal): Promise<void> =>
  keepEachGoing<Endpoint>(
    {
      now: on.active,
      work: (endpoint, until) => new EndpointDelivery(on, endpoint).run(until),
      fault: on.fault,
      refreshEveryMs: on.refreshEveryMs,
    },
    signal,
  )
