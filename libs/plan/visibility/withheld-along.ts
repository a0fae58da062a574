/** Which item of the plan is made or added to by what was done, so that it can be withheld from someone in the same breath. */
import type { ActionEvent } from '../actions/actions.ts'
import type { CareTeamEvent } from '../care-team/care-team.ts'
import type { CoordinatorEvent } from '../coordinator/coordinator.ts'
import type { Corrected, CorrectionEvent } from '../corrections/corrections.ts'
import type { DepartureEvent } from '../members/departure.ts'
import type { DeviationEvent } from '../deviations/deviations.ts'
import type { GoalEvent } from '../goals/goals.ts'
import type { MemberEvent } from '../members/members.ts'
import type { OpeningEvent } from '../opening/opening.ts'
import type { PriorityEvent } from '../priorities/priorities.ts'
import type { ReferralEvent } from '../referrals/referrals.ts'
import type { ViewEvent } from '../views/views.ts'
import { keyOf, type ItemKey, type ItemRef, type SaidItem, type VisibilityEvent } from './visibility.ts'

type AnyEvent =
  | OpeningEvent
  | CoordinatorEvent
  | CareTeamEvent
  | ReferralEvent
  | GoalEvent
  | ViewEvent
  | ActionEvent
  | PriorityEvent
  | DeviationEvent
  | MemberEvent
  | DepartureEvent
  | CorrectionEvent
  | VisibilityEvent

/** The item that an event makes or adds to; undefined for what is no such item. */
export function itemOfEvent(event: AnyEvent): ItemRef | undefined {
  if (event.type === 'ViewGiven') return { kind: 'view', id: event.view }
  if (event.type === 'OwnPlanSubmitted')
    return event.part === undefined ? undefined : { kind: 'own-plan-part', id: event.part }
  if (event.type === 'CapacityJudged')
    return event.judgement === undefined ? undefined : { kind: 'capacity-judgement', id: event.judgement }
  if (event.type === 'OtherCoordinatorRequested') return { kind: 'coordinator-request', id: event.request }
  if (event.type === 'CorrectionRecorded') return itemOfCorrected(event.of)
  if ('representation' in event) return { kind: 'representation', id: event.representation }
  if ('joining' in event) return { kind: 'joining', id: event.joining }
  if ('action' in event) return { kind: 'action', id: event.action }
  if ('deviation' in event) return { kind: 'deviation', id: event.deviation }
  if ('priority' in event) return { kind: 'priority', id: event.priority }
  if ('referral' in event) return { kind: 'referral', id: event.referral }
  return 'goal' in event ? { kind: 'goal', id: event.goal } : undefined
}

/** A name hangs on the joining or the representation that it stands in. */
function itemOfCorrected({ kind, id }: Corrected): ItemRef | undefined {
  if (kind === 'professional') return { kind: 'joining', id }
  return kind === 'representative' ? { kind: 'representation', id } : undefined
}

/** The items that a command made, or added to; each once. */
export function contentOf(events: readonly AnyEvent[]): readonly ItemRef[] {
  const items = new Map<ItemKey, ItemRef>()
  for (const event of events) {
    const item = itemOfEvent(event)
    if (item !== undefined) items.set(keyOf(item), item)
  }
  return [...items.values()]
}

/** What is said and stands nowhere else in the plan's state, under its key. */
export function saidBy(event: AnyEvent, by: string): readonly [ItemKey, SaidItem] | undefined {
  const item = SAID.includes(event.type) ? itemOfEvent(event) : undefined
  if (item === undefined) return undefined
  const judgesTheCoordinator =
    event.type === 'OtherCoordinatorRequested' || (event.type === 'ViewGiven' && event.on.kind === 'coordinator')
  const on = event.type === 'ViewGiven' && { on: keyOf(event.on) }
  return [keyOf(item), { domain: event.domain, about: event.about, by, ...on, judgesTheCoordinator }]
}

const SAID: readonly AnyEvent['type'][] = [
  'ViewGiven',
  'OwnPlanSubmitted',
  'CapacityJudged',
  'OtherCoordinatorRequested',
]
