/** How the API says no about leaving the family. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { DepartureRefusal } from '../../../../libs/plan/members/departure.ts'
import { conflict, forbidden } from '../../problem-rows.ts'

export const DEPARTURE_PROBLEMS: ProblemTable<DepartureRefusal> = {
  NOBODY_DECIDES_ON_A_DEPARTURE_THEY_RECORDED: forbidden(
    'Wie een vertrek vastlegde, besluit niet of het blijft staan',
    'Who recorded a departure does not decide whether it stands',
  ),
  PERSON_LEFT_OTHERWISE: conflict(
    'Dit vertrek is al anders vastgelegd; wat de anderen weten, weten zij',
    'This departure was recorded otherwise; what the others know, they know',
  ),
  PERSON_HAS_NOT_LEFT: conflict('Dit gezinslid is niet vertrokken', 'This member has not left'),
  CONTEST_TERM_HAS_PASSED: conflict(
    'De termijn om het vertrek te bestrijden is voorbij',
    'The term to contest the departure has passed',
  ),
  DEPARTURE_IS_CONTESTED: conflict('Dit vertrek wordt al bestreden', 'This departure is contested already'),
  CONTEST_WAS_DECIDED: conflict(
    'Over het bestrijden van dit vertrek is al besloten',
    'The contest of this departure was decided',
  ),
  DEPARTURE_IS_NOT_CONTESTED: conflict('Niemand bestrijdt dit vertrek', 'Nobody contests this departure'),
}
