/** Deviations with their accounts, readings and evaluations, as a reader sees them. */
import type { Day } from '../../deciding/days.ts'
import type { Moment, OnceInClear, Sealed } from '../../deciding/decider.ts'
import { withChanged, withOneMore, withReplaced } from '../../deciding/growing.ts'
import type { AccountInWords } from './account.ts'
import type { AnswerToObjection, Settlement } from './after-reading.ts'
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

/** What is said after a reading. Its words are absent for who may know that it was said, and not what. */
export interface Remark extends Said {
  readonly id: string
}

export interface ConditionAsRead {
  readonly id: string
  /** The end of its day. */
  readonly until: Moment
  readonly words?: Sealed
  readonly met?: Remark
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
  /** What its reader's support hangs on; absent where it hangs on nothing. */
  readonly conditions?: readonly ConditionAsRead[]
  /** What was objected to, answered and settled; absent where nothing was answered. */
  readonly objection?: {
    readonly answer: Remark & { readonly says: Sealed<AnswerToObjection> }
    readonly settlement?: Remark & { readonly finds: Sealed<Settlement> }
  }
  /** Who did not read it in time; absent where nobody was passed by. */
  readonly passedBy?: readonly (Mark & { readonly reader: string })[]
  /** Since when nobody is left to read it. */
  readonly noReaderSince?: Moment
  readonly familyInvitedAt?: Moment
  /** The step, or the priority, is followed again. */
  readonly ended?: Said
  /** The lesson without anyone in it, by somebody else than who evaluated. */
  readonly lessonCleared?: Said
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
    case 'ReadingPassedOn':
      return { passedBy: withOneMore(now.passedBy ?? [], { ...mark(seen), reader: event.reader }) }
    case 'FamilyInvitedToEvaluate':
      return { familyInvitedAt: seen.at }
    case 'NoReaderLeft':
      return { noReaderSince: seen.at }
    case 'ConditionSet': {
      const { condition: id, due } = event
      return { conditions: withOneMore(now.conditions ?? [], { id, until: due.at }) }
    }
    case 'ConditionMet': {
      const met = { ...mark(seen), id: event.answer }
      return { conditions: withChanged(now.conditions ?? [], event.condition, () => ({ met })) }
    }
    case 'ObjectionAnswered':
      return { objection: { answer: { ...mark(seen), id: event.answer, says: event.says } } }
    case 'ObjectionSettled': {
      const settlement = { ...mark(seen), id: event.answer, finds: event.finds }
      return now.objection === undefined ? {} : { objection: { ...now.objection, settlement } }
    }
    case 'RemarkWorded':
      return worded(now, event.remark, event.words)
    case 'DeviationEnded':
      return { ended: said(seen, event.reason) }
    case 'LessonCleared':
      return { lessonCleared: said(seen, event.words) }
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

/** The words of a condition, or of an answer, where it stands. */
function worded({ conditions = [], objection }: DeviationAsRead, id: string, words: Sealed): Partial<DeviationAsRead> {
  if (objection?.settlement?.id === id)
    return { objection: { ...objection, settlement: { ...objection.settlement, words } } }
  if (objection?.answer.id === id) return { objection: { ...objection, answer: { ...objection.answer, words } } }
  const met = conditions.find((one) => one.met?.id === id)
  const condition = met?.id ?? id
  return conditions.some((one) => one.id === condition)
    ? {
        conditions: withChanged(conditions, condition, (one) =>
          one.met?.id === id ? { met: { ...one.met, words } } : { words },
        ),
      }
    : {}
}
