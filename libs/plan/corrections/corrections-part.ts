/**
 * What was written wrong, as a part of the plan. Partners are told of a correction of what they were told of: of names those of who works here, since no
 * member’s was ever delivered to them.
 */
import { ID, type Why } from '../../deciding/in-clear.ts'
import { addsTo, begins, MAKES_CONTENT, noContent, type CommandRows, type PlanPart } from '../part.ts'
import { leavesAs } from '../public-event.ts'
import type { ItemRef } from '../visibility/visibility.ts'
import { type Corrected, type CorrectedKind, type CorrectionEvent } from './correction-events.ts'
import { decideCorrections, type CorrectionCommand, type CorrectionsNeeds } from './corrections.ts'
import { requestAfter, type CorrectionRequests } from './requests.ts'

/** A name hangs on the joining or the representation that it stands in. */
function itemOfCorrected({ kind, id }: Corrected): ItemRef | undefined {
  if (kind === 'professional') return { kind: 'joining', id }
  return kind === 'representative' ? { kind: 'representation', id } : undefined
}

const request = ({ correctionRequest }: { readonly correctionRequest: string }) => correctionRequest

const NAMES_DELIVERED: readonly CorrectedKind[] = ['professional', 'coordinator']

const AS_IT: Why = 'a correction is for whom what it corrects is for'
const CORRECTS = { '*': AS_IT }
const OF_REQUEST = { correctionRequest: ID, event: ID, of: { kind: ID, id: ID }, person: ID, corrects: CORRECTS }
const GOES_WITH_IT = noContent('goes with what was asked, and nobody withholds what judges themselves')

const commands = {
  RecordCorrection: { ...MAKES_CONTENT, saidFor: 'person' },
  AnswerCorrectionRequest: GOES_WITH_IT,
} as const satisfies CommandRows<CorrectionCommand>

export const correctionsPart: PlanPart<
  CorrectionCommand,
  CorrectionEvent,
  CorrectionRequests,
  CorrectionsNeeds,
  typeof commands
> = {
  initial: {},
  commands,
  events: {
    CorrectionRecorded: {
      says: { nl: 'Iets is gecorrigeerd', en: 'Something was corrected' },
      partner: {
        ...leavesAs('corrected', 'correction', ({ correction }) => correction),
        unless: ({ corrects, of }) => corrects === undefined && !NAMES_DELIVERED.includes(of.kind),
      },
      item: { of: ({ of, corrects }) => corrects?.item ?? itemOfCorrected(of) },
      inClear: { correction: ID, event: ID, of: { kind: ID, id: ID }, corrects: CORRECTS },
    },
    CorrectionAsked: {
      says: { nl: 'Iemand vroeg om een correctie', en: 'A correction was asked for' },
      partner: 'never',
      item: { ...begins('correction-request', request), isSaid: true },
      inClear: OF_REQUEST,
    },
    CorrectionGranted: {
      says: { nl: 'Een gevraagde correctie is gedaan', en: 'A correction that was asked for was made' },
      partner: 'never',
      item: addsTo('correction-request', request),
      inClear: { ...OF_REQUEST, correction: ID },
    },
    CorrectionRefused: {
      says: { nl: 'Een gevraagde correctie is geweigerd', en: 'A correction that was asked for was refused' },
      partner: 'never',
      item: addsTo('correction-request', request),
      inClear: OF_REQUEST,
    },
  },
  decide: decideCorrections,
  evolve: (now, event, { by }) => requestAfter(now, event, by.id),
}
