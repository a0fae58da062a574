import { describe, expect, it } from '@jest/globals'
import { caseload } from './caseload.ts'
import { rowsAfter } from '../testing/rows-after.ts'
import { begun, identityOf, joined, whole, type Past } from '../testing/past.ts'
import { bart, noor, sealed } from '../testing/people.ts'

const asked = (person: string, membership = `membership-of-${person}`): Past => [
  noor(),
  {
    ...identityOf(person),
    type: 'MembershipRequested',
    membership,
    person,
    name: sealed(person),
    birthDate: sealed('1990'),
  },
]

const sealedAs = (words: string) =>
  JSON.stringify({ words: { name: sealed(words) }, values: { [words]: `ciphertext of ${words}` } })

describe('the caseload', () => {
  it('has each plan with who coordinates it, their name still sealed', () => {
    const { caseload_plan, caseload_coordinator } = rowsAfter(caseload, begun)
    const at = { domain: 'general', about: '[]', recordedAt: '2026-03-02T09:00:00.000Z', activity: 'case-coordination' }
    expect(caseload_plan).toEqual([{ plan: 'plan-1', type: 'PlanOpened', closedAt: '', closedFor: '', ...at }])
    expect(caseload_coordinator).toEqual([
      {
        plan: 'plan-1',
        coordinator: 'noor',
        team: 'north',
        sealed: sealedAs('Noor'),
        type: 'CoordinatorAppointed',
        ...at,
      },
    ])
  })

  it('has the next coordinator once they accepted', () => {
    const accepted: Past = [
      bart('2026-03-09'),
      {
        ...whole,
        basedOn: 3,
        type: 'HandoverAccepted',
        handover: 'handover-1',
        coordinator: 'bart',
        name: sealed('Bart'),
        team: 'south',
      },
    ]
    expect(rowsAfter(caseload, [...begun, accepted]).caseload_coordinator).toMatchObject([
      {
        coordinator: 'bart',
        team: 'south',
        sealed: sealedAs('Bart'),
        type: 'HandoverAccepted',
        recordedAt: '2026-03-09T09:00:00.000Z',
      },
    ])
  })

  it('has who belongs to the family from when they joined, by sealed name only', () => {
    const [kim] = rowsAfter(caseload, [asked('kim')]).caseload_member
    expect(kim).toMatchObject({ person: 'kim', isMember: 0, about: '["kim"]', sealed: sealedAs('kim') })
    expect(JSON.stringify(kim)).not.toContain('1990')
    expect(rowsAfter(caseload, [asked('kim'), joined('kim')]).caseload_member).toEqual([{ ...kim, isMember: 1 }])
  })

  it('has them again once their departure is undone, and once only, also when they joined again meanwhile', () => {
    const of = (type: 'MemberLeft' | 'DepartureUndone'): Past => [
      noor(),
      { ...identityOf('kim'), person: 'kim', ...(type === 'MemberLeft' ? { type } : { type, reason: sealed('x') }) },
    ]
    const members = (...more: readonly Past[]) =>
      rowsAfter(caseload, [asked('kim'), joined('kim'), ...more])
        .caseload_member.filter(({ isMember }) => isMember === 1)
        .map(({ person }) => person)
    expect(members(of('MemberLeft'))).toEqual([])
    expect(members(of('MemberLeft'), of('DepartureUndone'))).toEqual(['kim'])
    const joinedAgain = {
      ...identityOf('kim'),
      type: 'MemberJoined',
      membership: 'membership-2',
      person: 'kim',
    } as const
    const again: readonly Past[] = [asked('kim', 'membership-2'), [noor(), joinedAgain]]
    expect(members(of('MemberLeft'), ...again, of('MemberLeft'), of('DepartureUndone'))).toEqual(['kim'])
  })

  it.each([
    { type: 'MembershipRefused', membership: 'membership-of-kim', person: 'kim', why: 'PERSON_IS_IN_ANOTHER_PLAN' },
    { type: 'MemberLeft', person: 'kim' },
    { type: 'MemberDied', person: 'kim' },
  ] as const)('has them no longer after $type', (gone) => {
    const past: readonly Past[] = [asked('kim'), joined('kim'), asked('farid'), joined('farid')]
    const after = rowsAfter(caseload, [...past, [noor(), { ...identityOf('kim'), ...gone }]])
    expect(after.caseload_member.filter(({ isMember }) => isMember === 1).map(({ person }) => person)).toEqual([
      'farid',
    ])
  })
})
