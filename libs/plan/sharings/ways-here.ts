/** By what a recipient has a part in the plan: a joining of theirs, of an organisation those of its people, and the referrals that it accepted. */
import type { Moment, PersonId } from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { ENFORCES } from '../care-team/enforcing.ts'
import type { CareTeam } from '../care-team/care-team.ts'
import type { Recipient } from '../permissions/permission.ts'
import type { Referrals } from '../referrals/referrals.ts'
import { keyOf, type ItemKey } from '../visibility/visibility.ts'

/** Whom something can be shared with: whoever coordinates reads by a basis, a permission or by joining. */
export const SHARED_WITH_KINDS = ['professional', 'organisation'] as const
export type SharedWith = Extract<Recipient, { readonly kind: (typeof SHARED_WITH_KINDS)[number] }>

export interface Way {
  readonly way: ItemKey
  /** Who has it of a professional's joining. */
  readonly professional?: string
  /** For whom they work. */
  readonly organisation?: string
  readonly domain: LegalDomain
  /** Not to enforce. */
  readonly helps: boolean
  /** Absent: for everyone in the family. */
  readonly of?: readonly PersonId[]
  readonly until: Moment
}

export interface KnowsWays {
  readonly careTeam: Pick<CareTeam, 'joined'>
  readonly referrals: Referrals
}

/** Neither ended nor declined; also those past their date. */
export function waysHere(to: SharedWith, { careTeam, referrals }: KnowsWays): readonly Way[] {
  const isTheirs = (one: { readonly professional: string; readonly organisation: string }) =>
    to.kind === 'professional' ? one.professional === to.id : one.organisation === to.id
  const joined = Object.entries(careTeam.joined).flatMap(([id, one]): readonly Way[] => {
    if (!isTheirs(one)) return []
    const { professional, organisation, domain, activity, members, until } = one
    const way = keyOf({ kind: 'joining', id })
    const whose = { professional, organisation, domain }
    return [{ way, ...whose, helps: activity !== ENFORCES, ...(members && { of: members }), until }]
  })
  if (to.kind === 'professional') return joined
  const referred = Object.entries(referrals).flatMap(([id, one]): readonly Way[] => {
    if (one.to !== to.id || one.is !== 'accepted') return []
    return [{ way: keyOf({ kind: 'referral', id }), domain: one.domain, helps: true, of: one.about, until: one.until }]
  })
  return [...joined, ...referred]
}

/** Those that count at a moment. */
export const waysNow = (ways: readonly Way[], at: Moment): readonly Way[] => ways.filter(({ until }) => at <= until)
