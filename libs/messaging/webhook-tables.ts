/** The tables of deliveries: how far each endpoint was read for, what waits there, and which subscriptions are set aside. No message itself is kept, only where it is to be found. */
import { sql, type Kysely } from 'kysely'
import type { Position } from '../event-store/port.ts'
import { text } from '../read-store/rows.ts'

export type EndpointRow = {
  endpoint: string
  /** Up to here everything was delivered, dropped, or waits as a row; '' before the first. */
  position: Position | ''
  /** Another run begins elsewhere, and drops what this one held. */
  run: string
  last_error: string | null
  last_error_at_ms: number | null
  /** Where what was held back on the way begins, positions parted by spaces. */
  held: string
}

export type DeliveryRow = {
  endpoint: string
  position: Position
  /** What keeps its order: the `subject` of the CloudEvent. */
  subject: string
  /** The id of the event, and of the message at every attempt. */
  event: string
  taken_at_ms: number
  attempts: number
  first_attempt_at_ms: number | null
  next_attempt_at_ms: number
  dead_at_ms: number | null
  last_error: string | null
}

export type SetAsideRow = { subscription: string; because: string; since_ms: number }

export type WebhookTables = {
  webhook_endpoint: EndpointRow
  webhook_delivery: DeliveryRow
  set_aside: SetAsideRow
}

/** What an attempt has not been made of yet. */
export const UNTRIED = { attempts: 0, first_attempt_at_ms: null, dead_at_ms: null, last_error: null }

/** What makes tables, whatever tables there are. */
type Making = Pick<Kysely<WebhookTables>, 'schema' | 'getExecutor'>

/** The tables, where they are not there yet. */
export async function createWebhookTables(db: Making): Promise<void> {
  await db.schema
    .createTable('webhook_endpoint')
    .ifNotExists()
    .addColumn('endpoint', text(db), (column) => column.primaryKey().notNull())
    .addColumn('position', text(db), (column) => column.notNull())
    .addColumn('run', text(db), (column) => column.notNull())
    .addColumn('last_error', text(db))
    .addColumn('last_error_at_ms', 'bigint')
    .execute()
  await db.schema
    .createTable('webhook_delivery')
    .ifNotExists()
    .addColumn('endpoint', text(db), (column) => column.notNull())
    .addColumn('position', text(db), (column) => column.notNull())
    .addColumn('subject', text(db), (column) => column.notNull())
    .addColumn('event', text(db), (column) => column.notNull())
    .addColumn('taken_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('first_attempt_at_ms', 'bigint')
    .addColumn('next_attempt_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('dead_at_ms', 'bigint')
    .addColumn('last_error', text(db))
    .addPrimaryKeyConstraint('webhook_delivery_key', ['endpoint', 'position'])
    .execute()
  await db.schema
    .createIndex('webhook_delivery_by_subject')
    .ifNotExists()
    .on('webhook_delivery')
    .columns(['endpoint', 'subject', 'position'])
    .execute()
}

/** Since the second version. */
export async function createSetAsideTable(db: Making): Promise<void> {
  await db.schema
    .createTable('set_aside')
    .ifNotExists()
    .addColumn('subscription', text(db), (column) => column.primaryKey().notNull())
    .addColumn('because', text(db), (column) => column.notNull())
    .addColumn('since_ms', 'bigint', (column) => column.notNull())
    .execute()
}

/** Since the third version, of tables that have no such column yet. */
export async function addHeldBack(db: Pick<Kysely<WebhookTables>, 'getExecutor'>): Promise<void> {
  await sql`alter table webhook_endpoint add column held text not null default ''`.execute(db)
}
