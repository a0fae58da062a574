/** Who works with the family, and who speaks for those who cannot. Network members are not here. */
import { inWorkingDays } from '../../deciding/days.ts'
import {
  Refusal,
  type Concerns,
  type Deed,
  type DecideOne,
  type Moment,
  type PersonId,
  type Sealed,
} from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { withEntry, withoutEntry } from '../../deciding/growing.ts'
import type { Terms } from '../../municipality/terms.ts'
import { isSilentlyAway, type Absences } from '../members/absences.ts'
import { mustBeMembers, type Members } from '../members/members.ts'
import { ENFORCES, excludeEachOther } from './enforcing.ts'
import {
  mustRepresentNobody,
  type KnownRepresentation,
  type Representation,
  type RepresentationRefusal,
  type Representations,
} from './representation.ts'
import {
  mustShow,
  type Proof,
  type ProofEvent,
  type ProofRefusal,
  type ProveRepresentation,
} from './representation-proof.ts'

export interface Joining {
  readonly joining: string
  readonly professional: string
  /** OIN of who they work for. */
  readonly organisation: string
  readonly domain: LegalDomain
  readonly activity: string
  readonly until: Moment
  /** For whom of the family; absent where it is for all of it. */
  readonly members?: readonly PersonId[]
}

/** As it stands in the plan. */
export interface KnownJoining extends Joining {
  /** Recorded by nobody else: it opens nothing beside itself. */
  readonly letThemselvesIn?: true
}

export type CareTeamEvent = Concerns &
  // For whom it is, `about` says.
  (
    | ({ readonly type: 'ProfessionalJoined'; readonly name: Sealed } & Omit<Joining, 'members'>)
    | { readonly type: 'ProfessionalLeft'; readonly joining: string; readonly reason?: Sealed }
    | ({
        readonly type: 'RepresentativeAppointed'
        readonly name: Sealed
        /** Declared by an event of its own since. */
        readonly conflictOfInterest?: Sealed
      } & Representation)
    | ProofEvent
    | {
        readonly type: 'RepresentativeEnded'
        readonly representation: string
        readonly why: 'withdrew' | 'ended' | 'death'
      }
    | {
        readonly type: 'CapacityJudged'
        /** Absent in what was written before judgements had one. */
        readonly judgement?: string
        readonly person: PersonId
        readonly canSpeak: boolean
        readonly reason: Sealed
        /** Whom it is about reads it only where its author tells them. */
        readonly told?: true
      }
  )

export type CareTeamCommand =
  | ({ readonly type: 'JoinProfessional'; readonly name: Sealed } & Joining)
  | { readonly type: 'EndJoining'; readonly joining: string; readonly reason?: Sealed }
  | ({
      readonly type: 'AppointRepresentative'
      readonly name: Sealed
      readonly proof?: Proof
      readonly proofLacks: readonly string[]
      readonly conflictOfInterest?: Sealed
      readonly conflictIsTold?: boolean
      readonly terms: Terms
    } & Omit<Representation, 'isVerified'>)
  | ProveRepresentation
  | { readonly type: 'EndRepresentation'; readonly representation: string }
  | {
      readonly type: 'JudgeCapacity'
      readonly judgement: string
      readonly told: boolean
      readonly person: PersonId
      readonly domain: LegalDomain
      readonly canSpeak: boolean
      readonly reason: Sealed
    }

export type CareTeamRefusal =
  | ProofRefusal
  | RepresentationRefusal
  | 'PROFESSIONAL_HAS_JOINED'
  | 'NOBODY_LETS_THEMSELVES_IN'
  | 'NOBODY_HELPS_AND_ENFORCES'
  | 'JOINING_IS_UNKNOWN'
  | 'ONLY_THE_COORDINATOR_OR_ONESELF_ENDS_A_JOINING'
  | 'JOINING_ENDS_BEFORE_IT_STARTS'
  | 'REPRESENTATION_IS_UNKNOWN'
  | 'REPRESENTATION_ENDS_BEFORE_IT_STARTS'
  | 'NOBODY_REPRESENTS_THEMSELVES'
  | 'ONLY_THE_REPRESENTED_OR_A_TEAM_LEAD_ENDS_A_REPRESENTATION'

export interface CareTeam extends Representations {
  readonly joined: Readonly<Record<string, KnownJoining>>
  /** The laws under which each organisation ever had someone here to help: one whose part ended is told so, and not that there is nothing. */
  readonly organisations: Readonly<Record<string, readonly LegalDomain[]>>
  /** Of each organisation that ever enforced here the joinings by which it did. */
  readonly enforcers: Readonly<Record<string, readonly string[]>>
}

export const NO_CARE_TEAM: CareTeam = {
  joined: {},
  organisations: {},
  enforcers: {},
  representations: {},
  cannotSpeak: [],
}

export interface CareTeamNeeds {
  readonly careTeam: CareTeam
  readonly members: Members
  readonly absences: Absences
  /** Coordinator and deputies. */
  readonly coordinators: readonly string[]
  /** Everyone who works with the family now, or is asked to coordinate next. */
  readonly working: readonly string[]
}

/** What a professional has joined for, as it counts at a moment. */
export const joinings = ({ joined }: CareTeam, professional: string, at: Moment): readonly KnownJoining[] =>
  Object.values(joined).filter((one) => one.professional === professional && at <= one.until)

/** What the professionals of an organisation have joined for, as it counts at a moment. */
export const joiningsOf = ({ joined }: CareTeam, organisation: string, at: Moment): readonly Joining[] =>
  Object.values(joined).filter((one) => one.organisation === organisation && at <= one.until)

/** Everyone who works with the family now: none of them reads a deviation as its second reader. */
export const professionalsOf = ({ joined }: CareTeam): readonly string[] =>
  Object.values(joined).map(({ professional }) => professional)

/** Every joining that counts at a moment. */
export const joiningsAt = ({ joined }: CareTeam, at: Moment): readonly KnownJoining[] =>
  Object.values(joined).filter(({ until }) => at <= until)

/** Everyone whose joining counts at a moment. */
export const professionalsAt = (careTeam: CareTeam, at: Moment): readonly string[] =>
  joiningsAt(careTeam, at).map(({ professional }) => professional)

export function evolveCareTeam(now: CareTeam, event: CareTeamEvent, { by }: Pick<Deed, 'by'>): CareTeam {
  switch (event.type) {
    case 'ProfessionalJoined': {
      const { joining, professional, organisation, activity, until, domain, about } = event
      const members = about.length > 0 && { members: about }
      const themselves = by.id === professional && ({ letThemselvesIn: true } as const)
      const as = { joining, professional, organisation, domain, activity, until, ...members, ...themselves }
      const joined = withEntry(now.joined, joining, as)
      if (activity === ENFORCES) {
        const its = [...(now.enforcers[organisation] ?? []), joining]
        return { ...now, joined, enforcers: withEntry(now.enforcers, organisation, its) }
      }
      const laws = [...new Set([...(now.organisations[organisation] ?? []), domain])]
      return { ...now, joined, organisations: withEntry(now.organisations, organisation, laws) }
    }
    case 'ProfessionalLeft': {
      return { ...now, joined: withoutEntry(now.joined, event.joining) }
    }
    case 'RepresentativeAppointed': {
      const { representation, representative, represents, kind, from, until, isVerified: verified } = event
      const proven = verified === undefined ? {} : { isVerified: verified }
      const appointed = { representation, representative, represents, kind, from, ...(until && { until }), ...proven }
      return { ...now, representations: withEntry(now.representations, representation, appointed) }
    }
    case 'RepresentationProven':
      return withRepresentation(now, event.representation, { isVerified: true })
    case 'RepresentationProofShown':
      return now
    case 'ConflictOfInterestDeclared':
      return withRepresentation(now, event.representation, { isInConflict: true })
    case 'RepresentativeEnded': {
      return { ...now, representations: withoutEntry(now.representations, event.representation) }
    }
    case 'CapacityJudged': {
      const { person, domain, canSpeak } = event
      const others = now.cannotSpeak.filter((one) => one.person !== person || one.domain !== domain)
      return { ...now, cannotSpeak: canSpeak ? others : [...others, { person, domain }] }
    }
  }
}

function withRepresentation(now: CareTeam, id: string, change: Partial<KnownRepresentation>): CareTeam {
  const known = now.representations[id]
  if (known === undefined) return now
  return { ...now, representations: withEntry(now.representations, id, { ...known, ...change }) }
}

type Decide<Type extends CareTeamCommand['type']> = DecideOne<CareTeamCommand, Type, CareTeamNeeds, CareTeamEvent>

export const decideCareTeam: Decide<CareTeamCommand['type']> = (command, plan, deed) => {
  switch (command.type) {
    case 'JoinProfessional':
      return join(command, plan, deed)
    case 'EndJoining':
      return endJoining(command, plan, deed)
    case 'AppointRepresentative':
      return appoint(command, plan, deed)
    case 'ProveRepresentation':
      return prove(command, plan, deed)
    case 'EndRepresentation':
      return endRepresentation(command, plan, deed)
    case 'JudgeCapacity':
      return judge(command, plan, deed)
  }
}

const join: Decide<'JoinProfessional'> = (command, { careTeam: now, members, absences }, { at, by }) => {
  const { joining, professional, name, organisation, domain, activity, until, members: about = [] } = command
  // Whoever coordinates would else read a law by their own consent: another who coordinates, or the lead, lets them in.
  if (professional === by.id) throw refusal('NOBODY_LETS_THEMSELVES_IN')
  const theirs = joinings(now, professional, at)
  const forTheSame = theirs.find((one) => one.domain === domain && one.activity === activity)
  const already = now.joined[joining] ?? forTheSame
  if (already !== undefined) throw refusal('PROFESSIONAL_HAS_JOINED', { joining: already.joining })
  const excluded = theirs.find((one) => excludeEachOther(one.activity, activity))
  if (excluded !== undefined) throw refusal('NOBODY_HELPS_AND_ENFORCES', { joining: excluded.joining })
  if (until <= at) throw refusal('JOINING_ENDS_BEFORE_IT_STARTS')
  // Who left without the others knowing may need help that the others are not to know of.
  mustBeMembers(
    members,
    about.filter((person) => !isSilentlyAway(absences, person)),
  )
  mustRepresentNobody(now, members, professional, at)
  return [{ type: 'ProfessionalJoined', domain, about, joining, professional, name, organisation, activity, until }]
}

const endJoining: Decide<'EndJoining'> = ({ joining, reason }, { careTeam: now, coordinators }, { by }) => {
  const left = now.joined[joining]
  if (left === undefined) throw refusal('JOINING_IS_UNKNOWN')
  // Nobody in the team sends away a colleague, least of all one of another organisation.
  if (left.professional !== by.id && !coordinators.includes(by.id))
    throw refusal('ONLY_THE_COORDINATOR_OR_ONESELF_ENDS_A_JOINING')
  const { domain, members: about = [] } = left
  return [{ type: 'ProfessionalLeft', domain, about, joining, ...(reason && { reason }) }]
}

const appoint: Decide<'AppointRepresentative'> = (command, { careTeam: now, members, working }, { at }) => {
  const { representation, representative, represents, kind, from, until, name, conflictOfInterest } = command
  const { proof, proofLacks, terms, conflictIsTold } = command
  // Known already: an appointment never takes the place of another.
  if (now.representations[representation] !== undefined) return []
  mustBeMembers(members, [represents])
  if (representative === represents) throw refusal('NOBODY_REPRESENTS_THEMSELVES')
  if (working.includes(representative)) throw refusal('NOBODY_WHO_WORKS_WITH_THE_FAMILY_REPRESENTS_A_MEMBER')
  if (until !== undefined && until <= from) throw refusal('REPRESENTATION_ENDS_BEFORE_IT_STARTS')
  const concerns = { domain: 'general', about: [represents] } as const
  const due = { what: 'proof', at: inWorkingDays(at, terms.proofWorkingDays), terms: terms.version }
  const appointed: CareTeamEvent = {
    ...concerns,
    type: 'RepresentativeAppointed',
    representation,
    representative,
    represents,
    kind,
    from,
    name,
    ...(until && { until }),
    ...(proof ? { isVerified: true } : { isVerified: false, due }),
  }
  const shown = proof && { representation, proof: mustShow(kind, proof, proofLacks) }
  const conflict = conflictOfInterest && {
    representation,
    representative,
    conflictOfInterest,
    ...(conflictIsTold === true && { told: conflictIsTold }),
  }
  return [
    appointed,
    ...(shown ? [{ ...concerns, type: 'RepresentationProofShown', ...shown } as const] : []),
    ...(conflict ? [{ ...concerns, type: 'ConflictOfInterestDeclared', ...conflict } as const] : []),
  ]
}

const prove: Decide<'ProveRepresentation'> = ({ representation, proof, proofLacks }, { careTeam: now }) => {
  const known = now.representations[representation]
  if (known === undefined) throw refusal('REPRESENTATION_IS_UNKNOWN')
  if (known.isVerified === true) throw refusal('REPRESENTATION_IS_PROVEN')
  const concerns = { domain: 'general', about: [known.represents] } as const
  const shown = mustShow(known.kind, proof, proofLacks)
  return [
    { ...concerns, type: 'RepresentationProven', representation },
    { ...concerns, type: 'RepresentationProofShown', representation, proof: shown },
  ]
}

const endRepresentation: Decide<'EndRepresentation'> = ({ representation }, { careTeam: now }, { by }) => {
  const ended = now.representations[representation]
  if (ended === undefined) throw refusal('REPRESENTATION_IS_UNKNOWN')
  const withdrew = ended.representative === by.id
  const isTheirs = withdrew || ended.represents === by.id || (by.kind === 'person' && by.role === 'team-lead')
  if (!isTheirs) throw refusal('ONLY_THE_REPRESENTED_OR_A_TEAM_LEAD_ENDS_A_REPRESENTATION')
  const concerns = { domain: 'general', about: [ended.represents] } as const
  return [{ ...concerns, type: 'RepresentativeEnded', representation, why: withdrew ? 'withdrew' : 'ended' }]
}

const judge: Decide<'JudgeCapacity'> = (command, { members }) => {
  const { judgement, person, domain, canSpeak, reason, told } = command
  mustBeMembers(members, [person])
  const judged = { type: 'CapacityJudged', domain, about: [person], judgement, person, canSpeak, reason } as const
  return [{ ...judged, ...(told && { told }) }]
}

/** Death ends every representation of the one who died, and by them. */
export const representationsEndedByDeath = (
  { representations }: CareTeam,
  person: PersonId,
): readonly CareTeamEvent[] =>
  Object.values(representations)
    .filter(({ represents, representative }) => represents === person || representative === person)
    .map(({ representation, represents }) => ({
      type: 'RepresentativeEnded',
      domain: 'general',
      about: [represents],
      representation,
      why: 'death',
    }))

const refusal = (code: CareTeamRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
