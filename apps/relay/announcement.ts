/** A plan's event as it leaves for partners: the public event inside a CloudEvent. Nothing of the stored event but ids, its domain and its moment comes along. */
import type { CloudEvent } from 'cloudevents'
import type { Recorded } from '../../libs/event-store/recorded.ts'
import { cloudEventOf } from '../../libs/messaging/cloud-event.ts'
import { schemaUrl } from '../../libs/plan/for-partner-schemas.ts'
import { publicEventOf, publicTypeNamed, type PublicEvent } from '../../libs/plan/for-partner.ts'
import { planOf } from '../../libs/plan/as-rows.ts'
import type { PlanEvent } from '../../libs/plan/plan.ts'

export interface Source {
  /** OIN of the municipality. */
  readonly oin: string
  /** Where partners reach the API, with its `/v1`. */
  readonly apiUrl: string
}

/** What `data` holds; `for-partner-schemas.ts` describes it. */
export interface AnnouncedData {
  readonly plan: string
  readonly domain: string
  /** Counted within plan and domain, so that it tells nothing of another domain. */
  readonly revision: number
  readonly item: PublicEvent['item']
}

export type Announcement = CloudEvent<AnnouncedData>

/** @returns undefined for what never leaves */
export function announcementOf(
  { event, envelope }: Pick<Recorded<PlanEvent>, 'event' | 'envelope'>,
  { oin, apiUrl }: Source,
): Announcement | undefined {
  const plan = planOf(envelope)
  const told = publicEventOf(event, plan)
  if (told === undefined) return undefined
  const { id, recordedAt: time, sequence, correlationId, causationId, traceparent } = envelope
  return cloudEventOf<AnnouncedData>({
    id,
    oin,
    type: told.type,
    subject: plan,
    time,
    dataschema: schemaUrl(apiUrl, publicTypeNamed(told.type)),
    dataref: `${apiUrl}/plans/${plan}/events/${id}`,
    sequence,
    correlationid: correlationId,
    causationid: causationId,
    ...(traceparent !== undefined && { traceparent }),
    data: { plan, domain: told.domain, revision: sequence, item: told.item },
  })
}
