/** The doors to dead letters: listed, tried again, done without. */
import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { Answers, Refuses } from '../../../libs/http/openapi-decorators.ts'
import { Id } from '../body-rules.ts'
import { Caller, CallerOf } from '../caller.ts'
import { ListDeadLetters, SettleDeadLetter } from './dead-letters.ts'
import { OfSubscription } from './subscriptions.controller.ts'

export class OfDeadLetter extends OfSubscription {
  @Id()
  eventId!: string
}

@ApiTags('subscriptions')
@Controller('subscriptions/:subscriptionId/dead-letters')
export class DeadLettersController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listDeadLetters',
    summary: 'What the endpoint did not take in 72 hours, the oldest hundred; each holds back its plan there',
  })
  @Answers(200, 'DeadLettersAnswer')
  @Refuses(403)
  list(@CallerOf() caller: Caller, @Param() { subscriptionId }: OfSubscription) {
    return this.left(caller, subscriptionId)
  }

  @Post(':eventId/replay')
  @HttpCode(200)
  @ApiOperation({ operationId: 'replayDeadLetter', summary: 'Have it tried again; answers what is left' })
  @Answers(200, 'DeadLettersAnswer')
  async replay(@CallerOf() caller: Caller, @Param() { subscriptionId, eventId }: OfDeadLetter) {
    await this.commands.execute(new SettleDeadLetter(caller, subscriptionId, eventId, 'trying-again'))
    return this.left(caller, subscriptionId)
  }

  @Delete(':eventId')
  @HttpCode(200)
  @ApiOperation({ operationId: 'skipDeadLetter', summary: 'Do without it: its plan goes on; answers what is left' })
  @Answers(200, 'DeadLettersAnswer')
  async skip(@CallerOf() caller: Caller, @Param() { subscriptionId, eventId }: OfDeadLetter) {
    await this.commands.execute(new SettleDeadLetter(caller, subscriptionId, eventId, 'doing-without'))
    return this.left(caller, subscriptionId)
  }

  private async left(caller: Caller, subscriptionId: string) {
    return { deadLetters: await this.queries.execute(new ListDeadLetters(caller, subscriptionId)) }
  }
}
