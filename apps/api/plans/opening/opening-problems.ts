/** How the API says no about opening a plan, and about the family’s own. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { OpeningRefusal } from '../../../../libs/plan/opening/opening.ts'
import type { CircumstanceRefusal } from '../door/circumstances.ts'
import { conflict, invalid } from '../../problem-rows.ts'

export const OPENING_PROBLEMS: ProblemTable<
  OpeningRefusal | Extract<CircumstanceRefusal, 'NOBODY_UNDER_TWELVE_SPEAKS_FOR_THE_FAMILY'>
> = {
  PLAN_IS_OPEN: conflict('Dit plan is al geopend', 'This plan is open already'),
  PLAN_IS_NOT_OPEN: conflict('Dit plan is niet open', 'This plan is not open'),
  NO_LIFE_AREA_IS_NAMED: invalid('Noem ten minste één leefgebied', 'Name at least one life area'),
  FAMILY_WAS_NOT_INVITED_TO_ITS_OWN_PLAN: conflict(
    'Het gezin is nog niet uitgenodigd zelf een plan te maken',
    'The family was not invited to write its own plan yet',
  ),
  FAMILY_HAS_TIME_FOR_ITS_OWN_PLAN: conflict(
    'Het gezin heeft nog tijd voor een eigen plan',
    'The family still has time for its own plan',
  ),
  OWN_PLAN_INVITATION_IS_NOT_OPEN: conflict(
    'Deze uitnodiging is er niet, of hoeft niet meer te worden bezorgd',
    'There is no such invitation, or it need not be delivered any more',
  ),
  DELIVERY_IS_NOT_SINCE_THE_INVITATION: conflict(
    'Een uitnodiging is bezorgd nadat zij is vastgelegd, en niet later dan nu',
    'An invitation is delivered after it was recorded, and no later than now',
  ),
  WAIVER_DOES_NOT_SAY_WHOSE_WORD_IT_IS: conflict(
    'Zeg wie van het gezin van een eigen plan afziet, en hoe dat is gezegd',
    'Say who of the family waives its own plan, and how they said so',
  ),
  OWN_PLAN_IS_WAIVED_FOR_SOMEONE_FROM_THE_DAY_AFTER_DELIVERY: conflict(
    'Dat het gezin afziet wordt door een ander vastgelegd vanaf de dag nadat is vastgelegd dat de uitnodiging is bezorgd',
    'That the family waives is recorded by another from the day after it was recorded that the invitation was delivered',
  ),
  OWN_PLAN_DOES_NOT_SAY_WHOSE_WORD_IT_IS: conflict(
    'Zeg wie van het gezin dit wil, en hoe dat is gezegd',
    'Say who of the family wants this, and how they said so',
  ),
  NOBODY_UNDER_TWELVE_SPEAKS_FOR_THE_FAMILY: conflict(
    'Wie jonger is dan twaalf spreekt hierin niet voor het gezin',
    'Nobody under twelve speaks for the family in this',
  ),
  OWN_PLAN_IS_EMPTY: invalid('Een eigen plan heeft ten minste één deel', 'An own plan has at least one part'),
}
