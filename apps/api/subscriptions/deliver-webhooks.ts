/** The webhooks of this system, sent by one process at a time: the others wait until it is gone. */
import type { Logger } from 'pino'
import { isUnreachable } from '../../../libs/event-store/away.ts'
import { deliverToAll } from '../../../libs/messaging/deliver-to-all.ts'
import { underLease } from '../../../libs/lease/under-lease.ts'
import type { WebhookDeliveries } from '../../../libs/messaging/webhook-deliveries.ts'
import { observeLag, type Lag } from '../../../libs/telemetry/lag.ts'
import { webhooksOn } from '../../../libs/relaying/webhooks.ts'
import { leaseFor } from '../../../libs/installation/leases.ts'
import type { System } from '../../../libs/installation/system.ts'
import { CannotBeTold, relayingOn } from '../../../libs/relaying/for-organisation.ts'
import { HeldUp } from '../../../libs/telemetry/held-up.ts'
import { nameOfFault } from '../../../libs/telemetry/name-of-fault.ts'

/** Whom a fault holds up that is of no endpoint. */
const ALL = 'all'

/** Until `signal` aborts. */
export async function deliverWebhooks(
  system: System,
  log: Pick<Logger, 'error' | 'warn' | 'info'>,
  signal: AbortSignal,
): Promise<void> {
  const { configuration, folds, post, sealing, vault, digest, webhooks: deliveries, access } = system
  const { municipality } = configuration
  const heldUp = new HeldUp(log, { heldUp: 'webhooks were held up', over: 'what held up webhooks is over' })
  const ground = {
    ...{ municipality, post, sealing, vault, digest, subscriptions: folds.subscriptions },
    recorded: access.delivered,
    onSetAside: (subscription: string, because: string) => {
      log.error({ subscription, because }, 'a subscription is set aside')
    },
  }
  await underLease(leaseFor(configuration, 'webhooks', log), signal, ({ mustHold }, working) => {
    const delivering = webhooksOn(
      { ...ground, deliveries: mustHold ? deliveries.under(mustHold) : deliveries, relaying: relayingOn(system) },
      {
        fault(fault, endpoint) {
          // Told by its position, and tried again for as long as it is so.
          if (isUnreachable(fault) || (fault instanceof CannotBeTold && fault.unreadable !== undefined)) return
          heldUp.by(nameOfFault(fault), [endpoint?.id ?? ALL], { subscription: endpoint?.id })
        },
        goesOn({ id }) {
          for (const one of [id, ALL]) heldUp.goesOn(one)
        },
      },
    )
    observeLag('relay', () => webhookLag(deliveries, system.clock()), working)
    return deliverToAll(delivering, working)
  })
}

/** Of the endpoint that waits longest. */
async function webhookLag(deliveries: WebhookDeliveries, now: string): Promise<readonly Lag[]> {
  const waiting: number[] = []
  for (const id of await deliveries.endpointIds()) {
    const since = (await deliveries.stateOf(id))?.waitingSinceMs
    if (since !== undefined) waiting.push(Date.parse(now) - since)
  }
  return [{ of: 'webhook', lagMs: Math.max(0, ...waiting) }]
}
