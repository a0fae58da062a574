/** Handing the plan over: proposed with a document, talked through with the family, then accepted or declined. */
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { orNone } from '../../../../libs/plan/handover/handover-document.ts'
import { EntityTag, Id, Ids, Inside, Name, Optionally, Words } from '../../body-rules.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { InPlan, OfPlan } from '../door/in-plan.ts'
import { ReadPlanItem, ReadPlanPart } from '../reading/read-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { ifSaid, said } from '../door/words.ts'
import { written } from '../door/written.ts'

export class HandoverDocumentBody {
  /** What the next coordinator must know of anyone's safety, also that there is nothing. */
  @Optionally()
  @Words()
  safety?: string

  @Optionally()
  @Words()
  sensitivities?: string

  /** Every open action, by id. */
  @Ids({ atMost: 1_000 })
  actions!: string[]

  /** Every deviation that is not evaluated yet, by id. */
  @Ids({ atMost: 1_000 })
  deviations!: string[]

  /** Every challenge of which something is still to come, by id; none where there is none. */
  @Optionally()
  @Ids({ atMost: 1_000 })
  challenges?: string[]
}

export class ProposeHandoverBody {
  /** Who coordinates next. */
  @Id()
  to!: string

  @Name()
  name!: string

  @Name()
  team!: string

  @Inside(() => HandoverDocumentBody)
  document!: HandoverDocumentBody
}

export class SupplementHandoverBody {
  @Inside(() => HandoverDocumentBody)
  document!: HandoverDocumentBody
}

export class HandoverConversationBody {
  /** Whom the family would rather have, in its own words. */
  @Optionally()
  @Words()
  preference?: string
}

export class AcceptHandoverBody {
  @EntityTag()
  basedOn!: string

  /** Why it was not talked through with the family, where it was not. */
  @Optionally()
  @Words()
  notTalkedThroughBecause?: string
}

export class DeclineHandoverBody {
  @Words()
  reason!: string
}

export class WithdrawHandoverBody {
  @Optionally()
  @Words()
  reason?: string
}

@ApiTags('handovers')
@Controller('plans/:planId/handovers')
export class HandoversController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listHandovers', summary: 'The handovers of the plan' })
  @Answers(200, 'HandoversAnswer')
  list(@CallerOf() caller: Caller, @Param() { planId }: InPlan) {
    return this.queries.execute(new ReadPlanPart(caller, planId, ({ handovers }) => ({ handovers })))
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readHandover', summary: 'One handover, with its document' })
  @Answers(200, 'HandoverAnswer')
  read(@CallerOf() caller: Caller, @Param() { planId, id }: OfPlan) {
    return this.queries.execute(new ReadPlanItem(caller, planId, 'handovers', id))
  }

  @Post()
  @ApiOperation({ operationId: 'proposeHandover', summary: 'Propose to hand the plan over, with a complete document' })
  @Answers(201, 'MadeAnswer')
  async propose(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { to, name, team, document }: ProposeHandoverBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'ProposeHandover',
      handover: newId('handover'),
      to,
      name: said(name, { subjects: [to] }),
      team,
      document: documentOf(document),
    }))
    const id = command.newId('handover')
    return written(reply, await this.commands.execute(command), { at: `/handovers/${id}`, id })
  }

  @Post(':id/supplements')
  @ApiOperation({ operationId: 'supplementHandover', summary: 'Add what the handover document left out' })
  @Answers(201, 'WriteAnswer')
  async supplement(
    @CallerOf() caller: Caller,
    @Param() { planId, id: handover }: OfPlan,
    @Body() { document }: SupplementHandoverBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const more = documentOf(document)
    const command = new ToPlan(caller, planId, () => ({ type: 'SupplementHandover', handover, document: more }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/conversation')
  @ApiOperation({ operationId: 'recordHandoverConversation', summary: 'Record that the handover was talked through' })
  @Answers(201, 'WriteAnswer')
  async talkThrough(
    @CallerOf() caller: Caller,
    @Param() { planId, id: handover }: OfPlan,
    @Body() { preference }: HandoverConversationBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({
      type: 'RecordHandoverConversation',
      handover,
      ...ifSaid({ preference }),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/acceptance')
  @ApiOperation({ operationId: 'acceptHandover', summary: 'Accept the handover: who accepts coordinates from now on' })
  @Answers(201, 'WriteAnswer')
  async accept(
    @CallerOf() caller: Caller,
    @Param() { planId, id: handover }: OfPlan,
    @Body() { basedOn, notTalkedThroughBecause }: AcceptHandoverBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({
      type: 'AcceptHandover',
      handover,
      name: said(caller.name, { subjects: [caller.asker.id] }),
      team: caller.team,
      basedOn,
      ...ifSaid({ notTalkedThroughBecause }),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/refusal')
  @ApiOperation({ operationId: 'declineHandover', summary: 'Decline the handover, with a reason' })
  @Answers(201, 'WriteAnswer')
  async decline(
    @CallerOf() caller: Caller,
    @Param() { planId, id: handover }: OfPlan,
    @Body() { reason }: DeclineHandoverBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'DeclineHandover', handover, reason: said(reason) }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/withdrawal')
  @ApiOperation({ operationId: 'withdrawHandover', summary: 'Withdraw the proposed handover' })
  @Answers(201, 'WriteAnswer')
  async withdraw(
    @CallerOf() caller: Caller,
    @Param() { planId, id: handover }: OfPlan,
    @Body() { reason }: WithdrawHandoverBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({
      type: 'WithdrawHandover',
      handover,
      ...ifSaid({ reason }),
    }))
    return written(reply, await this.commands.execute(command))
  }
}

const documentOf = ({ safety, sensitivities, actions, deviations, challenges }: HandoverDocumentBody) => ({
  ...ifSaid({ safety, sensitivities }),
  actions,
  deviations,
  ...orNone(challenges),
})
