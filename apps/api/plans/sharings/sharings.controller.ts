/** What is shared beyond who reads it already: asked on a ground, refused where there is none, read by a second where it needs one, and ended. */
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Refusal } from '../../../../libs/deciding/decider.ts'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import type { SharedWith } from '../../../../libs/plan/sharings/ways-here.ts'
import { refAlone } from '../../../../libs/plan/visibility/visibility.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { inUtc } from '../../in-utc.ts'
import { InPlan, OfPlan } from '../door/in-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { ifSaid, said } from '../door/words.ts'
import { written } from '../door/written.ts'
import { recipientOf, type RecipientRefusal } from '../permissions/recipient.ts'
import { ReadPlanItem, ReadPlanPart } from '../reading/read-plan.ts'
import { withheldBy } from '../visibility/withholding-bodies.ts'
import {
  EndSharingBody,
  ReadSharingBody,
  RecuseSharingReaderBody,
  ShareItemsBody,
  type SharedWithBody,
} from './sharing-bodies.ts'

export type SharingDoorRefusal = 'SHARING_HAS_NO_GROUND' | 'A_REQUEST_TO_SHARE_WITHHOLDS_NOTHING'

@ApiTags('sharings')
@Controller('plans/:planId/sharings')
export class SharingsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listSharings', summary: 'What was shared, with whom, and what was refused' })
  @Answers(200, 'SharingsAnswer')
  list(@CallerOf() caller: Caller, @Param() { planId }: InPlan) {
    return this.queries.execute(new ReadPlanPart(caller, planId, ({ sharings }) => ({ sharings })))
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readSharing', summary: 'One sharing' })
  @Answers(200, 'SharingAnswer')
  read(@CallerOf() caller: Caller, @Param() { planId, id }: OfPlan) {
    return this.queries.execute(new ReadPlanItem(caller, planId, 'sharings', id))
  }

  @Post()
  @ApiOperation({
    operationId: 'shareItems',
    summary:
      'Share goals and actions with who has a task here, on a ground; without one it is refused, and recorded; in a conflict of duties a second reader is drawn, and nothing is shared until they support it',
  })
  @Answers(201, 'MadeAnswer')
  async share(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { items, to, ground, necessity, article, until, acute, withhold }: ShareItemsBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (ground === 'conflict-of-duties' && withhold !== undefined && withhold.length > 0)
      throw new Refusal<SharingDoorRefusal>('A_REQUEST_TO_SHARE_WITHHOLDS_NOTHING')
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'ShareItems',
      sharing: newId('sharing'),
      items: items.map(refAlone),
      to: sharedWithOf(to),
      ...(ground && { ground }),
      ...ifSaid({ necessity, article }),
      until: inUtc(until),
      ...(acute !== undefined && { acute }),
      ...withheldBy(newId, withhold),
    }))
    const done = await this.commands.execute(command)
    const sharing = command.newId('sharing')
    const refused = done.events.find(({ event }) => event.type === 'SharingRefused')?.event
    if (refused?.type === 'SharingRefused')
      throw new Refusal<SharingDoorRefusal>('SHARING_HAS_NO_GROUND', { sharing, missing: refused.missing })
    return written(reply, done, { at: `/sharings/${sharing}`, id: sharing })
  }

  @Post(':id/end')
  @ApiOperation({ operationId: 'endSharing', summary: 'End a sharing, from the next request on' })
  @Answers(201, 'WriteAnswer')
  async end(
    @CallerOf() caller: Caller,
    @Param() { planId, id: sharing }: OfPlan,
    @Body() { reason }: EndSharingBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'EndSharing', sharing, ...ifSaid({ reason }) }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/readings')
  @ApiOperation({
    operationId: 'readSharingAsSecond',
    summary: 'Say, as the drawn reader, whether it may be shared: supported, it is shared from then on',
  })
  @Answers(201, 'WriteAnswer')
  async readIt(
    @CallerOf() caller: Caller,
    @Param() { planId, id: sharing }: OfPlan,
    @Body() { finding, words, basedOn }: ReadSharingBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({
      ...{ type: 'ReadSharing', sharing, finding, words: said(words), basedOn },
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/recusal')
  @ApiOperation({
    operationId: 'recuseSharingReader',
    summary: 'Stand aside as the drawn reader; the next of the same draw reads it',
  })
  @Answers(201, 'WriteAnswer')
  async recuse(
    @CallerOf() caller: Caller,
    @Param() { planId, id: sharing }: OfPlan,
    @Body() { reason }: RecuseSharingReaderBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'RecuseSharingReader', sharing, ...ifSaid({ reason }) }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/withdrawal')
  @ApiOperation({ operationId: 'withdrawSharing', summary: 'Withdraw what one asked a second reader' })
  @Answers(201, 'WriteAnswer')
  async withdraw(
    @CallerOf() caller: Caller,
    @Param() { planId, id: sharing }: OfPlan,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return written(
      reply,
      await this.commands.execute(new ToPlan(caller, planId, () => ({ type: 'WithdrawSharing', sharing }))),
    )
  }
}

/** @throws Refusal where the id is not one of that kind */
export function sharedWithOf(to: SharedWithBody): SharedWith {
  const known = recipientOf(to)
  if (known.kind === 'coordination') throw new Refusal<RecipientRefusal>('RECIPIENT_IS_OF_ANOTHER_KIND')
  return known
}
