/** What partners are told of corrections: nothing. Who someone is, they hear from people. */
import type { CorrectionEvent } from './corrections.ts'
import type { ForPartner } from '../public-event.ts'

export const correctionsForPartner: ForPartner<CorrectionEvent> = { CorrectionRecorded: 'never' }
