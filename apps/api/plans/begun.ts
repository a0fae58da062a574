/** When what a decision is about began: nobody decides on sight of what was not there yet. Whether it may be decided is not here. */
import type { Revision } from '../../../libs/event-store/port.ts'
import type { Recorded } from '../../../libs/event-store/recorded.ts'
import type { PlanEvent } from '../../../libs/plan/plan.ts'
import type { AskedOfPlan } from './circumstances.ts'

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
    case 'GiveSecondReading':
      return event.type === 'DeviationAccountedFor' && event.deviation === asked.deviation
    default:
      return false
  }
}
