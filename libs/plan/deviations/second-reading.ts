/** The second reading of a deviation: drawn, given, answered; and standing aside. The deviation itself, and its account, are in `deviations.ts`. */
import { Refusal, type Concerns, type Deed, type Due, type Moment, type Sealed } from '../../deciding/decider.ts'
import { inHours, inWorkingDays } from '../../deciding/days.ts'
import { drawnFor, type Draw } from './draw.ts'
import type { Deviation } from './deviation.ts'

export const FINDINGS = ['supports', 'supports-with-conditions', 'objects', 'asks'] as const
export type Finding = (typeof FINDINGS)[number]

export type ReadingEvent = Concerns &
  (
    | {
        readonly type: 'ReaderDrawn'
        readonly deviation: string
        readonly reader: string
        /** Version of the pool and seed of the draw, so that anyone can draw again; and who could not be drawn. */
        readonly pool: number
        readonly seed: string
        readonly excluded: readonly string[]
        readonly due: Due
      }
    | { readonly type: 'ReaderRecused'; readonly deviation: string; readonly reader: string; readonly reason?: Sealed }
    | {
        readonly type: 'SecondReadingGiven'
        readonly deviation: string
        readonly reading: string
        readonly finding: Finding
      }
    | {
        readonly type: 'SecondReadingWorded'
        readonly deviation: string
        readonly reading: string
        readonly words: Sealed
      }
    | { readonly type: 'ReaderAnswered'; readonly deviation: string }
    | { readonly type: 'ReaderAnswerWorded'; readonly deviation: string; readonly words: Sealed }
  )

export type ReadingCommand =
  | { readonly type: 'DrawReader'; readonly deviation: string; readonly draw: Draw }
  | { readonly type: 'RecuseReader'; readonly deviation: string; readonly reason?: Sealed; readonly draw: Draw }
  | {
      readonly type: 'GiveSecondReading'
      readonly deviation: string
      readonly reading: string
      readonly finding: Finding
      readonly words: Sealed
      readonly basedOn: number
    }
  | { readonly type: 'AnswerReader'; readonly deviation: string; readonly words: Sealed }

export type ReadingRefusal =
  | 'DEVIATION_IS_NOT_ACCOUNTED_FOR'
  | 'DEVIATION_NEEDS_NO_READER'
  | 'NO_READER_IS_LEFT'
  | 'DEVIATION_HAS_A_READER'
  | 'ONLY_THE_DRAWN_READER_READS'
  | 'READER_WORKS_WITH_THE_FAMILY'
  | 'DEVIATION_HAS_BEEN_READ'
  | 'READER_ASKED_NOTHING'

/** @param involved who works with the family now: none of them reads it as an outsider */
export function decideReading(
  command: ReadingCommand,
  now: Deviation,
  involved: readonly string[],
  { by, at }: Deed,
): readonly ReadingEvent[] {
  const { deviation } = command
  const concerns = { domain: now.domain, about: now.about, deviation }
  switch (command.type) {
    case 'DrawReader': {
      if (now.account.is === 'due') throw refusal('DEVIATION_IS_NOT_ACCOUNTED_FOR')
      if (now.reading.is === 'not-needed') throw refusal('DEVIATION_NEEDS_NO_READER')
      if (now.reading.is !== 'to-be-drawn') throw refusal('DEVIATION_HAS_A_READER')
      const drawn = readerDrawn(now, deviation, command.draw, at)
      if (drawn.length === 0) throw refusal('NO_READER_IS_LEFT')
      return drawn
    }

    case 'RecuseReader': {
      const { reason, draw } = command
      if (now.reading.is !== 'drawn' || now.reading.reader !== by.id) throw refusal('ONLY_THE_DRAWN_READER_READS')
      const without = { ...now, recused: [...now.recused, by.id] }
      return [
        { ...concerns, type: 'ReaderRecused', reader: by.id, ...(reason && { reason }) },
        ...readerDrawn(without, deviation, draw, at),
      ]
    }

    case 'GiveSecondReading': {
      const { reading, finding, words, basedOn } = command
      if (now.reading.is === 'read') throw refusal('DEVIATION_HAS_BEEN_READ')
      if (now.reading.is !== 'drawn' || now.reading.reader !== by.id) throw refusal('ONLY_THE_DRAWN_READER_READS')
      // Who came to work with the family since the draw stands aside: another reader is drawn when they recuse themselves.
      if (involved.includes(by.id)) throw refusal('READER_WORKS_WITH_THE_FAMILY')
      return [
        { ...concerns, basedOn, type: 'SecondReadingGiven', reading, finding },
        { ...concerns, type: 'SecondReadingWorded', reading, words },
      ]
    }

    case 'AnswerReader':
      if (now.reading.is !== 'drawn' || !now.reading.asked) throw refusal('READER_ASKED_NOTHING')
      return [
        { ...concerns, type: 'ReaderAnswered' },
        { ...concerns, type: 'ReaderAnswerWorded', words: command.words },
      ]
  }
}

/** Empty where nobody is left to read; the account stands, and is still to be read. */
export function readerDrawn(now: Deviation, deviation: string, draw: Draw, at: Moment): readonly ReadingEvent[] {
  const { domain, about, authors, involvedThen, recused, acute, lot } = now
  const excluded = [...authors, ...involvedThen]
  const drawn = drawnFor({ domain, excluded, recused, ...(lot && { lot }) }, draw)
  if (drawn === undefined) return []
  const { acuteReadingHours, readingWorkingDays, version } = draw.terms
  const dueAt = acute ? inHours(at, acuteReadingHours) : inWorkingDays(at, readingWorkingDays)
  return [
    { domain, about, type: 'ReaderDrawn', deviation, ...drawn, due: { what: 'reading', at: dueAt, terms: version } },
  ]
}

const refusal = (code: ReadingRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
