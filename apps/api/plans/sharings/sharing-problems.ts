/** How the API says no about sharings. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { SharingRefusal } from '../../../../libs/plan/sharings/sharings.ts'
import { conflict, forbidden, invalid, notFound } from '../../problem-rows.ts'
import type { SharingDoorRefusal } from './sharings.controller.ts'

export const SHARING_PROBLEMS: ProblemTable<SharingRefusal | SharingDoorRefusal> = {
  SHARING_HAS_NO_GROUND: conflict(
    'Er is geen grond om dit te delen; dat u het vroeg is vastgelegd, met wat ontbreekt',
    'There is no ground to share this; that you asked is recorded, with what is missing',
  ),
  SHARING_IS_OF_ONE_LAW: invalid(
    'Wat samen gedeeld wordt, valt onder één wet',
    'What is shared together is of one law',
  ),
  SHARING_ENDS_BEFORE_IT_STARTS: invalid('De einddatum is al voorbij', 'The end date has passed'),
  SHARING_LASTS_A_YEAR_AT_MOST: invalid('Delen duurt ten hoogste een jaar', 'A sharing lasts a year at most'),
  NOBODY_SHARES_WITH_THEMSELVES: forbidden(
    'Niemand deelt iets met zichzelf of de eigen organisatie',
    'Nobody shares something with themselves or their own organisation',
  ),
  SHARING_IS_UNKNOWN: notFound('Niet gevonden', 'Not found'),
}
