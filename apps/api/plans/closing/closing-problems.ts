/** How the API says no about closing a plan, and about ending help. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { ClosingRefusal } from '../../../../libs/plan/closing/closing.ts'
import type { EndingRefusal } from '../../../../libs/plan/closing/ending.ts'
import { conflict } from '../../problem-rows.ts'

export const CLOSING_PROBLEMS: ProblemTable<ClosingRefusal | EndingRefusal> = {
  PLAN_IS_CLOSED: conflict('Dit plan is afgesloten', 'This plan is closed'),
  PLAN_IS_NOT_CLOSED: conflict('Dit plan is niet afgesloten', 'This plan is not closed'),
  CLOSING_CONDITIONS_ARE_UNMET: conflict(
    'Zo kan het plan niet worden afgesloten; unmet noemt alles waaraan nog niet is voldaan',
    'The plan cannot be closed so; unmet names all that is not met',
  ),
  REOPENING_TERM_HAS_PASSED: conflict(
    'De termijn om het plan te heropenen is voorbij; vraag een regisseur om hulp',
    'The term to open the plan again has passed; ask a coordinator for help',
  ),
  HELP_WAS_NOT_ENDED: conflict('Zij hebben deze hulp niet beëindigd', 'They did not end this help'),
}
