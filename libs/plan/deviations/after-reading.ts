/**
 * What follows from a second reading that objects, or sets conditions: its author answers, and what was objected to is settled by who leads the team, or above. That
 * a step is followed again, and that a reading passes on when it was not given in time. The reading itself is in `second-reading.ts`.
 */
import { inWorkingDays } from '../../deciding/days.ts'
import { Refusal, type Concerns, type DecideOne, type Due, type Moment, type Sealed } from '../../deciding/decider.ts'
import type { Terms } from '../../municipality/terms.ts'
import type { Deviation, Settles } from './deviation.ts'

/** What its author does on what was objected to: what they did stands, or something changes. */
export const ANSWERS_TO_OBJECTION = ['keeps', 'changes'] as const
export type AnswerToObjection = (typeof ANSWERS_TO_OBJECTION)[number]

/** What who settles it finds of that. */
export const SETTLEMENTS = ['may-stand', 'must-change'] as const
export type Settlement = (typeof SETTLEMENTS)[number]

export type AfterReadingEvent = Concerns &
  /** What a reader's support hangs on: to be met by its own day. */
  (
    | {
        readonly type: 'ConditionSet'
        readonly deviation: string
        readonly reading: string
        readonly condition: string
        readonly due: Due
      }
    | {
        readonly type: 'ConditionMet'
        readonly deviation: string
        readonly condition: string
        readonly answer: string
      }
    | {
        readonly type: 'ObjectionAnswered'
        readonly deviation: string
        readonly answer: string
        readonly says: Sealed<AnswerToObjection>
        /** Whose it is to settle, where that is not who leads the team. */
        readonly addressee?: 'escalation-officer'
        readonly due: Due
      }
    | {
        readonly type: 'ObjectionSettled'
        readonly deviation: string
        readonly answer: string
        readonly finds: Sealed<Settlement>
      }
    /** The words of a condition or an answer, under its id: in confidence, as those of the reading. */
    | {
        readonly type: 'RemarkWorded'
        readonly deviation: string
        readonly remark: string
        readonly words: Sealed
      }
    | { readonly type: 'DeviationEnded'; readonly deviation: string; readonly reason?: Sealed }
  )

export type AfterReadingCommand =
  | {
      readonly type: 'AnswerObjection'
      readonly deviation: string
      readonly answer: string
      readonly says: Sealed<AnswerToObjection>
      readonly words: Sealed
      readonly terms: Terms
      /** Who may be the last it goes up to, for the team that coordinates. */
      readonly officers: readonly string[]
    }
  | {
      readonly type: 'MeetCondition'
      readonly deviation: string
      readonly condition: string
      readonly answer: string
      readonly words: Sealed
    }
  | {
      readonly type: 'SettleObjection'
      readonly deviation: string
      readonly answer: string
      readonly finds: Sealed<Settlement>
      readonly words: Sealed
    }
  | { readonly type: 'EndDeviation'; readonly deviation: string; readonly reason?: Sealed }

export type AfterReadingRefusal =
  | 'READER_OBJECTED_TO_NOTHING'
  | 'OBJECTION_IS_ANSWERED'
  | 'OBJECTION_IS_NOT_ANSWERED'
  | 'OBJECTION_IS_SETTLED'
  | 'NOBODY_SETTLES_WHAT_THEY_LEFT'
  | 'CONDITION_IS_NOT_OPEN'
  | 'DEVIATION_HAS_ENDED'

type Decide<Type extends AfterReadingCommand['type']> = DecideOne<
  AfterReadingCommand,
  Type,
  Deviation,
  AfterReadingEvent
>

const concernsOf = ({ domain, about }: Deviation, deviation: string) => ({ domain, about, deviation })

export const decideAfterReading: Decide<AfterReadingCommand['type']> = (command, now, deed) => {
  switch (command.type) {
    case 'AnswerObjection':
      return answerObjection(command, now, deed)
    case 'SettleObjection':
      return settleObjection(command, now, deed)
    case 'MeetCondition':
      return meetCondition(command, now, deed)
    case 'EndDeviation':
      return endDeviation(command, now, deed)
  }
}

const answerObjection: Decide<'AnswerObjection'> = (
  { deviation, answer, says, words, terms, officers },
  now,
  { at },
) => {
  if (now.objection === undefined) throw refusal('READER_OBJECTED_TO_NOTHING')
  if (now.objection.is !== 'to-be-answered') throw refusal('OBJECTION_IS_ANSWERED')
  const concerns = concernsOf(now, deviation)
  const due = {
    what: 'objection-settlement',
    at: inWorkingDays(at, terms.readerQuestionWorkingDays),
    terms: terms.version,
  }
  return [
    { ...concerns, type: 'ObjectionAnswered', answer, says, ...settledAbove(now, officers), due },
    { ...concerns, type: 'RemarkWorded', remark: answer, words },
  ]
}

/** Who leads left it: then it is at once whom it would go up to, where the municipality named one who left it not. */
const settledAbove = ({ byALead, authors }: Deviation, officers: readonly string[]) =>
  byALead === true && officers.some((one) => !authors.includes(one)) && ({ addressee: 'escalation-officer' } as const)

const settleObjection: Decide<'SettleObjection'> = ({ deviation, answer, finds, words }, now, { by }) => {
  if (now.objection === undefined) throw refusal('READER_OBJECTED_TO_NOTHING')
  if (now.objection.is === 'to-be-answered') throw refusal('OBJECTION_IS_NOT_ANSWERED')
  if (now.objection.is === 'settled') throw refusal('OBJECTION_IS_SETTLED')
  if (now.authors.includes(by.id)) throw refusal('NOBODY_SETTLES_WHAT_THEY_LEFT')
  const concerns = concernsOf(now, deviation)
  return [
    { ...concerns, type: 'ObjectionSettled', answer, finds },
    { ...concerns, type: 'RemarkWorded', remark: answer, words },
  ]
}

const meetCondition: Decide<'MeetCondition'> = ({ deviation, condition, answer, words }, now) => {
  if (now.conditions[condition] !== 'open') throw refusal('CONDITION_IS_NOT_OPEN')
  const concerns = concernsOf(now, deviation)
  return [
    { ...concerns, type: 'ConditionMet', condition, answer },
    { ...concerns, type: 'RemarkWorded', remark: answer, words },
  ]
}

/** It is followed again from now on: what was done until then is answered for all the same, and can be looked back on at once. */
const endDeviation: Decide<'EndDeviation'> = ({ deviation, reason }, now) => {
  if (now.hasEnded === true) throw refusal('DEVIATION_HAS_ENDED')
  return [{ ...concernsOf(now, deviation), type: 'DeviationEnded', ...(reason && { reason }) }]
}

export function afterReading(now: Deviation, event: AfterReadingEvent, at: Moment): Deviation {
  switch (event.type) {
    case 'ConditionSet':
      return { ...now, conditions: { ...now.conditions, [event.condition]: 'open' } }
    case 'ConditionMet':
      return { ...now, conditions: { ...now.conditions, [event.condition]: 'met' } }
    case 'ObjectionAnswered':
      return { ...now, objection: { is: 'to-be-settled', by: event.addressee ?? 'team-lead' } }
    case 'ObjectionSettled':
      return { ...now, objection: { is: 'settled', by: settlesNow(now), at } }
    case 'DeviationEnded':
      // There is nothing left to do it on condition.
      return { ...now, hasEnded: true, conditions: {} }
    case 'RemarkWorded':
      return now
  }
}

const settlesNow = ({ objection }: Deviation): Settles =>
  objection === undefined || objection.is === 'to-be-answered' ? 'team-lead' : objection.by

const refusal = (code: AfterReadingRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
