/** What nobody answered, as published figures. */
import { Controller, Get, Inject } from '@nestjs/common'
import { QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { Answers, Refuses } from '../../../libs/http/openapi-decorators.ts'
import { Public } from '../sign-in/sign-in.guard.ts'
import { CountUnanswered, TOLD_FROM } from './count-unanswered.ts'

@ApiTags('municipality')
@Controller('unanswered')
export class UnansweredController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Public()
  @Get()
  @ApiOperation({
    operationId: 'countUnanswered',
    summary: 'How much nobody answered in the end, by kind and quarter: published figures, from ten on',
  })
  @Answers(200, 'Unanswered')
  @Refuses(503)
  async counts() {
    return { toldFrom: TOLD_FROM, quarters: await this.queries.execute(new CountUnanswered()) }
  }
}
