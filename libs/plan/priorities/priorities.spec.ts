import { describe, it } from '@jest/globals'
import { fraudGoesFirst, given, helped, type Past } from '../testing/past.ts'
import { noor, sealed } from '../testing/people.ts'

const set = {
  type: 'SetPriority',
  priority: 'priority-1',
  concern: { domain: 'participation', lifeArea: 'finances' },
  about: ['mirjam', 'farid'],
  over: ['youth'],
  needs: [],
  reason: sealed('benefit fraud'),
} as const
const lift = { type: 'LiftPriority', priority: 'priority-1', reason: sealed('settled') } as const
const lifted: readonly Past[] = [
  [
    noor(),
    {
      domain: 'participation',
      about: ['mirjam', 'farid'],
      type: 'PriorityLifted',
      priority: 'priority-1',
      reason: sealed('settled'),
    },
  ],
  [noor(), { domain: 'youth', about: [], type: 'DomainReleasedFromPriority', priority: 'priority-1' }],
]

describe('a priority', () => {
  it('is known where it binds, and there only; why it goes first stays in its own domain', () => {
    given(...helped)
      .when(noor(), set)
      .then(...fraudGoesFirst.map(([, event]) => event))
  })

  it('goes before another domain', () => {
    for (const over of [[], ['participation']] as const)
      given(...helped)
        .when(noor(), { ...set, over })
        .thenRefuses('PRIORITY_IS_OVER_NOTHING')
  })

  it('is told once in each domain that gives way, its own among them if it does', () => {
    given(...helped)
      .when(noor(), { ...set, over: ['participation', 'wmo', 'youth', 'wmo'] })
      .then(
        fraudGoesFirst[0]![1],
        { ...fraudGoesFirst[1]![1], domain: 'participation' },
        { ...fraudGoesFirst[1]![1], domain: 'wmo' },
        fraudGoesFirst[1]![1],
      )
  })

  it('makes nobody tell another domain what no ground allows, every such telling named', () => {
    const needs = [
      { contentOf: 'youth', to: 'participation' },
      { contentOf: 'youth', to: 'youth' },
      { contentOf: 'wmo', to: 'participation' },
    ] as const
    given(...helped)
      .when(noor(), { ...set, needs })
      .thenRefuses('PRIORITY_NEEDS_A_DISCLOSURE_WITHOUT_GROUND', { disclosures: [needs[0], needs[2]] })
  })

  it('may need what stays within a domain', () => {
    given(...helped)
      .when(noor(), { ...set, needs: [{ contentOf: 'youth', to: 'youth' }] })
      .then(...fraudGoesFirst.map(([, event]) => event))
  })

  it('is about members', () => {
    given(...helped)
      .when(noor(), { ...set, about: ['lot'] })
      .thenRefuses('PERSON_IS_NOT_A_MEMBER', { persons: ['lot'] })
  })

  it("never takes another priority's place", () => {
    given(...helped, ...fraudGoesFirst)
      .when(noor(), { ...set, concern: { domain: 'wmo', lifeArea: 'housing' } })
      .thenNothing()
  })

  it('is lifted with a reason, once', () => {
    given(...helped, ...fraudGoesFirst)
      .when(noor(), lift)
      .then(...lifted.map(([, event]) => event))
    given(...helped, ...fraudGoesFirst, ...lifted)
      .when(noor(), lift)
      .thenRefuses('PRIORITY_IS_NOT_IN_FORCE')
    given(...helped)
      .when(noor(), lift)
      .thenRefuses('PRIORITY_IS_NOT_IN_FORCE')
  })
})
