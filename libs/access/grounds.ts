/** On what ground someone stands before a plan: what they are to this family now, for the activity they name. No ground, no plan. */
import { dayOf } from '../deciding/days.ts'
import type { Moment, PersonId, Role } from '../deciding/decider.ts'
import { DOMAINS, type LegalDomain } from '../deciding/domains.ts'
import type { CoordinationBasis } from '../municipality/coordination-bases.ts'
import type { AgeByLaw } from '../municipality/ages-by-law.ts'
import type { Inspection, Municipality } from '../municipality/municipality.ts'
import { answersFor, officersFor, type Teams } from '../municipality/teams.ts'
import { apartFrom, limitsOn, type Apartness } from '../plan/members/absences.ts'
import { joinings } from '../plan/care-team/care-team.ts'
import { coordinates } from '../plan/coordinator/coordination.ts'
import { ENFORCES } from '../plan/care-team/enforcing.ts'
import { isScoped } from '../plan/care-team/joining.ts'
import { involvedIn, type Plan } from '../plan/plan.ts'
import { speaking } from '../plan/working.ts'
import { actedInGrounds, settlingGrounds, type ActedInGround, type SettlingGround } from './answered-for.ts'
import { episodeOf, isHelpedBy, type Episode } from './episodes.ts'
import { enforcementBy, type Enforcement } from './enforcing.ts'
import { closedTo, type ClosedLaws } from './closed.ts'
import { ownSight, sightOfParents, type AgeBand } from './ages.ts'
import { consultedGrounds, oversightGrounds, safetyGrounds, type OverseesWithholding } from './oversees-withholding.ts'
import { supportGrounds, type SupportGround } from './supporting.ts'
import { scopeInSight, type ScopeInSight } from './scoped.ts'
import { partnerGroundOf, type PartnerGround } from './partner.ts'
import { emergencyGrounds, reviewGrounds, type BrokenGlass } from './break-glass.ts'
import { addressedIn, raisedBy, type ChallengesGround } from './in-challenges.ts'
import { addressedGrounds, type AddressedGround } from './addressed.ts'
import { askedGrounds, sharedGrounds, type AskedGround, type SharedGround } from './shared.ts'
import type { ReaderReach } from './reader-reach.ts'
import type { Reach } from './reach.ts'
import { sharingReaderGrounds, type SharingReaderGround } from './reads-sharing.ts'
import { activityOf, INSPECTIONS, lawOfCare } from './processing-activities.ts'
import { FOR_CHILDREN, isVerified, representationsBy, SPEAKS_ONLY_IN } from '../plan/care-team/representation.ts'

export interface Asker {
  readonly id: string
  readonly role: Role
  readonly organisation?: string
  readonly team?: string
  /** The processing activity they name for this request. */
  readonly activity: string
}

export type Ground =
  /** Absent: the words of no law are closed to them. */
  | { readonly is: 'coordinating'; readonly closed?: ClosedLaws; readonly episode?: Episode }
  | { readonly is: 'next-coordinator'; readonly closed?: ClosedLaws; readonly episode?: Episode }
  | { readonly is: 'leading-team'; readonly episode?: Episode }
  | ActedInGround
  | SettlingGround
  | {
      readonly is: 'care-team'
      readonly domains: readonly LegalDomain[]
      /** What they have of their law who check a benefit: not the law. */
      readonly enforces?: Enforcement
      /** What they have who joined for goals. */
      readonly scopes?: readonly ScopeInSight[]
      readonly episode?: Episode
    }
  | {
      readonly is: 'family'
      /** Who ends help is told of by nobody but themselves. */
      readonly reader: string
      readonly persons: Readonly<Record<PersonId, Reach>>
      /** What was done for who left without their knowing. */
      readonly apart?: Apartness
    }
  /** Reads the correction that ended their sight of someone, and nothing else. */
  | { readonly is: 'corrected'; readonly persons: Readonly<Record<PersonId, readonly Moment[]>> }
  /** Speaks for someone with nothing shown for it: gives views, which count for nothing, and reads nothing. */
  | { readonly is: 'unverified'; readonly persons: Readonly<Record<PersonId, Reach>> }
  | SupportGround
  | {
      readonly is: 'second-reader'
      readonly deviations: Readonly<Record<string, ReaderReach>>
      readonly goals: Readonly<Record<string, ReaderReach>>
    }
  | OverseesWithholding
  /** Opened the plan in an emergency: the laws of that use, while it lasts. It reads and does nothing. */
  | BrokenGlass
  /** Reviews what another opened in an emergency: that, and not what they read. */
  | { readonly is: 'reviewing'; readonly uses: readonly string[] }
  | { readonly is: 'verifying' }
  | { readonly is: 'inspecting'; readonly inspection: Inspection }
  /** What was shared with them; what they asked to share, and what became of that; and what they read as a second reader of it. */
  | SharedGround
  | AskedGround
  /** What they are to answer, or raised at work. */
  | ChallengesGround
  | SharingReaderGround
  /** What went up to them by itself. */
  | AddressedGround
  | PartnerGround

/** What is true now, and what the door knows of ages. */
export interface Facts {
  readonly planId: string
  readonly plan: Plan
  readonly inspections: Municipality['inspections']
  /** The teams that have a lead; absent where the municipality registered none. */
  readonly teams?: Teams
  readonly at: Moment
  /** OIN of the municipality, whose readers read what is shared with its own workers too. */
  readonly oin?: string
  /** Undefined where neither a birth date nor a statement that someone is adult is known: then they read nothing of their own, and who represents them does. */
  readonly ageBand: (person: PersonId) => AgeBand | undefined
  readonly corrected?: readonly AgeCorrected[]
  /** From when each reads, and until when their parents do, as the municipality has it. */
  readonly ages: readonly AgeByLaw[]
  /** What is due, for whom something may have gone up to. */
  readonly due?: Parameters<typeof addressedGrounds>[1] & {}
  /** On what the municipality has who coordinates read the words of a law. */
  readonly bases: readonly CoordinationBasis[]
}

/** That how old someone is was corrected, and what was known until then. */
export interface AgeCorrected {
  readonly person: PersonId
  readonly at: Moment
  readonly before: AgeBand | undefined
}

/** Every ground an asker has for the activity they name; `[]` is none, and then the plan does not exist for them. */
export function groundsOf(asker: Asker, facts: Facts): readonly Ground[] {
  const activity = activityOf(asker.activity)
  if (activity?.roles.includes(asker.role) !== true || facts.plan.opening.is === 'not-opened') return []
  switch (activity.id) {
    case 'plan-coordination':
      return coordinationGrounds(asker, facts)
    case 'youth-support':
    case 'social-support':
    case 'participation-support':
    case 'benefits-enforcement':
      return careTeamGrounds(asker, facts)
    case 'own-file':
      return familyGrounds(asker, facts)
    case 'client-support':
      return supportGrounds(asker.id, facts.plan, facts.at, (askedBy, person) => reachOf(askedBy, person, facts))
    case 'second-reading':
      return [
        ...readerGrounds(asker, facts.plan),
        ...sharingReaderGrounds(asker, facts.plan, facts.at, facts.oin),
        ...consultedGrounds(asker, facts.plan),
      ]
    case 'log-verification':
      return [{ is: 'verifying' }]
    case 'inspection-youth':
    case 'inspection-wmo':
    case 'inspection-participation':
      return inspectionGrounds(asker, INSPECTIONS[activity.id], facts)
    case 'partner-information': {
      const ground = asker.organisation === undefined ? undefined : partnerGroundOf(asker.organisation, facts)
      return ground === undefined ? [] : [ground]
    }
    case 'safety-review':
      return [
        ...safetyGrounds(facts.plan),
        ...reviewGrounds(asker.id, facts.plan),
        ...addressedIn('safety-officer', asker.id, facts),
      ]
    case 'privacy-oversight':
      return [
        ...oversightGrounds(facts),
        ...reviewGrounds(asker.id, facts.plan),
        ...addressedIn('privacy-officer', asker.id, facts),
      ]
    case 'escalation':
      return escalationGrounds(asker, facts)
    case 'crisis-access':
      return emergencyGrounds(asker.id, facts.plan, facts.at)
    case 'administration':
    case 'protocol-learning':
      return []
  }
}

function coordinationGrounds({ id, role, team }: Asker, facts: Facts): readonly Ground[] {
  const { plan, teams } = facts
  const { coordination } = plan
  const episode = episodeOf(plan, facts.at, id, { kind: 'coordination' })
  const of = episode && { episode }
  if (coordination.is === 'vacant') return []
  if (role === 'team-lead') {
    const leads = team !== undefined && answersFor(team, coordination.team, teams)
    const also = [
      ...addressedGrounds('team-lead', facts.due, facts.at),
      ...addressedIn('team-lead', id, facts),
      ...settlingGrounds('team-lead', id, facts),
    ]
    const leading = leads ? [{ is: 'leading-team', ...of } as const, ...also] : []
    return [...leading, ...actedInGrounds(id, plan, leads)]
  }
  // A deputy may be asked to be the next, and answers that as the next.
  const next = coordination.is === 'passing' && coordination.to === id
  const closed = closedTo(id, facts)
  const but = { ...(closed && { closed }), ...of }
  return [
    ...(coordinates(coordination, id)
      ? [
          { is: 'coordinating', ...but } as const,
          ...addressedGrounds('coordinator', facts.due, facts.at),
          ...addressedIn('coordinator', id, facts),
        ]
      : []),
    ...(next ? [{ is: 'next-coordinator', ...but } as const] : []),
    ...actedInGrounds(id, plan, coordinates(coordination, id)),
    ...raisedBy(id, facts, { as: DOMAINS, worksHere: coordinates(coordination, id) }),
  ]
}

/** Nothing of the plan but what went up to them, for the team that coordinates it. */
function escalationGrounds({ id }: Asker, facts: Facts): readonly Ground[] {
  const { teams, due, at } = facts
  const { coordination } = facts.plan
  if (coordination.is === 'vacant' || !officersFor(coordination.team, teams).includes(id)) return []
  return [
    ...addressedGrounds('escalation-officer', due, at),
    ...addressedIn('escalation-officer', id, facts),
    ...settlingGrounds('escalation-officer', id, facts),
  ]
}

function careTeamGrounds({ id, activity }: Asker, { plan, at, ageBand }: Facts): readonly Ground[] {
  const joined = joinings(plan.careTeam, id, at).filter(
    (joining) => joining.activity === activity && lawOfCare(joining.activity) === joining.domain,
  )
  const law = lawOfCare(activity)
  const worksHere = joined.length > 0 && isHelpedBy(plan, id, at)
  const raised =
    activity === ENFORCES || law === undefined ? [] : raisedBy(id, { plan, at }, { as: [law, 'general'], worksHere })
  if (!worksHere) return raised
  const wide = joined.filter((one) => !isScoped(one))
  const scopes = joined.filter(isScoped).map((one) => scopeInSight(one, plan, ageBand))
  const enforces = activity === ENFORCES && wide.length > 0 && { enforces: enforcementBy(wide, plan, ageBand) }
  const domains = wide.map(({ domain }) => domain)
  const episode = episodeOf(plan, at, id, { kind: 'professional', id })
  const of = { ...(scopes.length > 0 && { scopes }), ...(episode && { episode }) }
  const joinedFor: Ground = { is: 'care-team', domains, ...enforces, ...of }
  if (activity === ENFORCES) return [joinedFor]
  const asked = askedGrounds(id, law, plan)
  return [joinedFor, ...sharedGrounds(id, plan, at), ...asked, ...raised]
}

function familyGrounds({ id, role }: Pick<Asker, 'id' | 'role'>, facts: Facts): readonly Ground[] {
  const { plan, at, ageBand, ages } = facts
  const persons: Record<PersonId, Reach> = {}
  const today = dayOf(at)
  const limitsTo = (person: PersonId) => limitsOn(plan.absences, plan.members, id, person)
  const isHere = (person: PersonId) => ['in', 'left'].includes(plan.members.persons[person] ?? '')
  if (role === 'family-member' && isHere(id)) {
    const domains = ownSight(ageBand(id), today, ages)
    if (domains.length > 0) persons[id] = { domains, ...limitsTo(id) }
  }
  const unverified: Record<PersonId, Reach> = {}
  for (const representation of representationsBy(speaking(plan, at).careTeam, id, at)) {
    const { represents, kind } = representation
    const limits = limitsTo(represents)
    if (!isHere(represents) || limits === undefined) continue
    const reached = FOR_CHILDREN.includes(kind) ? sightOfParents(ageBand(represents), today, ages) : 'all'
    const domains = both(reached, SPEAKS_ONLY_IN[kind] ?? 'all')
    const of = isVerified(representation) ? persons : unverified
    if (domains.length > 0) of[represents] = { domains: together(of[represents]?.domains ?? [], domains), ...limits }
  }
  const closed = closedByCorrection({ id, role }, persons, facts)
  const apart = apartFrom(plan.absences, plan.members, id)
  const family = { is: 'family', reader: id, persons, ...(apart && { apart }) } as const
  return [
    ...(Object.keys(closed).length > 0 ? [{ is: 'corrected', persons: closed } as const] : []),
    ...(Object.keys(persons).length > 0 ? [family] : []),
    ...(Object.keys(unverified).length > 0 ? [{ is: 'unverified', persons: unverified } as const] : []),
    ...raisedBy(id, facts, { as: 'family' }),
  ]
}

/** What someone of the family, or who speaks for them, reads of a person. */
function reachOf(id: string, person: PersonId, facts: Facts) {
  const family = familyGrounds({ id, role: 'family-member' }, facts).find((ground) => ground.is === 'family')
  const reach = family?.persons[person]
  return family && reach && { reach, ...(family.apart && { apart: family.apart }) }
}

/** A correction that ended someone's sight is still theirs to see: whoever closes it so does not do it unseen. When each was recorded, by person. */
function closedByCorrection(
  { id, role }: Pick<Asker, 'id' | 'role'>,
  reached: Readonly<Record<PersonId, Reach>>,
  { plan, at, corrected = [], ages }: Facts,
): Readonly<Record<PersonId, readonly Moment[]>> {
  const closed: Record<PersonId, readonly Moment[]> = {}
  const represented = representationsBy(speaking(plan, at).careTeam, id, at)
  for (const { person, at: when, before } of corrected) {
    const isIn = plan.members.persons[person] === 'in' && reached[person] === undefined
    const wasTheirOwn = role === 'family-member' && person === id && ownSight(before, dayOf(when), ages).length > 0
    const wasTheirChilds = represented.some(
      (one) =>
        one.represents === person &&
        isVerified(one) &&
        FOR_CHILDREN.includes(one.kind) &&
        sightOfParents(before, dayOf(when), ages).length > 0,
    )
    if (isIn && (wasTheirOwn || wasTheirChilds)) closed[person] = [...(closed[person] ?? []), when]
  }
  return closed
}

/** Who speaks for someone in two ways speaks in both. */
const together = (one: Reach['domains'], other: Reach['domains']): Reach['domains'] =>
  one === 'all' || other === 'all' ? 'all' : [...new Set([...one, ...other])]

/** What an age leaves of what a kind opens. */
const both = (one: Reach['domains'], other: Reach['domains']): Reach['domains'] => {
  if (one === 'all') return other
  return other === 'all' ? one : one.filter((domain) => other.includes(domain))
}

function readerGrounds({ id }: Asker, plan: Plan): readonly Ground[] {
  const isInvolved = involvedIn(plan).includes(id)
  const reach = (readAt: Moment | undefined): ReaderReach =>
    readAt !== undefined ? { until: readAt } : isInvolved ? 'the-draw' : 'all'
  const deviations = Object.entries(plan.deviations).flatMap(([deviation, { reading, passedBy }]) => {
    // Whom it passed by is told so, and no more.
    if (passedBy.includes(id)) return [[deviation, 'the-draw' as const] as const]
    if (reading.is !== 'drawn' && reading.is !== 'read') return []
    return reading.reader === id ? [[deviation, reach(reading.is === 'read' ? reading.at : undefined)] as const] : []
  })
  const goals = Object.entries(plan.goals).flatMap(([goal, { exception }]) =>
    exception?.reader === id ? [[goal, reach(exception.readAt)] as const] : [],
  )
  if (deviations.length === 0 && goals.length === 0) return []
  return [{ is: 'second-reader', deviations: Object.fromEntries(deviations), goals: Object.fromEntries(goals) }]
}

function inspectionGrounds(
  { id }: Asker,
  law: LegalDomain | undefined,
  { planId, inspections, at }: Facts,
): readonly Ground[] {
  return Object.values(inspections)
    .filter((one) => one.auditor === id && one.law === law && one.plans.includes(planId) && at <= one.openUntil)
    .map((inspection) => ({ is: 'inspecting', inspection }))
}
