/**
 * What the system of a partner organisation may have of a plan: the one judgement for every channel, asked at the moment of delivery and
 * again when what was delivered is fetched. Its professionals are people with grounds of their own, and are not judged here.
 */
import type { Moment } from '../deciding/decider.ts'
import type { Domain, LegalDomain } from '../deciding/domains.ts'
import { joiningsOf } from '../plan/care-team/care-team.ts'
import { isPublic } from '../plan/for-partner.ts'
import type { Plan, PlanEvent } from '../plan/plan.ts'
import { isOpenReferral, type Referral } from '../plan/referrals/referrals.ts'
import { audienceOf } from './audiences.ts'
import { lawOfCare } from './processing-activities.ts'

/** The laws it works under here, by a professional in the care team or an accepted referral; and the referrals to it that are open. */
export interface PartnerGround {
  readonly is: 'partner'
  readonly domains: readonly LegalDomain[]
  readonly referrals: readonly string[]
}

/** A plan as it is now, and when that is. */
export interface PlanNow {
  readonly plan: Plan
  readonly at: Moment
}

/** @param organisation its OIN; undefined where it has no ground */
export function partnerGroundOf(organisation: string, { plan, at }: PlanNow): PartnerGround | undefined {
  const open = referralsTo(organisation, plan).filter(([, referral]) => isOpenReferral(referral, at))
  const domains = new Set<LegalDomain>([
    ...joiningsOf(plan.careTeam, organisation, at)
      .filter(({ activity, domain }) => lawOfCare(activity) === domain)
      .map(({ domain }) => domain),
    ...open.filter(([, { is }]) => is === 'accepted').map(([, { domain }]) => domain),
  ])
  if (domains.size === 0 && open.length === 0) return undefined
  return { is: 'partner', domains: [...domains].sort(), referrals: open.map(([id]) => id) }
}

/** Whether there may be an organisation that may have it. */
export const mayEverLeave = (event: PlanEvent): boolean => isPublic(event) && audienceOf(event) === 'team'

/** Public events only, and of those what a professional reads: of the laws it works under, and who is who; and what became of a referral to it. */
export const coversForPartner = ({ domains, referrals }: PartnerGround, event: PlanEvent): boolean =>
  mayEverLeave(event) && (worksUnder(domains, event.domain) || isOfOne(referrals, event))

/** `NEVER_LEAVES`: the event is internal. `NO_GROUND`: it never had one that covered this. */
export type NotForPartner = 'NEVER_LEAVES' | 'NO_GROUND' | 'GROUND_HAS_ENDED'

export type ForPartner = { readonly may: true } | { readonly may: false; readonly why: NotForPartner }

/** Whether an organisation may have an event of a plan, as both are now. @param organisation its OIN */
export function mayPartnerHave(organisation: string, event: PlanEvent, now: PlanNow): ForPartner {
  if (!isPublic(event)) return { may: false, why: 'NEVER_LEAVES' }
  const ground = partnerGroundOf(organisation, now)
  if (ground !== undefined && coversForPartner(ground, event)) return { may: true }
  return { may: false, why: everCovered(organisation, event, now.plan) ? 'GROUND_HAS_ENDED' : 'NO_GROUND' }
}

/** What a ground that has ended, of whatever kind, might have covered. */
function everCovered(organisation: string, event: PlanEvent, plan: Plan): boolean {
  const referred = referralsTo(organisation, plan)
  const accepted = referred.filter(([, { wasAccepted }]) => wasAccepted).map(([, { domain }]) => domain)
  const domains = [...(plan.careTeam.organisations[organisation] ?? []), ...accepted]
  const referrals = referred.map(([id]) => id)
  return worksUnder(domains, event.domain) || isOfOne(referrals, event)
}

const referralsTo = (organisation: string, { referrals }: Plan): readonly (readonly [string, Referral])[] =>
  Object.entries(referrals).filter(([, { to }]) => to === organisation)

const worksUnder = (domains: readonly LegalDomain[], domain: Domain): boolean =>
  domain === 'general' ? domains.length > 0 : domains.includes(domain)

const isOfOne = (referrals: readonly string[], event: PlanEvent): boolean =>
  'referral' in event && referrals.includes(event.referral)
