/** What a family member says of anything stays with those who work with them. */
import type { ForPartner } from '../public-event.ts'
import type { ViewEvent } from './views.ts'

export const viewsForPartner: ForPartner<ViewEvent> = {
  ViewInvited: 'never',
  ViewGiven: 'never',
}
