/** What partners are told of a plan's opening: that it is open. Why, and what the family itself wants, is not theirs. */
import type { OpeningEvent } from './opening.ts'
import { told, type ForPartner } from '../public-event.ts'

export const openingForPartner: ForPartner<OpeningEvent> = {
  NeedReported: 'never',
  PlanOpened: told('plan-opened', 'plan'),
  OwnPlanInvited: 'never',
  OwnPlanSubmitted: 'never',
  OwnPlanWaived: 'never',
  ClientSupportOffered: 'never',
}
