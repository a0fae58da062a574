/** What is withheld from a human is nobody's business outside. */
import type { ForPartner } from '../public-event.ts'
import type { VisibilityEvent } from './visibility.ts'

export const visibilityForPartner: ForPartner<VisibilityEvent> = {
  ContentWithheld: 'never',
  SightLimited: 'never',
  WithholdingCompleted: 'never',
  WithholdingConfirmed: 'never',
  WithholdingDenied: 'never',
  WithholdingReviewed: 'never',
  ContentReleased: 'never',
  SightLimitLifted: 'never',
  WithheldAskedFor: 'never',
  WithheldAnswered: 'never',
}
