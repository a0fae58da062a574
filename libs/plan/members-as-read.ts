/** Who belongs to the family, as a reader sees it. */
import type { PersonId, Sealed } from '../deciding/decider.ts'
import type { LeadingPlan, MemberEvent } from './members.ts'
import { withChanged } from './seen.ts'

export interface MemberAsRead {
  /** The person's random id. */
  readonly id: PersonId
  readonly name: Sealed
  readonly birthDate?: Sealed
  readonly bsn?: Sealed
  readonly state: 'requested' | 'refused' | 'in' | 'left' | 'died'
  readonly addressIsSecret?: boolean
  readonly inAnotherPlanBecause?: Sealed
  readonly leads?: LeadingPlan
  readonly leftBecause?: Sealed
}

export interface ExpectedChildAsRead {
  readonly expectation: string
  readonly expectedOn?: Sealed
}

export function membersAfter(now: readonly MemberAsRead[], event: MemberEvent): readonly MemberAsRead[] {
  switch (event.type) {
    case 'MembershipRequested': {
      const { person: id, name, birthDate, inAnotherPlanBecause, leads } = event
      const member = {
        id,
        name,
        ...(birthDate && { birthDate }),
        state: 'requested',
        ...(inAnotherPlanBecause && { inAnotherPlanBecause }),
        ...(leads && { leads }),
      } as const
      // Who asks again, after a refusal or after having left, is the same member.
      return now.some((one) => one.id === id) ? withChanged(now, id, () => member) : [...now, member]
    }
    case 'BsnRecorded':
      return withChanged(now, event.person, () => ({ bsn: event.bsn }))
    case 'MemberJoined':
      return withChanged(now, event.person, () => ({ state: 'in' }))
    case 'MembershipRefused':
      return withChanged(now, event.person, () => ({ state: 'refused' }))
    case 'MemberLeft':
      return withChanged(now, event.person, () => ({
        state: 'left',
        ...(event.reason && { leftBecause: event.reason }),
      }))
    case 'MemberDied':
      return withChanged(now, event.person, () => ({ state: 'died' }))
    case 'AddressSecrecySet':
      return withChanged(now, event.person, () => ({ addressIsSecret: event.secret }))
    case 'ChildExpected':
    case 'ChildBorn':
      return now
  }
}

export function expectedAfter(now: readonly ExpectedChildAsRead[], event: MemberEvent): readonly ExpectedChildAsRead[] {
  switch (event.type) {
    case 'ChildExpected': {
      const { expectation, expectedOn } = event
      return [...now, { expectation, ...(expectedOn && { expectedOn }) }]
    }
    case 'ChildBorn':
      return now.filter(({ expectation }) => expectation !== event.expectation)
    case 'MembershipRequested':
    case 'BsnRecorded':
    case 'MemberJoined':
    case 'MembershipRefused':
    case 'MemberLeft':
    case 'MemberDied':
    case 'AddressSecrecySet':
      return now
  }
}
