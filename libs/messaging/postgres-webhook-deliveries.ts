/** The state of webhook deliveries in a schema of PostgreSQL: one process sends, any number tell of it. */
import { bringUpToDate, openSchema } from '../postgres/database.ts'
import type { PostgresPlace } from '../postgres/place.ts'
import { WebhookDeliveries } from './webhook-deliveries.ts'
import { createWebhookTables, type WebhookTables } from './webhook-tables.ts'

export interface PostgresWebhookDeliveriesOptions {
  readonly place: PostgresPlace
  /** Lower-case letters, digits and underscores; made if it is not there. */
  readonly schema?: string
  readonly connections?: number
}

/** @throws PostgresFault (`newer-format`), the driver's own error, or Error for a place that cannot be used */
export async function openPostgresWebhookDeliveries({
  place,
  schema = 'samenspel_webhooks',
  connections = 5,
}: PostgresWebhookDeliveriesOptions): Promise<WebhookDeliveries> {
  await bringUpToDate(place, schema, [createWebhookTables])
  // A crash of the server may take the last acknowledgements: what they were for is delivered again, with the same ids.
  return new WebhookDeliveries(openSchema<WebhookTables>(place, { schema, connections, durable: false }))
}
