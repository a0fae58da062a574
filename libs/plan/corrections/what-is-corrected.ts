/** What there is to correct in an event of the plan: a name, an age, or what was said; and what of it a correction keeps, so that it is for the same people. */
import { isSealed } from '../../deciding/decider.ts'
import { ONCE } from '../../deciding/in-clear.ts'
import type { CareTeamEvent } from '../care-team/care-team.ts'
import type { CoordinatorEvent } from '../coordinator/coordination.ts'
import type { MemberEvent } from '../members/members.ts'
import { KINDS, type PlanEvent } from '../parts.ts'
import { refAlone } from '../visibility/visibility.ts'
import { itemOfEvent } from '../visibility/withheld-along.ts'
import type { Corrects, NamedKind } from './correction-events.ts'
import type { Correctable } from './corrections.ts'

type Correcting = MemberEvent | CareTeamEvent | CoordinatorEvent

interface HoldsAName {
  readonly of: { readonly kind: NamedKind; readonly id: string }
  readonly subjects: readonly string[]
}

/** Whose name or age each event holds that can be corrected, and whose keys a name in it is sealed with; all other events hold none. */
const HOLDS: {
  readonly [Type in Correcting['type']]?: (event: Extract<Correcting, { readonly type: Type }>) => HoldsAName
} = {
  MembershipRequested: ({ person }) => ({ of: { kind: 'member', id: person }, subjects: [person] }),
  ProfessionalJoined: ({ joining, professional }) => ({
    of: { kind: 'professional', id: joining },
    subjects: [professional],
  }),
  RepresentativeAppointed: ({ representation, representative }) => ({
    of: { kind: 'representative', id: representation },
    subjects: [representative],
  }),
  CoordinatorAppointed: coordinatorIn,
  CoordinatorReplaced: coordinatorIn,
  HandoverAccepted: coordinatorIn,
  DeputyAppointed: ({ deputy }) => ({ of: { kind: 'deputy', id: deputy }, subjects: [deputy] }),
  HandoverProposed: ({ handover, to }) => ({ of: { kind: 'handover', id: handover }, subjects: [to] }),
}

function coordinatorIn({ coordinator }: { readonly coordinator: string }): HoldsAName {
  return { of: { kind: 'coordinator', id: coordinator }, subjects: [coordinator] }
}

/** An event, by whom and when. */
export interface WrittenBy {
  readonly event: PlanEvent
  readonly by: string
  readonly at: string
}

/** @param before an event of the same plan by its id: a correction is sealed with the keys of what it corrects, however often that was corrected. */
export function correctableIn(written: WrittenBy, before: (id: string) => WrittenBy | undefined): Correctable {
  const { event, by } = written
  const { domain, about } = event
  // What was asked is answered, and asked anew.
  if ('correctionRequest' in event) return { domain, about, subjects: [] }
  let first: WrittenBy | undefined = written
  while (first?.event.type === 'CorrectionRecorded') first = before(first.event.event)
  const holds = first && holdsIn(first.event)
  return { domain, about, subjects: [], ...holds, by, said: saidIn(written) }
}

const holdsIn = (event: PlanEvent): HoldsAName | undefined =>
  (HOLDS as Readonly<Record<string, ((event: PlanEvent) => HoldsAName) | undefined>>)[event.type]?.(event)

/** Of a correction what it corrects, so that however often it is corrected it keeps no more than once. */
function saidIn({ event, by, at }: WrittenBy): Corrects {
  if (event.type === 'CorrectionRecorded' && event.corrects !== undefined) return event.corrects
  const { domain, about, type } = event
  const item = itemOfEvent(event)
  return {
    type,
    domain,
    about,
    by,
    at,
    ...(item && { item: refAlone(item) }),
    outline: outlineOf(event),
  }
}

/** What stands in clear, and still would. */
function outlineOf(event: PlanEvent): Corrects['outline'] {
  const rows: Readonly<Record<string, unknown>> = KINDS.get(event.type)?.inClear ?? {}
  const { type: _type, domain: _domain, about: _about, due: _due, basedOn: _basedOn, happenedAt: _at, ...data } = event
  const kept = Object.entries(data).filter(([name]) => rows[name] !== undefined && rows[name] !== ONCE)
  return JSON.stringify(withoutSealed(Object.fromEntries(kept)))
}

function withoutSealed(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((one) => !isSealed(one)).map(withoutSealed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]: [string, unknown]) =>
      isSealed(part) || part === undefined ? [] : [[name, withoutSealed(part)]],
    ),
  )
}
