/** How the API says no about who coordinates, and about handing over. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { CoordinatorRefusal } from '../../../../libs/plan/coordinator/coordinator.ts'
import type { CircumstanceRefusal } from '../door/circumstances.ts'
import { conflict, forbidden } from '../../problem-rows.ts'

export const COORDINATOR_PROBLEMS: ProblemTable<
  CoordinatorRefusal | Extract<CircumstanceRefusal, 'TEAM_IS_NOT_REGISTERED'>
> = {
  PLAN_HAS_A_COORDINATOR: conflict('Dit plan heeft een regisseur', 'This plan has a coordinator'),
  PLAN_HAS_NO_COORDINATOR: conflict('Dit plan heeft geen regisseur', 'This plan has no coordinator'),
  ONLY_THE_COORDINATOR_HANDS_OVER: forbidden('Alleen de regisseur draagt over', 'Only the coordinator hands over'),
  NOBODY_DEPUTISES_FOR_THEMSELVES: conflict('Niemand vervangt zichzelf', 'Nobody deputises for themselves'),
  ONLY_THE_COORDINATOR_OR_A_TEAM_LEAD_CHOOSES_DEPUTIES: forbidden(
    'Alleen de regisseur of een teamleider kiest wie vervangt',
    'Only the coordinator or a team lead chooses deputies',
  ),
  NOBODY_HANDS_OVER_TO_THEMSELVES: conflict('Niemand draagt over aan zichzelf', 'Nobody hands over to themselves'),
  HANDOVER_IS_OPEN: conflict('Er loopt al een overdracht', 'A handover is open already'),
  HANDOVER_DOCUMENT_IS_INCOMPLETE: conflict(
    'Het overdrachtsdocument is niet compleet',
    'The handover document is not complete',
  ),
  HANDOVER_IS_NOT_OPEN: conflict('Deze overdracht loopt niet', 'This handover is not open'),
  HANDOVER_WAS_NOT_TALKED_THROUGH: conflict(
    'De overdracht is niet met het gezin besproken, en er is geen reden gegeven',
    'The handover was not talked through with the family, and no reason is given',
  ),
  ONLY_THE_NEXT_COORDINATOR_ANSWERS: forbidden(
    'Alleen de volgende regisseur antwoordt',
    'Only the next coordinator answers',
  ),
  ONLY_A_TEAM_LEAD_REPLACES_THE_COORDINATOR: forbidden(
    'Alleen een teamleider vervangt de regisseur',
    'Only a team lead replaces the coordinator',
  ),
  REQUEST_IS_NOT_OPEN: conflict('Deze vraag staat niet open', 'This request is not open'),
  TEAM_IS_NOT_REGISTERED: conflict(
    'Dit team staat niet bij de teams met een teamleider',
    'This team is not among those that have a lead',
  ),
}
