/** Priorities of the central plan: set, viewed, lifted. */
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { LEGAL_DOMAINS, type LegalDomain } from '../../../../libs/deciding/domains.ts'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { LIFE_AREAS, type LifeArea } from '../../../../libs/plan/opening/life-areas.ts'
import { Ids, Inside, ListOf, OneOf, SomeOf, Words } from '../../body-rules.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { InPlan, OfPlan } from '../door/in-plan.ts'
import { ReadPlanItem, ReadPlanPart } from '../reading/read-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { said } from '../door/words.ts'
import { MayWithhold, withheldBy } from '../visibility/withholding-bodies.ts'
import { giveView } from '../views/give-view.ts'
import { GiveViewBody } from '../views/view-bodies.ts'
import { written } from '../door/written.ts'

export class ConcernBody {
  @OneOf(LEGAL_DOMAINS)
  domain!: LegalDomain

  @OneOf(LIFE_AREAS)
  lifeArea!: LifeArea
}

export class DisclosureBody {
  @OneOf(LEGAL_DOMAINS)
  contentOf!: LegalDomain

  @OneOf(LEGAL_DOMAINS)
  to!: LegalDomain
}

export class SetPriorityBody extends MayWithhold {
  @Inside(() => ConcernBody)
  concern!: ConcernBody

  @Ids()
  about!: string[]

  /** The domains whose work gives way to it. */
  @SomeOf(LEGAL_DOMAINS)
  over!: LegalDomain[]

  /** What following it would make someone disclose; refused where no ground allows that. */
  @ListOf(() => DisclosureBody, { atMost: 10 })
  needs!: DisclosureBody[]

  @Words()
  reason!: string
}

export class LiftPriorityBody extends MayWithhold {
  @Words()
  reason!: string
}

@ApiTags('priorities')
@Controller('plans/:planId/priorities')
export class PrioritiesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listPriorities', summary: 'The priorities of the plan' })
  @Answers(200, 'PrioritiesAnswer')
  list(@CallerOf() caller: Caller, @Param() { planId }: InPlan) {
    return this.queries.execute(new ReadPlanPart(caller, planId, ({ priorities }) => ({ priorities })))
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readPriority', summary: 'One priority, with everyone’s views on it' })
  @Answers(200, 'PriorityAnswer')
  read(@CallerOf() caller: Caller, @Param() { planId, id }: OfPlan) {
    return this.queries.execute(new ReadPlanItem(caller, planId, 'priorities', id))
  }

  @Post()
  @ApiOperation({ operationId: 'setPriority', summary: 'Set which concern goes first, over which domains, and why' })
  @Answers(201, 'MadeAnswer')
  async set(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { concern, about, over, needs, reason, withhold }: SetPriorityBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'SetPriority',
      priority: newId('priority'),
      concern: { domain: concern.domain, lifeArea: concern.lifeArea },
      about,
      over,
      needs: needs.map(({ contentOf, to }) => ({ contentOf, to })),
      reason: said(reason),
      ...withheldBy(newId, withhold),
    }))
    const id = command.newId('priority')
    return written(reply, await this.commands.execute(command), { at: `/priorities/${id}`, id })
  }

  @Post(':id/withdrawal')
  @ApiOperation({ operationId: 'liftPriority', summary: 'Lift a priority, with a reason' })
  @Answers(201, 'WriteAnswer')
  async lift(
    @CallerOf() caller: Caller,
    @Param() { planId, id: priority }: OfPlan,
    @Body() { reason, withhold }: LiftPriorityBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'LiftPriority',
      priority,
      reason: said(reason),
      ...withheldBy(newId, withhold),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/views')
  @ApiOperation({ operationId: 'giveViewOnPriority', summary: 'Give a view on a priority' })
  @Answers(201, 'MadeAnswer')
  view(
    @CallerOf() caller: Caller,
    @Param() { planId, id }: OfPlan,
    @Body() body: GiveViewBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return giveView(
      this.commands,
      { caller, planId, on: { kind: 'priority', id }, at: `/priorities/${id}`, body },
      reply,
    )
  }
}
