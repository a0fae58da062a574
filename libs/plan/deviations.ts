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
} from '../deciding/decider.ts'
import { dayOf, endOf, inHours, inWorkingDays, type Day } from '../deciding/days.ts'
import type { LegalDomain } from '../deciding/domains.ts'
import { drawReader, type ReaderPool } from '../municipality/second-readers.ts'
import type { Terms } from '../municipality/terms.ts'
import type { StepInForce } from '../protocol/protocol.ts'
import { accountInWords, isComplete, missingFromAccount, type Account, type AccountInWords } from './account.ts'
import { mustBeMembers, type Members } from './members.ts'
import type { Priorities } from './priorities.ts'

/** What was left: a step as its protocol had it then, or a priority of this plan. */
export type DeviatedFrom =
  ({ readonly kind: 'step' } & StepInForce) | { readonly kind: 'priority'; readonly priority: string }

export const FINDINGS = ['supports', 'supports-with-conditions', 'objects', 'asks'] as const
export type Finding = (typeof FINDINGS)[number]

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
        readonly due: Due
      }
    | {
        readonly type: 'DeviationAccountedFor'
        readonly deviation: string
        readonly reviewDate: Day
        readonly due: Due
      }
    | { readonly type: 'DeviationReasoned'; readonly deviation: string; readonly account: AccountInWords }
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
    | {
        readonly type: 'DeviationEvaluated'
        readonly deviation: string
        readonly outcome: OnceInClear<DeviationOutcome>
        readonly words: Sealed
        readonly lesson?: Sealed
      }
  )

/** What a draw needs: the pool as it is now, a seed nobody chose, and the terms. */
export interface Draw {
  readonly pool: ReaderPool
  readonly seed: string
  readonly terms: Terms
}

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
  | {
      readonly type: 'EvaluateDeviation'
      readonly deviation: string
      readonly outcome: Sealed<DeviationOutcome>
      readonly words: Sealed
      readonly lesson?: Sealed
      readonly basedOn: number
    }

export type DeviationRefusal =
  | 'DEVIATION_CONCERNS_NOBODY'
  | 'DEVIATION_LIES_IN_THE_FUTURE'
  | 'PRIORITY_IS_NOT_BINDING_HERE'
  | 'DEVIATION_IS_UNKNOWN'
  | 'DEVIATION_IS_ACCOUNTED_FOR'
  | 'ACCOUNT_IS_INCOMPLETE'
  | 'DEVIATION_IS_NOT_ACCOUNTED_FOR'
  | 'DEVIATION_NEEDS_NO_READER'
  | 'NO_READER_IS_LEFT'
  | 'DEVIATION_HAS_A_READER'
  | 'ONLY_THE_DRAWN_READER_READS'
  | 'READER_WORKS_WITH_THE_FAMILY'
  | 'DEVIATION_HAS_BEEN_READ'
  | 'READER_ASKED_NOTHING'
  | 'REVIEW_DATE_HAS_NOT_COME'
  | 'DEVIATION_IS_EVALUATED'

export type Reading =
  | { readonly is: 'not-needed' }
  | { readonly is: 'to-be-drawn' }
  | { readonly is: 'drawn'; readonly reader: string; readonly asked: boolean }
  | { readonly is: 'read'; readonly reader: string }

export interface Deviation {
  readonly domain: LegalDomain
  readonly about: readonly PersonId[]
  /** Everyone who reported or accounted: none of them reads it. */
  readonly authors: readonly string[]
  readonly recused: readonly string[]
  readonly acute: boolean
  readonly needsReader: boolean
  readonly account: { readonly is: 'due' } | { readonly is: 'given'; readonly reviewDate: Day }
  readonly reading: Reading
  readonly evaluated: boolean
}

export type Deviations = Readonly<Record<string, Deviation>>

export interface DeviationsSee {
  readonly deviations: Deviations
  readonly priorities: Priorities
  readonly members: Members
  /** Coordinator, deputies and care team: none of them is a second reader here. */
  readonly involved: readonly string[]
}

/** What a next coordinator must be told of: not accounted for, not read, or not evaluated. */
export const openDeviations = (deviations: Deviations): readonly string[] =>
  Object.entries(deviations)
    .filter(([, { evaluated, reading }]) => !evaluated || reading.is === 'to-be-drawn' || reading.is === 'drawn')
    .map(([id]) => id)

export function evolveDeviations(now: Deviations, event: DeviationEvent, by: string): Deviations {
  if (event.type === 'DeviationReported') {
    const { deviation, domain, about, acute, from } = event
    if (domain === 'general') return now
    const needsReader = from.kind === 'priority' || from.rule !== 'deviation-free'
    const fresh = { recused: [], account: { is: 'due' }, reading: { is: 'not-needed' }, evaluated: false } as const
    return { ...now, [deviation]: { domain, about, authors: [by], acute, needsReader, ...fresh } }
  }
  const deviation = now[event.deviation]
  return deviation === undefined ? now : { ...now, [event.deviation]: evolveDeviation(deviation, event, by) }
}

type Later = Exclude<DeviationEvent, { type: 'DeviationReported' }>

function evolveDeviation(now: Deviation, event: Later, by: string): Deviation {
  switch (event.type) {
    case 'DeviationAccountedFor': {
      const reading = now.needsReader ? ({ is: 'to-be-drawn' } as const) : ({ is: 'not-needed' } as const)
      const authors = now.authors.includes(by) ? now.authors : [...now.authors, by]
      return { ...now, authors, account: { is: 'given', reviewDate: event.reviewDate }, reading }
    }
    case 'ReaderDrawn':
      return { ...now, reading: { is: 'drawn', reader: event.reader, asked: false } }
    case 'ReaderRecused':
      return { ...now, recused: [...now.recused, event.reader], reading: { is: 'to-be-drawn' } }
    case 'SecondReadingGiven':
      return event.finding === 'asks'
        ? { ...now, reading: { is: 'drawn', reader: by, asked: true } }
        : { ...now, reading: { is: 'read', reader: by } }
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

export const decideDeviations: Decider<DeviationCommand, DeviationsSee, DeviationEvent>['decide'] = (
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
        involved: plan.involved,
        by: by.id,
        at,
      })
    }

    case 'DrawReader': {
      if (now.account.is === 'due') throw refusal('DEVIATION_IS_NOT_ACCOUNTED_FOR')
      if (now.reading.is === 'not-needed') throw refusal('DEVIATION_NEEDS_NO_READER')
      if (now.reading.is !== 'to-be-drawn') throw refusal('DEVIATION_HAS_A_READER')
      const drawn = drawFor(now, deviation, command.draw, plan.involved, at)
      if (drawn.length === 0) throw refusal('NO_READER_IS_LEFT')
      return drawn
    }

    case 'RecuseReader': {
      const { reason, draw } = command
      if (now.reading.is !== 'drawn' || now.reading.reader !== by.id) throw refusal('ONLY_THE_DRAWN_READER_READS')
      const without = { ...now, recused: [...now.recused, by.id] }
      return [
        { ...concerns, type: 'ReaderRecused', reader: by.id, ...(reason && { reason }) },
        ...drawFor(without, deviation, draw, plan.involved, at),
      ]
    }

    case 'GiveSecondReading': {
      const { reading, finding, words, basedOn } = command
      if (now.reading.is === 'read') throw refusal('DEVIATION_HAS_BEEN_READ')
      if (now.reading.is !== 'drawn' || now.reading.reader !== by.id) throw refusal('ONLY_THE_DRAWN_READER_READS')
      // Who came to work with the family since the draw stands aside: another reader is drawn when they recuse themselves.
      if (plan.involved.includes(by.id)) throw refusal('READER_WORKS_WITH_THE_FAMILY')
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
  plan: DeviationsSee,
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
    due: { what: 'account', at: inWorkingDays(at, accountWorkingDays), terms: version },
  }
  if (accountedFor === undefined) return [reported]
  const now = evolveDeviations({}, reported, by.id)[deviation]
  if (now === undefined) return [reported]
  return [reported, ...accountFor({ now, deviation, ...accountedFor, draw, involved: plan.involved, by: by.id, at })]
}

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
  readonly involved: readonly string[]
  readonly by: string
  readonly at: Moment
}

function accountFor({
  now,
  deviation,
  account,
  basedOn,
  draw,
  involved,
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
  const { reviewDate } = account
  const accounted: DeviationEvent = {
    domain,
    about,
    basedOn,
    type: 'DeviationAccountedFor',
    deviation,
    reviewDate,
    due: { what: 'evaluation', at: endOf(reviewDate), terms: version },
  }
  const reasoned: DeviationEvent = {
    domain,
    about,
    type: 'DeviationReasoned',
    deviation,
    account: accountInWords(account),
  }
  const author = evolveDeviation(now, accounted, by)
  return [accounted, reasoned, ...(now.needsReader ? drawFor(author, deviation, draw, involved, at) : [])]
}

/** Who reads it: nobody who wrote it, works with the family or stood aside. Empty where nobody is left; the account stands, and is still to be read. */
function drawFor(
  now: Deviation,
  deviation: string,
  { pool, seed, terms }: Draw,
  involved: readonly string[],
  at: Moment,
): readonly DeviationEvent[] {
  const excluded = [...new Set([...now.authors, ...now.recused, ...involved])].sort()
  const reader = drawReader(pool, now.domain, excluded, seed)
  if (reader === undefined) return []
  const dueAt = now.acute ? inHours(at, terms.acuteReadingHours) : inWorkingDays(at, terms.readingWorkingDays)
  const due = { what: 'reading', at: dueAt, terms: terms.version }
  const { domain, about } = now
  return [{ domain, about, type: 'ReaderDrawn', deviation, reader, pool: pool.version, seed, excluded, due }]
}

const refusal = (code: DeviationRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
