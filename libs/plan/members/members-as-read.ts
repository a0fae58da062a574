/** Who belongs to the family, as a reader sees it. */
import type { Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import { withChanged, withOneMore } from '../../deciding/growing.ts'
import type { DepartureEvent } from './departure.ts'
import type { DepartureKind, KnownAge, LeadingPlan, MemberEvent } from './members.ts'
import { mark, said, type Mark, type Said, type Seen } from '../seen.ts'

/** What was asked for someone. It counts once they join, and changes nothing they are before. */
interface AskedAsRead extends KnownAge {
  readonly name: Sealed
  readonly bsn?: Sealed
  readonly inAnotherPlanBecause?: Sealed
  readonly leads?: LeadingPlan
}

export interface MemberAsRead extends AskedAsRead {
  /** The person's random id. */
  readonly id: PersonId
  readonly state: 'requested' | 'refused' | 'in' | 'left' | 'died'
  readonly addressIsSecret?: boolean
  readonly leftBecause?: Sealed
  /** When a name or an age was last corrected, and by whom. */
  readonly corrected?: Mark
  /** How they left, and what came of their saying that they did not. */
  readonly departure?: DepartureAsRead
  /** Present where someone who is or was a member was asked for again. */
  readonly request?: RequestAsRead
}

export interface DepartureAsRead {
  /** This and the next three are not in what was recorded before a departure had a kind. */
  readonly recorded?: Mark
  readonly kind?: Sealed<DepartureKind>
  readonly leftOn?: Sealed
  /** The rest of the family may not know. */
  readonly silent?: boolean
  readonly contestUntil?: Moment
  readonly contest?: Said & { readonly dueAt: Moment }
  readonly upheld?: Said
  readonly undone?: Said
}

export interface RequestAsRead extends AskedAsRead {
  readonly state: 'requested' | 'refused'
}

export interface ExpectedChildAsRead {
  readonly expectation: string
  readonly expectedOn?: Sealed
}

export function membersAfter(
  now: readonly MemberAsRead[],
  event: MemberEvent | DepartureEvent,
  seen: Seen<unknown>,
): readonly MemberAsRead[] {
  switch (event.type) {
    case 'MembershipRequested':
      return asked(now, event)
    case 'BsnRecorded': {
      const { person, bsn } = event
      return withChanged(now, person, ({ state, request }) => {
        if (request?.state === 'requested') return { request: { ...request, bsn } }
        return state === 'requested' ? { bsn } : {}
      })
    }
    case 'MemberJoined':
      return now.map((one) => (one.id === event.person ? joined(one) : one))
    case 'MembershipRefused':
      return withChanged(now, event.person, ({ state, request }) => {
        if (request?.state === 'requested') return { request: { ...request, state: 'refused' } }
        return state === 'requested' ? { state: 'refused' } : {}
      })
    case 'MemberLeft':
      return withChanged(now, event.person, () => ({
        state: 'left',
        ...(event.reason && { leftBecause: event.reason }),
        ...departed(event, seen),
      }))
    case 'DepartureContested':
      return withDeparture(now, event.person, { contest: { ...said(seen, event.words), dueAt: event.due.at } })
    case 'DepartureUpheld':
      return withDeparture(now, event.person, { upheld: said(seen, event.reason) })
    case 'DepartureUndone':
      return withDeparture(now, event.person, { undone: said(seen, event.reason) }).map((one) =>
        one.id === event.person ? { ...one, state: 'in' } : one,
      )
    case 'SightLimitOffered':
      return now
    case 'MemberDied':
      return withChanged(now, event.person, () => ({ state: 'died' }))
    case 'AddressSecrecySet':
      return withChanged(now, event.person, () => ({ addressIsSecret: event.secret }))
    case 'ChildExpected':
    case 'ChildBorn':
      return now
  }
}

type Left = Extract<MemberEvent, { type: 'MemberLeft' }>

function departed({ kind, leftOn, silent, due }: Left, seen: Seen<unknown>): Pick<MemberAsRead, 'departure'> {
  if (kind === undefined || leftOn === undefined || due === undefined) return {}
  const how = { recorded: mark(seen), kind, leftOn, ...(silent !== undefined && { silent }) }
  return { departure: { ...how, contestUntil: due.at } }
}

const withDeparture = (now: readonly MemberAsRead[], person: PersonId, more: Partial<DepartureAsRead>) =>
  withChanged(now, person, ({ departure }) => ({ departure: { ...departure, ...more } }))

function asked(
  now: readonly MemberAsRead[],
  event: Extract<MemberEvent, { type: 'MembershipRequested' }>,
): readonly MemberAsRead[] {
  const { person: id, name, birthDate, ageBand, ageEstablishedBy, inAnotherPlanBecause, leads } = event
  const request = {
    name,
    ...(birthDate && { birthDate, ...(ageBand && { ageBand }), ...(ageEstablishedBy && { ageEstablishedBy }) }),
    state: 'requested',
    ...(inAnotherPlanBecause && { inAnotherPlanBecause }),
    ...(leads && { leads }),
  } as const
  const known = now.find((one) => one.id === id)
  if (known === undefined) return [...now, { id, ...request }]
  const wasNeverIn = known.state === 'requested' || known.state === 'refused'
  return now.map((one) => (one.id !== id ? one : wasNeverIn ? { id, ...request } : { ...one, request }))
}

/** What was asked is so from now on; what was not said this time stays as it was known. */
function joined({ request, ...member }: MemberAsRead): MemberAsRead {
  if (request?.state === 'requested') return { ...member, ...request, state: 'in' }
  return { ...member, state: 'in', ...(request && { request }) }
}

export function expectedAfter(
  now: readonly ExpectedChildAsRead[],
  event: MemberEvent | DepartureEvent,
): readonly ExpectedChildAsRead[] {
  switch (event.type) {
    case 'ChildExpected': {
      const { expectation, expectedOn } = event
      return withOneMore(now, { expectation, ...(expectedOn && { expectedOn }) })
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
    case 'SightLimitOffered':
    case 'DepartureContested':
    case 'DepartureUpheld':
    case 'DepartureUndone':
      return now
  }
}
