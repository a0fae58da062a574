/** The second reading of a deviation: drawn, given, answered; and standing aside. The deviation itself, and its account, are in `deviations.ts`. */
import { Refusal, type Concerns, type Deed, type Moment, type Sealed } from '../../deciding/decider.ts'
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
  | DrawnRefusal
  | 'DEVIATION_IS_NOT_ACCOUNTED_FOR'
  | 'DEVIATION_NEEDS_NO_READER'
  | 'NO_READER_IS_LEFT'
  | 'DEVIATION_HAS_A_READER'
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
      mustBeItsReader(readerOf(now), by.id)
      const without = { ...now, recused: [...now.recused, by.id] }
      return [
        { ...concerns, type: 'ReaderRecused', reader: by.id, ...(reason && { reason }) },
        ...readerDrawn(without, deviation, draw, at),
      ]
    }

    case 'GiveSecondReading': {
      const { reading, finding, words, basedOn } = command
      if (now.reading.is === 'read') throw refusal('DEVIATION_HAS_BEEN_READ')
      mustBeItsReader(readerOf(now), by.id)
      mustBeFromOutside(involved, by.id)
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

const readerOf = ({ reading }: Deviation) => (reading.is === 'drawn' ? reading.reader : undefined)

/** Empty where nobody is left to read; the account stands, and is still to be read. */
export function readerDrawn(now: Deviation, deviation: string, draw: Draw, at: Moment): readonly ReadingEvent[] {
  const { domain, about, authors, involvedThen, recused, acute, lot } = now
  const excluded = [...authors, ...involvedThen]
  const drawn = drawnFor({ what: 'reading', domain, acute, excluded, recused, ...(lot && { lot }) }, draw, at)
  return drawn === undefined ? [] : [{ domain, about, type: 'ReaderDrawn', deviation, ...drawn }]
}

const refusal = (code: ReadingRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
