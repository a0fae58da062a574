/** Who works with the family and who speaks for whom, as a reader sees it. */
import type { Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import { withChanged, withOneMore } from '../../deciding/growing.ts'
import type { CareTeamEvent } from './care-team.ts'
import type { JoiningScope } from './joining.ts'
import type { ProofShown } from './representation-proof.ts'
import { mark, type Mark, type Seen } from '../seen.ts'
import type { RepresentationKind } from './representation.ts'

export interface ProfessionalAsRead {
  readonly id: string
  readonly professional: string
  readonly name: Sealed
  readonly organisation: string
  readonly domain: Domain
  readonly activity: string
  /** All of the law, or of its goals those that the reader knows of. Absent in what was recorded before joinings had one: all of the law. */
  readonly scope?: JoiningScope
  readonly until: Moment
  readonly joined: Mark
  /** When its scope last became less, and by whom. */
  readonly narrowed?: Mark
  /** When the name was last corrected, and by whom. */
  readonly corrected?: Mark
  readonly left?: Mark
  readonly leftBecause?: Sealed
}

export interface RepresentativeAsRead {
  readonly id: string
  readonly representative: string
  readonly name: Sealed
  readonly represents: PersonId
  readonly kind: RepresentationKind
  readonly from: Moment
  readonly until?: Moment
  /** Absent where nothing was asked to show for it. */
  readonly isVerified?: boolean
  readonly proof?: ProofShown
  readonly conflictOfInterest?: Sealed
  readonly ended?: Mark
  readonly corrected?: Mark
}

export interface CapacityAsRead extends Mark {
  readonly person: PersonId
  readonly canSpeak: boolean
  readonly reason: Sealed
}

export interface CareTeamAsRead {
  readonly professionals: readonly ProfessionalAsRead[]
  readonly representatives: readonly RepresentativeAsRead[]
  readonly capacity: readonly CapacityAsRead[]
}

export function careTeamAfter(now: CareTeamAsRead, event: CareTeamEvent, seen: Seen<unknown>): CareTeamAsRead {
  switch (event.type) {
    case 'ProfessionalJoined': {
      const { joining: id, professional, name, organisation, domain, activity, scope, until } = event
      const whose = { id, professional, name, organisation, domain, activity, ...(scope && { scope }), until }
      return { ...now, professionals: withOneMore(now.professionals, { ...whose, joined: mark(seen) }) }
    }
    case 'JoiningNarrowed': {
      const narrowed = { scope: event.scope, narrowed: mark(seen) }
      return { ...now, professionals: withChanged(now.professionals, event.joining, () => narrowed) }
    }
    case 'ProfessionalLeft': {
      const left = { left: mark(seen), ...(event.reason && { leftBecause: event.reason }) }
      return { ...now, professionals: withChanged(now.professionals, event.joining, () => left) }
    }
    case 'RepresentativeAppointed': {
      const { representation: id, representative, name, represents, kind, from, until, conflictOfInterest } = event
      const { isVerified } = event
      const appointed = {
        id,
        representative,
        name,
        represents,
        kind,
        from,
        ...(until && { until }),
        ...(isVerified !== undefined && { isVerified }),
        ...(conflictOfInterest && { conflictOfInterest }),
      }
      return { ...now, representatives: withOneMore(now.representatives, appointed) }
    }
    case 'RepresentationProven':
      return withRepresentative(now, event.representation, { isVerified: true })
    case 'RepresentationProofShown':
      return withRepresentative(now, event.representation, { proof: event.proof })
    case 'ConflictOfInterestDeclared':
      return withRepresentative(now, event.representation, { conflictOfInterest: event.conflictOfInterest })
    case 'RepresentativeEnded':
      return withRepresentative(now, event.representation, { ended: mark(seen) })
    case 'CapacityJudged': {
      const { person, canSpeak, reason } = event
      return { ...now, capacity: withOneMore(now.capacity, { ...mark(seen), person, canSpeak, reason }) }
    }
  }
}

const withRepresentative = (
  now: CareTeamAsRead,
  id: string,
  change: Partial<RepresentativeAsRead>,
): CareTeamAsRead => ({
  ...now,
  representatives: withChanged(now.representatives, id, () => change),
})
