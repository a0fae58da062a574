/** How the API says no about terms. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { TermsRefusal } from '../../../../libs/plan/terms/terms.ts'
import { conflict, forbidden } from '../../problem-rows.ts'

export const TERM_PROBLEMS: ProblemTable<TermsRefusal> = {
  DUE_IS_SETTLED: conflict(
    'Dit hoeft niet meer, of de termijn is al verstreken',
    'This is due no more, or its term has passed',
  ),
  DUE_DOES_NOT_GO_UP: conflict('Deze termijn wordt niet verlengd', 'This term is not extended'),
  DUE_WAS_EXTENDED: conflict('Een termijn wordt één keer verlengd', 'A term is extended once'),
  ONLY_WHO_IT_WOULD_GO_UP_TO_EXTENDS: forbidden(
    'Alleen wie het na deze termijn zou krijgen, verlengt die',
    'Only whom it would go up to extends a term',
  ),
  EXTENSION_IS_TOO_LONG: conflict(
    'Een termijn wordt langer, en hoogstens nog eens zo lang als die was',
    'A term gets longer, and at most as long again as it was',
  ),
}
