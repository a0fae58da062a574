/** All that is withheld in the municipality, for the privacy officer: one page of it, and how much of each kind there is. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common'
import { QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { DOMAINS, type Domain } from '../../../libs/deciding/domains.ts'
import { Answers, Refuses } from '../../../libs/http/openapi-decorators.ts'
import { STATES_OF_WITHHOLDING, type StateOfWithholding } from '../../../libs/plan/lists/what-is-withheld.ts'
import {
  WITHHOLDING_GROUNDS,
  WITHHOLDING_MODES,
  type WithholdingGround,
  type WithholdingMode,
} from '../../../libs/plan/visibility/visibility.ts'
import { OnDay, OneOf, Optionally } from '../body-rules.ts'
import { Caller, CallerOf } from '../caller.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { CountWithholdings, ListWithholdings } from './list-withholdings.ts'
import { pageAnswer } from './page-answer.ts'
import { ConsistentAfter, ListQuery, PositionAsked, type ListAsked } from './pages.ts'

export class WithholdingsQuery extends ListQuery {
  @Optionally()
  @OneOf(DOMAINS)
  domain?: Domain

  @Optionally()
  @OneOf(WITHHOLDING_GROUNDS)
  ground?: WithholdingGround

  @Optionally()
  @OneOf(WITHHOLDING_MODES)
  mode?: WithholdingMode

  /** All that has not ended, where none is named. */
  @Optionally()
  @OneOf(STATES_OF_WITHHOLDING)
  state?: StateOfWithholding

  /** Only those whose review date lies before this day. */
  @Optionally()
  @OnDay()
  reviewBefore?: string
}

@ApiTags('withholding')
@Controller('withholdings')
export class AllWithholdingsController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(SYSTEM) private readonly system: System,
  ) {}

  @Get()
  @ConsistentAfter()
  @ApiOperation({
    operationId: 'listAllWithholdings',
    summary: 'All that is withheld in the municipality, what is overdue first, for the privacy officer; no content',
  })
  @Answers(200, 'AllWithholdingsPage')
  @Refuses(403, 410, 503)
  async all(
    @CallerOf() caller: Caller,
    @Query() { domain, ground, mode, state, reviewBefore, ...query }: WithholdingsQuery,
    @PositionAsked() position: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const filter = {
      ...(domain !== undefined && { domain }),
      ...(ground !== undefined && { ground }),
      ...(mode !== undefined && { mode }),
      ...(state !== undefined && { state }),
      ...(reviewBefore !== undefined && { reviewBefore }),
    }
    const { system, queries } = this
    const asked: ListAsked = { list: 'withholdings', caller, filters: filter }
    const page = await pageAnswer({ system, queries, request, reply }, asked, query, (at) => {
      return new ListWithholdings(caller, filter, at, position)
    })
    return { ...page, counts: await queries.execute(new CountWithholdings(caller)) }
  }
}
