/** Who looked: for the family, at their own; for the privacy officer, who looks up many people by number. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common'
import { QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Answers, Refuses } from '../../../libs/http/openapi-decorators.ts'
import { OnDay, Optionally } from '../body-rules.ts'
import { Caller, CallerOf } from '../caller.ts'
import { pageAnswer } from '../lists/page-answer.ts'
import { ListQuery } from '../lists/pages.ts'
import { InPlan } from '../plans/door/in-plan.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { ListAccessRecords } from './list-access-records.ts'
import { ListManyLookUps } from './list-many-look-ups.ts'

export class LooksQuery extends ListQuery {
  /** The first day, in Amsterdam. */
  @Optionally()
  @OnDay()
  from?: string

  /** The last day, included. */
  @Optionally()
  @OnDay()
  until?: string
}

@ApiTags('access records')
@Controller()
export class AccessRecordsController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(SYSTEM) private readonly system: System,
  ) {}

  @Get('plans/:planId/access-records')
  @ApiOperation({
    operationId: 'listAccessRecords',
    summary: 'Who looked at me and at whom I represent, latest first: day, function, organisation, activity, kind',
  })
  @Answers(200, 'AccessRecordsPage')
  @Refuses(403, 503)
  looks(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Query() query: LooksQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const days = daysIn(query)
    const { system, queries } = this
    const asked = { list: `access records of ${planId}`, caller, filters: { ...days } }
    return pageAnswer({ system, queries, request, reply }, asked, query, (page) => {
      return new ListAccessRecords(caller, planId, days, page)
    })
  }

  @Get('bsn-look-ups')
  @ApiOperation({
    operationId: 'listManyLookUps',
    summary: 'Who looked up more than twenty people by number in a day, for the privacy officer',
  })
  @Answers(200, 'ManyLookUpsPage')
  @Refuses(403, 503)
  lookUps(
    @CallerOf() caller: Caller,
    @Query() query: LooksQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const days = daysIn(query)
    const { system, queries } = this
    const asked = { list: 'look-ups', caller, filters: { ...days } }
    return pageAnswer({ system, queries, request, reply }, asked, query, (page) => {
      return new ListManyLookUps(caller, days, page)
    })
  }
}

const daysIn = ({ from, until }: LooksQuery) => ({
  ...(from !== undefined && { from }),
  ...(until !== undefined && { until }),
})
