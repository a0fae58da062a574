/** Which steps and priorities were left, and what came of it: for learning. It knows no author, no reader and no worker, so that nobody can be counted by it. */
import { isSealed } from '../../deciding/decider.ts'
import type { Happened, ReadModel } from '../../deciding/read-model.ts'
import { planOf, sealedInRow, SIGHT, sightOf } from './as-rows.ts'
import type { DeviationEvent } from '../deviations/deviation-events.ts'
import type { PlanEvent } from '../plan.ts'

const tables = {
  deviation: {
    columns: {
      plan: 'text',
      deviation: 'text',
      /** '' and 0 where a priority was left. */
      protocol: 'text',
      version: 'integer',
      step: 'text',
      rule: 'text',
      /** '' where a step was left. */
      priority: 'text',
      acute: 'integer',
      /** Why a second reader reads it although what was left asks for none, with commas between; '' where nothing is. */
      readBecause: 'text',
      happenedAt: 'text',
      sealed: 'text',
      ...SIGHT,
    },
    key: ['plan', 'deviation'],
    lookups: [
      ['protocol', 'step', 'recordedAt'],
      ['recordedAt', 'deviation'],
    ],
  },
  /** What came after, one row an event: a reader's state of a deviation follows from those they may see. */
  deviation_fact: {
    columns: {
      plan: 'text',
      deviation: 'text',
      revision: 'integer',
      /** Of a reading its finding; of an evaluation its outcome where that was recorded in clear, as it no longer is. */
      says: 'text',
      reviewDate: 'text',
      sealed: 'text',
      ...SIGHT,
    },
    key: ['plan', 'deviation', 'revision'],
  },
} as const

export const deviationsRegister = {
  name: 'deviations-register',
  version: 4,
  tables,
  after: {
    DeviationReported: (happened) => {
      const { deviation, from, acute, readBecause = [], happenedAt, situation, insteadDone } = happened.event
      const { envelope } = happened
      const left =
        from.kind === 'step'
          ? { protocol: from.protocol, version: from.version, step: from.step, rule: from.rule, priority: '' }
          : { protocol: '', version: 0, step: '', rule: '', priority: from.priority }
      const row = {
        plan: planOf(envelope),
        deviation,
        ...left,
        acute: acute ? 1 : 0,
        readBecause: readBecause.join(),
        happenedAt: happenedAt ?? envelope.recordedAt,
        sealed: sealedInRow(happened, { situation, insteadDone }),
        ...sightOf(happened),
      }
      return [{ put: 'deviation', row }]
    },
    DeviationAccountedFor: (happened) => [fact(happened, { reviewDate: happened.event.reviewDate ?? '' })],
    ReaderDrawn: (happened) => [fact(happened)],
    ReaderRecused: (happened) => [fact(happened)],
    ReadingPassedOn: (happened) => [fact(happened)],
    SecondReadingGiven: (happened) => [fact(happened, { says: happened.event.finding })],
    ReaderAnswered: (happened) => [fact(happened)],
    DeviationEvaluated: (happened) => {
      const { outcome, lesson } = happened.event
      return isSealed(outcome)
        ? [fact(happened, { sealed: sealedInRow(happened, { outcome, lesson }) })]
        : [fact(happened, { says: outcome, sealed: sealedInRow(happened, { lesson }) })]
    },
  },
} as const satisfies ReadModel<PlanEvent, typeof tables>

function fact(happened: Happened<DeviationEvent>, { says = '', reviewDate = '', sealed = '' } = {}) {
  const { event, envelope } = happened
  const { deviation } = event
  const row = { plan: planOf(envelope), deviation, revision: envelope.revision, says, reviewDate, sealed }
  return { put: 'deviation_fact', row: { ...row, ...sightOf(happened) } } as const
}

export const DEVIATION_STATES = ['reported', 'accounted-for', 'evaluated'] as const
export type DeviationState = (typeof DEVIATION_STATES)[number]

export interface DeviationNow {
  readonly state: DeviationState
  readonly reading: 'not-needed' | 'to-be-drawn' | 'drawn' | 'asked' | 'read'
  readonly reviewDate?: string
  readonly finding?: string
  /** Where it was recorded in clear. */
  readonly outcome?: string
}

/** How a deviation stands for someone who may see these facts, in their order. @param row its rule, '' for a priority, and why else it is read */
export const deviationNow = (
  { rule, readBecause }: { readonly rule: string; readonly readBecause: string },
  facts: readonly { readonly type: string; readonly says: string; readonly reviewDate: string }[],
): DeviationNow =>
  facts.reduce<DeviationNow>(
    (now, { type, says, reviewDate }) => {
      switch (type as DeviationEvent['type']) {
        case 'DeviationReported':
        case 'DeviationReasoned':
        case 'SecondReadingWorded':
        case 'ReaderAnswerWorded':
        case 'ConditionSet':
        case 'ConditionMet':
        case 'ObjectionAnswered':
        case 'ObjectionSettled':
        case 'RemarkWorded':
        case 'DeviationEnded':
        case 'LessonCleared':
        case 'FamilyInvitedToEvaluate':
          return now
        case 'DeviationAccountedFor':
          return {
            ...now,
            state: now.state === 'reported' ? 'accounted-for' : now.state,
            ...(reviewDate !== '' && { reviewDate }),
          }
        case 'ReaderDrawn':
        case 'ReaderAnswered':
          return { ...now, reading: 'drawn' }
        case 'ReaderRecused':
        case 'ReadingPassedOn':
        case 'NoReaderLeft':
          return { ...now, reading: 'to-be-drawn' }
        case 'SecondReadingGiven':
          return { ...now, reading: says === 'asks' ? 'asked' : 'read', finding: says }
        case 'DeviationEvaluated':
          return { ...now, state: 'evaluated', ...(says !== '' && { outcome: says }) }
      }
    },
    { state: 'reported', reading: rule === 'deviation-free' && readBecause === '' ? 'not-needed' : 'to-be-drawn' },
  )
