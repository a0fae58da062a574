/** What was written wrong, as a part of the plan. Partners are told nothing of it: who someone is, they hear from people. */
import { ID } from '../../deciding/in-clear.ts'
import { noContent, NOTHING_KEPT, type CommandRows, type NothingKept, type PlanPart } from '../part.ts'
import type { ItemRef } from '../visibility/visibility.ts'
import {
  decideCorrections,
  type CorrectionCommand,
  type Corrected,
  type CorrectionEvent,
  type CorrectionsNeeds,
} from './corrections.ts'

/** A name hangs on the joining or the representation that it stands in. */
function itemOfCorrected({ kind, id }: Corrected): ItemRef | undefined {
  if (kind === 'professional') return { kind: 'joining', id }
  return kind === 'representative' ? { kind: 'representation', id } : undefined
}

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
    CorrectionRecorded: {
      says: { nl: 'Iets is gecorrigeerd', en: 'Something was corrected' },
      partner: 'never',
      item: { of: ({ of }) => itemOfCorrected(of) },
      inClear: { correction: ID, event: ID, of: { kind: ID, id: ID } },
    },
  },
  decide: decideCorrections,
  evolve: (now) => now,
}
