/** Replay: the events of a plan page by page, and what changed between two points. */
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common'
import { QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { Matches, MaxLength } from 'class-validator'
import type { FastifyReply } from 'fastify'
import { Refusal } from '../../../../libs/deciding/decider.ts'
import { DOMAINS, type Domain } from '../../../../libs/deciding/domains.ts'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { AtMoment, Id, NumberInQuery, OneOf, Optionally } from '../../body-rules.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { InPlan } from '../door/in-plan.ts'
import { ReadChanges, ReadHistory } from './read-history.ts'
import { inUtc } from '../../in-utc.ts'

export type HistoryDoorRefusal = 'POINTS_ARE_IN_THE_WRONG_ORDER'

export class HistoryQuery {
  /** Event types, parted by commas. */
  @Optionally()
  @MaxLength(1_000)
  @Matches(/^[A-Za-z]+(,[A-Za-z]+)*$/)
  type?: string

  @Optionally()
  @OneOf(DOMAINS)
  domain?: Domain

  /** A family member concerned, by person id. */
  @Optionally()
  @Id()
  about?: string

  @Optionally()
  @AtMoment()
  recordedFrom?: string

  @Optionally()
  @AtMoment()
  recordedUntil?: string

  /** Where the page starts, in the reader's count. */
  @Optionally()
  @NumberInQuery(0, 1_000_000_000)
  from?: number

  @Optionally()
  @NumberInQuery(1, 500)
  limit?: number
}

export class ChangesQuery {
  /** The point before; -1 is before anything happened. */
  @NumberInQuery(-1, 1_000_000_000)
  from!: number

  @NumberInQuery(0, 1_000_000_000)
  to!: number
}

@ApiTags('history')
@Controller('plans/:planId/history')
export class HistoryController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({
    operationId: 'readHistory',
    summary: 'The events of the plan: who, when, on whose behalf, on what ground',
  })
  @Answers(200, 'HistoryPage')
  async read(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Query() query: HistoryQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { type, domain, about, recordedFrom, recordedUntil, from = 0, limit = 100 } = query
    const filter = {
      ...(type !== undefined && { types: type.split(',') }),
      ...(domain !== undefined && { domain }),
      ...(about !== undefined && { about }),
      ...(recordedFrom !== undefined && { from: inUtc(recordedFrom) }),
      ...(recordedUntil !== undefined && { until: inUtc(recordedUntil) }),
    }
    const page = await this.queries.execute(new ReadHistory(caller, planId, filter, from, limit))
    if (page.nextFrom !== undefined) {
      const next = new URLSearchParams({ ...asText(query), from: String(page.nextFrom) })
      void reply.header('link', `</v1/plans/${planId}/history?${next.toString()}>; rel="next"`)
    }
    return page
  }

  @Get('changes')
  @ApiOperation({ operationId: 'readChanges', summary: 'What changed between two points, in words and as data' })
  @Answers(200, 'ChangesAnswer')
  changes(@CallerOf() caller: Caller, @Param() { planId }: InPlan, @Query() { from, to }: ChangesQuery) {
    if (from >= to) throw new Refusal<HistoryDoorRefusal>('POINTS_ARE_IN_THE_WRONG_ORDER')
    return this.queries.execute(new ReadChanges(caller, planId, from, to))
  }
}

const asText = (query: HistoryQuery): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  )
