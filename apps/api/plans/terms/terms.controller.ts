/** What is due in a plan, by its id: a term can be extended, once. The list of it is in `lists`. */
import { Body, Controller, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { OnDay, Words } from '../../body-rules.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { OfPlan } from '../door/in-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { said } from '../door/words.ts'
import { written } from '../door/written.ts'

export class ExtendDueBody {
  /** The last day it has then: later than now, and at most as long again as the term was. */
  @OnDay()
  untilDate!: string

  @Words()
  reason!: string
}

@ApiTags('lists')
@Controller('plans/:planId/due')
export class DueController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Post(':id/extension')
  @ApiOperation({ operationId: 'extendDue', summary: 'Extend a term, once, as whom it would go up to' })
  @Answers(201, 'WriteAnswer')
  async extend(
    @CallerOf() caller: Caller,
    @Param() { planId, id: due }: OfPlan,
    @Body() { untilDate: until, reason }: ExtendDueBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'ExtendDue', due, until, reason: said(reason) }))
    return written(reply, await this.commands.execute(command))
  }
}
