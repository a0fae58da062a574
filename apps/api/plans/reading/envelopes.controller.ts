/** What an auditor's bundle is made of: a plan's stored envelopes, page by page. */
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common'
import { QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Answers, Refuses } from '../../../../libs/http/openapi-decorators.ts'
import { NumberInQuery, Optionally } from '../../body-rules.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { InPlan } from '../door/in-plan.ts'
import { ReadEnvelopes } from './read-envelopes.ts'

const ENVELOPES_BY_DEFAULT = 100

export class EnvelopesQuery {
  /** The revision of the stream that the page starts at. */
  @Optionally()
  @NumberInQuery(0, 1_000_000_000)
  from?: number

  @Optionally()
  @NumberInQuery(1, 500)
  limit?: number
}

@ApiTags('history')
@Controller('plans/:planId/envelopes')
export class EnvelopesController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({
    operationId: 'readEnvelopes',
    summary: 'The stored envelopes, byte for byte: to who verifies, under an open inspection that names the plan',
  })
  @Answers(200, 'EnvelopesPage')
  @Refuses(403)
  async read(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Query() { from = 0, limit = ENVELOPES_BY_DEFAULT }: EnvelopesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const page = await this.queries.execute(new ReadEnvelopes(caller, planId, from, limit))
    if (page.nextFrom !== undefined) {
      const next = `from=${String(page.nextFrom)}&limit=${String(limit)}`
      void reply.header('link', `</v1/plans/${planId}/envelopes?${next}>; rel="next"`)
    }
    return page
  }
}
