/** What was written wrong, as a part of the plan. Partners are told nothing of it: who someone is, they hear from people. */
import { noContent, NOTHING_KEPT, type CommandRows, type NothingKept, type PlanPart } from '../part.ts'
import {
  decideCorrections,
  type CorrectionCommand,
  type CorrectionEvent,
  type CorrectionsNeeds,
} from './corrections.ts'

const commands = {
  RecordCorrection: noContent('nobody withholds a correction'),
} as const satisfies CommandRows<CorrectionCommand>

export const correctionsPart: PlanPart<
  CorrectionCommand,
  CorrectionEvent,
  NothingKept,
  CorrectionsNeeds,
  typeof commands
> = {
  initial: NOTHING_KEPT,
  commands,
  events: {
    CorrectionRecorded: { says: { nl: 'Iets is gecorrigeerd', en: 'Something was corrected' }, partner: 'never' },
  },
  decide: decideCorrections,
  evolve: (now) => now,
}
