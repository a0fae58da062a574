/** How the API says no about priorities. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { PriorityRefusal } from '../../../../libs/plan/priorities/priorities.ts'
import { conflict, invalid } from '../../problem-rows.ts'

export const PRIORITY_PROBLEMS: ProblemTable<PriorityRefusal> = {
  PRIORITY_NEEDS_A_DISCLOSURE_WITHOUT_GROUND: conflict(
    'Deze prioriteit vraagt informatie te delen waarvoor geen grondslag is',
    'This priority needs a disclosure that no ground allows',
  ),
  PRIORITY_IS_OVER_NOTHING: invalid(
    'Een prioriteit gaat voor een ander domein',
    'A priority goes before another domain',
  ),
  PRIORITY_IS_NOT_IN_FORCE: conflict('Deze prioriteit geldt niet', 'This priority is not in force'),
}
