/** Which items of the plan an event belongs to: what it makes, changes or speaks of. */
import type { PlanEvent } from '../plan.ts'
import { itemOfEvent } from './withheld-along.ts'
import { keyOf, type ItemKey, type ItemRef } from './visibility.ts'

export function itemsOf(event: PlanEvent): readonly ItemKey[] {
  const keys: ItemKey[] = []
  const add = (kind: string, id: string) => keys.push(keyOf({ kind, id }))
  const item = itemOfEvent(event)
  if (item !== undefined) add(item.kind, item.id)
  if ('goal' in event) add('goal', event.goal)
  if ('on' in event) add(event.on.kind, event.on.id)
  if ('withholding' in event) add('withholding', event.withholding)
  if (event.type === 'OtherCoordinatorAnswered') add('coordinator-request', event.request)
  return keys
}

/** What an event begins, where it begins something: in its place a reader is told that it is withheld. */
export const itemBegunBy = (event: PlanEvent): ItemRef | undefined =>
  BEGINS.includes(event.type) ? itemOfEvent(event) : undefined

const BEGINS: readonly PlanEvent['type'][] = [
  'GoalProposed',
  'ActionPlanned',
  'PrioritySet',
  'DeviationReported',
  'ReferralMade',
  'ViewGiven',
  'OwnPlanSubmitted',
  'CapacityJudged',
  'RepresentativeAppointed',
  'ProfessionalJoined',
  'OtherCoordinatorRequested',
]
