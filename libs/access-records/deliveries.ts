/** What is handed over to a partner leaves a record too: one for each batch, durable before it is sent, with how far the channel has then come. */
import { randomUUID } from 'node:crypto'
import type { Channel, Look } from '../access/access-record.ts'
import { activityOf } from '../access/processing-activities.ts'
import { asRanges } from '../access/revisions.ts'
import type { Envelope } from '../deciding/envelope.ts'
import type { Position, StoredEvent } from '../event-store/port.ts'
import { planOf } from '../plan/lists/as-rows.ts'
import type { AccessRecords } from './access-records.ts'

export interface Delivery {
  readonly channel: Channel
  /** Its OIN. */
  readonly organisation: string
  /** Who asks for it; of what is sent, the subscription. */
  readonly to: string
  readonly events: readonly Pick<StoredEvent, 'stream' | 'body'>[]
  readonly checkpoint: Position
  /** The request it answers; what is sent begins a trace of its own. */
  readonly correlationId?: string
}

/** @throws NotOnRecord: then it is not to be handed over */
export type RecordDelivery = (delivery: Delivery) => Promise<void>

const ACTIVITY = 'partner-information'

/** An empty batch leaves none: nothing of anyone was told. */
export const deliveriesOn =
  (records: AccessRecords): RecordDelivery =>
  async ({ channel, organisation, to, events, checkpoint, correlationId }) => {
    if (events.length === 0) return
    await records.record({
      deed: {
        by: { kind: 'organisation', id: to, role: 'partner', organisation },
        activity: ACTIVITY,
        legalBasis: activityOf(ACTIVITY)?.law ?? '',
      },
      kind: 'events',
      channel,
      checkpoint,
      looks: looksOf(events),
      correlationId: correlationId ?? randomUUID().replaceAll('-', ''),
    })
  }

function looksOf(events: Delivery['events']): readonly Look[] {
  const envelopes = events.map(({ body }) => JSON.parse(body) as Envelope)
  return [...Map.groupBy(envelopes, planOf)].map(([plan, told]) => ({
    plan,
    grounds: ['partner'],
    domains: [...new Set(told.map(({ domain }) => domain))].sort(),
    persons: [...new Set(told.flatMap(({ about }) => about))].sort(),
    told: asRanges(told.map(({ revision }) => revision)),
  }))
}
