import { describe, expect, it } from '@jest/globals'
import { plansByDomain } from './plans-by-domain.ts'
import { rowsAfter } from '../testing/rows-after.ts'
import { begun, goalProposed, type Past } from '../testing/past.ts'
import { sealed, yara } from '../testing/people.ts'

const youth = { domain: 'youth', about: ['kim'] } as const
const dropped: Past = [yara('2026-04-01'), { ...youth, type: 'GoalDropped', goal: 'goal-1', reason: sealed('no use') }]
const evaluated: Past = [
  yara('2026-04-01'),
  { ...youth, basedOn: 9, type: 'GoalEvaluated', goal: 'goal-1', outcome: 'reached' },
]

describe('plans by domain', () => {
  it('have a state, and the life areas of the need that was reported', () => {
    const { plan_state, plan_need } = rowsAfter(plansByDomain, begun)
    expect(plan_state).toMatchObject([{ plan: 'plan-1', closedAt: '', type: 'PlanOpened' }])
    expect(plan_need).toMatchObject([
      { plan: 'plan-1', lifeAreas: '["finances"]', type: 'NeedReported', domain: 'general' },
    ])
  })

  it('have the domain of each goal, with what a sight of that goal is judged by', () => {
    expect(
      rowsAfter(plansByDomain, [...begun, goalProposed(), goalProposed(['farid'], 'goal-2')]).plan_goal,
    ).toMatchObject([
      { goal: 'goal-1', domain: 'youth', lifeArea: 'domestic-relations', about: '["kim"]', endedBy: '' },
      { goal: 'goal-2', domain: 'youth', about: '["farid"]', endedBy: '' },
    ])
  })

  it.each([
    ['GoalDropped', dropped],
    ['GoalEvaluated', evaluated],
  ])('know when and by what a goal ended: %s', (endedBy, end) => {
    expect(rowsAfter(plansByDomain, [...begun, goalProposed(), end]).plan_goal).toMatchObject([
      { goal: 'goal-1', endedBy, endedAt: '2026-04-01T09:00:00.000Z' },
    ])
  })

  it('hold nobody’s words', () => {
    expect(JSON.stringify(rowsAfter(plansByDomain, [...begun, goalProposed(), dropped]))).not.toContain('sealed')
  })
})
