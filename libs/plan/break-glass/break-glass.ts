/**
 * Who opened the plan in an emergency, and what another found of it. It is asked here; whether it may follow on what they did before, the stream of their
 * uses decides (`uses-of-one.ts`), and it is settled here. What it opens is in `libs/access`.
 */
import { inHours } from '../../deciding/days.ts'
import {
  Refusal,
  type Concerns,
  type DecideOne,
  type Decider,
  type Deed,
  type Due,
  type Moment,
  type Sealed,
} from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { withEntry } from '../../deciding/growing.ts'
import { joinings, type CareTeam } from '../care-team/care-team.ts'
import { ENFORCES } from '../care-team/enforcing.ts'
import type { Members } from '../members/members.ts'

export const HOURS_AT_MOST = 4
const REVIEWED_WITHIN_HOURS = 72

/** What another finds of a use. */
export const USE_FINDINGS = ['justified', 'not-justified'] as const
export type UseFinding = (typeof USE_FINDINGS)[number]

export type BreakGlassEvent = Concerns &
  (
    | {
        readonly type: 'BreakGlassAsked'
        readonly use: string
        readonly name: Sealed
        /** The laws that it opens, beside what has none. */
        readonly domains: readonly LegalDomain[]
        readonly reason: Sealed
        readonly until: Moment
      }
    | { readonly type: 'BreakGlassUsed'; readonly use: string; readonly user: string; readonly due: Due }
    | { readonly type: 'BreakGlassRefused'; readonly use: string; readonly why: string }
    | {
        readonly type: 'BreakGlassReviewed'
        readonly use: string
        readonly finding: UseFinding
        readonly reason: Sealed
      }
  )

export type BreakGlassCommand =
  | {
      readonly type: 'AskBreakGlass'
      readonly use: string
      readonly name: Sealed
      readonly domains: readonly LegalDomain[]
      readonly reason: Sealed
      readonly hours: number
    }
  | {
      readonly type: 'SettleBreakGlass'
      readonly use: string
      readonly refused?: string
      /** The version of the municipality's terms, for the record: how long a review may take is the same in all. */
      readonly terms: number
    }
  | {
      readonly type: 'ReviewBreakGlass'
      readonly use: string
      readonly finding: UseFinding
      readonly reason: Sealed
    }

export type BreakGlassRefusal =
  | 'WHO_IS_OF_THE_FAMILY_BREAKS_NO_GLASS'
  | 'WHO_ENFORCES_BREAKS_NO_GLASS'
  | 'BREAK_GLASS_USE_IS_UNKNOWN'
  | 'BREAK_GLASS_USE_IS_REVIEWED'
  | 'BREAK_GLASS_USE_LASTS'
  | 'NOBODY_REVIEWS_THEIR_OWN_USE'

export interface BreakGlassUse {
  readonly is: 'asked' | 'used' | 'refused' | UseFinding
  readonly user: string
  readonly domains: readonly LegalDomain[]
  readonly from: Moment
  readonly until: Moment
  readonly reviewed?: { readonly by: string; readonly at: Moment }
}

export type BreakGlass = Readonly<Record<string, BreakGlassUse>>

export interface BreakGlassNeeds {
  readonly breakGlass: BreakGlass
  readonly members: Members
  readonly careTeam: CareTeam
}

const WHOLE_PLAN = { domain: 'general', about: [] } as const

/** Nobody opens so what is their own family's, nor what is kept from who checks a benefit of it; also where that came to be so since. */
export function whyNotBy(
  who: string,
  { members, careTeam }: Pick<BreakGlassNeeds, 'members' | 'careTeam'>,
  at: Moment,
): 'of-the-family' | 'enforces' | undefined {
  const { persons, requested } = members
  const isOfIt = Object.hasOwn(persons, who) || Object.values(requested).includes(who)
  const represents = Object.values(careTeam.representations).some((one) => one.representative === who)
  if (isOfIt || represents) return 'of-the-family'
  const enforces = joinings(careTeam, who, at).some(({ activity }) => activity === ENFORCES)
  return enforces ? 'enforces' : undefined
}

/** What someone opened that is open to them still: their next waits for a review of it, so that it is hardly ever more than one. */
export const lastingUsesOf = (uses: BreakGlass, who: string, at: Moment) =>
  Object.entries(uses).filter(([, { is, user, until }]) => user === who && is === 'used' && at < until)

/** Whether someone is to say what they find of it. */
export const awaitsReview = ({ is }: BreakGlassUse): boolean => is === 'used'

export function evolveBreakGlass(now: BreakGlass, event: BreakGlassEvent, { by, at }: Deed): BreakGlass {
  if (event.type === 'BreakGlassAsked') {
    const { use, domains, until } = event
    return withEntry(now, use, { is: 'asked', user: by.id, domains, from: at, until })
  }
  const use = now[event.use]
  if (use === undefined) return now
  const become = (then: Partial<BreakGlassUse>): BreakGlass => withEntry(now, event.use, { ...use, ...then })
  switch (event.type) {
    case 'BreakGlassUsed':
      return become({ is: 'used' })
    case 'BreakGlassRefused':
      return become({ is: 'refused' })
    case 'BreakGlassReviewed':
      return become({ is: event.finding, reviewed: { by: by.id, at } })
  }
}

export const decideBreakGlass: Decider<BreakGlassCommand, BreakGlassNeeds, BreakGlassEvent>['decide'] = (
  command,
  plan,
  deed,
) => {
  switch (command.type) {
    case 'AskBreakGlass':
      return ask(command, plan, deed)
    case 'SettleBreakGlass':
      return settle(command, plan, deed)
    case 'ReviewBreakGlass':
      return review(command, plan, deed)
  }
}

type Decide<Type extends BreakGlassCommand['type']> = DecideOne<
  BreakGlassCommand,
  Type,
  BreakGlassNeeds,
  BreakGlassEvent
>

const ask: Decide<'AskBreakGlass'> = ({ use, name, domains, reason, hours }, plan, { by, at }) => {
  if (plan.breakGlass[use] !== undefined) return []
  const why = whyNotBy(by.id, plan, at)
  if (why === 'of-the-family') throw refusal('WHO_IS_OF_THE_FAMILY_BREAKS_NO_GLASS')
  if (why === 'enforces') throw refusal('WHO_ENFORCES_BREAKS_NO_GLASS')
  const until = inHours(at, Math.min(hours, HOURS_AT_MOST))
  return [{ ...WHOLE_PLAN, type: 'BreakGlassAsked', use, name, domains, reason, until }]
}

/** Settled already: the door and the follower both carry it through, and the second finds it done. */
const settle: Decide<'SettleBreakGlass'> = ({ use, refused, terms }, { breakGlass }) => {
  const now = breakGlass[use]
  if (now?.is !== 'asked') return []
  if (refused !== undefined) return [{ ...WHOLE_PLAN, type: 'BreakGlassRefused', use, why: refused }]
  const due = { what: 'break-glass-review', at: inHours(now.from, REVIEWED_WITHIN_HOURS), terms }
  return [{ ...WHOLE_PLAN, type: 'BreakGlassUsed', use, user: now.user, due }]
}

const review: Decide<'ReviewBreakGlass'> = ({ use, finding, reason }, { breakGlass }, { by, at }) => {
  const now = breakGlass[use]
  if (now === undefined || now.is === 'asked' || now.is === 'refused') throw refusal('BREAK_GLASS_USE_IS_UNKNOWN')
  if (now.user === by.id) throw refusal('NOBODY_REVIEWS_THEIR_OWN_USE')
  if (!awaitsReview(now)) throw refusal('BREAK_GLASS_USE_IS_REVIEWED')
  // What is found to be wrong ends at once; nobody says that all was right of what is yet to be looked at.
  if (finding === 'justified' && at < now.until) throw refusal('BREAK_GLASS_USE_LASTS', { until: now.until })
  return [{ ...WHOLE_PLAN, type: 'BreakGlassReviewed', use, finding, reason }]
}

const refusal = (code: BreakGlassRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
