/** How the API says no about what partners are told. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../libs/http/problem.ts'
import type { AccessRefusal } from '../../../libs/access/may.ts'
import type { CursorRefusal } from './event-cursors.ts'
import type { EventsRefusal } from './events.controller.ts'
import type { PartnerRefusal } from './partner.ts'
import type { PublicEventRefusal } from './read-public-event.ts'
import { forbidden, invalid, row } from '../problem-rows.ts'

export const EVENT_PROBLEMS: ProblemTable<
  PartnerRefusal | EventsRefusal | CursorRefusal | Exclude<PublicEventRefusal, AccessRefusal>
> = {
  ONLY_A_PARTNER_ORGANISATION_DOES_THIS: forbidden(
    'Alleen het systeem van een partnerorganisatie doet dit',
    'Only the system of a partner organisation does this',
  ),
  CURSOR_IS_OF_ANOTHER_HISTORY: row(410)(
    'Deze cursor hoort bij wat door een teruggezette back-up niet meer is gebeurd; ga verder met de cursor die hierbij staat',
    'This cursor is of what never happened, since a backup was put back; go on with the cursor given here',
  ),
  EVENT_TYPE_IS_UNKNOWN: invalid('Deze soort gebeurtenis is er niet', 'There is no such type of event'),
  GROUND_HAS_ENDED: forbidden(
    'De grondslag waarop uw organisatie dit ontving, is voorbij',
    'The ground on which your organisation was sent this has ended',
  ),
}
