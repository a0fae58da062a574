/**
 * What an enforcement activity has of a plan: that there is one, who the adults are whom its joining is for, who coordinates, its own joining, what goes
 * first, and what was begun to enforce. The family's own words never reach it, nor what helps inside its own law.
 */
import type { PersonId } from '../deciding/decider.ts'
import { ENFORCES } from '../plan/care-team/enforcing.ts'
import type { Joining } from '../plan/care-team/joining.ts'
import { presentMembers } from '../plan/members/members.ts'
import type { Item, Plan, PlanCommand, PlanEvent } from '../plan/plan.ts'
import { itemsItIsOf } from '../plan/visibility/begun-to-enforce.ts'
import { isThere } from '../plan/visibility/hanging.ts'
import { isVoice } from '../plan/visibility/withheld-along.ts'
import { keyOf, type BegunToEnforce } from '../plan/visibility/visibility.ts'
import type { AgeBand } from './ages.ts'
import { audienceOf, isOfATerm, SAYS_WHO_COORDINATES } from './audiences.ts'
import { namedIn, type Concerned } from './done-to.ts'
import type { Written } from './written.ts'

export interface Enforcement {
  readonly adults: readonly PersonId[]
  readonly joinings: readonly string[]
  readonly begun: BegunToEnforce
}

/** @param ageBand who is not known to be adult is none: to a partner's system, nobody is */
export function enforcementBy(
  joined: readonly Joining[],
  { members, begunToEnforce: begun }: Plan,
  ageBand: (person: PersonId) => AgeBand | undefined,
): Enforcement {
  const isFor = (person: PersonId) => joined.some((one) => one.members?.includes(person) ?? true)
  const adults = presentMembers(members).filter((person) => ageBand(person) === 'adult' && isFor(person))
  return { adults, joinings: joined.map(({ joining }) => joining), begun }
}

const SAYS_WHO_IS_WHO: readonly PlanEvent['type'][] = ['MembershipRequested', 'MemberJoined']

const SAYS_WHAT_GOES_FIRST: readonly PlanEvent['type'][] = [
  'PrioritySet',
  'DomainBoundByPriority',
  'PriorityLifted',
  'DomainReleasedFromPriority',
]

const OWN_FILE = 'own-file'

/** For what something may be done to what they began so that they read it: never for the family's own file, and never to help. */
const READ_OF_THEIR_OWN: readonly string[] = [ENFORCES, 'plan-coordination', 'second-reading']

export function coversToEnforce({ adults, joinings, begun }: Enforcement, { event, envelope }: Written): boolean {
  const { type, domain, about } = event
  if (domain !== 'general' && domain !== 'participation') return false
  // Whatever the family writes, also of who they are or what goes first, is its own words.
  if (envelope.processingActivity === OWN_FILE) return false
  if (type === 'PlanOpened' || SAYS_WHO_COORDINATES.includes(type)) return true
  if (SAYS_WHAT_GOES_FIRST.includes(type)) return true
  if (SAYS_WHO_IS_WHO.includes(type) || (type === 'CorrectionRecorded' && event.of.kind === 'member'))
    return about.length > 0 && about.every((person) => adults.includes(person))
  if (type === 'ProfessionalJoined' || type === 'JoiningNarrowed' || type === 'ProfessionalLeft')
    return joinings.includes(event.joining)
  return isOfTheirOwn(begun, event) && READ_OF_THEIR_OWN.includes(envelope.processingActivity)
}

function isOfTheirOwn(begun: BegunToEnforce, event: PlanEvent): boolean {
  // What was shared of it, and why, is said by who helps; what of it is permitted, by the family.
  if (isVoice(event) || event.type === 'ViewConfirmed' || 'challenge' in event) return false
  if ('sharing' in event || 'permission' in event) return false
  // Nor is it theirs how long others took.
  if (isOfATerm(event)) return false
  if (!['team', 'confidence'].includes(audienceOf(event))) return false
  const items = itemsItIsOf(event)
  return items.length > 0 && items.every((key) => begun[key])
}

/** What is no matter of an enforcement activity, of whatever item: what someone says, can say or permits, what is shared, and what others see of anybody. */
const NOT_TO_ENFORCE: readonly PlanCommand['type'][] = [
  'GiveView',
  'EvaluateAsFamily',
  'ConfirmView',
  'RaiseChallenge',
  'GivePermission',
  'WithdrawPermission',
  'ShareItems',
  'EndSharing',
  'WithdrawSharing',
  'JudgeCapacity',
  'LimitSight',
  'LiftSightLimit',
]

export const isDoneToEnforce = ({ type }: Pick<Concerned, 'type'>): boolean => !NOT_TO_ENFORCE.includes(type)

/** Whether all that a command names in the plan is theirs; and where it names nothing there, whether it is about no others than they know. */
export function reachesToEnforce(
  { adults, joinings, begun }: Enforcement,
  { about }: Item,
  command: Concerned,
  plan: Plan,
): boolean {
  const named = namedIn(command).filter((one) => isThere(plan, one))
  if (named.length === 0) return about.every((person) => adults.includes(person))
  return named.every((one) => begun[keyOf(one)] ?? (one.kind === 'joining' && joinings.includes(one.id)))
}
