/** The second reading of a deviation: drawn, given, answered; and standing aside. The deviation itself, and its account, are in `deviations.ts`. */
import { dayOf, daysBetween, endOf, inHours, inWorkingDays, type Day } from '../../deciding/days.ts'
import { Refusal, type Concerns, type Deed, type Due, type Moment, type Sealed } from '../../deciding/decider.ts'
import type { Terms } from '../../municipality/terms.ts'
import type { AfterReadingEvent } from './after-reading.ts'
import { drawnFor, mustBeFromOutside, mustBeItsReader, type Draw, type Drawn, type DrawnRefusal } from './draw.ts'
import type { Deviation } from './deviation.ts'

export const FINDINGS = ['supports', 'supports-with-conditions', 'objects', 'asks'] as const
export type Finding = (typeof FINDINGS)[number]

export type ReadingEvent = Concerns &
  (
    | ({ readonly type: 'ReaderDrawn'; readonly deviation: string } & Drawn)
    | { readonly type: 'ReaderRecused'; readonly deviation: string; readonly reader: string; readonly reason?: Sealed }
    | {
        readonly type: 'SecondReadingGiven'
        readonly deviation: string
        readonly reading: string
        readonly finding: Finding
        /** Of what objects, or asks: until when its author answers. */
        readonly due?: Due
      }
    | {
        readonly type: 'SecondReadingWorded'
        readonly deviation: string
        readonly reading: string
        readonly words: Sealed
      }
    | { readonly type: 'ReaderAnswered'; readonly deviation: string; readonly due?: Due }
    /** Not read in time: it goes to the next of the same lot, and who had it is told. */
    | {
        readonly type: 'ReadingPassedOn'
        readonly deviation: string
        readonly reader: string
        /** Of acute danger: somebody above hears of it at once, whoever reads it next. */
        readonly due?: Due
      }
    /** The pool has nobody for it: whoever keeps the pool is to see to that. */
    | { readonly type: 'NoReaderLeft'; readonly deviation: string; readonly due: Due }
    | { readonly type: 'ReaderAnswerWorded'; readonly deviation: string; readonly words: Sealed }
  )

/** What a reader's support hangs on, and by which day. */
export interface Condition {
  readonly condition: string
  readonly words: Sealed
  readonly until: Day
}

export type ReadingCommand =
  | { readonly type: 'DrawReader'; readonly deviation: string; readonly draw: Draw }
  | { readonly type: 'RecuseReader'; readonly deviation: string; readonly reason?: Sealed; readonly draw: Draw }
  | {
      readonly type: 'GiveSecondReading'
      readonly deviation: string
      readonly reading: string
      readonly finding: Finding
      readonly words: Sealed
      /** Of one that supports with conditions; of no other. */
      readonly conditions?: readonly Condition[]
      readonly terms: Terms
      readonly basedOn: number
    }
  | { readonly type: 'AnswerReader'; readonly deviation: string; readonly words: Sealed; readonly terms: Terms }
  /** Sent when its term has passed. */
  | { readonly type: 'PassReading'; readonly deviation: string; readonly draw: Draw }

export type ReadingRefusal =
  | DrawnRefusal
  | 'DEVIATION_IS_NOT_ACCOUNTED_FOR'
  | 'DEVIATION_NEEDS_NO_READER'
  | 'NO_READER_IS_LEFT'
  | 'DEVIATION_HAS_A_READER'
  | 'DEVIATION_HAS_BEEN_READ'
  | 'READER_ASKED_NOTHING'
  | 'CONDITIONS_DO_NOT_FIT_THE_READING'

/** @param involved who works with the family now: none of them reads it as an outsider */
export function decideReading(
  command: ReadingCommand,
  now: Deviation,
  involved: readonly string[],
  { by, at }: Deed,
): readonly (ReadingEvent | AfterReadingEvent)[] {
  const { deviation } = command
  const concerns = { domain: now.domain, about: now.about, deviation }
  switch (command.type) {
    case 'DrawReader': {
      if (now.account.is === 'due') throw refusal('DEVIATION_IS_NOT_ACCOUNTED_FOR')
      if (now.reading.is === 'not-needed') throw refusal('DEVIATION_NEEDS_NO_READER')
      if (now.reading.is !== 'to-be-drawn') throw refusal('DEVIATION_HAS_A_READER')
      const drawn = readerDrawn(now, deviation, command.draw, at)
      if (drawn === undefined) throw refusal('NO_READER_IS_LEFT')
      return [drawn]
    }

    case 'PassReading': {
      const { draw } = command
      if (now.reading.is !== 'drawn' || now.reading.asked) return []
      const { reader, until = at } = now.reading
      if (at <= until) return []
      const without = { ...now, recused: [...now.recused, reader] }
      const upAtOnce = now.acute &&
        now.passedBy.length === 0 && { due: { what: 'acute-reading', at, terms: draw.terms.version } }
      return [
        { ...concerns, type: 'ReadingPassedOn', reader, ...upAtOnce },
        readerOrNobody(without, deviation, draw, at),
      ]
    }

    case 'RecuseReader': {
      const { reason, draw } = command
      mustBeItsReader(readerOf(now), by.id)
      const without = { ...now, recused: [...now.recused, by.id] }
      return [
        { ...concerns, type: 'ReaderRecused', reader: by.id, ...(reason && { reason }) },
        readerOrNobody(without, deviation, draw, at),
      ]
    }

    case 'GiveSecondReading': {
      const { reading, finding, words, basedOn, terms, conditions = [] } = command
      if (now.reading.is === 'read') throw refusal('DEVIATION_HAS_BEEN_READ')
      mustBeItsReader(readerOf(now), by.id)
      mustBeFromOutside(involved, by.id)
      const wrong = wrongIn(conditions, finding, dayOf(at), terms)
      if (wrong.length > 0) throw refusal('CONDITIONS_DO_NOT_FIT_THE_READING', { wrong })
      return [
        { ...concerns, basedOn, type: 'SecondReadingGiven', reading, finding, ...answerDue(finding, at, terms) },
        { ...concerns, type: 'SecondReadingWorded', reading, words },
        ...conditions.flatMap((one) => conditionSet(one, { ...concerns, reading }, terms)),
      ]
    }

    case 'AnswerReader':
      if (now.reading.is !== 'drawn' || !now.reading.asked) throw refusal('READER_ASKED_NOTHING')
      return [
        { ...concerns, type: 'ReaderAnswered', due: readingDue(now, at, command.terms) },
        { ...concerns, type: 'ReaderAnswerWorded', words: command.words },
      ]
  }
}

const readerOf = ({ reading }: Deviation) => (reading.is === 'drawn' ? reading.reader : undefined)

/** Which of them are missing, or too many, or have no day that can be: of support with conditions there is one at least. */
function wrongIn(
  conditions: readonly Condition[],
  finding: Finding,
  today: Day,
  { reviewWithinDays }: Terms,
): readonly string[] {
  if ((finding === 'supports-with-conditions') !== conditions.length > 0) return ['conditions']
  return conditions.flatMap(({ until }, place) => {
    const days = daysBetween(today, until)
    return days >= 0 && days <= reviewWithinDays ? [] : [`conditions/${String(place)}/until`]
  })
}

const answerDue = (finding: Finding, at: Moment, { readerQuestionWorkingDays, version }: Terms) =>
  (finding === 'asks' || finding === 'objects') && {
    due: {
      what: finding === 'asks' ? 'reading' : 'objection',
      at: inWorkingDays(at, readerQuestionWorkingDays),
      terms: version,
    },
  }

const readingDue = ({ acute }: Deviation, at: Moment, terms: Terms): Due => ({
  what: 'reading',
  at: acute ? inHours(at, terms.acuteReadingHours) : inWorkingDays(at, terms.readingWorkingDays),
  terms: terms.version,
})

function conditionSet(
  { condition, words, until }: Condition,
  of: Concerns & { readonly deviation: string; readonly reading: string },
  { version }: Terms,
): readonly AfterReadingEvent[] {
  const { reading: _its, ...concerns } = of
  const due = { what: 'condition', at: endOf(until), terms: version }
  return [
    { ...of, type: 'ConditionSet', condition, due },
    { ...concerns, type: 'RemarkWorded', remark: condition, words },
  ]
}

/** Who reads it, or that nobody is left: then the account stands, is still to be read, and whoever keeps the pool must act. */
export function readerOrNobody(now: Deviation, deviation: string, draw: Draw, at: Moment): ReadingEvent {
  const { version, noReaderWorkingDays } = draw.terms
  const due = { what: 'reader-pool', at: inWorkingDays(at, noReaderWorkingDays), terms: version }
  const { domain, about } = now
  return readerDrawn(now, deviation, draw, at) ?? { domain, about, type: 'NoReaderLeft', deviation, due }
}

/** Undefined where nobody is left to read. */
function readerDrawn(now: Deviation, deviation: string, draw: Draw, at: Moment): ReadingEvent | undefined {
  const { domain, about, authors, involvedThen, teams, recused, acute, lot } = now
  const excluded = [...authors, ...involvedThen]
  const item = { what: 'reading', domain, acute, excluded, teams, recused, ...(lot && { lot }) } as const
  const drawn = drawnFor(item, draw, at)
  return drawn && { domain, about, type: 'ReaderDrawn', deviation, ...drawn }
}

const refusal = (code: ReadingRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
