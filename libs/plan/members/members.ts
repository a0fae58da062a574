/** Who belongs to the family of this plan. Joining takes two streams (the person's decides whether it may), so it is asked here, decided there, and settled here. Leaving is decided in `departure.ts`. */
import { inWorkingDays } from '../../deciding/days.ts'
import {
  Refusal,
  type Concerns,
  type Decider,
  type Moment,
  type PersonId,
  type Sealed,
} from '../../deciding/decider.ts'
import { withEntry, withOneMore, withoutEntry } from '../../deciding/growing.ts'
import type { Terms } from '../../municipality/terms.ts'

export type MemberEvent = Concerns &
  (
    | ({
        readonly type: 'MembershipRequested'
        readonly membership: string
        readonly person: PersonId
        readonly name: Sealed
        readonly inAnotherPlanBecause?: Sealed
        readonly leads?: LeadingPlan
      } & KnownAge)
    // Apart from the request, because only who coordinates needs it.
    | { readonly type: 'BsnRecorded'; readonly person: PersonId; readonly bsn: Sealed }
    | { readonly type: 'MemberJoined'; readonly membership: string; readonly person: PersonId }
    | {
        readonly type: 'MembershipRefused'
        readonly membership: string
        readonly person: PersonId
        readonly why: string
      }
    | {
        readonly type: 'MemberLeft'
        readonly person: PersonId
        readonly reason?: Sealed
        /** This and what follows, and its term, is not in what was recorded before a departure had a kind. */
        readonly kind?: Sealed<DepartureKind>
        /** The day they left. */
        readonly leftOn?: Sealed
        /** The rest of the family may not know. */
        readonly silent?: boolean
      }
    | { readonly type: 'ChildExpected'; readonly expectation: string; readonly expectedOn?: Sealed }
    | { readonly type: 'ChildBorn'; readonly expectation: string; readonly person: PersonId }
    | { readonly type: 'MemberDied'; readonly person: PersonId }
    | { readonly type: 'AddressSecrecySet'; readonly person: PersonId; readonly secret: boolean }
  )

/** Why someone left. */
export const DEPARTURE_KINDS = ['moved', 'divorced', 'placed-elsewhere', 'fled', 'other'] as const
export type DepartureKind = (typeof DEPARTURE_KINDS)[number]

/** Which plan leads where a person is in two: this one, or the one they were in. */
export type LeadingPlan = 'this-plan' | 'the-other-plan'

/**
 * How old someone is, as far as it is known: a birth date, or a statement that they are adult and who established that. All of it is there or none, and
 * what was not said is sealed too, so that from outside an adult by statement looks like anyone with a birth date. Older events hold a birth date alone.
 */
export interface KnownAge {
  readonly birthDate?: Sealed
  readonly ageBand?: Sealed<'adult'>
  readonly ageEstablishedBy?: Sealed
}

export interface AsksToJoin extends KnownAge {
  readonly membership: string
  readonly person: PersonId
  readonly name: Sealed
  readonly bsn?: Sealed
  readonly inAnotherPlanBecause?: Sealed
  readonly leads?: LeadingPlan
}

export type MemberCommand =
  | ({ readonly type: 'RequestMembership'; readonly terms: Terms } & AsksToJoin)
  | { readonly type: 'SettleMembership'; readonly membership: string; readonly refused?: string }
  | { readonly type: 'ExpectChild'; readonly expectation: string; readonly expectedOn?: Sealed }
  | ({ readonly type: 'RecordBirth'; readonly expectation: string; readonly terms: Terms } & AsksToJoin)
  | { readonly type: 'RecordDeath'; readonly person: PersonId }
  | { readonly type: 'SetAddressSecrecy'; readonly person: PersonId; readonly secret: boolean }

export type MemberRefusal =
  | 'PERSON_IS_A_MEMBER'
  | 'MEMBERSHIP_IS_BEING_SETTLED'
  | 'PERSON_IS_NOT_A_MEMBER'
  | 'NO_CHILD_IS_EXPECTED'
  | 'ANOTHER_PLAN_NEEDS_A_REASON_AND_A_LEADING_PLAN'

export interface Members {
  /** Who is in the plan now, who was, and who died. */
  readonly persons: Readonly<Record<PersonId, 'in' | 'left' | 'died'>>
  /** When each who left did: they keep what was theirs until then, and see nothing after. */
  readonly leftAt: Readonly<Record<PersonId, Moment>>
  /** Requests that the person's own stream has not settled yet: membership → person. */
  readonly requested: Readonly<Record<string, PersonId>>
  /** Of those requests, the ones that say how old someone is; and of whom that is known. */
  readonly requestedWithAge: readonly string[]
  readonly ageIsKnown: Readonly<Record<PersonId, true>>
  readonly expected: readonly string[]
  readonly secretAddress: readonly PersonId[]
}

export const NO_MEMBERS: Members = {
  persons: {},
  leftAt: {},
  requested: {},
  requestedWithAge: [],
  ageIsKnown: {},
  expected: [],
  secretAddress: [],
}

/** From now on it is known how old someone is. */
export const withKnownAge = (now: Members, person: PersonId): Members =>
  now.ageIsKnown[person] ? now : { ...now, ageIsKnown: withEntry(now.ageIsKnown, person, true) }

const withoutRequest = (now: Members, membership: string): Members => ({
  ...now,
  requested: withoutEntry(now.requested, membership),
  requestedWithAge: now.requestedWithAge.filter((one) => one !== membership),
})

export interface MembersNeeds {
  readonly members: Members
}

export const isMember = ({ persons }: Members, person: PersonId): boolean => persons[person] === 'in'

export const presentMembers = ({ persons }: Members): readonly PersonId[] =>
  Object.keys(persons).filter((person) => persons[person] === 'in')

/** Whom something is about must be in the plan; every stranger is named at once. */
export function mustBeMembers(members: Members, about: readonly PersonId[]): void {
  const strangers = about.filter((person) => !isMember(members, person))
  if (strangers.length > 0) throw refusal('PERSON_IS_NOT_A_MEMBER', { persons: strangers })
}

/** Whether a view is given by who left: kept, and counted nowhere. */
export const isFromWhoLeft = ({ persons }: Members, person: PersonId): boolean => persons[person] === 'left'

/** @throws Refusal for strangers; who left keeps their voice */
export function mustBeOrHaveBeenMember(members: Members, person: PersonId): void {
  if (!isFromWhoLeft(members, person)) mustBeMembers(members, [person])
}

/** Who left and did not leave after all. */
export const isBack = (now: Members, person: PersonId): Members => ({
  ...now,
  persons: withEntry(now.persons, person, 'in'),
})

export function evolveMembers(now: Members, event: MemberEvent, at: Moment): Members {
  switch (event.type) {
    case 'MembershipRequested':
      return {
        ...now,
        requested: withEntry(now.requested, event.membership, event.person),
        requestedWithAge: event.birthDate ? [...now.requestedWithAge, event.membership] : now.requestedWithAge,
      }
    case 'MemberJoined': {
      const aged = now.requestedWithAge.includes(event.membership) ? withKnownAge(now, event.person) : now
      return { ...withoutRequest(aged, event.membership), persons: withEntry(now.persons, event.person, 'in') }
    }
    case 'MembershipRefused':
      return withoutRequest(now, event.membership)
    case 'MemberLeft':
      return {
        ...now,
        persons: withEntry(now.persons, event.person, 'left'),
        leftAt: withEntry(now.leftAt, event.person, at),
      }
    case 'MemberDied':
      return { ...now, persons: withEntry(now.persons, event.person, 'died') }
    case 'BsnRecorded':
      return now
    case 'ChildExpected':
      return { ...now, expected: withOneMore(now.expected, event.expectation) }
    case 'ChildBorn':
      return { ...now, expected: now.expected.filter((one) => one !== event.expectation) }
    case 'AddressSecrecySet': {
      const others = now.secretAddress.filter((person) => person !== event.person)
      return { ...now, secretAddress: event.secret ? [...others, event.person] : others }
    }
  }
}

export const decideMembers: Decider<MemberCommand, MembersNeeds, MemberEvent>['decide'] = (
  command,
  { members: now },
  { at },
) => {
  switch (command.type) {
    case 'RequestMembership':
      return request(command, now, at)

    case 'SettleMembership': {
      const { membership, refused } = command
      const person = now.requested[membership]
      // Settled already: the door and the follower both carry a request through, and the second finds it done.
      if (person === undefined) return []
      const concerns = { domain: 'general', about: [person] } as const
      return refused === undefined
        ? [{ ...concerns, type: 'MemberJoined', membership, person }]
        : [{ ...concerns, type: 'MembershipRefused', membership, person, why: refused }]
    }

    case 'ExpectChild': {
      const { expectation, expectedOn } = command
      if (now.expected.includes(expectation)) return []
      return [{ domain: 'general', about: [], type: 'ChildExpected', expectation, ...(expectedOn && { expectedOn }) }]
    }

    case 'RecordBirth': {
      const { expectation, person } = command
      if (!now.expected.includes(expectation)) throw refusal('NO_CHILD_IS_EXPECTED')
      // The birth is a fact, whatever becomes of the request that goes with it.
      return [
        { domain: 'general', about: [person], type: 'ChildBorn', expectation, person },
        ...request(command, now, at),
      ]
    }

    case 'RecordDeath': {
      const { person } = command
      if (now.persons[person] === 'died') return []
      if (!isMember(now, person)) throw refusal('PERSON_IS_NOT_A_MEMBER', { persons: [person] })
      return [{ domain: 'general', about: [person], type: 'MemberDied', person }]
    }

    case 'SetAddressSecrecy': {
      const { person, secret } = command
      if (!isMember(now, person)) throw refusal('PERSON_IS_NOT_A_MEMBER', { persons: [person] })
      if (now.secretAddress.includes(person) === secret) return []
      return [{ domain: 'general', about: [person], type: 'AddressSecrecySet', person, secret }]
    }
  }
}

type Requesting = Extract<MemberCommand, { readonly membership: string; readonly name: Sealed }>

function request(asked: Requesting, now: Members, at: Moment): readonly MemberEvent[] {
  const { membership, person, name, birthDate, bsn, inAnotherPlanBecause, leads, terms } = asked
  const { ageBand, ageEstablishedBy } = asked
  if (isMember(now, person)) throw refusal('PERSON_IS_A_MEMBER', { person })
  const settling = now.requested[membership] ?? Object.values(now.requested).find((one) => one === person)
  if (settling !== undefined) throw refusal('MEMBERSHIP_IS_BEING_SETTLED', { person: settling })
  if ((inAnotherPlanBecause === undefined) !== (leads === undefined))
    throw refusal('ANOTHER_PLAN_NEEDS_A_REASON_AND_A_LEADING_PLAN')
  const concerns = { domain: 'general', about: [person] } as const
  const requested: MemberEvent = {
    ...concerns,
    type: 'MembershipRequested',
    membership,
    person,
    name,
    ...(birthDate && { birthDate, ...(ageBand && { ageBand }), ...(ageEstablishedBy && { ageEstablishedBy }) }),
    ...(inAnotherPlanBecause && { inAnotherPlanBecause }),
    ...(leads && { leads }),
    ...(birthDate === undefined && !now.ageIsKnown[person] && { due: ageDue(at, terms) }),
  }
  return bsn === undefined ? [requested] : [requested, { ...concerns, type: 'BsnRecorded', person, bsn }]
}

const ageDue = (at: Moment, { ageWorkingDays, version }: Terms) => ({
  what: 'age',
  at: inWorkingDays(at, ageWorkingDays),
  terms: version,
})

const refusal = (code: MemberRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
