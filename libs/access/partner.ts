/**
 * What the system of a partner organisation may have of a plan: the one judgement for every channel, asked at the moment of delivery and
 * again when what was delivered is fetched. Its professionals are people with grounds of their own, and are not judged here.
 */
import type { Moment, PersonId } from '../deciding/decider.ts'
import type { Domain, LegalDomain } from '../deciding/domains.ts'
import { joiningsOf } from '../plan/care-team/care-team.ts'
import { ENFORCES } from '../plan/care-team/enforcing.ts'
import { isScoped, type KnownJoining } from '../plan/care-team/joining.ts'
import { isPublic } from '../plan/for-partner.ts'
import type { Plan, PlanEvent } from '../plan/plan.ts'
import { isOpenReferral, type Referral } from '../plan/referrals/referrals.ts'
import { everSharedWith, sharedWith, type Shared } from '../plan/sharings/shared.ts'
import { keyOf, type ItemKey } from '../plan/visibility/visibility.ts'
import { itemOfEvent } from '../plan/visibility/withheld-along.ts'
import { audienceOf, SAYS_WHO_COORDINATES } from './audiences.ts'
import { judgedOn } from './as-what-it-corrects.ts'
import { isOver } from '../plan/closing/episode.ts'
import { episodeOf, isOfEpisode, type Episode } from './episodes.ts'
import { coversToEnforce, enforcementBy, type Enforcement } from './enforcing.ts'
import { coversSharedItems } from './shared.ts'
import { lawOfCare } from './processing-activities.ts'
import { coversInScope, scopeInSight, type ScopeInSight } from './scoped.ts'
import type { Written } from './written.ts'

/** The laws it helps under here by a professional in the care team who joined for all of one; what it has where one enforces; what those have who joined for goals; the referrals to it that are open; and what those that it accepted open. */
export interface PartnerGround extends Reached {
  readonly is: 'partner'
  readonly episode?: Episode
}

interface Reached extends Opened {
  readonly organisation: string
  readonly domains: readonly LegalDomain[]
  /** What it has where its professionals enforce; absent where none does. */
  readonly enforces?: Enforcement
  /** What its professionals have who joined for goals; absent where none did. */
  readonly scopes?: readonly ScopeInSight[]
  readonly referrals: readonly string[]
  /** What was shared with it. */
  readonly shared?: Shared
}

/** What a referral names, and who it is about; undefined where it says neither, as those did that opened a whole law. */
interface Opened {
  readonly opened?: { readonly items: ReadonlySet<ItemKey>; readonly persons: ReadonlySet<PersonId> }
}

/** A plan as it is now, and when that is. */
export interface PlanNow {
  readonly plan: Plan
  readonly at: Moment
}

/** @param organisation its OIN; undefined where it has no ground */
export function partnerGroundOf(organisation: string, { plan, at }: PlanNow): PartnerGround | undefined {
  const open = referralsTo(organisation, plan).filter(([, referral]) => isOpenReferral(referral, at))
  const joined = joiningsOf(plan.careTeam, organisation, at).filter(
    ({ activity, domain }) => lawOfCare(activity) === domain,
  )
  const wide = joined.filter((one) => !isScoped(one))
  const enforcing = wide.filter(({ activity }) => activity === ENFORCES)
  const domains = new Set(wide.filter(({ activity }) => activity !== ENFORCES).map(({ domain }) => domain))
  if ((joined.length === 0 && open.length === 0) || isOver(plan.closing, at)) return undefined
  const episode = episodeOf(plan, at, organisation, { kind: 'organisation', id: organisation })
  const shared = sharedWith({ kind: 'organisation', id: organisation }, plan, at)
  return {
    is: 'partner',
    organisation,
    domains: [...domains].sort(),
    ...(enforcing.length > 0 && { enforces: enforcementBy(enforcing, plan, NOBODYS_AGE) }),
    ...scopesOf(joined, plan),
    referrals: open.map(([id]) => id),
    ...openedBy(open.filter(([, { is }]) => is === 'accepted')),
    ...(shared && { shared }),
    ...(episode && { episode }),
  }
}

/** For a delivery nobody's birth date is opened: the system of who enforces is told of no member. */
const NOBODYS_AGE = () => undefined

/** Whether there may be an organisation that may have it. */
export const mayEverLeave = (event: PlanEvent): boolean => isPublic(event) && audienceOf(event) === 'team'

/**
 * Public events only, and of those what a professional reads: of the laws it helps under, and who is who; of who joined for goals, what these open; of who enforces, what they read but the members; what became of a referral to it; and of one it
 * accepted, the items that it names, what the organisation itself wrote, who coordinates, and who is who of those it is about; and what was shared with it. Nothing else and nothing earlier.
 */
export const coversForPartner = (ground: PartnerGround, written: Written): boolean =>
  judgedOn(written).every(
    (one) =>
      mayEverLeave(one.event) &&
      isReached(ground, one) &&
      (ground.episode === undefined || isOfEpisode(ground.episode, one)),
  )

function isReached(
  { organisation, domains, enforces, scopes, referrals, opened, shared }: Reached,
  written: Written,
): boolean {
  const { event } = written
  // What was shared with another is that one's to know.
  if (event.type === 'SharingGranted') return shared?.sharings.includes(event.sharing) === true
  return (
    worksUnder(domains, event.domain) ||
    scopes?.some((scope) => coversInScope(scope, written)) === true ||
    (enforces !== undefined && coversToEnforce(enforces, written)) ||
    isOfOne(referrals, event) ||
    isOpened(opened, organisation, written) ||
    (shared !== undefined && coversSharedItems(shared, event))
  )
}

/** `NEVER_LEAVES`: the event is internal. `NO_GROUND`: it never had one that covered this. */
export type NotForPartner = 'NEVER_LEAVES' | 'NO_GROUND' | 'GROUND_HAS_ENDED'

export type ForPartner = { readonly may: true } | { readonly may: false; readonly why: NotForPartner }

/** Whether an organisation may have an event of a plan, as both are now. @param organisation its OIN */
export function mayPartnerHave(organisation: string, written: Written, now: PlanNow): ForPartner {
  if (!isPublic(written.event)) return { may: false, why: 'NEVER_LEAVES' }
  const ground = partnerGroundOf(organisation, now)
  if (ground !== undefined && coversForPartner(ground, written)) return { may: true }
  return {
    may: false,
    why: wasReached(everReachedBy(organisation, now.plan), written) ? 'GROUND_HAS_ENDED' : 'NO_GROUND',
  }
}

const wasReached = (ever: Reached, written: Written): boolean =>
  judgedOn(written).every((one) => mayEverLeave(one.event) && isReached(ever, one))

/** What grounds that have ended, of whatever kind, might have reached. */
function everReachedBy(organisation: string, plan: Plan): Reached {
  const referred = referralsTo(organisation, plan)
  const { enforcers, joined, onceScoped } = plan.careTeam
  const joinings = enforcers[organisation]
  const scoped = [
    ...Object.values(joined).filter((one) => one.organisation === organisation),
    ...(onceScoped[organisation] ?? []),
  ]
  const shared = everSharedWith({ kind: 'organisation', id: organisation }, plan)
  return {
    organisation,
    domains: plan.careTeam.organisations[organisation] ?? [],
    ...(joinings && { enforces: { adults: [], joinings, begun: plan.begunToEnforce } }),
    ...scopesOf(scoped, plan),
    referrals: referred.map(([id]) => id),
    ...openedBy(referred.filter(([, { wasAccepted }]) => wasAccepted)),
    ...(shared && { shared }),
  }
}

function scopesOf(joined: readonly KnownJoining[], plan: Plan): Pick<Reached, 'scopes'> {
  const scoped = joined.filter(isScoped)
  return scoped.length === 0 ? {} : { scopes: scoped.map((one) => scopeInSight(one, plan, NOBODYS_AGE)) }
}

type Referred = readonly (readonly [string, Referral])[]

const referralsTo = (organisation: string, { referrals }: Plan): Referred =>
  Object.entries(referrals).filter(([, { to }]) => to === organisation)

function openedBy(accepted: Referred): Opened {
  const naming = accepted.filter(([, { opens }]) => opens !== undefined)
  if (naming.length === 0) return {}
  const items = naming.flatMap(([, { opens = [] }]) => opens.map(keyOf))
  const persons = naming.flatMap(([, { about }]) => about)
  return { opened: { items: new Set(items), persons: new Set(persons) } }
}

const worksUnder = (domains: readonly LegalDomain[], domain: Domain): boolean =>
  domain === 'general' ? domains.length > 0 : domains.includes(domain)

const isOfOne = (referrals: readonly string[], event: PlanEvent): boolean =>
  'referral' in event && referrals.includes(event.referral)

function isOpened(opened: Opened['opened'], organisation: string, { event, envelope: { actor } }: Written): boolean {
  if (opened === undefined) return false
  if (event.type === 'MemberJoined') return opened.persons.has(event.person)
  if (SAYS_WHO_COORDINATES.includes(event.type)) return true
  if (actor.kind !== 'system' && actor.organisation === organisation) return true
  const item = itemOfEvent(event)
  return item !== undefined && opened.items.has(keyOf(item))
}
