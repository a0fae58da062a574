/** What is asked of a withholding: whether all of it is there, and what of it is written down. */
import { dayOf, daysBetween, endOf, inWorkingDays, type Day } from '../../deciding/days.ts'
import { isOfTheFamily, Refusal, type Deed, type Moment, type Sealed } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import type { ReaderPool } from '../../municipality/second-readers.ts'
import type { Terms } from '../../municipality/terms.ts'
import { joinings, professionalsAt } from '../care-team/care-team.ts'
import { isScoped } from '../care-team/joining.ts'
import type { Members } from '../members/members.ts'
import { MAY_BE_SILENT, type WithholdingGround, type WithholdingMode } from './visibility.ts'
import type { Items } from './withheld-items.ts'

/** What is asked of a withholding. Which parts must be there follows from who asks. */
export interface AsksToWithhold {
  readonly from: string
  readonly ground: WithholdingGround
  readonly reason?: Sealed
  readonly consulted?: string
  readonly reviewDate?: Day
  readonly mode?: WithholdingMode
}

/** What is judged by, and its sender must not say. */
export interface WithholdingIsJudgedBy {
  readonly terms: Terms
  readonly pool: ReaderPool
}

export interface Judged {
  readonly judgedBy: WithholdingIsJudgedBy
}

export interface WithholdingNeeds extends Items {
  readonly members: Members
  /** Coordinator and deputies. */
  readonly coordinators: readonly string[]
}

/** Every part that is missing or wrong, by its path. */
export function missingFrom(
  { from, ground, reason, consulted, reviewDate, mode }: AsksToWithhold,
  domain: Domain,
  { terms, pool }: WithholdingIsJudgedBy,
  plan: WithholdingNeeds,
  { by, at }: Deed,
): readonly string[] {
  const parts: readonly (readonly [string, boolean])[] = isOfTheFamily(by)
    ? [
        ['from', isKnown(from, plan, at) && from !== by.id],
        ['ground', ground === 'child-asked'],
        ['reason', reason === undefined],
        ['consulted', consulted === undefined],
        ['reviewDate', reviewDate === undefined],
        ['mode', mode === undefined],
      ]
    : [
        ['from', isKnown(from, plan, at) && from !== by.id],
        ['reason', reason !== undefined],
        [
          'consulted',
          consulted !== undefined &&
            ![by.id, from].includes(consulted) &&
            isColleague(consulted, domain, pool, plan, at),
        ],
        ['reviewDate', reviewDate !== undefined && isReviewDate(reviewDate, terms, at)],
        ['mode', mode === 'told' || (mode === 'silent' && MAY_BE_SILENT.includes(ground))],
      ]
  return parts.filter(([, isRight]) => !isRight).map(([part]) => part)
}

export const isReviewDate = (reviewDate: Day, { withholdingReviewWithinDays }: Terms, at: Moment): boolean => {
  const days = daysBetween(dayOf(at), reviewDate)
  return days > 0 && days <= withholdingReviewWithinDays
}

/** Whom the plan knows: a slip would withhold something from nobody. */
const isKnown = (from: string, plan: WithholdingNeeds, at: Moment): boolean =>
  plan.members.persons[from] !== undefined ||
  speaks(plan, from) ||
  [...plan.coordinators, ...professionalsAt(plan.careTeam, at)].includes(from)

/** Who works under all of the law it belongs to, here or as an outside reader: who joined for goals might not read it. Of what belongs to no law, whoever works here. */
function isColleague(who: string, domain: Domain, pool: ReaderPool, plan: WithholdingNeeds, at: Moment): boolean {
  const joined = joinings(plan.careTeam, who, at)
  if (domain === 'general') return joined.length > 0 || plan.coordinators.includes(who)
  const isInPool = pool.readers.some(({ reader, domains }) => reader === who && domains.includes(domain))
  return isInPool || joined.some((one) => one.domain === domain && !isScoped(one))
}

export type IncompleteRefusal = 'WITHHOLDING_IS_INCOMPLETE'

export function mustBeWhole(missing: readonly string[]): void {
  if (missing.length > 0) throw new Refusal<IncompleteRefusal>('WITHHOLDING_IS_INCOMPLETE', { missing })
}

export const speaks = ({ careTeam }: WithholdingNeeds, who: string): boolean =>
  Object.values(careTeam.representations).some(({ representative }) => representative === who)

/** A member's wish: it holds at once, silent, and a professional completes it. */
export const askedBy = ({ terms }: WithholdingIsJudgedBy, at: Moment) => ({
  mode: 'silent' as const,
  due: {
    what: 'withholding-completion',
    at: inWorkingDays(at, terms.withholdingCompletionWorkingDays),
    terms: terms.version,
  },
})

export function reasonsOf(ask: AsksToWithhold, { terms }: WithholdingIsJudgedBy, at: Moment) {
  const { reason, consulted, reviewDate, mode = 'told' } = ask
  const given = { mode, ...(reason && { reason }), ...(consulted && { consulted }), ...(reviewDate && { reviewDate }) }
  if (mode === 'told') return { ...given, due: reviewDue(reviewDate ?? dayOf(at), terms) }
  const confirmBy = inWorkingDays(at, terms.withholdingConfirmationWorkingDays)
  return {
    ...given,
    lapsesAt: inWorkingDays(confirmBy, terms.withholdingLapseWorkingDays),
    due: { what: 'withholding-confirmation', at: confirmBy, terms: terms.version },
  }
}

export const reviewDue = (reviewDate: Day, { version }: Terms) => ({
  what: 'withholding-review',
  at: endOf(reviewDate),
  terms: version,
})
