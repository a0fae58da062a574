/** What was written wrong, as a part of the plan. Partners are told nothing of it: who someone is, they hear from people. */
import { NOTHING_KEPT, type NothingKept, type PlanPart } from '../part.ts'
import { decideCorrections, type CorrectionCommand, type CorrectionEvent, type CorrectionsSee } from './corrections.ts'

export const correctionsPart: PlanPart<CorrectionCommand, CorrectionEvent, NothingKept, CorrectionsSee> = {
  initial: NOTHING_KEPT,
  commands: { RecordCorrection: true },
  events: {
    CorrectionRecorded: { says: { nl: 'Iets is gecorrigeerd', en: 'Something was corrected' }, partner: 'never' },
  },
  decide: decideCorrections,
  evolve: (now) => now,
}
