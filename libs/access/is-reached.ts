/** Whether an item is within what someone of the family, or who speaks for them, has of the people it is about. */
import type { PersonId } from '../deciding/decider.ts'
import type { Item, PlanCommand } from '../plan/plan.ts'
import type { Concerned } from './done-to.ts'
import type { Reach } from './reach.ts'

export const DONE_BY_WHO_RAISED: readonly PlanCommand['type'][] = [
  'OpenChallenge',
  'AcceptChallengeAnswer',
  'RejectChallengeAnswer',
  'WithdrawChallenge',
]

/** Who left keeps their voice, says that something is not right, and what they permit stays theirs to withdraw. */
const WHO_LEFT_MAY: readonly PlanCommand['type'][] = [
  'GiveView',
  'EvaluateAsFamily',
  'ContestDeparture',
  'WithdrawPermission',
  'RaiseChallenge',
  ...DONE_BY_WHO_RAISED,
]

export const isReached = (
  persons: Readonly<Record<PersonId, Reach>>,
  { domain, about }: Item,
  { type }: Pick<Concerned, 'type'>,
): boolean =>
  about.some((person) => {
    const reach = persons[person]
    if (reach === undefined || (reach.until !== undefined && !WHO_LEFT_MAY.includes(type))) return false
    return domain === 'general' || reach.domains === 'all' || reach.domains.includes(domain)
  })
