/** What is asked of a withholding: whether all of it is there, and what of it is written down. */
import { dayOf, daysBetween, endOf, inWorkingDays, type Day } from '../../deciding/days.ts'
import { isOfTheFamily, Refusal, type Deed, type Moment, type Sealed } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import type { ReaderPool } from '../../municipality/second-readers.ts'
import type { Terms } from '../../municipality/terms.ts'
import { whomIsKnownIn, type TellsOfWhom, type WhomTheyKnow } from '../whom-they-know.ts'
import { MAY_BE_SILENT, type WithholdingGround, type WithholdingMode } from './visibility.ts'

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
  /** Whom its sender knows of; absent: everyone whom the plan tells of. */
  readonly knows?: WhomTheyKnow
}

export interface Judged {
  readonly judgedBy: WithholdingIsJudgedBy
}

/** Every part that is missing or wrong, by its path: somebody whom its sender does not know of is wrong as somebody who is not there. */
export function missingFrom(
  { from, ground, reason, consulted, reviewDate, mode }: AsksToWithhold,
  domain: Domain,
  { terms, pool, knows: known }: WithholdingIsJudgedBy,
  plan: TellsOfWhom,
  { by, at }: Deed,
): readonly string[] {
  const knows = known ?? whomIsKnownIn(plan, at)
  const parts: readonly (readonly [string, boolean])[] = isOfTheFamily(by)
    ? [
        ['from', knows.all.includes(from) && from !== by.id],
        ['ground', ground === 'child-asked'],
        ['reason', reason === undefined],
        ['consulted', consulted === undefined],
        ['reviewDate', reviewDate === undefined],
        ['mode', mode === undefined],
      ]
    : [
        ['from', knows.all.includes(from) && from !== by.id],
        ['reason', reason !== undefined],
        [
          'consulted',
          consulted !== undefined &&
            ![by.id, from].includes(consulted) &&
            (knows.colleagues[domain].includes(consulted) || isInPool(consulted, domain, pool)),
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

/** As an outside reader. */
const isInPool = (who: string, domain: Domain, { readers }: ReaderPool): boolean =>
  readers.some(({ reader, domains }) => reader === who && domains.some((one) => one === domain))

export type IncompleteRefusal = 'WITHHOLDING_IS_INCOMPLETE'

export function mustBeWhole(missing: readonly string[]): void {
  if (missing.length > 0) throw new Refusal<IncompleteRefusal>('WITHHOLDING_IS_INCOMPLETE', { missing })
}

export const speaks = ({ careTeam }: TellsOfWhom, who: string): boolean =>
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
