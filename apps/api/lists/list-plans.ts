/** Plans by state and domain, oldest first. A plan's domains are those of the goals this reader may see: the list tells no more than the plan. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import type { LegalDomain } from '../../../libs/deciding/domains.ts'
import type { Row } from '../../../libs/deciding/read-model.ts'
import { plansByDomain, type PlanState } from '../../../libs/plan/lists/plans-by-domain.ts'
import { isClosedTo } from '../../../libs/plan/lists/closed-in-rows.ts'
import { PARTS, whoHasAPart } from '../../../libs/plan/lists/who-has-a-part.ts'
import type { Caller } from '../caller.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { plansOf, teamsFor, type WhosePlans } from './my-plans.ts'
import { answered, consistentAfter, isBehind, pageOf, type Page, type PageAsked, type Place } from './pages.ts'
import { eyesOf, type PlanInSight } from './readers-eyes.ts'

export interface PlanFilter {
  readonly domain?: LegalDomain
  readonly state?: PlanState
}

export class ListPlans extends Query<Page> {
  constructor(
    readonly caller: Caller,
    readonly filter: PlanFilter,
    readonly page: PageAsked,
    readonly position: string | undefined,
  ) {
    super()
  }
}

const MODELS = [whoHasAPart, plansByDomain] as const
const ORDER = ['plan_state.recordedAt', 'plan_state.plan'] as const

type Tables = (typeof plansByDomain)['tables']
type GoalRow = Row<Tables['plan_goal']>
type NeedRow = Row<Tables['plan_need']>

@QueryHandler(ListPlans)
export class ListPlansHandler implements IQueryHandler<ListPlans> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, filter, page, position }: ListPlans): Promise<Page> {
    await consistentAfter(this.system, MODELS, position)
    const eyes = eyesOf(this.system, caller)
    const teams = await teamsFor(this.system, caller.asker)
    const list = pageOf(page, {
      isIncomplete: eyes.isIncomplete,
      rowsAfter: (after, limit) => this.rowsAfter(caller, teams, after, limit),
      placeOf: ({ row }) => [row.recordedAt, row.plan],
      seen: async ({ row, need, goals }) => {
        const inSight = await eyes(row.plan)
        if (!inSight.sees(row)) return undefined
        const state: PlanState = isClosedTo(row, inSight.sees) ? 'closed' : 'open'
        if (filter.state !== undefined && filter.state !== state) return undefined
        const standing = goals.filter((goal) => stands(goal, inSight))
        const domains = distinct(standing.map(({ domain }) => domain))
        if (filter.domain !== undefined && !domains.includes(filter.domain)) return undefined
        const reported = need !== undefined && inSight.sees(need) ? (JSON.parse(need.lifeAreas) as string[]) : []
        const lifeAreas = distinct([...reported, ...standing.map(({ lifeArea }) => lifeArea)])
        const item = { planId: row.plan, state, openedAt: row.recordedAt, domains, lifeAreas }
        return { item, row, standing, inSight }
      },
      tells: ({ row, standing, inSight }) => {
        inSight.tells(row, { kind: 'plan', id: row.plan })
        for (const goal of standing) inSight.tells(goal, { kind: 'goal', id: goal.goal })
      },
      answer: (seen) => Promise.resolve(seen.map(({ item }) => item)),
    })
    return answered(list)
  }

  private rowsAfter({ asker }: Caller, teams: WhosePlans['teams'], after: Place | undefined, limit: number) {
    return this.system.readStore.read(MODELS, async (rows) => {
      const found = await rows
        .selectFrom('plan_state')
        .selectAll()
        .where('plan', 'in', plansOf(rows, asker, { own: PARTS, teams }))
        .$if(after !== undefined, (asked) => asked.where(isBehind(ORDER, after ?? [])))
        .orderBy('recordedAt')
        .orderBy('plan')
        .limit(limit)
        .execute()
      if (found.length === 0) return []
      const plans = found.map(({ plan }) => plan)
      const needs = await rows.selectFrom('plan_need').selectAll().where('plan', 'in', plans).execute()
      const goals = await rows.selectFrom('plan_goal').selectAll().where('plan', 'in', plans).execute()
      return found.map((row) => ({
        row,
        need: needs.find(({ plan }): boolean => plan === row.plan) satisfies NeedRow | undefined,
        goals: goals.filter(({ plan }) => plan === row.plan),
      }))
    })
  }
}

/** A goal stands for who saw it proposed, until they see it end. */
function stands(goal: GoalRow, { sees }: PlanInSight): boolean {
  const { goal: id, endedBy, endedAt } = goal
  if (!sees(goal, { goal: id })) return false
  return endedBy === '' || !sees({ ...goal, type: endedBy, recordedAt: endedAt }, { goal: id })
}

const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)].sort()
