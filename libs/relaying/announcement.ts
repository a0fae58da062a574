/** A plan's event as it leaves for partners: the public event inside a CloudEvent. Nothing of the stored event but ids, its domain and its moment comes along. */
import type { CloudEvent } from 'cloudevents'
import { v5 as uuidFrom } from 'uuid'
import { mayEverLeave } from '../access/partner.ts'
import type { Recorded } from '../event-store/recorded.ts'
import { cloudEventOf } from '../messaging/cloud-event.ts'
import { schemaUrl } from '../plan/for-partner-schemas.ts'
import { publicEventOf, publicTypeNamed, type PublicEvent } from '../plan/for-partner.ts'
import { planOf } from '../plan/lists/as-rows.ts'
import type { PlanEvent } from '../plan/plan.ts'

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
  /** Orders the events of a plan under one domain, and counts nothing. */
  readonly revision: number
  readonly item: PublicEvent['item']
}

export type Announcement = CloudEvent<AnnouncedData>

type Told = Pick<Recorded<PlanEvent>, 'event' | 'envelope'>

/**
 * @param before the events that stand before it in its stream, back to its command's first
 * @returns undefined for what never leaves
 */
export function announcementOf(
  { event, envelope }: Told,
  before: readonly Told[],
  { oin, apiUrl }: Source,
): Announcement | undefined {
  const plan = planOf(envelope)
  const told = publicEventOf(event, plan)
  if (told === undefined) return undefined
  const { id, recordedAt: time, correlationId, causationId, traceparent } = envelope
  const sequence = orderOf({ event, envelope }, before)
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
    causationid: uuidFrom(causationId, CAUSES),
    ...(traceparent !== undefined && { traceparent }),
    data: { plan, domain: told.domain, revision: sequence, item: told.item },
  })
}

/** What caused an event is the same for all of one command; the command's own id is for who verifies. */
const CAUSES = '2f1d9a3e-6c54-4b7c-9a41-6f0d1c9b7e35'

const PLACES_IN_A_MOMENT = 1_000

/**
 * When it was recorded, in milliseconds, and behind that its place among the events of its command that may leave under its domain: the moment
 * grows from command to command of a stream. A count would tell how much happened that the organisation may not know.
 */
function orderOf({ event, envelope }: Told, before: readonly Told[]): number {
  const sameCommand = before.filter((one) => one.envelope.commandId === envelope.commandId)
  const place = sameCommand.filter((one) => one.event.domain === event.domain && mayEverLeave(one.event)).length
  return Date.parse(envelope.recordedAt) * PLACES_IN_A_MOMENT + Math.min(place, PLACES_IN_A_MOMENT - 1)
}
