/** The webhooks of this system, sent by one process at a time: the others wait until it is gone. */
import type { Logger } from 'pino'
import { deliverToAll } from '../../../libs/messaging/deliver-to-all.ts'
import { underLease } from '../../../libs/lease/under-lease.ts'
import { webhooksOn } from '../../relay/webhooks.ts'
import { leaseFor } from '../leases.ts'
import { relayingOn } from '../events/partner.ts'
import type { System } from '../system.ts'

/** Until `signal` aborts. */
export async function deliverWebhooks(system: System, log: Pick<Logger, 'error'>, signal: AbortSignal): Promise<void> {
  const { configuration, folds, post, sealing, vault, digest, webhooks: deliveries } = system
  const { municipality } = configuration
  const ground = { municipality, post, sealing, vault, digest, subscriptions: folds.subscriptions }
  await underLease(leaseFor(configuration, 'webhooks'), signal, ({ mustHold }, working) => {
    const delivering = webhooksOn(
      { ...ground, deliveries: mustHold ? deliveries.under(mustHold) : deliveries, relaying: relayingOn(system) },
      (fault, endpoint) => {
        const said = { fault: fault instanceof Error ? fault.name : typeof fault, subscription: endpoint?.id }
        log.error(said, 'webhooks were held up')
      },
    )
    return deliverToAll(delivering, working)
  })
}
