/** Who coordinates: deputies, replacement, and the family's wish for another coordinator. Handing over is beside this. */
import { Body, Controller, Delete, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { Id, Name, OneOf, Optionally, Words } from '../../body-rules.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { InPlan, OfPlan } from '../door/in-plan.ts'
import { ReadPlanPart } from '../reading/read-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { chosen, ifSaid, said } from '../door/words.ts'
import { MayWithhold, withheldBy } from '../visibility/withholding-bodies.ts'
import { giveView } from '../views/give-view.ts'
import { GiveViewBody } from '../views/view-bodies.ts'
import { written } from '../door/written.ts'

export class AppointDeputyBody {
  @Id()
  deputy!: string

  @Name()
  name!: string
}

export class ReplaceCoordinatorBody {
  @Id()
  coordinator!: string

  @Name()
  name!: string

  @Name()
  team!: string

  @Words()
  reason!: string
}

export class RequestOtherCoordinatorBody extends MayWithhold {
  /** Whose wish it is: who asks, unless they name the person they represent. */
  @Optionally()
  @Id()
  person?: string

  @Optionally()
  @Words()
  reason?: string
}

export class AnswerCoordinatorRequestBody {
  @OneOf(['granted', 'refused'])
  answer!: 'granted' | 'refused'

  @Words()
  reason!: string
}

@ApiTags('coordinator')
@Controller('plans/:planId/coordinator')
export class CoordinatorController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'readCoordinator', summary: 'Who coordinates the plan' })
  @Answers(200, 'CoordinatorAnswer')
  read(@CallerOf() caller: Caller, @Param() { planId }: InPlan) {
    return this.queries.execute(
      new ReadPlanPart(caller, planId, ({ coordinator, coordinatorRequests }) => ({
        coordinator,
        coordinatorRequests,
      })),
    )
  }

  @Post('deputies')
  @ApiOperation({ operationId: 'appointDeputy', summary: 'Appoint a deputy' })
  @Answers(201, 'MadeAnswer')
  async appointDeputy(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { deputy, name }: AppointDeputyBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const named = said(name, { subjects: [deputy] })
    const command = new ToPlan(caller, planId, () => ({ type: 'AppointDeputy', deputy, name: named }))
    return written(reply, await this.commands.execute(command), { at: '/coordinator', id: deputy })
  }

  @Delete('deputies/:id')
  @ApiOperation({ operationId: 'endDeputy', summary: 'End a deputy’s appointment' })
  @Answers(200, 'WriteAnswer')
  async endDeputy(
    @CallerOf() caller: Caller,
    @Param() { planId, id: deputy }: OfPlan,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return written(
      reply,
      await this.commands.execute(new ToPlan(caller, planId, () => ({ type: 'EndDeputy', deputy }))),
    )
  }

  @Post('replacements')
  @ApiOperation({
    operationId: 'replaceCoordinator',
    summary: 'Replace a coordinator who cannot be reached, with reasons',
  })
  @Answers(201, 'WriteAnswer')
  async replace(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { coordinator, name, team, reason }: ReplaceCoordinatorBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({
      type: 'ReplaceCoordinator',
      coordinator,
      name: said(name, { subjects: [coordinator] }),
      team,
      reason: said(reason),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post('requests')
  @ApiOperation({ operationId: 'requestOtherCoordinator', summary: 'Ask for another coordinator' })
  @Answers(201, 'MadeAnswer')
  async requestOther(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { person = caller.asker.id, reason, withhold }: RequestOtherCoordinatorBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'RequestOtherCoordinator',
      request: newId('request'),
      person,
      ...ifSaid({ reason }),
      ...withheldBy(newId, withhold),
    }))
    const made = { at: '/coordinator', id: command.newId('request') } as const
    return written(reply, await this.commands.execute(command), made)
  }

  @Post('requests/:id/answer')
  @ApiOperation({
    operationId: 'answerCoordinatorRequest',
    summary: 'Answer the family’s wish for another coordinator',
  })
  @Answers(201, 'WriteAnswer')
  async answerRequest(
    @CallerOf() caller: Caller,
    @Param() { planId, id: request }: OfPlan,
    @Body() { answer, reason }: AnswerCoordinatorRequestBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({
      type: 'AnswerOtherCoordinatorRequest',
      request,
      answer: chosen(answer),
      reason: said(reason),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post('views')
  @ApiOperation({ operationId: 'giveViewOnCoordinator', summary: 'Give a view on the coordinator' })
  @Answers(201, 'MadeAnswer')
  view(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() body: GiveViewBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return giveView(
      this.commands,
      { caller, planId, on: { kind: 'coordinator', id: planId }, at: '/coordinator', body },
      reply,
    )
  }
}
