/** Which plans there are, in which state and domains: a plan's domains follow from its goals, and each goal is judged for itself when the list is asked. */
import type { Happened, ReadModel } from '../../deciding/read-model.ts'
import { planOf, SIGHT, sightOf } from './as-rows.ts'
import { CLOSED, closed, NOT_CLOSED, reopened } from './closed-in-rows.ts'
import type { GoalEvent } from '../goals/goals.ts'
import type { PlanEvent } from '../plan.ts'

export const PLAN_STATES = ['open', 'closed'] as const
export type PlanState = (typeof PLAN_STATES)[number]

const tables = {
  plan_state: {
    columns: { plan: 'text', ...CLOSED, ...SIGHT },
    key: ['plan'],
    lookups: [['recordedAt', 'plan']],
  },
  plan_need: { columns: { plan: 'text', lifeAreas: 'text', ...SIGHT }, key: ['plan'] },
  plan_goal: {
    columns: {
      plan: 'text',
      goal: 'text',
      lifeArea: 'text',
      /** The event that ended it; '' while it stands. */
      endedBy: 'text',
      endedAt: 'text',
      ...SIGHT,
    },
    key: ['plan', 'goal'],
  },
} as const

export const plansByDomain = {
  name: 'plans-by-domain',
  version: 3,
  tables,
  after: {
    NeedReported: (happened) => {
      const lifeAreas = JSON.stringify(happened.event.lifeAreas)
      return [{ put: 'plan_need', row: { plan: planOf(happened.envelope), lifeAreas, ...sightOf(happened) } }]
    },
    PlanOpened: (happened) => [
      { put: 'plan_state', row: { plan: planOf(happened.envelope), ...NOT_CLOSED, ...sightOf(happened) } },
    ],
    PlanClosed: (happened) => [closed('plan_state', happened)],
    PlanReopened: (happened) => [reopened('plan_state', happened)],
    GoalProposed: (happened) => {
      const { goal, lifeArea } = happened.event
      const row = { plan: planOf(happened.envelope), goal, lifeArea, endedBy: '', endedAt: '', ...sightOf(happened) }
      return [{ put: 'plan_goal', row }]
    },
    GoalEvaluated: (happened) => [ended(happened)],
    GoalDropped: (happened) => [ended(happened)],
  },
} as const satisfies ReadModel<PlanEvent, typeof tables>

const ended = ({ event, envelope }: Happened<Extract<GoalEvent, { type: 'GoalEvaluated' | 'GoalDropped' }>>) =>
  ({
    change: 'plan_goal',
    where: { plan: planOf(envelope), goal: event.goal },
    set: { endedBy: event.type, endedAt: envelope.recordedAt },
  }) as const
