/** A planted fault: what a receiver did not take counts as taken. Loaded before the built API, never by it. */
import { isMainThread } from 'node:worker_threads'
import type { WebhookDeliveries } from '../../../libs/messaging/webhook-deliveries.ts'
import { built } from '../../bench/work/built.ts'

if (isMainThread) {
  const module = await built<{ readonly WebhookDeliveries: typeof WebhookDeliveries }>(
    'libs/messaging/webhook-deliveries.js',
  )
  module.WebhookDeliveries.prototype.failed = function (endpoint, { position }) {
    return this.done(endpoint, position)
  }
}
