/**
 * Adopting a goal over someone who cannot be heard: by reasons that a second reader read. A goal has one such reader, whatever is revised and
 * whoever asks, until they stand aside; then the next of the same lot.
 */
import { Refusal, type Concerns, type Deed, type Moment, type PersonId, type Sealed } from '../../deciding/decider.ts'
import {
  drawnFor,
  lotOf,
  mustBeFromOutside,
  mustBeItsReader,
  type Draw,
  type Drawn,
  type DrawnRefusal,
} from '../deviations/draw.ts'
import type { Goal } from './goal.ts'
import type { OwnVoices } from './own-voice.ts'

/** With the lot that drew them: anyone who has the envelope can draw again. */
interface DrawnForGoal extends Drawn {
  readonly goal: string
  readonly exception: string
}

export type ExceptionEvent = Concerns &
  (
    | ({
        readonly type: 'AdoptionExceptionReasoned'
        readonly notHeard: readonly PersonId[]
        readonly reason: Sealed
      } & DrawnForGoal)
    | ({ readonly type: 'ExceptionReaderDrawn' } & DrawnForGoal)
    | {
        readonly type: 'ExceptionReaderRecused'
        readonly goal: string
        readonly exception: string
        readonly reader: string
        readonly reason?: Sealed
      }
    | {
        readonly type: 'AdoptionExceptionRead'
        readonly goal: string
        readonly exception: string
        readonly words: Sealed
      }
  )

export type ExceptionCommand =
  | {
      readonly type: 'ReasonAdoptionException'
      readonly goal: string
      readonly exception: string
      readonly reason: Sealed
      readonly draw: Draw
      readonly voices: OwnVoices
    }
  | {
      readonly type: 'ReadAdoptionException'
      readonly goal: string
      readonly exception: string
      readonly words: Sealed
      readonly basedOn: number
    }
  | {
      readonly type: 'RecuseExceptionReader'
      readonly goal: string
      readonly exception: string
      readonly reason?: Sealed
      readonly draw: Draw
    }

export type ExceptionRefusal =
  DrawnRefusal | 'GOAL_IS_NOT_PROPOSED' | 'EVERYONE_CAN_BE_HEARD' | 'NOBODY_CAN_READ_THE_EXCEPTION'

export interface ExceptionNeeds {
  /** Those it affects who can neither speak nor are represented. */
  readonly notHeard: readonly PersonId[]
  /** Who works with the family now: none of them reads it as an outsider. */
  readonly involved: readonly string[]
}

export function decideException(
  command: ExceptionCommand,
  goal: Goal,
  { notHeard, involved }: ExceptionNeeds,
  { by, at }: Deed,
): readonly ExceptionEvent[] {
  const { exception } = command
  const { domain, about, exception: now } = goal
  const concerns = { domain, about, goal: command.goal, exception }
  switch (command.type) {
    case 'ReasonAdoptionException': {
      const { reason, draw } = command
      if (goal.is !== 'proposed') throw refusal('GOAL_IS_NOT_PROPOSED')
      if (notHeard.length === 0) throw refusal('EVERYONE_CAN_BE_HEARD')
      const stands = now?.reader !== undefined && notHeard.every((person) => now.notHeard.includes(person))
      if (stands) return []
      const drawn = nextReader(goal, draw, by.id, at)
      if (drawn === undefined) throw refusal('NOBODY_CAN_READ_THE_EXCEPTION')
      return [{ ...concerns, type: 'AdoptionExceptionReasoned', notHeard, reason, ...drawn }]
    }

    case 'ReadAdoptionException': {
      const { words, basedOn } = command
      const read = now?.exception === exception ? now : undefined
      mustBeItsReader(read?.reader, by.id)
      mustBeFromOutside([...involved, ...goal.reading.writers], by.id)
      return read?.readAt === undefined ? [{ ...concerns, basedOn, type: 'AdoptionExceptionRead', words }] : []
    }

    case 'RecuseExceptionReader': {
      const { reason, draw } = command
      const stillReads = now?.exception === exception && now.readAt === undefined
      mustBeItsReader(stillReads ? now.reader : undefined, by.id)
      const recused = [...goal.reading.recused, by.id]
      const next = nextReader({ ...goal, reading: { ...goal.reading, recused } }, draw, undefined, at)
      return [
        { ...concerns, type: 'ExceptionReaderRecused', reader: by.id, ...(reason && { reason }) },
        ...(next === undefined ? [] : [{ ...concerns, type: 'ExceptionReaderDrawn', ...next } as const]),
      ]
    }
  }
}

function nextReader({ domain, reading }: Goal, draw: Draw, reasonedBy: string | undefined, at: Moment) {
  const { excluded, recused, lot } = reading
  const without = reasonedBy === undefined ? excluded : [...excluded, reasonedBy]
  return drawnFor({ what: 'exception-reading', domain, excluded: without, recused, ...(lot && { lot }) }, draw, at)
}

/** Who wrote it, each named once, however often they did. */
export const alsoBy = (writers: readonly string[], by: string): readonly string[] =>
  writers.includes(by) ? writers : [...writers, by]

export function evolveException(now: Goal, event: ExceptionEvent, by: string, at: Moment): Goal {
  const { reading } = now
  switch (event.type) {
    case 'AdoptionExceptionReasoned': {
      const { exception, notHeard, reader } = event
      const writers = alsoBy(reading.writers, by)
      return {
        ...now,
        reading: { ...reading, writers, lot: lotOf(event) },
        exception: { exception, notHeard, reader, read: false },
      }
    }
    case 'ExceptionReaderDrawn': {
      const exception = now.exception && { ...now.exception, reader: event.reader }
      return { ...now, reading: { ...reading, lot: lotOf(event) }, ...(exception && { exception }) }
    }
    case 'ExceptionReaderRecused': {
      const recused = [...reading.recused, event.reader]
      if (now.exception === undefined) return { ...now, reading: { ...reading, recused } }
      const { reader: _aside, ...exception } = now.exception
      return { ...now, reading: { ...reading, recused }, exception }
    }
    case 'AdoptionExceptionRead':
      return now.exception === undefined ? now : { ...now, exception: { ...now.exception, read: true, readAt: at } }
  }
}

const refusal = (code: ExceptionRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
