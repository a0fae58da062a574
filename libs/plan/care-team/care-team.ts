/** Who works with the family, and who speaks for those who cannot. How a professional joins is in `joining.ts`. Network members are not here. */
import { inDays, inWorkingDays } from '../../deciding/days.ts'
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
import { mustBeMembers } from '../members/members.ts'
import {
  endJoining,
  evolveJoinings,
  join,
  narrow,
  NOBODY_JOINED,
  type JoiningCommand,
  type JoiningEvent,
  type JoiningNeeds,
  type JoiningRefusal,
  type Joinings,
  type KnownJoining,
} from './joining.ts'
import {
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

export type CareTeamEvent =
  | JoiningEvent
  | (Concerns &
      (
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
      ))

export type CareTeamCommand =
  | JoiningCommand
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
      readonly terms: Terms
    }

export type CareTeamRefusal =
  | JoiningRefusal
  | ProofRefusal
  | RepresentationRefusal
  | 'REPRESENTATION_IS_UNKNOWN'
  | 'REPRESENTATION_ENDS_BEFORE_IT_STARTS'
  | 'NOBODY_REPRESENTS_THEMSELVES'
  | 'ONLY_THE_REPRESENTED_OR_A_TEAM_LEAD_ENDS_A_REPRESENTATION'

export interface CareTeam extends Representations, Joinings {}

export const NO_CARE_TEAM: CareTeam = { ...NOBODY_JOINED, representations: {}, cannotSpeak: [] }

export interface CareTeamNeeds extends JoiningNeeds {
  readonly careTeam: CareTeam
  /** Everyone who works with the family now, or is asked to coordinate next. */
  readonly working: readonly string[]
}

/** What a professional has joined for, as it counts at a moment. */
export const joinings = ({ joined }: CareTeam, professional: string, at: Moment): readonly KnownJoining[] =>
  Object.values(joined).filter((one) => one.professional === professional && at <= one.until)

/** What the professionals of an organisation have joined for, as it counts at a moment. */
export const joiningsOf = ({ joined }: CareTeam, organisation: string, at: Moment): readonly KnownJoining[] =>
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

export function evolveCareTeam(now: CareTeam, event: CareTeamEvent, deed: Pick<Deed, 'by'>): CareTeam {
  switch (event.type) {
    case 'ProfessionalJoined':
    case 'JoiningNarrowed':
    case 'ProfessionalLeft':
      return evolveJoinings(now, event, deed)
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
    case 'NarrowJoining':
      return narrow(command, plan, deed)
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

const judge: Decide<'JudgeCapacity'> = (command, { members }, { at }) => {
  const { judgement, person, domain, canSpeak, reason, told, terms } = command
  mustBeMembers(members, [person])
  const judged = { type: 'CapacityJudged', domain, about: [person], judgement, person, canSpeak, reason } as const
  const due = { what: 'capacity', at: inDays(at, terms.capacityDays), terms: terms.version }
  return [{ ...judged, ...(told && { told }), due }]
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
