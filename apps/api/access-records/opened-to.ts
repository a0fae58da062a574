/** What of a plan is open to someone of the family, person by person: what is theirs to know who looked at. */
import type { Ground } from '../../../libs/access/grounds.ts'
import type { Opened } from '../../../libs/access/looks-in-sight.ts'
import { sees, type Sight } from '../../../libs/access/sight.ts'
import { isWithheld, type Withheld } from '../../../libs/access/withheld.ts'
import type { Recorded } from '../../../libs/event-store/recorded.ts'
import type { PlanEvent } from '../../../libs/plan/plan.ts'

type Family = Extract<Ground, { is: 'family' }>

export function openedTo(
  ground: Family,
  withheld: Withheld,
  history: readonly Recorded<PlanEvent>[],
): readonly Opened[] {
  return Object.entries(ground.persons).map(([person, reach]) => {
    const alone: Sight = { grounds: [{ is: 'family', persons: { [person]: reach } }], withheld }
    const theirs = history.filter(({ event, envelope }) => sees(alone, event, envelope.recordedAt))
    return {
      person,
      ...(reach.until !== undefined && { until: reach.until }),
      revisions: new Set(theirs.map(({ envelope }) => envelope.revision)),
      ids: new Set(theirs.flatMap(({ event }) => idsIn(event))),
    }
  })
}

const COORDINATES: readonly PlanEvent['type'][] = [
  'CoordinatorAppointed',
  'CoordinatorReplaced',
  'HandoverAccepted',
  'DeputyAppointed',
]

/** Those who work here only by joinings that are kept from someone: that they looked, would tell that they do. */
export function whoIsUnknown(
  { withoutJoinings = [] }: Family,
  withheld: Withheld,
  history: readonly Recorded<PlanEvent>[],
): ReadonlySet<string> {
  const unknown = new Set<string>()
  const known = new Set<string>()
  for (const { event } of history) {
    if (event.type === 'ProfessionalJoined') {
      const isKept = isWithheld(withheld, event) || withoutJoinings.includes(event.joining)
      ;(isKept ? unknown : known).add(event.professional)
    }
    if (COORDINATES.includes(event.type)) known.add('deputy' in event ? event.deputy : coordinatorIn(event))
  }
  return unknown.difference(known)
}

const coordinatorIn = (event: PlanEvent): string => ('coordinator' in event ? event.coordinator : '')

const idsIn = (event: PlanEvent): readonly string[] => [
  ...Object.values(event).filter((value): value is string => typeof value === 'string'),
  ...('on' in event ? [event.on.id] : []),
]
