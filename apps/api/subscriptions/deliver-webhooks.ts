/** The webhooks of this system, sent by one process at a time: the others wait until it is gone. */
import { join } from 'node:path'
import type { Logger } from 'pino'
import { deliverToAll } from '../../../libs/messaging/deliver-to-all.ts'
import { fileLease } from '../../relay/lease.ts'
import { webhooksOn } from '../../relay/webhooks.ts'
import { relayingOn } from '../events/partner.ts'
import type { System } from '../system.ts'

/** Until `signal` aborts. */
export async function deliverWebhooks(system: System, log: Pick<Logger, 'error'>, signal: AbortSignal): Promise<void> {
  const { configuration, folds, post, sealing, vault, digest, webhooks: deliveries } = system
  const { municipality, dataDir } = configuration
  const ground = { municipality, deliveries, post, sealing, vault, digest, subscriptions: folds.subscriptions }
  const take = fileLease(join(dataDir, 'webhooks.lease'))
  while (!signal.aborted) {
    const lease = await take(signal)
    if (lease === undefined) return
    const delivering = webhooksOn({ ...ground, relaying: relayingOn(system) }, (fault, endpoint) => {
      const said = { fault: fault instanceof Error ? fault.name : typeof fault, subscription: endpoint?.id }
      log.error(said, 'webhooks were held up')
    })
    await deliverToAll(delivering, AbortSignal.any([signal, lease.lost]))
    await lease.release()
  }
}
