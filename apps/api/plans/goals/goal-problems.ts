/** How the API says no about goals; about a drawn reader it says what it says of a deviation’s. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { ReadingRefusal } from '../../../../libs/plan/deviations/second-reading.ts'
import type { GoalRefusal } from '../../../../libs/plan/goals/goals.ts'
import { conflict, invalid } from '../../problem-rows.ts'

export const GOAL_PROBLEMS: ProblemTable<Exclude<GoalRefusal, ReadingRefusal>> = {
  GOAL_AFFECTS_NOBODY: invalid('Een doel gaat over ten minste één gezinslid', 'A goal affects at least one member'),
  GOAL_IS_NOT_PROPOSED: conflict('Dit doel is niet voorgesteld', 'This goal is not proposed'),
  GOAL_IS_NOT_ADOPTED: conflict('Dit doel is niet vastgesteld', 'This goal is not adopted'),
  GOAL_HAS_ENDED: conflict('Dit doel is afgesloten', 'This goal has ended'),
  PERSONS_WERE_NOT_HEARD: conflict('Niet iedereen is gehoord', 'Not everyone was heard'),
  EVERYONE_CAN_BE_HEARD: conflict('Iedereen kan worden gehoord', 'Everyone can be heard'),
  NOBODY_CAN_READ_THE_EXCEPTION: conflict('Er is geen tweede lezer te loten', 'No second reader can be drawn'),
}
