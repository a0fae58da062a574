/** Deviations with their accounts, readings and evaluations, as a reader sees them. */
import type { Day } from '../../deciding/days.ts'
import type { Moment, OnceInClear, Sealed } from '../../deciding/decider.ts'
import { withChanged, withOneMore, withReplaced } from '../../deciding/growing.ts'
import type { AccountInWords } from './account.ts'
import type { DeviatedFrom, DeviationEvent, DeviationOutcome, ReadBecause } from './deviation-events.ts'
import type { Finding } from './second-reading.ts'
import {
  excludedIn,
  mark,
  said,
  type FamilyEvaluationAsRead,
  type ItemAsRead,
  type Mark,
  type Said,
  type Seen,
} from '../seen.ts'

export interface ReadingAsRead extends Mark {
  readonly id: string
  readonly finding: Finding
  /** Absent for who may know the finding and not what was said. */
  readonly words?: Sealed
}

export interface DrawnReaderAsRead {
  readonly reader: string
  readonly pool: number
  readonly seed: string
  /** A digest of who could not be drawn: who holds the envelope knows them, and draws again. */
  readonly excluded?: string
  readonly drawnAt: Moment
}

export interface DeviationAsRead extends ItemAsRead {
  readonly from: DeviatedFrom
  readonly insteadDone: Sealed
  readonly situation: Sealed
  readonly acute: boolean
  readonly happenedAt: Moment
  /** Why a second reader reads it, where that is not for what was left. */
  readonly readBecause?: readonly ReadBecause[]
  readonly reported: Mark
  /** Until it is accounted for it justifies nothing, and shows as such. */
  readonly justified: boolean
  readonly dueAt?: Moment
  readonly due?: string
  /** Its words are absent for who may know that it was given and not what it says. */
  readonly account?: Mark & { readonly reviewDate?: Day } & AccountInWords
  readonly reader?: DrawnReaderAsRead
  readonly recused: readonly (Said & { readonly reader: string })[]
  readonly readings: readonly ReadingAsRead[]
  readonly answers: readonly Said[]
  /** Beside the team's: what came of it to each of the family; absent where nobody said. */
  readonly familyEvaluations?: readonly FamilyEvaluationAsRead[]
  readonly evaluation?: Mark & {
    readonly outcome: OnceInClear<DeviationOutcome>
    readonly words: Sealed
    readonly lesson?: Sealed
  }
}

export function deviationsAfter(
  now: readonly DeviationAsRead[],
  event: DeviationEvent,
  seen: Seen<unknown>,
): readonly DeviationAsRead[] {
  if (event.type === 'DeviationReported') {
    const { deviation: id, domain, about, from, insteadDone, situation, acute, readBecause, due } = event
    const reported = { id, domain, about, from, insteadDone, situation, acute, reported: mark(seen) }
    const open = { justified: false, dueAt: due.at, due: due.what, recused: [], readings: [], answers: [], views: [] }
    const marked = readBecause && { readBecause }
    return withOneMore(now, { ...reported, ...marked, happenedAt: event.happenedAt ?? seen.at, ...open })
  }
  if (event.type === 'DeviationAccountedFor') {
    const { reviewDate, safety, due } = event
    const account = { ...mark(seen), ...(reviewDate && { reviewDate }), ...(safety && { safety }) }
    const next = due && { due: due.what, dueAt: due.at }
    return withReplaced(now, event.deviation, ({ due: _met, dueAt: _then, ...deviation }) => ({
      ...{ ...deviation, justified: true, account, ...next },
    }))
  }
  return withChanged(now, event.deviation, (deviation) => changeOf(deviation, event, seen))
}

function changeOf(
  now: DeviationAsRead,
  event: Exclude<DeviationEvent, { type: 'DeviationReported' | 'DeviationAccountedFor' }>,
  seen: Seen<unknown>,
): Partial<DeviationAsRead> {
  switch (event.type) {
    case 'DeviationReasoned':
      return now.account === undefined ? {} : { account: { ...now.account, ...event.account } }
    case 'ReaderDrawn': {
      const { reader, pool, seed } = event
      return { reader: { reader, pool, seed, ...excludedIn(seen), drawnAt: seen.at } }
    }
    case 'ReaderRecused':
      return { recused: withOneMore(now.recused, { ...said(seen, event.reason), reader: event.reader }) }
    case 'SecondReadingGiven': {
      const { reading: id, finding } = event
      return { readings: withOneMore(now.readings, { ...mark(seen), id, finding }) }
    }
    case 'SecondReadingWorded':
      return { readings: withChanged(now.readings, event.reading, () => ({ words: event.words })) }
    case 'ReaderAnswered':
      return { answers: withOneMore(now.answers, said(seen)) }
    case 'ReaderAnswerWorded':
      return { answers: now.answers.with(-1, said(seen, event.words)) }
    case 'DeviationEvaluated': {
      const { outcome, words, lesson } = event
      return { evaluation: { ...mark(seen), outcome, words, ...(lesson && { lesson }) } }
    }
  }
}
