/** Goals: proposed, talked about, adopted, evaluated. */
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { LEGAL_DOMAINS, type LegalDomain } from '../../../../libs/deciding/domains.ts'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { GOAL_OUTCOMES, type GoalOutcome } from '../../../../libs/plan/goals/goals.ts'
import { LIFE_AREAS, type LifeArea } from '../../../../libs/plan/opening/life-areas.ts'
import { EntityTag, Id, Ids, OneOf, Optionally, Words } from '../../body-rules.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { InPlan, OfPlan } from '../door/in-plan.ts'
import { ReadPlanItem, ReadPlanPart } from '../reading/read-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { chosen, ifSaid, said } from '../door/words.ts'
import { MayWithhold, withheldBy } from '../visibility/withholding-bodies.ts'
import { giveView } from '../views/give-view.ts'
import { EvaluateGoalAsFamilyBody, GiveViewBody, InviteViewBody } from '../views/view-bodies.ts'
import { evaluateAsFamily } from '../views/evaluate-as-family.ts'
import { written } from '../door/written.ts'

export class ProposeGoalBody extends MayWithhold {
  @OneOf(LEGAL_DOMAINS)
  domain!: LegalDomain

  /** Every member it affects. */
  @Ids({ atLeast: 1 })
  about!: string[]

  @OneOf(LIFE_AREAS)
  lifeArea!: LifeArea

  @Words()
  words!: string

  /** The concrete danger, where the family’s own plan could not be waited for. */
  @Optionally()
  @Words()
  danger?: string
}

export class ReviseGoalBody extends MayWithhold {
  @Words()
  words!: string
}

export class ReasonExceptionBody extends MayWithhold {
  @Words()
  reason!: string
}

export class ReadExceptionBody {
  @EntityTag()
  basedOn!: string

  @Words()
  words!: string
}

export class RecuseExceptionReaderBody {
  @Optionally()
  @Words()
  reason?: string
}

export class AdoptGoalBody {
  @EntityTag()
  basedOn!: string
}

export class EvaluateGoalBody extends MayWithhold {
  @EntityTag()
  basedOn!: string

  @OneOf(GOAL_OUTCOMES)
  outcome!: GoalOutcome

  @Optionally()
  @Words()
  words?: string
}

export class DropGoalBody extends MayWithhold {
  @Words()
  reason!: string
}

export class OfGoalException extends OfPlan {
  @Id()
  exceptionId!: string
}

@ApiTags('goals')
@Controller('plans/:planId/goals')
export class GoalsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listGoals', summary: 'The goals of the plan' })
  @Answers(200, 'GoalsAnswer')
  list(@CallerOf() caller: Caller, @Param() { planId }: InPlan) {
    return this.queries.execute(new ReadPlanPart(caller, planId, ({ goals }) => ({ goals })))
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readGoal', summary: 'One goal, with everyone’s views on it' })
  @Answers(200, 'GoalAnswer')
  read(@CallerOf() caller: Caller, @Param() { planId, id }: OfPlan) {
    return this.queries.execute(new ReadPlanItem(caller, planId, 'goals', id))
  }

  @Post()
  @ApiOperation({ operationId: 'proposeGoal', summary: 'Propose a goal' })
  @Answers(201, 'MadeAnswer')
  async propose(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { domain, about, lifeArea, words, danger, withhold }: ProposeGoalBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'ProposeGoal',
      goal: newId('goal'),
      domain,
      about,
      lifeArea,
      words: said(words),
      ...ifSaid({ danger }),
      ...withheldBy(newId, withhold),
    }))
    const id = command.newId('goal')
    return written(reply, await this.commands.execute(command), { at: `/goals/${id}`, id })
  }

  @Post(':id/revisions')
  @ApiOperation({ operationId: 'reviseGoal', summary: 'Put a goal in other words; it is talked about anew' })
  @Answers(201, 'WriteAnswer')
  async revise(
    @CallerOf() caller: Caller,
    @Param() { planId, id: goal }: OfPlan,
    @Body() { words, withhold }: ReviseGoalBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'ReviseGoal',
      goal,
      words: said(words),
      ...withheldBy(newId, withhold),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/invitations')
  @ApiOperation({
    operationId: 'inviteViewOnGoal',
    summary: 'Invite a member, or who speaks for them, to give their view on a goal',
  })
  @Answers(201, 'WriteAnswer')
  async invite(
    @CallerOf() caller: Caller,
    @Param() { planId, id }: OfPlan,
    @Body() { person, representation, needsMet }: InviteViewBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({
      type: 'InviteView',
      on: { kind: 'goal', id },
      person,
      ...(representation !== undefined && { representation }),
      ...ifSaid({ needsMet }),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/views')
  @ApiOperation({ operationId: 'giveViewOnGoal', summary: 'Give a view on a goal' })
  @Answers(201, 'MadeAnswer')
  view(
    @CallerOf() caller: Caller,
    @Param() { planId, id }: OfPlan,
    @Body() body: GiveViewBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return giveView(this.commands, { caller, planId, on: { kind: 'goal', id }, at: `/goals/${id}`, body }, reply)
  }

  @Post(':id/exceptions')
  @ApiOperation({
    operationId: 'reasonAdoptionException',
    summary: 'Give reasons to adopt a goal although someone cannot be heard',
  })
  @Answers(201, 'MadeAnswer')
  async except(
    @CallerOf() caller: Caller,
    @Param() { planId, id: goal }: OfPlan,
    @Body() { reason, withhold }: ReasonExceptionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'ReasonAdoptionException',
      goal,
      exception: newId('exception'),
      reason: said(reason),
      ...withheldBy(newId, withhold),
    }))
    const made = { at: `/goals/${goal}`, id: command.newId('exception') } as const
    return written(reply, await this.commands.execute(command), made)
  }

  @Post(':id/exceptions/:exceptionId/readings')
  @ApiOperation({
    operationId: 'readAdoptionException',
    summary: 'Read the reasons for an exception, as the drawn second reader',
  })
  @Answers(201, 'WriteAnswer')
  async readException(
    @CallerOf() caller: Caller,
    @Param() { planId, id: goal, exceptionId: exception }: OfGoalException,
    @Body() { basedOn, words }: ReadExceptionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({
      type: 'ReadAdoptionException',
      goal,
      exception,
      words: said(words),
      basedOn,
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/exceptions/:exceptionId/recusal')
  @ApiOperation({
    operationId: 'recuseExceptionReader',
    summary: 'Stand aside as the drawn reader of an exception; the next of the same draw reads it',
  })
  @Answers(201, 'WriteAnswer')
  async recuse(
    @CallerOf() caller: Caller,
    @Param() { planId, id: goal, exceptionId: exception }: OfGoalException,
    @Body() { reason }: RecuseExceptionReaderBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({
      type: 'RecuseExceptionReader',
      goal,
      exception,
      ...ifSaid({ reason }),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/adoption')
  @ApiOperation({ operationId: 'adoptGoal', summary: 'Adopt a goal, once everyone it affects was heard' })
  @Answers(201, 'WriteAnswer')
  async adopt(
    @CallerOf() caller: Caller,
    @Param() { planId, id: goal }: OfPlan,
    @Body() { basedOn }: AdoptGoalBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return written(
      reply,
      await this.commands.execute(new ToPlan(caller, planId, () => ({ type: 'AdoptGoal', goal, basedOn }))),
    )
  }

  @Post(':id/evaluation')
  @ApiOperation({ operationId: 'evaluateGoal', summary: 'Evaluate a goal' })
  @Answers(201, 'WriteAnswer')
  async evaluate(
    @CallerOf() caller: Caller,
    @Param() { planId, id: goal }: OfPlan,
    @Body() { basedOn, outcome, words, withhold }: EvaluateGoalBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'EvaluateGoal',
      goal,
      outcome: chosen(outcome),
      basedOn,
      ...ifSaid({ words }),
      ...withheldBy(newId, withhold),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/family-evaluations')
  @ApiOperation({
    operationId: 'evaluateGoalAsFamily',
    summary: 'Say, as one of the family or who speaks for them, what came of it, beside the evaluation of the team',
  })
  @Answers(201, 'MadeAnswer')
  evaluateAsFamily(
    @CallerOf() caller: Caller,
    @Param() { planId, id }: OfPlan,
    @Body() body: EvaluateGoalAsFamilyBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = { caller, planId, on: { kind: 'goal', id }, at: `/goals/${id}`, body } as const
    return evaluateAsFamily(this.commands, asked, reply)
  }

  @Post(':id/withdrawal')
  @ApiOperation({ operationId: 'dropGoal', summary: 'Drop a goal, with a reason' })
  @Answers(201, 'WriteAnswer')
  async drop(
    @CallerOf() caller: Caller,
    @Param() { planId, id: goal }: OfPlan,
    @Body() { reason, withhold }: DropGoalBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'DropGoal',
      goal,
      reason: said(reason),
      ...withheldBy(newId, withhold),
    }))
    return written(reply, await this.commands.execute(command))
  }
}
