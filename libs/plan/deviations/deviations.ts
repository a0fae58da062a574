/**
 * Leaving a protocol step, or a priority of the plan, and answering for it. What was done is recorded whatever it was;
 * until it is accounted for it justifies nothing. Challenges and escalation are not here.
 */
import {
  Refusal,
  type Concerns,
  type Decider,
  type Due,
  type Moment,
  type OnceInClear,
  type PersonId,
  type Sealed,
} from '../../deciding/decider.ts'
import { dayOf, daysBetween, endOf, inWorkingDays, type Day } from '../../deciding/days.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { withEntry } from '../../deciding/growing.ts'
import type { StepInForce, StepRule } from '../../protocol/protocol.ts'
import { accountInWords, isComplete, missingFromAccount, type Account, type AccountInWords } from './account.ts'
import type { Deviation, Deviations } from './deviation.ts'
import type { Draw } from './draw.ts'
import { beganAt, hadAPart, involvedAt, type Involvement } from '../care-team/involvement.ts'
import { mustBeMembers, type Members } from '../members/members.ts'
import type { Priorities } from '../priorities/priorities.ts'
import {
  decideReading,
  readerDrawn,
  type ReadingCommand,
  type ReadingEvent,
  type ReadingRefusal,
} from './second-reading.ts'

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
        readonly due: Due
      }
    | {
        readonly type: 'DeviationAccountedFor'
        readonly deviation: string
        readonly reviewDate: Day
        /** Who has authority over a child it is about does not see it. */
        readonly safety?: true
        readonly due: Due
      }
    | { readonly type: 'DeviationReasoned'; readonly deviation: string; readonly account: AccountInWords }
    | {
        readonly type: 'DeviationEvaluated'
        readonly deviation: string
        readonly outcome: OnceInClear<DeviationOutcome>
        readonly words: Sealed
        readonly lesson?: Sealed
      }
    | ReadingEvent
  )

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
  | ReadingCommand

export type DeviationRefusal =
  | ReadingRefusal
  | 'DEVIATION_CONCERNS_NOBODY'
  | 'DEVIATION_LIES_IN_THE_FUTURE'
  | 'PRIORITY_IS_NOT_BINDING_HERE'
  | 'DEVIATION_IS_UNKNOWN'
  | 'DEVIATION_IS_ACCOUNTED_FOR'
  | 'ACCOUNT_IS_INCOMPLETE'
  | 'DEVIATION_IS_NOT_ACCOUNTED_FOR'
  | 'REVIEW_DATE_HAS_NOT_COME'
  | 'DEVIATION_IS_EVALUATED'

export interface DeviationsNeeds {
  readonly deviations: Deviations
  readonly priorities: Priorities
  readonly members: Members
  /** Coordinator, deputies and care team: none of them reads it as an outsider. */
  readonly involved: readonly string[]
  readonly involvement: Involvement
}

/** What a next coordinator must be told of: not accounted for, not read, or not evaluated. */
export const openDeviations = (deviations: Deviations): readonly string[] =>
  Object.entries(deviations)
    .filter(([, { evaluated, reading }]) => !evaluated || reading.is === 'to-be-drawn' || reading.is === 'drawn')
    .map(([id]) => id)

/** @param involvement who worked with the family when: who did when it happened does not read it */
export function evolveDeviations(
  now: Deviations,
  event: DeviationEvent,
  { by, at }: { readonly by: string; readonly at: Moment },
  involvement: Involvement,
): Deviations {
  if (event.type === 'DeviationReported') {
    const { deviation, domain, about, acute, from, readBecause, happenedAt = at } = event
    if (domain === 'general') return now
    const needsReader = from.kind === 'priority' || from.rule !== 'deviation-free' || readBecause !== undefined
    const involvedThen = involvedAt(involvement, happenedAt)
    const leaves = from.kind === 'priority' && { leaves: from.priority }
    const fresh = { recused: [], account: { is: 'due' }, reading: { is: 'not-needed' }, evaluated: false } as const
    return withEntry(now, deviation, {
      domain,
      about,
      authors: [by],
      involvedThen,
      acute,
      needsReader,
      ...leaves,
      ...fresh,
    })
  }
  const deviation = now[event.deviation]
  return deviation === undefined ? now : withEntry(now, event.deviation, evolveDeviation(deviation, event, by, at))
}

type Later = Exclude<DeviationEvent, { type: 'DeviationReported' }>

function evolveDeviation(now: Deviation, event: Later, by: string, at: Moment): Deviation {
  switch (event.type) {
    case 'DeviationAccountedFor': {
      const reading = now.needsReader ? ({ is: 'to-be-drawn' } as const) : ({ is: 'not-needed' } as const)
      const authors = now.authors.includes(by) ? now.authors : [...now.authors, by]
      const account = { is: 'given', reviewDate: event.reviewDate } as const
      return { ...now, authors, ...(event.safety && { safety: true }), account, reading }
    }
    case 'ReaderDrawn': {
      const { reader, pool, seed, excluded } = event
      return { ...now, lot: { pool, seed, excluded }, reading: { is: 'drawn', reader, asked: false } }
    }
    case 'ReaderRecused':
      return { ...now, recused: [...now.recused, event.reader], reading: { is: 'to-be-drawn' } }
    case 'SecondReadingGiven':
      return event.finding === 'asks'
        ? { ...now, reading: { is: 'drawn', reader: by, asked: true } }
        : { ...now, reading: { is: 'read', reader: by, at } }
    case 'ReaderAnswered':
      return now.reading.is === 'drawn' ? { ...now, reading: { ...now.reading, asked: false } } : now
    case 'DeviationEvaluated':
      return { ...now, evaluated: true }
    case 'DeviationReasoned':
    case 'SecondReadingWorded':
    case 'ReaderAnswerWorded':
      return now
  }
}

export const decideDeviations: Decider<DeviationCommand, DeviationsNeeds, DeviationEvent>['decide'] = (
  command,
  plan,
  deed,
) => {
  const { by, at } = deed
  if (command.type === 'ReportDeviation') return report(command, plan, deed)
  const now = plan.deviations[command.deviation]
  if (now === undefined) throw refusal('DEVIATION_IS_UNKNOWN')
  const { deviation } = command
  const concerns = { domain: now.domain, about: now.about, deviation }

  switch (command.type) {
    case 'AccountForDeviation': {
      const { account, concernsAChild, basedOn, draw } = command
      if (now.account.is === 'given') throw refusal('DEVIATION_IS_ACCOUNTED_FOR')
      return accountFor({
        now,
        deviation,
        account,
        concernsAChild,
        basedOn,
        draw,
        by: by.id,
        at,
      })
    }

    case 'DrawReader':
    case 'RecuseReader':
    case 'GiveSecondReading':
    case 'AnswerReader':
      return decideReading(command, now, plan.involved, deed)

    case 'EvaluateDeviation': {
      const { outcome, words, lesson, basedOn } = command
      if (now.account.is === 'due') throw refusal('DEVIATION_IS_NOT_ACCOUNTED_FOR')
      if (now.evaluated) throw refusal('DEVIATION_IS_EVALUATED')
      const { reviewDate } = now.account
      if (dayOf(at) < reviewDate) throw refusal('REVIEW_DATE_HAS_NOT_COME', { reviewDate })
      return [{ ...concerns, basedOn, type: 'DeviationEvaluated', outcome, words, ...(lesson && { lesson }) }]
    }
  }
}

function report(
  command: Extract<DeviationCommand, { type: 'ReportDeviation' }>,
  plan: DeviationsNeeds,
  { by, at }: Parameters<typeof decideDeviations>[2],
): readonly DeviationEvent[] {
  const { deviation, domain, about, from, insteadDone, situation, acute, happenedAt, draw, accountedFor } = command
  if (plan.deviations[deviation] !== undefined) return []
  if (about.length === 0) throw refusal('DEVIATION_CONCERNS_NOBODY')
  mustBeMembers(plan.members, about)
  if (happenedAt > at) throw refusal('DEVIATION_LIES_IN_THE_FUTURE')
  if (from.kind === 'priority') {
    const priority = plan.priorities[from.priority]
    if (priority?.over.includes(domain) !== true) throw refusal('PRIORITY_IS_NOT_BINDING_HERE')
  }
  const { version, accountWorkingDays } = draw.terms
  const readBecause = reasonsToRead(command, plan.involvement, by.id, at)
  const reported: DeviationEvent = {
    domain,
    about,
    ...(happenedAt < at && { happenedAt }),
    type: 'DeviationReported',
    deviation,
    from: leftAlone(from),
    insteadDone,
    situation,
    acute,
    ...(readBecause.length > 0 && { readBecause }),
    due: { what: 'account', at: inWorkingDays(at, accountWorkingDays), terms: version },
  }
  if (accountedFor === undefined) return [reported]
  const now = evolveDeviations({}, reported, { by: by.id, at }, plan.involvement)[deviation]
  if (now === undefined) return [reported]
  return [reported, ...accountFor({ now, deviation, ...accountedFor, draw, by: by.id, at })]
}

/** What is told late may be told so on purpose: an older version of a protocol may ask for no reader. It is a fact all the same, and is read. */
function reasonsToRead(
  { from, ruleNow, happenedAt }: Extract<DeviationCommand, { type: 'ReportDeviation' }>,
  involvement: Involvement,
  by: string,
  at: Moment,
): readonly ReadBecause[] {
  const began = beganAt(involvement)
  const isBeforeThePlan = began === undefined || happenedAt < began
  const isFreeThen = from.kind === 'step' && from.rule === 'deviation-free'
  const so: Readonly<Record<ReadBecause, boolean>> = {
    'before-the-plan': isBeforeThePlan,
    'before-their-part': !isBeforeThePlan && !hadAPart(involvement, by, happenedAt),
    'long-ago': daysBetween(dayOf(happenedAt), dayOf(at)) > LONG_AGO_DAYS,
    'rule-of-now': isFreeThen && ruleNow !== undefined && ruleNow !== 'deviation-free',
  }
  return READ_BECAUSE.filter((why) => so[why])
}

/** As far back as a review may lie ahead: what is told later than that, nobody would still have reviewed. */
const LONG_AGO_DAYS = 180

function leftAlone(from: DeviatedFrom): DeviatedFrom {
  if (from.kind === 'priority') return { kind: 'priority', priority: from.priority }
  const { protocol, version, step, rule } = from
  return { kind: 'step', protocol, version, step, rule }
}

interface Accounting {
  readonly now: Deviation
  readonly deviation: string
  readonly account: Account
  readonly concernsAChild: boolean
  readonly basedOn: number
  readonly draw: Draw
  readonly by: string
  readonly at: Moment
}

function accountFor({
  now,
  deviation,
  account,
  basedOn,
  draw,
  by,
  at,
  ...rest
}: Accounting): readonly DeviationEvent[] {
  const { version, reviewWithinDays } = draw.terms
  const concernsAChild = rest.concernsAChild || now.domain === 'youth'
  const judgedBy = { today: dayOf(at), reviewWithinDays, concernsAChild }
  if (!isComplete(account, judgedBy))
    throw refusal('ACCOUNT_IS_INCOMPLETE', { missing: missingFromAccount(account, judgedBy) })
  const { domain, about } = now
  const { reviewDate, safety } = account
  const accounted: DeviationEvent = {
    domain,
    about,
    basedOn,
    type: 'DeviationAccountedFor',
    deviation,
    reviewDate,
    ...(safety === true && { safety }),
    due: { what: 'evaluation', at: endOf(reviewDate), terms: version },
  }
  const reasoned: DeviationEvent = {
    domain,
    about,
    type: 'DeviationReasoned',
    deviation,
    account: accountInWords(account),
  }
  const author = evolveDeviation(now, accounted, by, at)
  return [accounted, reasoned, ...(now.needsReader ? readerDrawn(author, deviation, draw, at) : [])]
}

const refusal = (code: DeviationRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
