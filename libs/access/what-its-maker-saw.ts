/**
 * What whoever decided something could have had before them of what happened until then, as far as the event itself tells on what ground they stood. What a reader
 * is told of that may hang on nothing else: something hidden from the reader, but not from the maker, would else move it.
 */
import type { PlanEvent } from '../plan/plan.ts'
import { audienceOf } from './audiences.ts'
import { lawOfCare } from './processing-activities.ts'

/** @param activity what its maker decided it for */
export function itsMakerSaw(decided: PlanEvent, activity: string): (event: PlanEvent) => boolean {
  if (lawOfCare(activity) !== undefined)
    return (event) => event.domain === decided.domain || (event.domain === 'general' && audienceOf(event) === 'team')
  // Whoever coordinates next answers for the handover, and sees as much as any; of what they left themselves, all.
  if (activity === 'plan-coordination')
    return (event) =>
      ['team', 'coordination', 'coordinators'].includes(audienceOf(event)) || isOfTheSame(decided, event)
  return (event) => isOfTheSame(decided, event)
}

/** What a second reader was drawn to read. */
const isOfTheSame = (decided: PlanEvent, event: PlanEvent): boolean =>
  ('deviation' in decided && 'deviation' in event && decided.deviation === event.deviation) ||
  ('goal' in decided && 'goal' in event && decided.goal === event.goal) ||
  ('sharing' in decided && 'sharing' in event && decided.sharing === event.sharing)
