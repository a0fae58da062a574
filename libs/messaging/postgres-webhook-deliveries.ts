/** The state of webhook deliveries in a schema of PostgreSQL: one process sends, any number tell of it. */
import { StoreUnavailable } from '../event-store/port.ts'
import { bringUpToDate, openSchema } from '../postgres/database.ts'
import { createNoteTable } from '../postgres/notes.ts'
import { namedPlace, type PostgresPlace } from '../postgres/place.ts'
import { troubleOf, wordsOf } from '../postgres/trouble.ts'
import { WebhookDeliveries } from './webhook-deliveries.ts'
import { addHeldBack, createSetAsideTable, createWebhookTables, type WebhookTables } from './webhook-tables.ts'

export interface PostgresWebhookDeliveriesOptions {
  readonly place: PostgresPlace
  /** Lower-case letters, digits and underscores; made if it is not there. */
  readonly schema?: string
  readonly connections?: number
}

/** @throws StoreUnavailable (unreachable, denied, newer-format and the like), or Error for a place that cannot be used */
export async function openPostgresWebhookDeliveries({
  place,
  schema = 'samenspel_webhooks',
  connections = 5,
}: PostgresWebhookDeliveriesOptions): Promise<WebhookDeliveries> {
  const inWords = (fault: unknown) => {
    const trouble = troubleOf(fault)
    const said = `the state of webhook deliveries is not to be had (${namedPlace(place)}): ${wordsOf(fault)}`
    return trouble === undefined ? fault : new StoreUnavailable(trouble, said, { cause: fault })
  }
  await bringUpToDate(place, schema, [createWebhookTables, createSetAsideTable, createNoteTable, addHeldBack]).catch(
    (fault: unknown) => {
      throw inWords(fault)
    },
  )
  // A crash of the server may take the last acknowledgements: what they were for is delivered again, with the same ids.
  const db = openSchema<WebhookTables>(place, { schema, connections, durable: false })
  return new WebhookDeliveries({ db, inWords })
}
