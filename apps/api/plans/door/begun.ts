/** When what a decision is about began: nobody decides on sight of what was not there yet, nor acts on what began where they do not see. Whether it may be decided is not here. */
import { challengesWhatIsTold } from '../../../../libs/access/challenges-what-is-told.ts'
import type { AccessRefusal } from '../../../../libs/access/may.ts'
import type { Ground } from '../../../../libs/access/grounds.ts'
import { sees, type Sight } from '../../../../libs/access/sight.ts'
import { Refusal } from '../../../../libs/deciding/decider.ts'
import type { Revision } from '../../../../libs/event-store/port.ts'
import type { Recorded } from '../../../../libs/event-store/recorded.ts'
import type { PlanEvent } from '../../../../libs/plan/plan.ts'
import type { ItemKind } from '../../../../libs/plan/visibility/visibility.ts'
import { itemBegunBy } from '../../../../libs/plan/visibility/withheld-along.ts'
import type { AskedOfPlan } from './circumstances.ts'
import type { Concerned } from '../../../../libs/access/done-to.ts'

/** Undefined where it is not there, which is for the plan itself to say. */
export const beganAt = (asked: AskedOfPlan, history: readonly Recorded<PlanEvent>[]): Revision | undefined =>
  history.findLast(({ event }) => begins(event, asked))?.envelope.revision

function begins(event: PlanEvent, asked: AskedOfPlan): boolean {
  switch (asked.type) {
    case 'AcceptHandover':
      return event.type === 'HandoverProposed' && event.handover === asked.handover
    case 'ReadAdoptionException':
      return event.type === 'AdoptionExceptionReasoned' && event.exception === asked.exception
    case 'AdoptGoal':
    case 'EvaluateGoal':
      return event.type === 'GoalProposed' && event.goal === asked.goal
    case 'AccountForDeviation':
    case 'EvaluateDeviation':
      return event.type === 'DeviationReported' && event.deviation === asked.deviation
    case 'ReadSharing':
      return event.type === 'SharingAsked' && event.sharing === asked.sharing
    case 'GiveSecondReading':
      return event.type === 'DeviationAccountedFor' && event.deviation === asked.deviation
    default:
      return false
  }
}

/** @throws Refusal where what is spoken of, or acted on, began where they do not see: to them it is not there */
export function mustHaveSeenBegin(
  { grounds, withheld }: Sight,
  asked: Concerned,
  history: readonly Recorded<PlanEvent>[],
): void {
  // Whoever is told that it is withheld challenges that they do not see it.
  if (challengesWhatIsTold(asked) !== undefined) return
  // Who is unverified reads nothing, but speaks of what there was for whom they speak for.
  const spokenOn = grounds.map((one): Ground =>
    one.is === 'unverified' ? { ...one, is: 'family', reader: NOBODY } : one,
  )
  const isUnseen = history.some((one) => beginsItem(one.event, asked) && !sees({ grounds: spokenOn, withheld }, one))
  if (isUnseen) throw new Refusal<AccessRefusal>('NOT_FOUND')
}

/** Of what begins an item nothing hangs on whose it is. */
const NOBODY = ''

/** Of which kinds the family does something to an item that may have begun where they did not see. */
const MAY_BE_MISSED: readonly ItemKind[] = ['goal', 'action', 'deviation', 'priority']

/** Whether what is done to each of some items may be done to one of a kind that its doer works beside and does not see, as a judgement in confidence. */
export const namesItems = ({ type, items = [], opens = [] }: Concerned): boolean =>
  items.length + opens.length > 0 || type === 'RaiseChallenge'

function beginsItem(
  event: PlanEvent,
  { type, on, goal, action, deviation, priority, items, opens }: Concerned,
): boolean {
  if (type === 'RaiseChallenge' && on?.kind === 'departure')
    return event.type === 'MemberLeft' && event.person === on.id
  if (type === 'RaiseChallenge' && on?.kind === 'reading')
    return event.type === 'SecondReadingGiven' && event.finding !== 'asks' && event.deviation === on.id
  const begun = itemBegunBy(event)
  if (begun === undefined) return false
  // What was withheld is opened by who withheld it, whatever has become of what they see.
  const challenged = type === 'RaiseChallenge' && on ? [on] : []
  const each = type === 'ReleaseContent' ? [] : [...(items ?? []), ...(opens ?? []), ...challenged]
  if (each.some(({ kind, id }) => kind === begun.kind && id === begun.id)) return true
  if (!MAY_BE_MISSED.includes(begun.kind)) return false
  return [on?.id, goal, action, deviation, priority].includes(begun.id)
}
