/** Opening a plan, the family's own plan, and reading the whole as it stands or stood. */
import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { IsBoolean } from 'class-validator'
import type { FastifyReply } from 'fastify'
import { LEGAL_DOMAINS, type LegalDomain } from '../../../../libs/deciding/domains.ts'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { LIFE_AREAS, type LifeArea } from '../../../../libs/plan/opening/life-areas.ts'
import {
  DELIVERIES,
  REPORTERS,
  SAID_HOW,
  type Delivery,
  type Reporter,
  type SaidHow,
} from '../../../../libs/plan/opening/opening.ts'
import { AtMoment, Id, ListOf, NumberInQuery, OneOf, Optionally, SomeOf, Words } from '../../body-rules.ts'
import { Caller, CallerOf, idsOf } from '../../caller.ts'
import { InPlan } from '../door/in-plan.ts'
import { ReadPlan } from '../reading/read-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { inUtc } from '../../in-utc.ts'
import { chosen, ifSaid, said } from '../door/words.ts'
import { MayWithhold, withheldBy } from '../visibility/withholding-bodies.ts'
import { giveView } from '../views/give-view.ts'
import { GiveViewBody } from '../views/view-bodies.ts'
import { written } from '../door/written.ts'

export class OpenPlanBody {
  /** The life areas of the reported need (ZRM). */
  @SomeOf(LIFE_AREAS)
  lifeAreas!: LifeArea[]

  @OneOf(REPORTERS)
  reportedBy!: Reporter
}

export class OwnPlanPart {
  /** The law this part of the family's own plan belongs to. */
  @OneOf(LEGAL_DOMAINS)
  domain!: LegalDomain

  @Words()
  words!: string
}

export class SubmitOwnPlanBody extends MayWithhold {
  @ListOf(() => OwnPlanPart, { atLeast: 1, atMost: LEGAL_DOMAINS.length })
  parts!: OwnPlanPart[]

  /** Where another than the family writes it down: the member of twelve or over whose word it is. */
  @Optionally()
  @Id()
  saidBy?: string

  /** How they gave it. */
  @Optionally()
  @OneOf(SAID_HOW)
  saidHow?: SaidHow
}

export class WaiveOwnPlanBody {
  @Optionally()
  @Words()
  reason?: string

  /** Where another than the family records it: the member of twelve or over whose word it is. */
  @Optionally()
  @Id()
  saidBy?: string

  /** How they gave it. */
  @Optionally()
  @OneOf(SAID_HOW)
  saidHow?: SaidHow
}

const wordOf = ({ saidBy, saidHow }: Pick<WaiveOwnPlanBody, 'saidBy' | 'saidHow'>) => ({
  ...(saidBy !== undefined && { saidBy }),
  ...(saidHow !== undefined && { saidHow: chosen(saidHow) }),
})

export class InviteOwnPlanBody {
  /** How this met what members need to understand it (`communicationNeeds`); without it, where one needs something, it is marked. */
  @Optionally()
  @Words()
  needsMet?: string
}

export class DeliveryBody {
  @OneOf(DELIVERIES)
  how!: Delivery

  /** When it reached the family; without it, now. */
  @Optionally()
  @AtMoment()
  at?: string
}

export class OfInvitation extends InPlan {
  @Id()
  invitationId!: string
}

export class OfferClientSupportBody {
  @IsBoolean()
  accepted!: boolean
}

export class PointInTimeQuery {
  /** A revision of the plan in its reader's count, from 0. */
  @Optionally()
  @NumberInQuery(0, 1_000_000_000)
  revision?: number

  @Optionally()
  @AtMoment()
  at?: string
}

@ApiTags('plans')
@Controller('plans')
export class PlansController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Post()
  @ApiOperation({ operationId: 'openPlan', summary: 'Open a plan on a reported need; who opens it coordinates it' })
  @Answers(201, 'WriteAnswer')
  async open(@CallerOf() caller: Caller, @Body() body: OpenPlanBody, @Res({ passthrough: true }) reply: FastifyReply) {
    const { lifeAreas, reportedBy } = body
    const planId = idsOf(caller.commandId('plans'))('plan')
    const coordinator = { name: said(caller.name, { subjects: [caller.asker.id] }), team: caller.team }
    const command = new ToPlan(caller, planId, () => ({
      type: 'OpenPlan',
      plan: planId,
      lifeAreas,
      reportedBy: chosen(reportedBy),
      coordinator,
    }))
    const opened = await this.commands.execute(command)
    void reply.header('location', `/v1/plans/${planId}`)
    return written(reply, opened)
  }

  @Get(':planId')
  @ApiOperation({
    operationId: 'readPlan',
    summary: 'Read the plan, as it stands or as it stood at a revision or a moment',
  })
  @Answers(200, 'PlanAnswer')
  async read(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Query() { revision, at }: PointInTimeQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const point = { ...(revision !== undefined && { revision }), ...(at !== undefined && { at: inUtc(at) }) }
    const answer = await this.queries.execute(new ReadPlan(caller, planId, point))
    void reply.header('etag', answer.etag)
    return answer
  }

  @Post(':planId/own-plan-invitations')
  @ApiOperation({ operationId: 'inviteOwnPlan', summary: 'Invite the family to write its own plan' })
  @Answers(201, 'MadeAnswer')
  async inviteOwnPlan(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { needsMet }: InviteOwnPlanBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'InviteOwnPlan',
      invitation: newId('invitation'),
      ...ifSaid({ needsMet }),
    }))
    return written(reply, await this.commands.execute(command), { at: '', id: command.newId('invitation') })
  }

  @Post(':planId/own-plan-invitations/:invitationId/delivery')
  @ApiOperation({
    operationId: 'deliverOwnPlanInvitation',
    summary: 'Record how and when the invitation reached the family; its term runs from then',
  })
  @Answers(201, 'WriteAnswer')
  async deliverInvitation(
    @CallerOf() caller: Caller,
    @Param() { planId, invitationId: invitation }: OfInvitation,
    @Body() { how, at }: DeliveryBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({
      type: 'DeliverOwnPlanInvitation',
      invitation,
      how: chosen(how),
      ...(at !== undefined && { deliveredAt: inUtc(at) }),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':planId/own-plans')
  @ApiOperation({
    operationId: 'submitOwnPlan',
    summary: 'Hand in the family’s own plan, law by law, or write down whose word it is',
  })
  @Answers(201, 'WriteAnswer')
  async submitOwnPlan(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() body: SubmitOwnPlanBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const partsOf = (newId: (what: string) => string) =>
      body.parts.map(({ domain, words }, at) => ({ domain, part: newId(`part/${String(at)}`), words: said(words) }))
    return written(
      reply,
      await this.commands.execute(
        new ToPlan(caller, planId, (newId) => ({
          type: 'SubmitOwnPlan',
          parts: partsOf(newId),
          ...wordOf(body),
          ...withheldBy(newId, body.withhold),
        })),
      ),
    )
  }

  @Post(':planId/own-plan-waivers')
  @ApiOperation({ operationId: 'waiveOwnPlan', summary: 'Waive the family’s own plan, or record that the family did' })
  @Answers(201, 'WriteAnswer')
  async waiveOwnPlan(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { reason, ...word }: WaiveOwnPlanBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({
      type: 'WaiveOwnPlan',
      ...ifSaid({ reason }),
      ...wordOf(word),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':planId/own-plans/views')
  @ApiOperation({ operationId: 'giveViewOnOwnPlan', summary: 'Give a view on the family’s own plan' })
  @Answers(201, 'MadeAnswer')
  viewOwnPlan(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() body: GiveViewBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return giveView(this.commands, { caller, planId, on: { kind: 'own-plan', id: planId }, at: '', body }, reply)
  }

  @Post(':planId/client-support-offers')
  @ApiOperation({ operationId: 'offerClientSupport', summary: 'Record that client support was offered' })
  @Answers(201, 'WriteAnswer')
  async offerClientSupport(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { accepted }: OfferClientSupportBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'OfferClientSupport', accepted: chosen(accepted) }))
    return written(reply, await this.commands.execute(command))
  }
}
