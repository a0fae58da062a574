/** A planted fault: where the events were put back, nobody's place goes back to where the histories parted. Loaded before a program, never by one. */
import { isMainThread } from 'node:worker_threads'
import type { WebhookDeliveries } from '../../../libs/messaging/webhook-deliveries.ts'
import type { ReadStore } from '../../../libs/read-store/read-store.ts'
import { built } from '../../bench/work/built.ts'

if (isMainThread) {
  const rows = await built<{ readonly ReadStore: typeof ReadStore }>('libs/read-store/read-store.js')
  rows.ReadStore.prototype.goBack = () => Promise.resolve()
  const deliveries = await built<{ readonly WebhookDeliveries: typeof WebhookDeliveries }>(
    'libs/messaging/webhook-deliveries.js',
  )
  deliveries.WebhookDeliveries.prototype.goBack = () => Promise.resolve()
}
