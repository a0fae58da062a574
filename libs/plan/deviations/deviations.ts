/**
 * Leaving a protocol step, or a priority of the plan, and answering for it. What was done is recorded whatever it was;
 * until it is accounted for it justifies nothing. Challenges and escalation are not here.
 */
import {
  Refusal,
  type Actor,
  type DecideOne,
  type Deed,
  type Moment,
  type PersonId,
  type Sealed,
} from '../../deciding/decider.ts'
import {
  dayOf,
  daysAfter,
  daysBetween,
  endOf,
  inWorkingDays,
  workingDaysBefore,
  type Day,
} from '../../deciding/days.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { teamAlone } from '../../municipality/second-readers.ts'
import type { Terms } from '../../municipality/terms.ts'
import type { StepRule } from '../../protocol/protocol.ts'
import { beganAt, hadAPart, type Involvement } from '../care-team/involvement.ts'
import { mustBeMembers, type Members } from '../members/members.ts'
import type { Priorities } from '../priorities/priorities.ts'
import { accountInWords, missingFromAccount, type Account } from './account.ts'
import {
  accountedFor,
  authorOf,
  READ_BECAUSE,
  reported,
  type DeviatedFrom,
  type DeviationEvent,
  type DeviationOutcome,
  type ReadBecause,
} from './deviation-events.ts'
import { isToBeAnsweredFor, type Deviation, type Deviations } from './deviation.ts'
import type { Draw } from './draw.ts'
import { decideAfterReading, type AfterReadingCommand, type AfterReadingRefusal } from './after-reading.ts'
import { decideReading, readerOrNobody, type ReadingCommand, type ReadingRefusal } from './second-reading.ts'

export type DeviationCommand =
  | {
      readonly type: 'ReportDeviation'
      readonly deviation: string
      readonly domain: LegalDomain
      readonly about: readonly PersonId[]
      readonly from: DeviatedFrom
      readonly insteadDone: Sealed
      readonly situation: Sealed
      readonly acute: boolean
      readonly happenedAt: Moment
      /** Of a step: its rule as it stands now, where it still stands. */
      readonly ruleNow?: StepRule
      readonly draw: Draw
      /** The account in the same breath, as is normal. */
      readonly accountedFor?: { readonly account: Account; readonly concernsAChild: boolean; readonly basedOn: number }
    }
  | {
      readonly type: 'AccountForDeviation'
      readonly deviation: string
      readonly account: Account
      readonly concernsAChild: boolean
      readonly basedOn: number
      readonly draw: Draw
    }
  | {
      readonly type: 'EvaluateDeviation'
      readonly deviation: string
      readonly outcome: Sealed<DeviationOutcome>
      readonly words: Sealed
      readonly lesson?: Sealed
      readonly basedOn: number
    }
  | { readonly type: 'ClearLesson'; readonly deviation: string; readonly words: Sealed }
  | { readonly type: 'InviteToEvaluate'; readonly deviation: string; readonly terms: Terms }
  | ReadingCommand
  | AfterReadingCommand

export type DeviationRefusal =
  | ReadingRefusal
  | AfterReadingRefusal
  | 'DEVIATION_CONCERNS_NOBODY'
  | 'DEVIATION_LIES_IN_THE_FUTURE'
  | 'PRIORITY_IS_NOT_BINDING_HERE'
  | 'DEVIATION_IS_UNKNOWN'
  | 'DEVIATION_IS_ACCOUNTED_FOR'
  | 'ACCOUNT_IS_INCOMPLETE'
  | 'DEVIATION_IS_NOT_ACCOUNTED_FOR'
  | 'REVIEW_DATE_HAS_NOT_COME'
  | 'DEVIATION_IS_EVALUATED'
  | 'THERE_IS_NO_LESSON_TO_CLEAR'
  | 'A_LESSON_IS_CLEARED_BY_SOMEONE_ELSE'

export interface DeviationsNeeds {
  readonly deviations: Deviations
  readonly priorities: Priorities
  readonly members: Members
  /** Coordinator, deputies and care team: none of them reads it as an outsider. */
  readonly involved: readonly string[]
  readonly involvement: Involvement
}

/** What a next coordinator must be told of: not accounted for, not read, what was objected to or asked of it open, or not evaluated where it is to be. */
export const openDeviations = (deviations: Deviations): readonly string[] =>
  Object.entries(deviations)
    .filter(([, one]) => isToBeEvaluated(one) || isToBeAnsweredFor(one))
    .map(([id]) => id)

/** Of a short account that names no day nobody waits for an evaluation. */
const isToBeEvaluated = ({ account, evaluated }: Deviation): boolean =>
  !evaluated && (account.is === 'due' || account.reviewDate !== undefined)

type Decide<Type extends DeviationCommand['type'], Needs = OnOne> = DecideOne<
  DeviationCommand,
  Type,
  Needs,
  DeviationEvent
>

/** One that is there. */
interface OnOne {
  readonly now: Deviation
  readonly involved: readonly string[]
}

export const decideDeviations: Decide<DeviationCommand['type'], DeviationsNeeds> = (command, plan, deed) => {
  if (command.type === 'ReportDeviation') return report(command, plan, deed)
  const now = plan.deviations[command.deviation]
  if (now === undefined) throw refusal('DEVIATION_IS_UNKNOWN')
  switch (command.type) {
    case 'AccountForDeviation':
      return account(command, { ...plan, now }, deed)
    case 'DrawReader':
    case 'RecuseReader':
    case 'GiveSecondReading':
    case 'AnswerReader':
    case 'PassReading':
      return decideReading(command, now, plan.involved, deed)
    case 'AnswerObjection':
    case 'SettleObjection':
    case 'MeetCondition':
    case 'EndDeviation':
      return decideAfterReading(command, now, deed)
    case 'EvaluateDeviation':
      return evaluate(command, { ...plan, now }, deed)
    case 'ClearLesson':
      return clearLesson(command, { ...plan, now }, deed)
    case 'InviteToEvaluate':
      return inviteToEvaluate(command, { ...plan, now }, deed)
  }
}

const report: Decide<'ReportDeviation', DeviationsNeeds> = (command, plan, deed) => {
  const { by, at } = deed
  const { deviation, domain, about, from, insteadDone, situation, acute, happenedAt, draw } = command
  if (plan.deviations[deviation] !== undefined) return []
  if (about.length === 0) throw refusal('DEVIATION_CONCERNS_NOBODY')
  mustBeMembers(plan.members, about)
  if (happenedAt > at) throw refusal('DEVIATION_LIES_IN_THE_FUTURE')
  if (from.kind === 'priority') {
    const priority = plan.priorities[from.priority]
    if (priority?.over.includes(domain) !== true) throw refusal('PRIORITY_IS_NOT_BINDING_HERE')
  }
  const { version, accountWorkingDays } = draw.terms
  const reasons = reasonsToRead(command, plan.involvement, by, at)
  const readBecause = reasons.length > 0 && { readBecause: reasons }
  const teams = teamsIn(draw)
  const event: DeviationEvent = {
    domain,
    about,
    ...(happenedAt < at && { happenedAt }),
    type: 'DeviationReported',
    deviation,
    from: leftAlone(from),
    insteadDone,
    situation,
    acute,
    ...readBecause,
    ...teams,
    due: { what: 'account', at: inWorkingDays(at, accountWorkingDays), terms: version },
  }
  if (command.accountedFor === undefined) return [event]
  const its = { domain, about, from, acute, happenedAt, ...readBecause, ...teams }
  const now = reported(its, authorOf(deed), plan.involvement)
  return [event, ...accountFor(now, { deviation, draw, ...command.accountedFor }, deed)]
}

const account: Decide<'AccountForDeviation'> = (command, { now }, deed) => {
  if (now.account.is === 'given') throw refusal('DEVIATION_IS_ACCOUNTED_FOR')
  return accountFor(now, command, deed)
}

const evaluate: Decide<'EvaluateDeviation'> = (command, { now }, { at }) => {
  const { deviation, outcome, words, lesson, basedOn } = command
  if (now.account.is === 'due') throw refusal('DEVIATION_IS_NOT_ACCOUNTED_FOR')
  if (now.evaluated) throw refusal('DEVIATION_IS_EVALUATED')
  const { reviewDate } = now.account
  if (reviewDate !== undefined && now.hasEnded !== true && dayOf(at) < reviewDate)
    throw refusal('REVIEW_DATE_HAS_NOT_COME', { reviewDate })
  const concerns = { domain: now.domain, about: now.about, deviation }
  return [{ ...concerns, basedOn, type: 'DeviationEvaluated', outcome, words, ...(lesson && { lesson }) }]
}

/** Whoever wrote it reads past the names in it; and until it is cleared, it is nobody's but who work with the family. */
const clearLesson: Decide<'ClearLesson'> = ({ deviation, words }, { now }, { by }) => {
  if (now.lesson === undefined || now.lesson.isCleared) throw refusal('THERE_IS_NO_LESSON_TO_CLEAR')
  if (now.lesson.by === by.id) throw refusal('A_LESSON_IS_CLEARED_BY_SOMEONE_ELSE')
  return [{ domain: now.domain, about: now.about, type: 'LessonCleared', deviation, words }]
}

/** Once, and not before its day: beside the team, which is not waited for, and which the family does not wait for. */
const inviteToEvaluate: Decide<'InviteToEvaluate'> = ({ deviation, terms }, { now }, { at }) => {
  if (now.account.is === 'due' || now.isFamilyInvited === true) return []
  const { reviewDate } = now.account
  if (reviewDate === undefined || at <= invitedFrom(reviewDate, terms)) return []
  const due = { what: 'family-evaluation', at: evaluatedBy(reviewDate, terms), terms: terms.version }
  return [{ domain: now.domain, about: now.about, type: 'FamilyInvitedToEvaluate', deviation, due }]
}

/** The moment behind which it is the day to invite the family. */
const invitedFrom = (reviewDate: Day, { familyInvitationWorkingDays }: Terms): Moment =>
  endOf(daysAfter(workingDaysBefore(reviewDate, familyInvitationWorkingDays), -1))

const evaluatedBy = (reviewDate: Day, { evaluationWorkingDays }: Terms): Moment =>
  inWorkingDays(endOf(reviewDate), evaluationWorkingDays)

/** What is told late may be told so on purpose: an older version of a protocol may ask for no reader. It is a fact all the same, and is read. */
function reasonsToRead(
  { from, ruleNow, happenedAt }: Extract<DeviationCommand, { type: 'ReportDeviation' }>,
  involvement: Involvement,
  by: Actor,
  at: Moment,
): readonly ReadBecause[] {
  const began = beganAt(involvement)
  const isBeforeThePlan = began === undefined || happenedAt < began
  const isFreeThen = from.kind === 'step' && from.rule === 'deviation-free'
  const so: Readonly<Record<ReadBecause, boolean>> = {
    'before-the-plan': isBeforeThePlan,
    'before-their-part': !isBeforeThePlan && !answersForTheTeam(by) && !hadAPart(involvement, by.id, happenedAt),
    'long-ago': daysBetween(dayOf(happenedAt), dayOf(at)) > LONG_AGO_DAYS,
    'rule-of-now': isFreeThen && ruleNow !== undefined && ruleNow !== 'deviation-free',
  }
  return READ_BECAUSE.filter((why) => so[why])
}

/** Who leads a team works in no plan, and answers for each of its. */
const answersForTheTeam = (by: Actor): boolean => by.kind === 'person' && by.role === 'team-lead'

/** Of whom nothing is known, nothing is kept. */
const teamsIn = ({ teams }: Draw) => teams.length > 0 && { teams: teams.map(teamAlone) }

/** As far back as a review may lie ahead: what is told later than that, nobody would still have reviewed. */
const LONG_AGO_DAYS = 180

function leftAlone(from: DeviatedFrom): DeviatedFrom {
  if (from.kind === 'priority') return { kind: 'priority', priority: from.priority }
  const { protocol, version, step, rule } = from
  return { kind: 'step', protocol, version, step, rule }
}

interface Accounting {
  readonly deviation: string
  readonly account: Account
  readonly concernsAChild: boolean
  readonly basedOn: number
  readonly draw: Draw
}

function accountFor(now: Deviation, given: Accounting, deed: Deed): readonly DeviationEvent[] {
  const { at } = deed
  const { deviation, account: its, basedOn, draw } = given
  const { version, reviewWithinDays } = draw.terms
  const concernsAChild = given.concernsAChild || now.domain === 'youth'
  const judgedBy = { today: dayOf(at), reviewWithinDays, concernsAChild, isRead: now.needsReader }
  const missing = missingFromAccount(its, judgedBy)
  if (missing.length > 0) throw refusal('ACCOUNT_IS_INCOMPLETE', { missing })
  const { domain, about } = now
  const { reviewDate, safety } = its
  const accounted = { ...(reviewDate && { reviewDate }), ...(safety === true && { safety }), ...teamsIn(draw) }
  return [
    {
      domain,
      about,
      basedOn,
      type: 'DeviationAccountedFor',
      deviation,
      ...accounted,
      ...(reviewDate && {
        familyInvitedFrom: invitedFrom(reviewDate, draw.terms),
        due: { what: 'evaluation', at: evaluatedBy(reviewDate, draw.terms), terms: version },
      }),
    },
    { domain, about, type: 'DeviationReasoned', deviation, account: accountInWords(its) },
    ...(now.needsReader ? [readerOrNobody(accountedFor(now, accounted, authorOf(deed)), deviation, draw, at)] : []),
  ]
}

const refusal = (code: DeviationRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
