/** What of a plan is open to someone of the family, person by person: what is theirs to know who looked at. */
import type { Ground } from '../../../libs/access/grounds.ts'
import type { Opened, Strangers } from '../../../libs/access/looks-in-sight.ts'
import { sees, type Sight } from '../../../libs/access/sight.ts'
import type { Withheld } from '../../../libs/access/withheld.ts'
import type { Moment } from '../../../libs/deciding/decider.ts'
import type { Recorded } from '../../../libs/event-store/recorded.ts'
import type { PlanEvent } from '../../../libs/plan/plan.ts'

type Family = Extract<Ground, { is: 'family' }>

export function openedTo(
  ground: Family,
  withheld: Withheld,
  history: readonly Recorded<PlanEvent>[],
): readonly Opened[] {
  return Object.entries(ground.persons).map(([person, reach]) => {
    const alone: Sight = { grounds: [{ ...ground, persons: { [person]: reach } }], withheld }
    const theirs = history.filter((recorded) => sees(alone, recorded))
    return {
      person,
      ...(reach.until !== undefined && { until: reach.until }),
      ...(reach.without !== undefined && { without: reach.without }),
      revisions: new Set(theirs.map(({ envelope }) => envelope.revision)),
      ids: new Set(theirs.flatMap(({ event }) => idsIn(event))),
    }
  })
}

/** Who came only by what is kept from a reader, such as for those who left without their knowing: that they looked, would tell that they are here. */
export function strangersTo(
  isKept: (event: PlanEvent, recordedAt: Moment) => boolean,
  history: readonly Recorded<PlanEvent>[],
): Strangers {
  const came = history.flatMap(({ event, envelope }) => {
    const it = comer(event)
    return it === undefined ? [] : [{ ...it, isUnknown: isKept(event, envelope.recordedAt) }]
  })
  const known = came.filter((one) => !one.isUnknown)
  const unknown = came.filter((one) => one.isUnknown)
  const only = (which: 'who' | 'organisation') =>
    new Set(
      unknown.flatMap((one) => {
        const id = one[which]
        return id === undefined || known.some((other) => other[which] === id) ? [] : [id]
      }),
    )
  return { people: only('who'), organisations: only('organisation') }
}

/** Who an event lets work with the family, or speak for someone of it. */
function comer(event: PlanEvent): { readonly who?: string; readonly organisation?: string } | undefined {
  switch (event.type) {
    case 'CoordinatorAppointed':
    case 'HandoverAccepted':
    case 'CoordinatorReplaced':
      return { who: event.coordinator }
    case 'DeputyAppointed':
      return { who: event.deputy }
    case 'ProfessionalJoined':
      return { who: event.professional, organisation: event.organisation }
    case 'ReferralMade':
      return { organisation: event.to }
    default:
      return undefined
  }
}

const idsIn = (event: PlanEvent): readonly string[] => [
  ...Object.values(event).filter((value): value is string => typeof value === 'string'),
  ...('on' in event ? [event.on.id] : []),
]
