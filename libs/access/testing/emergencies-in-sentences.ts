/** Who opened a plan in an emergency, while that lasts, and who is to review it: said from the events alone. */
import type { Moment } from '../../deciding/decider.ts'
import type { PlanEvent } from '../../plan/plan.ts'
import type { Asker } from '../grounds.ts'
import type { Told } from './departures-in-sentences.ts'
import { enforcingNow } from './enforcing-in-sentences.ts'

type Of<Type extends PlanEvent['type']> = Extract<PlanEvent, { type: Type }>
const events = <Type extends PlanEvent['type']>({ past }: Told, type: Type): readonly Of<Type>[] =>
  past.flatMap(([, event]) => (event.type === type ? [event as Of<Type>] : []))

interface UseOfGlass {
  readonly use: string
  readonly user: string
  readonly laws: readonly string[]
  readonly until: Moment
  readonly isOpen: boolean
  /** Who reviewed it. */
  readonly review: string | undefined
}

/** Everyone who asked to open the plan in an emergency, and what came of that. */
const usesOfGlass = ({ past }: Told): readonly UseOfGlass[] =>
  past.flatMap(([{ by }, event]) => {
    if (event.type !== 'BreakGlassAsked') return []
    const { use, domains: laws, until } = event
    const since = past.filter(([, other]) => 'use' in other && other.use === use)
    const isOpen = since.some(([, { type }]) => type === 'BreakGlassUsed')
    const review = since.find(([, { type }]) => type === 'BreakGlassReviewed')?.[0].by.id
    return [{ use, user: by.id, laws, until, isOpen, review }]
  })

/** Is or was in it, is asked to be, or speaks for someone in it. */
const isOfTheFamily = (id: string, told: Told): boolean => {
  const refused = new Set(events(told, 'MembershipRefused').map(({ membership }) => membership))
  const ended = new Set(events(told, 'RepresentativeEnded').map(({ representation }) => representation))
  return (
    events(told, 'MembershipRequested').some(({ person, membership }) => person === id && !refused.has(membership)) ||
    events(told, 'RepresentativeAppointed').some(
      ({ representative, representation }) => representative === id && !ended.has(representation),
    )
  )
}

/** Never of who has a part in the family, nor of who checks its benefit. */
export function lastingUsesOf({ id, role, activity }: Asker, told: Told): readonly UseOfGlass[] {
  if (activity !== 'crisis-access' || !/^(professional|coordinator|team-lead|safety-officer)$/.test(role)) return []
  const enforcesHere = enforcingNow(told, ({ professional }) => professional === id).length > 0
  if (isOfTheFamily(id, told) || enforcesHere) return []
  return usesOfGlass(told).filter(
    ({ user, isOpen, review, until }) => user === id && isOpen && review === undefined && told.at < until,
  )
}

/** Those of others that nobody reviewed yet, and what they reviewed themselves. */
export function usesToReview({ id, role, activity }: Asker, told: Told): readonly UseOfGlass[] {
  const isOfficer =
    (role === 'safety-officer' && activity === 'safety-review') ||
    (role === 'privacy-officer' && activity === 'privacy-oversight')
  if (!isOfficer) return []
  return usesOfGlass(told).filter(
    ({ user, isOpen, review }) => user !== id && isOpen && (review === undefined || review === id),
  )
}
