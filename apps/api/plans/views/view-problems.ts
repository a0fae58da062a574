/** How the API says no about views. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { ViewRefusal } from '../../../../libs/plan/views/views.ts'
import { conflict } from '../../problem-rows.ts'

export const VIEW_PROBLEMS: ProblemTable<ViewRefusal> = {
  VIEW_IS_NOT_ABOUT_THIS_PERSON: conflict('Dit gaat deze persoon niet aan', 'This does not concern this person'),
  ITEM_IS_WITHHELD_FROM_THIS_PERSON: conflict(
    'Dit wordt voor deze persoon verborgen gehouden',
    'This is withheld from this person',
  ),
  THERE_IS_NOTHING_TO_EVALUATE_YET: conflict(
    'Er valt nog niets te evalueren: dit is nog niet vastgesteld of verantwoord',
    'There is nothing to evaluate yet: this was not adopted, or not accounted for',
  ),
  VIEW_IS_CONFIRMED_BY_WHOSE_IT_IS: conflict(
    'Een mening wordt bevestigd door wie haar heeft',
    'A view is confirmed by whose it is',
  ),
  VIEW_IS_NO_REPORT: conflict(
    'Alleen wat een ander van iemand heeft opgeschreven wordt bevestigd',
    'Only what another wrote down of someone is confirmed',
  ),
}
