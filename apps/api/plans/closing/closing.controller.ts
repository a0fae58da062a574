/** How a plan ends: closing it, opening it again, and each of the family ending their own help. */
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { CLOSING_GROUNDS, type ClosingGround } from '../../../../libs/plan/closing/closing.ts'
import type { ToMeet } from '../../../../libs/plan/closing/conditions.ts'
import { stillOpenIn } from '../../../../libs/plan/closing/still-open.ts'
import { Id, OneOf, Optionally, Words } from '../../body-rules.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { InPlan, OfPlan } from '../door/in-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { chosen, ifSaid, said } from '../door/words.ts'
import { written } from '../door/written.ts'
import { ReadPlanPart } from '../reading/read-plan.ts'

export class ClosePlanBody {
  /** `reached` takes that every goal and deviation is evaluated, no handover is open and the family was asked; `deceased`, that nobody of the family is alive. */
  @OneOf(CLOSING_GROUNDS)
  ground!: ClosingGround

  /** All whose plan it is read it: nothing of one law, and nothing of one person that the others do not know. */
  @Words()
  reason!: string

  /** How the family was asked, and what it said. */
  @Optionally()
  @Words()
  familyView?: string
}

export class ReopenPlanBody {
  @Words()
  reason!: string
}

export class EndHelpBody {
  @Optionally()
  @Words()
  words?: string
}

export class AnswerEndingBody {
  /** Who ended it. */
  @Id()
  to!: string

  @Words()
  words!: string
}

const TAKES: Readonly<Record<ClosingGround, ToMeet>> = {
  reached: 'all-reached',
  'family-ends': 'nothing',
  moved: 'nothing',
  untraceable: 'nothing',
  deceased: 'nobody-alive',
  'other-lead': 'nothing',
}

@ApiTags('closing')
@Controller('plans/:planId')
export class ClosingController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get('closing')
  @ApiOperation({ operationId: 'readClosing', summary: 'How the plan ended, and what is open in it' })
  @Answers(200, 'ClosingAnswer')
  read(@CallerOf() caller: Caller, @Param() { planId }: InPlan) {
    return this.queries.execute(
      new ReadPlanPart(caller, planId, (plan) => {
        const { closings, endings } = plan
        return { closings, endings, open: stillOpenIn(plan) }
      }),
    )
  }

  @Post('closing')
  @ApiOperation({ operationId: 'closePlan', summary: 'Close the plan; the family may open it again' })
  @Answers(201, 'WriteAnswer')
  async close(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { ground, reason, familyView }: ClosePlanBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({
      type: 'ClosePlan',
      ground: chosen(ground),
      takes: TAKES[ground],
      reason: said(reason),
      ...ifSaid({ familyView }),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post('reopening')
  @ApiOperation({ operationId: 'reopenPlan', summary: 'Open a plan that was closed again, in a new episode' })
  @Answers(201, 'WriteAnswer')
  async reopen(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { reason }: ReopenPlanBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'ReopenPlan', reason: said(reason) }))
    return written(reply, await this.commands.execute(command))
  }

  @Post('members/:id/ending')
  @ApiOperation({ operationId: 'endHelp', summary: 'End one’s own help, or that of whom one speaks for' })
  @Answers(201, 'WriteAnswer')
  async end(
    @CallerOf() caller: Caller,
    @Param() { planId, id: person }: OfPlan,
    @Body() { words }: EndHelpBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'EndHelp', person, ...ifSaid({ words }) }))
    return written(reply, await this.commands.execute(command))
  }

  @Post('members/:id/ending/withdrawal')
  @ApiOperation({ operationId: 'resumeHelp', summary: 'Keep the help that one ended after all' })
  @Answers(201, 'WriteAnswer')
  async resume(
    @CallerOf() caller: Caller,
    @Param() { planId, id: person }: OfPlan,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'ResumeHelp', person }))
    return written(reply, await this.commands.execute(command))
  }

  @Post('members/:id/ending/answers')
  @ApiOperation({ operationId: 'answerEnding', summary: 'Answer who ended the help of another' })
  @Answers(201, 'WriteAnswer')
  async answer(
    @CallerOf() caller: Caller,
    @Param() { planId, id: person }: OfPlan,
    @Body() { to, words }: AnswerEndingBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'AnswerEnding', person, to, words: said(words) }))
    return written(reply, await this.commands.execute(command))
  }
}
