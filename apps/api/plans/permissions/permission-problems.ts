/** How the API says no about permissions. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { PermissionRefusal } from '../../../../libs/plan/permissions/permissions.ts'
import { conflict, forbidden, invalid, notFound } from '../../problem-rows.ts'
import type { RecipientRefusal } from './recipient.ts'

export const PERMISSION_PROBLEMS: ProblemTable<PermissionRefusal | RecipientRefusal> = {
  RECIPIENT_IS_OF_ANOTHER_KIND: invalid(
    'Een professional heeft een id, een organisatie een OIN, de regie geen van beide',
    'A professional has an id, an organisation an OIN, the coordination neither',
  ),
  PERMISSION_IS_OF_ITEMS_OR_LAWS: invalid(
    'Een toestemming noemt onderdelen of wetten, een van de twee',
    'A permission names items or laws, one of the two',
  ),
  PERMISSION_IS_OF_ONE_LAW: invalid(
    'Toestemming voor onderdelen gaat over één wet',
    'A permission of items is of one law',
  ),
  PERMISSION_IS_ONLY_OF_WHAT_IS_ABOUT_THEM: conflict(
    'Iemand geeft alleen toestemming voor wat over hem- of haarzelf gaat',
    'Someone permits only what is about themselves',
  ),
  PERMISSION_ENDS_BEFORE_IT_STARTS: invalid('De einddatum is al voorbij', 'The end date has passed'),
  PERMISSION_LASTS_A_YEAR_AT_MOST: invalid(
    'Een toestemming duurt ten hoogste een jaar',
    'A permission lasts a year at most',
  ),
  PERMISSION_IS_GIVEN_IN_ONES_OWN_NAME: forbidden(
    'Wie zelf toestemming geeft, geeft die in eigen naam',
    'Who gives a permission themselves gives it in their own name',
  ),
  PERMISSION_IS_NOT_THEIRS_TO_GIVE: conflict(
    'Deze persoon beslist hier onder deze wet niet over',
    'This person does not decide on this under this law',
  ),
  NOBODY_RECORDS_A_PERMISSION_TO_THEMSELVES: forbidden(
    'Wie door een toestemming iets te lezen krijgt, legt die niet zelf vast',
    'Who may read something by a permission does not record it themselves',
  ),
  PERMISSION_IS_UNKNOWN: notFound('Niet gevonden', 'Not found'),
}
