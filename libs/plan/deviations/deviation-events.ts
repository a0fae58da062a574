/** What happens to a deviation, and what rules read of it. What is decided is in `deviations.ts`. */
import type { Concerns, Deed, Due, Moment, OnceInClear, PersonId, Role, Sealed } from '../../deciding/decider.ts'
import type { Day } from '../../deciding/days.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { withEntry } from '../../deciding/growing.ts'
import type { Team } from '../../municipality/second-readers.ts'
import type { StepInForce } from '../../protocol/protocol.ts'
import { involvedAt, type Involvement } from '../care-team/involvement.ts'
import type { AccountInWords } from './account.ts'
import { afterReading, type AfterReadingEvent } from './after-reading.ts'
import type { Deviation, Deviations } from './deviation.ts'
import { lotOf } from './draw.ts'
import type { ReadingEvent } from './second-reading.ts'

/** What was left: a step as its protocol had it then, or a priority of this plan. */
export type DeviatedFrom =
  ({ readonly kind: 'step' } & StepInForce) | { readonly kind: 'priority'; readonly priority: string }

/** Why a deviation is read by a second reader although its step, as it stood then, asks for none. */
export const READ_BECAUSE = ['before-the-plan', 'before-their-part', 'long-ago', 'rule-of-now'] as const
export type ReadBecause = (typeof READ_BECAUSE)[number]

export const DEVIATION_OUTCOMES = ['worked', 'did-not-work', 'unclear'] as const
export type DeviationOutcome = (typeof DEVIATION_OUTCOMES)[number]

/** What is said in confidence has an event of its own beside the fact, so that who may not read the words still knows how things stand. */
export type DeviationEvent = Concerns &
  (
    | {
        readonly type: 'DeviationReported'
        readonly deviation: string
        readonly from: DeviatedFrom
        readonly insteadDone: Sealed
        readonly situation: Sealed
        readonly acute: boolean
        /** Marked, where it is read for another reason than what was left. */
        readonly readBecause?: readonly ReadBecause[]
        /** Those of who wrote it and of who coordinates: nobody of these reads it. For who draws again, and nobody else. */
        readonly teams?: readonly Team[]
        readonly due: Due
      }
    | {
        readonly type: 'DeviationAccountedFor'
        readonly deviation: string
        /** Absent where nobody reads it and none was named: then nothing is due any more. */
        readonly reviewDate?: Day
        /** Who has authority over a child it is about does not see it. */
        readonly safety?: true
        readonly teams?: readonly Team[]
        /** Behind this the family is invited to say what came of it; absent in what was accounted for before it was. */
        readonly familyInvitedFrom?: Moment
        readonly due?: Due
      }
    /** Those it is about, and who speaks for them; until then nobody waits for them. */
    | { readonly type: 'FamilyInvitedToEvaluate'; readonly deviation: string; readonly due: Due }
    | { readonly type: 'DeviationReasoned'; readonly deviation: string; readonly account: AccountInWords }
    | {
        readonly type: 'DeviationEvaluated'
        readonly deviation: string
        readonly outcome: OnceInClear<DeviationOutcome>
        readonly words: Sealed
        readonly lesson?: Sealed
      }
    /** The lesson, in words of somebody else, without anyone of the family or who works with it. */
    | { readonly type: 'LessonCleared'; readonly deviation: string; readonly words: Sealed }
    | ReadingEvent
    | AfterReadingEvent
  )

/** What is told of a deviation. */
export interface Reported {
  readonly domain: LegalDomain
  readonly about: readonly PersonId[]
  readonly from: DeviatedFrom
  readonly acute: boolean
  readonly readBecause?: readonly ReadBecause[]
  readonly teams?: readonly Team[]
  readonly happenedAt: Moment
}

/** As the register of processing activities names it (`libs/access/processing-activities.ts`). */
const COORDINATES = 'plan-coordination'

/** Who wrote it, and for what. */
export interface Author {
  readonly by: string
  readonly activity: string
  readonly role?: Role
}

/** Who wrote something, as it stands with each event. */
export const authorOf = ({ by, activity }: Pick<Deed, 'by' | 'activity'>): Author => ({
  ...{ by: by.id, activity },
  ...(by.kind !== 'system' && { role: by.role }),
})

const leadingIn = ({ activity, role }: Author) =>
  activity === COORDINATES && role === 'team-lead' && ({ byALead: true } as const)

const coordinatingIn = ({ by, activity }: Author): readonly string[] => (activity === COORDINATES ? [by] : [])

/** A deviation that was just reported: nobody accounted for it yet. */
export function reported(
  { domain, about, from, acute, readBecause, teams = [], happenedAt }: Reported,
  author: Author,
  involvement: Involvement,
): Deviation {
  return {
    domain,
    about,
    authors: [author.by],
    coordinating: coordinatingIn(author),
    ...leadingIn(author),
    involvedThen: involvedAt(involvement, happenedAt),
    teams,
    acute,
    needsReader: from.kind === 'priority' || from.rule !== 'deviation-free' || readBecause !== undefined,
    ...(from.kind === 'priority' && { leaves: from.priority }),
    recused: [],
    passedBy: [],
    conditions: {},
    account: { is: 'due' },
    reading: { is: 'not-needed' },
    evaluated: false,
  }
}

/** A deviation for which an account was given. */
export function accountedFor(
  now: Deviation,
  {
    reviewDate,
    safety,
    teams = [],
  }: { readonly reviewDate?: Day; readonly safety?: true; readonly teams?: readonly Team[] },
  author: Author,
): Deviation {
  const authors = [...new Set([...now.authors, author.by])]
  const coordinating = [...new Set([...now.coordinating, ...coordinatingIn(author)])]
  const reading = now.needsReader ? ({ is: 'to-be-drawn' } as const) : ({ is: 'not-needed' } as const)
  return {
    ...now,
    authors,
    coordinating,
    ...leadingIn(author),
    teams: [...now.teams, ...teams],
    ...(safety && { safety }),
    account: { is: 'given', ...(reviewDate && { reviewDate }) },
    reading,
  }
}

/** @param involvement who worked with the family when: who did when it happened does not read it */
export function evolveDeviations(
  now: Deviations,
  event: DeviationEvent,
  deed: Author & { readonly at: Moment },
  involvement: Involvement,
): Deviations {
  if (event.type === 'DeviationReported') {
    const { deviation, domain, happenedAt = deed.at } = event
    if (domain === 'general') return now
    return withEntry(now, deviation, reported({ ...event, domain, happenedAt }, deed, involvement))
  }
  const deviation = now[event.deviation]
  return deviation === undefined ? now : withEntry(now, event.deviation, evolveDeviation(deviation, event, deed))
}

type Later = Exclude<DeviationEvent, { type: 'DeviationReported' }>

function evolveDeviation(now: Deviation, event: Later, deed: Author & { readonly at: Moment }): Deviation {
  const { by, at } = deed
  switch (event.type) {
    case 'DeviationAccountedFor':
      return accountedFor(now, event, deed)
    case 'ReaderDrawn':
      return {
        ...now,
        lot: lotOf(event),
        reading: { is: 'drawn', reader: event.reader, asked: false, until: event.due.at },
      }
    case 'ReadingPassedOn': {
      const [recused, passedBy] = [
        [...now.recused, event.reader],
        [...now.passedBy, event.reader],
      ]
      return { ...now, recused, passedBy, reading: { is: 'to-be-drawn' } }
    }
    case 'ReaderRecused':
      return { ...now, recused: [...now.recused, event.reader], reading: { is: 'to-be-drawn' } }
    case 'SecondReadingGiven':
      if (event.finding === 'asks') return { ...now, reading: { is: 'drawn', reader: by, asked: true } }
      return {
        ...{ ...now, reading: { is: 'read', reader: by, at } },
        // Before it was answered for, an objection started no term and was nobody's to settle.
        ...(event.finding === 'objects' && event.due && { objection: { is: 'to-be-answered' } }),
      }
    case 'ReaderAnswered':
      return now.reading.is === 'drawn'
        ? { ...now, reading: { ...now.reading, asked: false, ...(event.due && { until: event.due.at }) } }
        : now
    case 'DeviationEvaluated':
      return { ...now, evaluated: true, ...(event.lesson && { lesson: { by, isCleared: false } }) }
    case 'LessonCleared':
      return now.lesson === undefined ? now : { ...now, lesson: { ...now.lesson, isCleared: true } }
    case 'ConditionSet':
    case 'ConditionMet':
    case 'ObjectionAnswered':
    case 'ObjectionSettled':
    case 'RemarkWorded':
    case 'DeviationEnded':
      return afterReading(now, event, at)
    case 'FamilyInvitedToEvaluate':
      return { ...now, isFamilyInvited: true }
    case 'NoReaderLeft':
    case 'DeviationReasoned':
    case 'SecondReadingWorded':
    case 'ReaderAnswerWorded':
      return now
  }
}
