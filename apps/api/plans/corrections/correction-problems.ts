/** How the API says no about corrections. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { CorrectionRefusal } from '../../../../libs/plan/corrections/corrections.ts'
import { conflict } from '../../problem-rows.ts'

export const CORRECTION_PROBLEMS: ProblemTable<CorrectionRefusal> = {
  CORRECTION_DOES_NOT_FIT: conflict(
    'Dit kan zo niet gecorrigeerd worden; wrong noemt wat niet klopt',
    'This cannot be corrected so; wrong names what is not right',
  ),
}
