import { describe, it } from '@jest/globals'
import type { Past } from '../testing/past.ts'
import { begun, family, given, goalAdopted, goalProposed, helped, identityOf, viewGiven } from '../testing/past.ts'
import { kim, mirjam, noor, sealed, yara } from '../testing/people.ts'

const ofGoal = { domain: 'youth', about: ['kim'], goal: 'goal-1' } as const
const propose = {
  type: 'ProposeGoal',
  goal: 'goal-1',
  domain: 'youth',
  about: ['kim'],
  lifeArea: 'domestic-relations',
  words: sealed('sleeps well'),
} as const
const OWN = { since: '2020-03-10', isPastParents: true }
const adopt = { type: 'AdoptGoal', goal: 'goal-1', basedOn: 9, voices: { kim: OWN, mirjam: OWN } } as const
const evaluate = { type: 'EvaluateGoal', goal: 'goal-1', outcome: sealed('reached'), basedOn: 20 } as const
const drop = { type: 'DropGoal', goal: 'goal-1', reason: sealed('moved away') } as const
const revise = { type: 'ReviseGoal', goal: 'goal-1', words: sealed('sleeps better') } as const

const evaluated: Past = [yara(), { ...ofGoal, basedOn: 20, type: 'GoalEvaluated', outcome: sealed('reached') }]
const dropped: Past = [yara(), { ...ofGoal, type: 'GoalDropped', reason: sealed('moved away') }]
const revised: Past = [yara(), { ...ofGoal, type: 'GoalRevised', words: sealed('sleeps better') }]
const left = (person: string): Past => [noor(), { ...identityOf(person), type: 'MemberLeft', person }]

describe('a goal', () => {
  it('is proposed for members, under one law', () => {
    given(...helped)
      .when(yara(), propose)
      .then(goalProposed()[1])
  })

  it('affects someone', () => {
    given(...helped)
      .when(yara(), { ...propose, about: [] })
      .thenRefuses('GOAL_AFFECTS_NOBODY')
  })

  it('affects members only; every stranger is named at once', () => {
    given(...helped)
      .when(yara(), { ...propose, about: ['kim', 'lot', 'sam'] })
      .thenRefuses('PERSON_IS_NOT_A_MEMBER', { persons: ['lot', 'sam'] })
  })

  it("never takes another goal's place", () => {
    given(...helped, goalProposed())
      .when(yara(), { ...propose, domain: 'wmo', about: ['mirjam'] })
      .thenNothing()
  })

  it('comes after the plan: not before it is open', () => {
    given().when(mirjam(), propose).thenRefuses('PLAN_IS_NOT_OPEN')
    given(...begun)
      .when(mirjam(), propose)
      .thenRefuses('PERSON_IS_NOT_A_MEMBER', { persons: ['kim'] })
  })

  it('may be proposed by the family before it hands in a plan of its own', () => {
    given(...family)
      .when(kim(), propose)
      .then(goalProposed()[1])
  })

  it('is revised: whoever it affects is heard anew on the new words', () => {
    given(...helped, goalProposed(), viewGiven(kim(), {}), goalAdopted)
      .when(yara(), revise)
      .then(revised[1])
    given(...helped, goalProposed(), viewGiven(kim(), {}), goalAdopted, revised)
      .when(yara(), adopt)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
  })

  it('is evaluated once it was adopted, with words where there are any', () => {
    given(...helped, goalProposed(), goalAdopted)
      .when(yara(), { ...evaluate, words: sealed('every night') })
      .then({ ...ofGoal, basedOn: 20, type: 'GoalEvaluated', outcome: sealed('reached'), words: sealed('every night') })
    given(...helped, goalProposed())
      .when(yara(), evaluate)
      .thenRefuses('GOAL_IS_NOT_ADOPTED')
  })

  it('may be dropped with a reason', () => {
    given(...helped, goalProposed())
      .when(yara(), drop)
      .then(dropped[1])
  })

  it.each([
    ['evaluated', evaluated],
    ['dropped', dropped],
  ])('that was %s takes nothing more', (_end, end) => {
    for (const command of [adopt, evaluate, drop, revise])
      given(...helped, goalProposed(), goalAdopted, end)
        .when(yara(), command)
        .thenRefuses('GOAL_HAS_ENDED')
  })

  it('nobody proposed takes nothing either', () => {
    for (const command of [adopt, evaluate, drop, revise])
      given(...helped)
        .when(yara(), command)
        .thenRefuses('GOAL_HAS_ENDED')
  })
})

describe('adoption', () => {
  it('is of a goal that everyone it affects was heard on, and says how', () => {
    given(...helped, goalProposed(['kim', 'mirjam']), viewGiven(kim(), {}), viewGiven(mirjam(), {}))
      .when(yara(), adopt)
      .then({
        domain: 'youth',
        about: ['kim', 'mirjam'],
        goal: 'goal-1',
        basedOn: 9,
        type: 'GoalAdopted',
        heard: { kim: 'spoke', mirjam: 'spoke' },
        dissent: [],
      })
  })

  it('happens once', () => {
    given(...helped, goalProposed(), goalAdopted)
      .when(yara(), adopt)
      .thenNothing()
  })

  it('names everyone who was not heard at once', () => {
    given(...helped, goalProposed(['kim', 'mirjam', 'farid']), viewGiven(mirjam(), {}))
      .when(yara(), adopt)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim', 'farid'] })
  })

  it('keeps dissent with the goal', () => {
    const both = [viewGiven(kim(), { stance: 'disagrees' }), viewGiven(mirjam(), { stance: 'has-doubts' })]
    given(...helped, goalProposed(['kim', 'mirjam']), ...both)
      .when(yara(), adopt)
      .then({
        domain: 'youth',
        about: ['kim', 'mirjam'],
        goal: 'goal-1',
        basedOn: 9,
        type: 'GoalAdopted',
        heard: { kim: 'spoke', mirjam: 'spoke' },
        dissent: ['kim'],
      })
  })

  it('waits no longer for who left', () => {
    given(...helped, goalProposed(['kim', 'farid']), viewGiven(kim(), {}), left('farid'))
      .when(yara(), adopt)
      .then({
        domain: 'youth',
        about: ['kim', 'farid'],
        goal: 'goal-1',
        basedOn: 9,
        type: 'GoalAdopted',
        heard: { kim: 'spoke' },
        dissent: [],
      })
  })

  it('is of a goal that still affects someone', () => {
    given(...helped, goalProposed(), viewGiven(kim(), {}), left('kim'))
      .when(yara(), adopt)
      .thenRefuses('GOAL_AFFECTS_NOBODY')
  })
})
