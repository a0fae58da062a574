/** How the API says no about actions. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { ActionRefusal } from '../../../../libs/plan/actions/actions.ts'
import { conflict, forbidden } from '../../problem-rows.ts'

export const ACTION_PROBLEMS: ProblemTable<ActionRefusal> = {
  ACTION_SERVES_NO_GOAL: conflict('Een actie dient een lopend doel', 'An action serves a goal that has not ended'),
  ACTION_HAS_NO_SUCH_OWNER: conflict(
    'U kent niemand met dit id die hieraan meedoet',
    'You know of nobody with this id who takes part in this',
  ),
  ONLY_THE_OWNER_ACCEPTS_AN_ACTION: forbidden(
    'Alleen wie de actie doet, aanvaardt die',
    'Only its owner accepts an action',
  ),
  ONLY_THE_OWNER_FINISHES_AN_ACTION: forbidden(
    'Alleen wie de actie doet, meldt die af',
    'Only its owner finishes an action',
  ),
  ONLY_WHO_OWNS_PLANNED_OR_COORDINATES_DROPS_AN_ACTION: forbidden(
    'Alleen wie de actie doet, wie die afsprak of de regisseur laat die vallen',
    'Only its owner, who planned it or the coordinator drops an action',
  ),
  ACTION_IS_NOT_ACCEPTED: conflict('Deze actie is nog niet aanvaard', 'This action is not accepted yet'),
  ACTION_HAS_ENDED: conflict('Deze actie is afgesloten', 'This action has ended'),
}
