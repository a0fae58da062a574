/** Actions: who does what for which goal. */
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { Id, OnDay, Optionally, Words } from '../../body-rules.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { InPlan, OfPlan } from '../door/in-plan.ts'
import { ReadPlanItem, ReadPlanPart } from '../reading/read-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { chosen, ifSaid, said } from '../door/words.ts'
import { MayWithhold, withheldBy } from '../visibility/withholding-bodies.ts'
import { giveView } from '../views/give-view.ts'
import { GiveViewBody } from '../views/view-bodies.ts'
import { written } from '../door/written.ts'

export class PlanActionBody extends MayWithhold {
  @Id()
  goal!: string

  /** A member, a professional of the care team or the coordinator. */
  @Id()
  owner!: string

  @Words()
  words!: string

  @Optionally()
  @OnDay()
  doneByDate?: string
}

export class FinishActionBody extends MayWithhold {
  @Optionally()
  @Words()
  words?: string
}

export class ActionReasonBody extends MayWithhold {
  @Words()
  reason!: string
}

@ApiTags('actions')
@Controller('plans/:planId/actions')
export class ActionsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listActions', summary: 'The actions of the plan' })
  @Answers(200, 'ActionsAnswer')
  list(@CallerOf() caller: Caller, @Param() { planId }: InPlan) {
    return this.queries.execute(new ReadPlanPart(caller, planId, ({ actions }) => ({ actions })))
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readAction', summary: 'One action' })
  @Answers(200, 'ActionAnswer')
  read(@CallerOf() caller: Caller, @Param() { planId, id }: OfPlan) {
    return this.queries.execute(new ReadPlanItem(caller, planId, 'actions', id))
  }

  @Post()
  @ApiOperation({ operationId: 'planAction', summary: 'Plan an action for a goal' })
  @Answers(201, 'MadeAnswer')
  async plan(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { goal, owner, words, doneByDate, withhold }: PlanActionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'PlanAction',
      action: newId('action'),
      goal,
      owner,
      words: said(words),
      ...(doneByDate !== undefined && { doneBy: chosen(doneByDate) }),
      ...withheldBy(newId, withhold),
    }))
    const id = command.newId('action')
    return written(reply, await this.commands.execute(command), { at: `/actions/${id}`, id })
  }

  @Post(':id/acceptance')
  @ApiOperation({ operationId: 'acceptAction', summary: 'Accept an action, as its owner' })
  @Answers(201, 'WriteAnswer')
  async accept(
    @CallerOf() caller: Caller,
    @Param() { planId, id: action }: OfPlan,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return written(
      reply,
      await this.commands.execute(new ToPlan(caller, planId, () => ({ type: 'AcceptAction', action }))),
    )
  }

  @Post(':id/completion')
  @ApiOperation({ operationId: 'finishAction', summary: 'Record that an action is done' })
  @Answers(201, 'WriteAnswer')
  async finish(
    @CallerOf() caller: Caller,
    @Param() { planId, id: action }: OfPlan,
    @Body() { words, withhold }: FinishActionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'FinishAction',
      action,
      ...ifSaid({ words }),
      ...withheldBy(newId, withhold),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/stalls')
  @ApiOperation({ operationId: 'reportActionStalled', summary: 'Report that an action has stalled, and why' })
  @Answers(201, 'WriteAnswer')
  async stall(
    @CallerOf() caller: Caller,
    @Param() { planId, id: action }: OfPlan,
    @Body() { reason, withhold }: ActionReasonBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'ReportActionStalled',
      action,
      reason: said(reason),
      ...withheldBy(newId, withhold),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/withdrawal')
  @ApiOperation({ operationId: 'dropAction', summary: 'Drop an action, with a reason' })
  @Answers(201, 'WriteAnswer')
  async drop(
    @CallerOf() caller: Caller,
    @Param() { planId, id: action }: OfPlan,
    @Body() { reason, withhold }: ActionReasonBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'DropAction',
      action,
      reason: said(reason),
      ...withheldBy(newId, withhold),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/views')
  @ApiOperation({ operationId: 'giveViewOnAction', summary: 'Give a view on an action' })
  @Answers(201, 'MadeAnswer')
  view(
    @CallerOf() caller: Caller,
    @Param() { planId, id }: OfPlan,
    @Body() body: GiveViewBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return giveView(this.commands, { caller, planId, on: { kind: 'action', id }, at: `/actions/${id}`, body }, reply)
  }
}
