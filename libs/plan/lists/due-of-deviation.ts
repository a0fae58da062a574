/** The rows of what is due of deviations: that one is accounted for, read, answered for and looked back on; and that what must not wait goes up at once. */
import type { Happened } from '../../deciding/read-model.ts'
import type { PlanEvent } from '../plan.ts'
import { planOf } from './as-rows.ts'
import { due, dueAt, met, toBeRead, turn, written } from './due-rows.ts'

type Of<Type extends PlanEvent['type']> = Happened<Extract<PlanEvent, { readonly type: Type }>>

/** A deviation may have several, each with its own day. */
export const OF_A_CONDITION = 'condition'

export const DEVIATIONS_DUE = {
  DeviationReported: (happened: Of<'DeviationReported'>) => {
    const { deviation, from } = happened.event
    const plan = planOf(happened.envelope)
    return [
      due(happened, { what: 'account', kind: 'deviation', item: deviation, mustAct: 'authors' }),
      written(happened, deviation),
      ...(from.kind === 'step' && from.rule === 'not-allowed'
        ? [
            { put: 'due_escalation', row: { plan, deviation, since: happened.envelope.recordedAt } } as const,
            stepIsForbidden(happened, deviation),
          ]
        : []),
    ]
  },
  ReaderDrawn: (happened: Of<'ReaderDrawn'>) => [
    met(happened, { what: 'reader-pool', item: happened.event.deviation }),
    ...toBeRead(happened, 'reading', 'deviation', happened.event.deviation),
  ],
  NoReaderLeft: (happened: Of<'NoReaderLeft'>) => {
    const { deviation: item } = happened.event
    return [due(happened, { what: 'reader-pool', kind: 'deviation', item, mustAct: 'administrator' })]
  },
  ConditionSet: (happened: Of<'ConditionSet'>) => {
    const { condition: item, deviation: reader } = happened.event
    return [due(happened, { what: 'condition', kind: OF_A_CONDITION, item, reader, mustAct: 'authors' })]
  },
  ObjectionAnswered: (happened: Of<'ObjectionAnswered'>) => {
    const { deviation: item, addressee: mustAct = 'team-lead' } = happened.event
    return [
      met(happened, { what: 'objection', item }),
      due(happened, { what: 'objection-settlement', kind: 'deviation', item, mustAct }),
    ]
  },
  // A short account that names no day for it is not evaluated.
  DeviationAccountedFor: (happened: Of<'DeviationAccountedFor'>) => {
    const { deviation, familyInvitedFrom: from, due: term } = happened.event
    const evaluation = { what: 'evaluation', kind: 'deviation', item: deviation, mustAct: 'team' } as const
    const invitation = { ...evaluation, what: 'evaluation-invitation', mustAct: 'family' } as const
    return [
      met(happened, { what: 'account', item: deviation }),
      ...(term === undefined ? [] : [dueAt(happened, term.at, evaluation)]),
      ...(from === undefined ? [] : [dueAt(happened, from, invitation)]),
      written(happened, deviation),
    ]
  },
  FamilyInvitedToEvaluate: (happened: Of<'FamilyInvitedToEvaluate'>) => {
    const { deviation: item, about } = happened.event
    const evaluation = { what: 'family-evaluation', kind: 'deviation', item, mustAct: 'family' } as const
    return [
      met(happened, { what: 'evaluation-invitation', item }),
      ...about.map((person) => due(happened, { ...evaluation, person })),
    ]
  },
  ReaderRecused: (happened: Of<'ReaderRecused'>) => [
    met(happened, { what: 'reading', item: happened.event.deviation }),
  ],
  ReadingPassedOn: (happened: Of<'ReadingPassedOn'>) => {
    const { deviation: item, due: term } = happened.event
    const acute = { what: 'acute-reading', kind: 'deviation', item, mustAct: 'reader' } as const
    return [met(happened, { what: 'reading', item }), ...(term === undefined ? [] : [dueAt(happened, term.at, acute)])]
  },
  SecondReadingGiven: (happened: Of<'SecondReadingGiven'>) => {
    const { deviation: item, finding, due: term } = happened.event
    if (finding === 'asks') return [turn(happened, 'reading', item, term === undefined ? 'team' : 'authors')]
    const objection = { what: 'objection', kind: 'deviation', item, mustAct: 'authors' } as const
    return [
      met(happened, { what: 'reading', item }),
      met(happened, { what: 'acute-reading', item }),
      met(happened, { what: 'forbidden-step', item }),
      ...(term === undefined ? [] : [dueAt(happened, term.at, objection)]),
    ]
  },
  ReaderAnswered: (happened: Of<'ReaderAnswered'>) => [turn(happened, 'reading', happened.event.deviation, 'reader')],
  ObjectionSettled: (happened: Of<'ObjectionSettled'>) => [
    met(happened, { what: 'objection-settlement', item: happened.event.deviation }),
  ],
  ConditionMet: (happened: Of<'ConditionMet'>) => [
    met(happened, { what: 'condition', item: happened.event.condition }),
  ],
  // What was to be done on condition is done no more.
  DeviationEnded: (happened: Of<'DeviationEnded'>) => [
    met(happened, { what: 'forbidden-step', item: happened.event.deviation }),
    met(happened, { what: 'condition', kind: OF_A_CONDITION, reader: happened.event.deviation }),
  ],
  DeviationEvaluated: (happened: Of<'DeviationEvaluated'>) => {
    const { deviation } = happened.event
    const plan = planOf(happened.envelope)
    return [
      met(happened, { what: 'evaluation', item: deviation }),
      { remove: 'due_author', where: { plan, item: deviation } } as const,
      { remove: 'due_escalation', where: { plan, deviation } } as const,
    ]
  },
} as const

/** What allows no deviation was left all the same: due at once, and so one step up at once, until it is followed again or was read. */
const stepIsForbidden = (happened: Happened<PlanEvent>, item: string) =>
  dueAt(happened, happened.envelope.recordedAt, { what: 'forbidden-step', kind: 'deviation', item, mustAct: 'authors' })
