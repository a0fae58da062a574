/** What is done to a view itself, whatever it is on; giving one is done where the item is. */
import { Controller, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { OfPlan } from '../door/in-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { written } from '../door/written.ts'

@ApiTags('views')
@Controller('plans/:planId/views')
export class ViewsController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Post(':id/confirmation')
  @ApiOperation({
    operationId: 'confirmView',
    summary: 'Confirm that what another wrote down of one’s view is so; it counts as one’s own from then on',
  })
  @Answers(201, 'WriteAnswer')
  async confirm(
    @CallerOf() caller: Caller,
    @Param() { planId, id: view }: OfPlan,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return written(
      reply,
      await this.commands.execute(new ToPlan(caller, planId, () => ({ type: 'ConfirmView', view }))),
    )
  }
}
