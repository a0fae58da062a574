import { describe, it } from '@jest/globals'
import type { PlanCommand } from '../plan.ts'
import {
  begun,
  family,
  given,
  grandmotherRepresentsKim,
  identityOf,
  joined,
  representation,
  whole,
  type Past,
} from '../testing/past.ts'
import { noor, sealed, TERMS } from '../testing/people.ts'

const ask = {
  type: 'RequestMembership',
  membership: 'membership-of-kim',
  person: 'kim',
  name: sealed('Kim'),
  terms: TERMS,
} as const satisfies PlanCommand

const asked = {
  ...identityOf('kim'),
  type: 'MembershipRequested',
  membership: 'membership-of-kim',
  person: 'kim',
  name: sealed('Kim'),
  // Ten working days from Monday 2 March, to the end of Monday the 16th.
  due: { what: 'age', at: '2026-03-16T22:59:59.999Z', terms: TERMS.version },
} as const
const { due: _due, ...askedWithAge } = asked

const left = (person: string): Past => [noor(), { ...identityOf(person), type: 'MemberLeft', person }]
const died = (person: string): Past => [noor(), { ...identityOf(person), type: 'MemberDied', person }]
const expected: Past = [noor(), { ...whole, type: 'ChildExpected', expectation: 'expectation-1' }]

describe('joining a plan', () => {
  it("is asked here, and waits for the person's own stream", () => {
    given(...begun)
      .when(noor(), { ...ask, birthDate: sealed('2015-05-05'), bsn: sealed('bsn') })
      .then(
        { ...askedWithAge, birthDate: sealed('2015-05-05') },
        { domain: 'general', about: asked.about, type: 'BsnRecorded', person: asked.person, bsn: sealed('bsn') },
      )
  })

  it('says how old someone is: by a birth date, or by who established that they are adult; without either that is due', () => {
    const age = { birthDate: sealed('none'), ageBand: sealed('adult'), ageEstablishedBy: sealed('the identity desk') }
    given(...begun)
      .when(noor(), { ...ask, ...age })
      .then({ ...askedWithAge, ...age })
    given(...begun)
      .when(noor(), ask)
      .then(asked)
  })

  it('of who comes back asks for no age that is known', () => {
    const withAge = { ...askedWithAge, birthDate: sealed('2015-05-05') }
    given(...begun, [noor(), withAge], joined('kim'), left('kim'))
      .when(noor(), ask)
      .then(askedWithAge)
  })

  it('is settled by what that stream decided', () => {
    given(...begun, [noor(), asked])
      .when(noor(), { type: 'SettleMembership', membership: 'membership-of-kim' })
      .then(joined('kim')[1])
    given(...begun, [noor(), asked])
      .when(noor(), {
        type: 'SettleMembership',
        membership: 'membership-of-kim',
        refused: 'PERSON_IS_IN_ANOTHER_PLAN',
      })
      .then({
        ...identityOf('kim'),
        type: 'MembershipRefused',
        membership: 'membership-of-kim',
        person: 'kim',
        why: 'PERSON_IS_IN_ANOTHER_PLAN',
      })
  })

  it('is settled once, whoever comes second', () => {
    given(...begun, [noor(), asked], joined('kim'))
      .when(noor(), { type: 'SettleMembership', membership: 'membership-of-kim' })
      .thenNothing()
  })

  it('is not asked again while it is being settled', () => {
    given(...begun, [noor(), asked])
      .when(noor(), { ...ask, membership: 'membership-2' })
      .thenRefuses('MEMBERSHIP_IS_BEING_SETTLED', { person: 'kim' })
  })

  it("never takes another request's place", () => {
    given(...begun, [noor(), asked])
      .when(noor(), { ...ask, person: 'lot' })
      .thenRefuses('MEMBERSHIP_IS_BEING_SETTLED', { person: 'kim' })
  })

  it('is not asked for who is in the plan', () => {
    given(...family)
      .when(noor(), ask)
      .thenRefuses('PERSON_IS_A_MEMBER', { person: 'kim' })
  })

  it('may be asked again after a refusal, and after leaving', () => {
    const refused = {
      ...identityOf('kim'),
      type: 'MembershipRefused',
      membership: 'membership-of-kim',
      person: 'kim',
      why: 'PERSON_IS_IN_ANOTHER_PLAN',
    } as const
    given(...begun, [noor(), asked], [noor(), refused])
      .when(noor(), ask)
      .then(asked)
    given(...family, left('kim'))
      .when(noor(), ask)
      .then(asked)
  })

  it('of a child of two families says why and which plan leads', () => {
    const both = { inAnotherPlanBecause: sealed('co-parenting'), leads: 'the-other-plan' } as const
    given(...begun)
      .when(noor(), { ...ask, ...both })
      .then({ ...asked, ...both })
  })

  it('of a child of two families needs both of these, or neither', () => {
    given(...begun)
      .when(noor(), { ...ask, inAnotherPlanBecause: sealed('co-parenting') })
      .thenRefuses('ANOTHER_PLAN_NEEDS_A_REASON_AND_A_LEADING_PLAN')
    given(...begun)
      .when(noor(), { ...ask, leads: 'this-plan' })
      .thenRefuses('ANOTHER_PLAN_NEEDS_A_REASON_AND_A_LEADING_PLAN')
  })
})

describe('a child to come', () => {
  it('is expected, once', () => {
    const expect = { type: 'ExpectChild', expectation: 'expectation-1', expectedOn: sealed('2026-08-01') } as const
    given(...family)
      .when(noor(), expect)
      .then({ ...whole, type: 'ChildExpected', expectation: 'expectation-1', expectedOn: sealed('2026-08-01') })
    given(...family, expected)
      .when(noor(), expect)
      .thenNothing()
  })

  it('is born, and asked into the plan in the same breath', () => {
    given(...family, expected)
      .when(noor(), {
        type: 'RecordBirth',
        expectation: 'expectation-1',
        membership: 'membership-of-lot',
        person: 'lot',
        name: sealed('Lot'),
        terms: TERMS,
      })
      .then(
        { ...identityOf('lot'), type: 'ChildBorn', expectation: 'expectation-1', person: 'lot' },
        {
          ...identityOf('lot'),
          type: 'MembershipRequested',
          membership: 'membership-of-lot',
          person: 'lot',
          name: sealed('Lot'),
          due: asked.due,
        },
      )
  })

  it('is born once', () => {
    const born = { ...identityOf('lot'), type: 'ChildBorn', expectation: 'expectation-1', person: 'lot' } as const
    given(...family, expected, [noor(), born])
      .when(noor(), { ...ask, type: 'RecordBirth', expectation: 'expectation-1', person: 'lot' })
      .thenRefuses('NO_CHILD_IS_EXPECTED')
  })
})

describe('a death', () => {
  it('ends every representation of the one who died, and by them', () => {
    const forFarid = { ...representation, representation: 'r-2', representative: 'kim', represents: 'farid' } as const
    const kimForFarid: Past = [
      noor(),
      { ...identityOf('farid'), type: 'RepresentativeAppointed', ...forFarid, name: sealed('Kim') },
    ]
    given(...family, grandmotherRepresentsKim(), kimForFarid)
      .when(noor(), { type: 'RecordDeath', person: 'kim' })
      .then(
        { ...identityOf('kim'), type: 'MemberDied', person: 'kim' },
        { ...identityOf('kim'), type: 'RepresentativeEnded', representation: 'representation-1', why: 'death' },
        { ...identityOf('farid'), type: 'RepresentativeEnded', representation: 'r-2', why: 'death' },
      )
  })

  it('is recorded once, and of members', () => {
    given(...family, died('kim'))
      .when(noor(), { type: 'RecordDeath', person: 'kim' })
      .thenNothing()
    given(...family)
      .when(noor(), { type: 'RecordDeath', person: 'lot' })
      .thenRefuses('PERSON_IS_NOT_A_MEMBER', { persons: ['lot'] })
  })
})

describe('the secrecy of an address', () => {
  const keep = { type: 'SetAddressSecrecy', person: 'mirjam', secret: true } as const
  const kept = { ...identityOf('mirjam'), type: 'AddressSecrecySet', person: 'mirjam', secret: true } as const

  it('is set and lifted, and the plan holds no address', () => {
    given(...family)
      .when(noor(), keep)
      .then(kept)
    given(...family, [noor(), kept])
      .when(noor(), { ...keep, secret: false })
      .then({ ...kept, secret: false })
  })

  it('is set once', () => {
    given(...family, [noor(), kept])
      .when(noor(), keep)
      .thenNothing()
    given(...family, [noor(), kept], [noor(), { ...kept, secret: false }])
      .when(noor(), { ...keep, secret: false })
      .thenNothing()
  })

  it('is of members', () => {
    given(...family)
      .when(noor(), { ...keep, person: 'lot' })
      .thenRefuses('PERSON_IS_NOT_A_MEMBER', { persons: ['lot'] })
  })
})
