/**
 * What a joining for goals opens, and lets do: these goals and what hangs on them, what whoever joined wrote under its law, who coordinates, and who the
 * people in it are. The one function for what they read and may do, and for what the system of their organisation is told and may fetch.
 */
import type { PersonId } from '../deciding/decider.ts'
import type { LegalDomain } from '../deciding/domains.ts'
import { ENFORCES } from '../plan/care-team/enforcing.ts'
import type { Scoped } from '../plan/care-team/joining.ts'
import type { Item, Plan, PlanCommand } from '../plan/plan.ts'
import { belongsTo, isThere } from '../plan/visibility/hanging.ts'
import { keyOf, type ItemKey } from '../plan/visibility/visibility.ts'
import type { AgeBand } from './ages.ts'
import { audienceOf, SAYS_WHO_COORDINATES, SAYS_WHO_IS_WHO } from './audiences.ts'
import { namedIn, type Concerned } from './done-to.ts'
import { coversToEnforce, enforcementBy, isDoneToEnforce, reachesToEnforce, type Enforcement } from './enforcing.ts'
import type { Written } from './written.ts'

export interface ScopeInSight {
  readonly professional: string
  readonly domain: LegalDomain
  readonly items: ReadonlySet<ItemKey>
  /** Whom its goals are about, and for whom whoever joined was let in. */
  readonly persons: ReadonlySet<PersonId>
  /** Of who enforces: they have nothing that both do not open. */
  readonly enforces?: Enforcement
}

export function scopeInSight(
  one: Scoped,
  plan: Plan,
  ageBand: (person: PersonId) => AgeBand | undefined,
): ScopeInSight {
  const { professional, domain, joining, members = [], activity } = one
  const { items, persons } = opened(one, plan)
  items.add(keyOf({ kind: 'joining', id: joining }))
  const enforces = activity === ENFORCES && { enforces: enforcementBy([one], plan, ageBand) }
  return { professional, domain, items, persons: new Set([...persons, ...members]), ...enforces }
}

/** Goals and what was reported by it, actions that serve these goals, what is said of any of them, and that they are withheld from someone. */
function opened({ goals, deviations = [] }: Scoped, plan: Plan) {
  const persons: PersonId[] = []
  const items = new Set<ItemKey>()
  const open = (kind: string, id: string, about: readonly PersonId[] = []) => {
    items.add(keyOf({ kind, id }))
    persons.push(...about)
  }
  for (const id of goals) open('goal', id, plan.goals[id]?.about)
  for (const id of deviations) open('deviation', id, plan.deviations[id]?.about)
  for (const [id, { goal, about }] of Object.entries(plan.actions))
    if (items.has(keyOf({ kind: 'goal', id: goal }))) open('action', id, about)
  for (const [key, { on }] of Object.entries(plan.visibility.said))
    if (on !== undefined && items.has(on)) items.add(key as ItemKey)
  for (const [id, { named }] of Object.entries(plan.visibility.withholdings))
    if (named.length > 0 && named.every((item) => items.has(keyOf(item)))) open('withholding', id)
  return { items, persons }
}

export function coversInScope(scope: ScopeInSight, written: Written): boolean {
  if (scope.enforces !== undefined && !coversToEnforce(scope.enforces, written)) return false
  const { event, envelope } = written
  const { type, domain, about } = event
  const audience = audienceOf(event)
  if (domain === 'general') {
    // The plan was opened when its first coordinator was appointed: who is told of the one knows the other.
    if (type === 'PlanOpened' || SAYS_WHO_COORDINATES.includes(type)) return true
    const isWhoIsWho = SAYS_WHO_IS_WHO.includes(type) || (type === 'CorrectionRecorded' && event.of.kind === 'member')
    return isWhoIsWho && about.length > 0 && about.every((person) => scope.persons.has(person))
  }
  if (domain !== scope.domain || (audience !== 'team' && audience !== 'confidence')) return false
  return isWithin(scope, belongsTo(event).map(keyOf)) || envelope.actor.id === scope.professional
}

const isWithin = ({ items }: ScopeInSight, keys: readonly ItemKey[]): boolean =>
  keys.length > 0 && keys.every((key) => items.has(key))

/** What is about somebody under the law as a whole, and what opens something to others: who has no more than goals opens them to nobody. */
const BEYOND_ANY_SCOPE: readonly PlanCommand['type'][] = [
  'ShareItems',
  'EndSharing',
  'WithdrawSharing',
  'GivePermission',
  'WithdrawPermission',
  'JudgeCapacity',
  'LimitSight',
  'LiftSightLimit',
]

export const isDoneInScope = ({ enforces }: ScopeInSight, command: Pick<Concerned, 'type'>): boolean =>
  !BEYOND_ANY_SCOPE.includes(command.type) && (enforces === undefined || isDoneToEnforce(command))

/**
 * Whether all that a command names in the plan is in the scope, and is about nobody whom it does not tell of: whoever could propose a goal about
 * others would read who they are.
 */
export function reachesInScope(scope: ScopeInSight, item: Item, command: Concerned, plan: Plan): boolean {
  if (scope.enforces !== undefined && !reachesToEnforce(scope.enforces, item, command, plan)) return false
  // What is left, it does not tell of.
  if (typeof command.from === 'object' && command.from.priority !== undefined) return false
  if (!item.about.every((person) => scope.persons.has(person))) return false
  const named = namedIn(command).filter((one) => isThere(plan, one))
  return named.length > 0 ? isWithin(scope, named.map(keyOf)) : ['general', scope.domain].includes(item.domain)
}
