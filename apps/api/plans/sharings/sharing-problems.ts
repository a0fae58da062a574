/** How the API says no about sharings. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { DrawnRefusal } from '../../../../libs/plan/deviations/draw.ts'
import type { SharingRefusal } from '../../../../libs/plan/sharings/sharings.ts'
import { conflict, forbidden, invalid, notFound } from '../../problem-rows.ts'
import type { SharingDoorRefusal } from './sharings.controller.ts'

export const SHARING_PROBLEMS: ProblemTable<Exclude<SharingRefusal, DrawnRefusal> | SharingDoorRefusal> = {
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
  SHARING_IS_ASKED: conflict(
    'U vroeg dit al, en het ligt nog bij een tweede lezer',
    'You asked this already, and a second reader has it still',
  ),
  SHARING_IS_READ: conflict('Hier is al over beslist', 'This has been decided on'),
  SHARING_READING_HAS_LAPSED: conflict(
    'De termijn om dit te lezen is verstreken: wie het wil delen vraagt het opnieuw',
    'The term to read this has passed: who would share it asks again',
  ),
  READER_IS_OF_THE_RECIPIENT: conflict(
    'De lezer werkt bij wie het zou ontvangen: trek u terug, dan wordt een ander geloot',
    'The reader works for who would receive it: stand aside, and another is drawn',
  ),
  ONLY_WHO_ASKED_WITHDRAWS: forbidden('Alleen wie het vroeg trekt het in', 'Only who asked withdraws it'),
  A_REQUEST_TO_SHARE_WITHHOLDS_NOTHING: invalid(
    'Een verzoek aan een tweede lezer ziet het gezin niet; houd verborgen wat u wilt delen, dan is ook het delen verborgen',
    'The family does not see what a second reader is asked; withhold what you would share, and its sharing is withheld too',
  ),
  SHARING_IS_UNKNOWN: notFound('Niet gevonden', 'Not found'),
}
