/** My caseload: the families the asker works with, oldest plan first, with who coordinates each and who belongs to it. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import type { SealedInRow, Sight } from '../../../libs/plan/lists/as-rows.ts'
import { isClosedTo } from '../../../libs/plan/lists/closed-in-rows.ts'
import { caseload } from '../../../libs/plan/lists/caseload.ts'
import { whoHasAPart } from '../../../libs/plan/lists/who-has-a-part.ts'
import type { Caller } from '../caller.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { plansOf, teamsFor, type WhosePlans } from './my-plans.ts'
import { answered, consistentAfter, isBehind, pageOf, type Page, type PageAsked } from './pages.ts'
import { toldInLists } from './list-answers.ts'
import { eyesOf, type PlanInSight } from './readers-eyes.ts'

export class ListCaseload extends Query<Page> {
  constructor(
    readonly caller: Caller,
    readonly page: PageAsked,
    readonly position: string | undefined,
  ) {
    super()
  }
}

const MODELS = [whoHasAPart, caseload] as const
const ORDER = ['caseload_plan.recordedAt', 'caseload_plan.plan'] as const

const WORKING: WhosePlans['own'] = ['coordinating', 'deputising', 'next-coordinator', 'care-team']

interface SeenPlan {
  readonly planId: string
  readonly openedAt: string
  readonly row: Sight
  readonly inSight: PlanInSight
}

@QueryHandler(ListCaseload)
export class ListCaseloadHandler implements IQueryHandler<ListCaseload> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, page, position }: ListCaseload): Promise<Page> {
    const { readStore } = this.system
    await consistentAfter(this.system, MODELS, position)
    const eyes = eyesOf(this.system, caller)
    const teams = await teamsFor(this.system, caller.asker)
    const list = pageOf(page, {
      isIncomplete: eyes.isIncomplete,
      rowsAfter: (after, limit) =>
        readStore.read(MODELS, (rows) =>
          rows
            .selectFrom('caseload_plan')
            .selectAll()
            .where('plan', 'in', plansOf(rows, caller.asker, { own: WORKING, teams }))
            .$if(after !== undefined, (asked) => asked.where(isBehind(ORDER, after ?? [])))
            .orderBy(ORDER[0])
            .orderBy(ORDER[1])
            .limit(limit)
            .execute(),
        ),
      placeOf: ({ recordedAt, plan }) => [recordedAt, plan],
      seen: async (row) => {
        const inSight = await eyes(row.plan)
        return inSight.sees(row) && !isClosedTo(row, inSight.sees)
          ? { planId: row.plan, openedAt: row.recordedAt, row, inSight }
          : undefined
      },
      tells: ({ planId, row, inSight }) => {
        inSight.tells(row, { kind: 'plan', id: planId })
      },
      answer: (seen) => this.answer(seen),
    })
    return answered(list)
  }

  private async answer(seen: readonly SeenPlan[]): Promise<readonly unknown[]> {
    if (seen.length === 0) return []
    const plans = seen.map(({ planId }) => planId)
    const { coordinators, members } = await this.system.readStore.read(MODELS, async (rows) => ({
      coordinators: await rows.selectFrom('caseload_coordinator').selectAll().where('plan', 'in', plans).execute(),
      members: await rows
        .selectFrom('caseload_member')
        .selectAll()
        .where('plan', 'in', plans)
        .where('isMember', '=', 1)
        .orderBy('revision')
        .execute(),
    }))
    return Promise.all(
      seen.map(async ({ planId, openedAt, inSight }) => {
        const coordinator = coordinators.find((one) => one.plan === planId && inSight.sees(one))
        const family = members.filter((one) => one.plan === planId && inSight.sees(one))
        for (const member of family) inSight.tells(member, { kind: 'member', id: member.person })
        const item = {
          planId,
          openedAt,
          as: toldInLists(inSight.grounds),
          ...(coordinator && {
            coordinator: {
              id: coordinator.coordinator,
              ...wordsOf(coordinator),
              team: coordinator.team,
              since: coordinator.recordedAt,
            },
          }),
          members: family.map((member) => ({ id: member.person, ...wordsOf(member) })),
        }
        return inSight.answer(item, [...(coordinator ? [coordinator] : []), ...family].map(sealedOf))
      }),
    )
  }
}

const sealedOf = ({ sealed }: { readonly sealed: string }): SealedInRow => JSON.parse(sealed) as SealedInRow
const wordsOf = (row: { readonly sealed: string }) => sealedOf(row).words
