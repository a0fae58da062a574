import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import { Refusal, type Deed } from '../deciding/decider.ts'
import { plan, type PlanEvent } from '../plan/plan.ts'
import { begun, joined, viewGiven, type Past } from '../plan/testing/past.ts'
import { deedOf, farid, morningOf, noor, sealed } from '../plan/testing/people.ts'
import type { Concerned } from './done-to.ts'
import { mayDo } from './may.ts'
import { sightOf } from './sight.ts'
import { deputyAppointed, factsAfter, given, joinedFor, left, planAfter, worker } from './testing/standing.ts'

const as = (id: string, activity: string): Deed => ({
  ...deedOf({ kind: 'person', id, role: 'professional' }, morningOf('2026-03-02')),
  activity,
})
const ed = as('ed', 'benefits-enforcement')
const pim = as('pim', 'participation-support')
const goal = (id: string): PlanEvent => ({
  ...{ domain: 'participation', about: ['farid'], type: 'GoalProposed', goal: id },
  ...{ lifeArea: 'finances', words: sealed(id) },
})
const action = (id: string, of: string): PlanEvent => ({
  ...{ domain: 'participation', about: ['farid'], type: 'ActionPlanned', action: id, goal: of },
  ...{ owner: 'farid', words: sealed(id) },
})
const done = (id: string): PlanEvent => ({
  ...{ domain: 'participation', about: ['farid'], type: 'ActionDone', action: id, words: sealed('done') },
})
const dropped = (id: string): PlanEvent => ({
  ...{ domain: 'participation', about: ['farid'], type: 'GoalDropped', goal: id, reason: sealed('no more') },
})
const family = [...begun, joined('mirjam'), joined('farid'), joined('kim')]
const edJoined = joinedFor('ed', 'participation', 'benefits-enforcement')
const own = { ...farid(), activity: 'own-file' }
const coordinating = { ...noor(), activity: 'plan-coordination' }
const asksToEnforce = worker('ed', 'benefits-enforcement')
const KNOWN = ['PlanOpened', 'CoordinatorAppointed', 'MemberJoined', 'MemberJoined', 'ProfessionalJoined']

const reads = (...more: readonly Past[]) => given(...family, edJoined, ...more).asks(asksToEnforce)

describe('who enforces', () => {
  it('reads what was begun to enforce and what who coordinates did with it; not what helps, nor an action that helps', () => {
    reads([ed, goal('g1')], [pim, goal('g2')], [ed, action('a1', 'g1')], [coordinating, dropped('g1')]).sees(
      ...[...KNOWN, 'GoalProposed', 'ActionPlanned', 'GoalDropped'],
    )
    reads([pim, goal('g1')], [ed, action('a1', 'g1')], [coordinating, dropped('g1')]).sees(...KNOWN)
    reads([ed, goal('g1')], [coordinating, action('a1', 'g1')]).sees(...KNOWN, 'GoalProposed')
  })

  it('reads nothing that the family says or does, of whatever item, nor what who helps does to one of theirs', () => {
    const on = { kind: 'goal', id: 'g1' } as const
    const viewed = viewGiven(own, on)
    const heard: Past = [ed, viewed[1]]
    reads([ed, goal('g1')], viewed, heard, [ed, action('a1', 'g1')], [own, done('a1')], [pim, dropped('g1')]).sees(
      ...[...KNOWN, 'GoalProposed', 'ActionPlanned'],
    )
  })

  it('reads names of adults who are in, and of none who is not known to be adult; of whom the joining is for, where it says so', () => {
    given(...family, edJoined)
      .asks(asksToEnforce, { ages: { farid: 'adult', kim: '16-17' } })
      .sees('PlanOpened', 'CoordinatorAppointed', 'MemberJoined', 'ProfessionalJoined')
    reads(left('farid')).sees('PlanOpened', 'CoordinatorAppointed', 'MemberJoined', 'ProfessionalJoined')
    const forMirjam: Past = [edJoined[0], { ...edJoined[1], about: ['mirjam'] }]
    given(...family, forMirjam)
      .asks(asksToEnforce)
      .sees('PlanOpened', 'CoordinatorAppointed', 'MemberJoined', 'ProfessionalJoined')
  })

  it('reads no joining but their own', () => {
    reads(joinedFor('pim', 'participation', 'participation-support'), joinedFor('yara', 'youth', 'youth-support')).sees(
      ...KNOWN,
    )
  })
})

describe('who enforces gives an action', () => {
  it('to those its goal is about, themselves and who coordinates; of nobody else it is told that they are here', () => {
    const colleagues = [joinedFor('pim', 'participation', 'participation-support'), deputyAppointed('dina')]
    const now = planAfter(...family, edJoined, ...colleagues, [ed, goal('g1')])
    const givenTo = (owner: string) => {
      const asked = { type: 'PlanAction', action: 'a1', goal: 'g1', owner, words: sealed('shows a payslip') } as const
      try {
        return plan.decide(asked, now, ed).map(({ type }) => type)
      } catch (refusal) {
        return (refusal as Refusal).code
      }
    }
    for (const owner of ['farid', 'ed', 'noor']) assert.deepEqual(givenTo(owner), ['ActionPlanned'])
    for (const owner of ['kim', 'mirjam', 'pim', 'dina', 'nobody'])
      assert.equal(givenTo(owner), 'ACTION_HAS_NO_SUCH_OWNER')
  })
})

describe('who enforces may do', () => {
  const past: readonly Past[] = [...family, edJoined, [ed, goal('g1')], [pim, goal('g2')], [pim, action('a2', 'g2')]]
  const facts = factsAfter(past)
  const answerTo = (command: Concerned): string => {
    try {
      mayDo(sightOf(asksToEnforce, facts), command, facts.plan)
      return 'may'
    } catch (refused) {
      assert.ok(refused instanceof Refusal)
      return String(refused.code)
    }
  }
  const proposes = { type: 'ProposeGoal', goal: 'g3', domain: 'participation' } as const

  it('what is of their own activity', () => {
    for (const command of [
      proposes,
      { ...proposes, about: ['farid'] },
      { type: 'AdoptGoal', goal: 'g1' },
      { type: 'PlanAction', goal: 'g1', action: 'a1' },
      { type: 'InviteView', on: { kind: 'goal', id: 'g1' }, person: 'farid' },
      { type: 'Withhold', items: [{ kind: 'goal', id: 'g1' }], from: 'farid' },
      { type: 'ReportDeviation', deviation: 'd1', domain: 'participation', about: ['farid'] },
      { type: 'EndJoining', joining: 'ed-for-benefits-enforcement' },
    ] satisfies readonly Concerned[])
      assert.equal(answerTo(command), 'may', JSON.stringify(command))
  })

  it('nothing to what helps, beside what is theirs too, nor about whom they do not know: it is not there', () => {
    for (const command of [
      { ...proposes, about: ['kim'] },
      { ...proposes, about: ['farid', 'kim'] },
      { ...proposes, domain: 'youth' },
      { type: 'ReviseGoal', goal: 'g2' },
      { type: 'AdoptGoal', goal: 'g2' },
      { type: 'EvaluateGoal', goal: 'g2' },
      { type: 'PlanAction', goal: 'g2', action: 'a3' },
      { type: 'DropAction', action: 'a2' },
      { type: 'GiveView', on: { kind: 'goal', id: 'g2' }, person: 'farid' },
      { type: 'GiveView', on: { kind: 'own-plan', id: 'own-plan' }, person: 'farid' },
      { type: 'InviteView', on: { kind: 'action', id: 'a2' }, person: 'farid' },
      { type: 'Withhold', items: ['g1', 'g2'].map((id) => ({ kind: 'goal', id }) as const), from: 'farid' },
    ] satisfies readonly Concerned[])
      assert.equal(answerTo(command), 'NOT_FOUND', JSON.stringify(command))
  })

  it('no views, no judgement of capacity and no limit of sight', () => {
    for (const command of [
      { type: 'GiveView', on: { kind: 'goal', id: 'g1' }, person: 'farid' },
      { type: 'JudgeCapacity', domain: 'participation', person: 'farid' },
      { type: 'LimitSight', limits: { person: 'farid', domain: 'participation' }, from: 'mirjam' },
    ] satisfies readonly Concerned[])
      assert.equal(answerTo(command), 'NOT_ALLOWED_ON_THIS_GROUND', JSON.stringify(command))
  })
})
