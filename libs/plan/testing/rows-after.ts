/** The rows that a read model makes of a past. */
import type { Concerns, Deed } from '../../deciding/decider.ts'
import type { Envelope } from '../../deciding/envelope.ts'
import type { Happened, ReadModel, Tables } from '../../deciding/read-model.ts'
import { rowsOf, type Kept } from '../../deciding/rows-in-memory.ts'
import { PLAN_FORMS } from '../plan-forms.ts'

type AnyEvent = Concerns & { readonly type: string }
type Past<Event> = readonly [Deed, Event]

/** An event as it stands in a plan's stream, or in another; its sealed values have stand-ins for ciphertexts. */
export function happened<Event extends AnyEvent>(
  [deed, event]: Past<Event>,
  revision: number,
  plan = 'plan-1',
): Happened<Event> {
  const { by, at, activity, legalBasis, onBehalfOf } = deed
  const { type, domain, about } = event
  const envelope: Envelope = {
    envelope: 1,
    id: `event-${String(revision)}`,
    type,
    schema: 1 + ((PLAN_FORMS as Readonly<Record<string, readonly unknown[] | undefined>>)[type]?.length ?? 0),
    municipality: '0363',
    stream: `plan-${plan}`,
    revision,
    sequence: revision,
    recordedAt: at,
    actor: by,
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    domain,
    about,
    processingActivity: activity,
    legalBasis,
    commandId: 'command',
    correlationId: 'correlation',
    causationId: 'causation',
    data: {},
  }
  const values = Object.fromEntries(sealedIn(event).map((ref) => [ref, `ciphertext of ${ref}`]))
  return { event, envelope, sealed: JSON.stringify(values) }
}

/** @returns each table's rows in the order of their keys */
export const rowsAfter = <Event extends AnyEvent, All extends Tables>(
  model: ReadModel<Event, All>,
  past: readonly Past<Event>[],
): Kept<All> =>
  rowsOf(
    model,
    past.map((one, revision) => happened(one, revision)),
  )

function sealedIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null) return []
  if ('sealed' in data && 'sha256' in data) return [String(data.sealed)]
  return Object.values(data).flatMap(sealedIn)
}
