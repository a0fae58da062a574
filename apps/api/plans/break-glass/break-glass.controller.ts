/** Opening a plan in an emergency, and the review of it by another. */
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { IsInt, Max, Min } from 'class-validator'
import type { FastifyReply } from 'fastify'
import { LEGAL_DOMAINS, type LegalDomain } from '../../../../libs/deciding/domains.ts'
import { Answers, Refuses } from '../../../../libs/http/openapi-decorators.ts'
import { HOURS_AT_MOST, USE_FINDINGS, type UseFinding } from '../../../../libs/plan/break-glass/break-glass.ts'
import { Id, OneOf, Optionally, SomeOf, Words } from '../../body-rules.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { InPlan, OfPlan } from '../door/in-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { said } from '../door/words.ts'
import { written } from '../door/written.ts'
import { ReadPlanItem, ReadPlanPart } from '../reading/read-plan.ts'
import { UseBreakGlass } from './use-break-glass.ts'

export class UseBreakGlassBody {
  @Id()
  plan!: string

  /** The laws that it opens, beside what has none. */
  @SomeOf(LEGAL_DOMAINS)
  domains!: LegalDomain[]

  /** Why it cannot wait: who reviews it reads it. */
  @Words()
  reason!: string

  /** How long, from when it is recorded; without it, as long as it may be. */
  @Optionally()
  @IsInt()
  @Min(1)
  @Max(HOURS_AT_MOST)
  hours?: number
}

export class ReviewBreakGlassBody {
  /** The plan that was opened. */
  @Id()
  plan!: string

  /** `not-justified` ends a use that lasts still; `justified` is said once it has ended. */
  @OneOf(USE_FINDINGS)
  finding!: UseFinding

  @Words()
  reason!: string
}

export class OfUse {
  @Id()
  id!: string
}

@ApiTags('break-glass')
@Controller()
export class BreakGlassController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Post('break-glass-uses')
  @ApiOperation({
    operationId: 'useBreakGlass',
    summary: 'Open a plan in an emergency, for at most four hours: told at once to who coordinates and to the officers',
  })
  @Answers(201, 'GlassBrokenAnswer')
  @Refuses(404, 409, 429, 503)
  async use(
    @CallerOf() caller: Caller,
    @Body() { plan, domains, reason, hours = HOURS_AT_MOST }: UseBreakGlassBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const broken = await this.commands.execute(new UseBreakGlass(caller, { plan, domains, reason, hours }))
    const { use: id, until } = broken
    return { ...written(reply, broken, { at: `/break-glass-uses/${id}`, id }), until }
  }

  @Post('break-glass-uses/:id/review')
  @ApiOperation({
    operationId: 'reviewBreakGlass',
    summary: 'Say what you find of a use by another, as who coordinates, safety officer or privacy officer',
  })
  @Answers(201, 'WriteAnswer')
  @Refuses(404, 409)
  async review(
    @CallerOf() caller: Caller,
    @Param() { id: use }: OfUse,
    @Body() { plan, finding, reason }: ReviewBreakGlassBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const reviewed = { type: 'ReviewBreakGlass', use, finding, reason: said(reason) } as const
    return written(reply, await this.commands.execute(new ToPlan(caller, plan, () => reviewed)))
  }

  @Get('plans/:planId/break-glass-uses')
  @ApiOperation({
    operationId: 'listBreakGlassUses',
    summary: 'Who opened the plan in an emergency, for who reviews it',
  })
  @Answers(200, 'BreakGlassUsesAnswer')
  list(@CallerOf() caller: Caller, @Param() { planId }: InPlan) {
    return this.queries.execute(new ReadPlanPart(caller, planId, ({ breakGlassUses }) => ({ breakGlassUses })))
  }

  @Get('plans/:planId/break-glass-uses/:id')
  @ApiOperation({ operationId: 'readBreakGlassUse', summary: 'One use: why, what it opened, and what was found of it' })
  @Answers(200, 'BreakGlassUseAnswer')
  read(@CallerOf() caller: Caller, @Param() { planId, id }: OfPlan) {
    return this.queries.execute(new ReadPlanItem(caller, planId, 'breakGlassUses', id))
  }
}
