/** Deviations are answered for inside: no partner is told of one. */
import type { DeviationEvent } from './deviations.ts'
import type { ForPartner } from '../public-event.ts'

export const deviationsForPartner: ForPartner<DeviationEvent> = {
  DeviationReported: 'never',
  DeviationAccountedFor: 'never',
  DeviationReasoned: 'never',
  ReaderDrawn: 'never',
  ReaderRecused: 'never',
  SecondReadingGiven: 'never',
  SecondReadingWorded: 'never',
  ReaderAnswered: 'never',
  ReaderAnswerWorded: 'never',
  DeviationEvaluated: 'never',
}
