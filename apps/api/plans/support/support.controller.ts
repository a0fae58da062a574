/** Whom someone of the family has beside them: asked for by themselves, taken on by the supporter, and ended at any time. */
import { Body, Controller, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { IsBoolean } from 'class-validator'
import type { FastifyReply } from 'fastify'
import { LEGAL_DOMAINS, type LegalDomain } from '../../../../libs/deciding/domains.ts'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { SUPPORTER_KINDS, type SupporterKind } from '../../../../libs/plan/support/supports.ts'
import { AtMoment, Id, Name, OneOf } from '../../body-rules.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { inUtc } from '../../in-utc.ts'
import { InPlan, OfPlan } from '../door/in-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { said } from '../door/words.ts'
import { written } from '../door/written.ts'
import { MayWithhold, withheldBy } from '../visibility/withholding-bodies.ts'

export class AskSupporterBody extends MayWithhold {
  @Id()
  supporter!: string

  @Name()
  name!: string

  /** Whom they are to support: who asks, or someone who cannot ask themselves and for whom who asks speaks. */
  @Id()
  person!: string

  /** Under which law; for another one asks anew. */
  @OneOf(LEGAL_DOMAINS)
  domain!: LegalDomain

  @OneOf(SUPPORTER_KINDS)
  kind!: SupporterKind

  /** Whether they may act for the person, and not only be present. */
  @IsBoolean()
  mandated!: boolean

  /** At most a year ahead. */
  @AtMoment()
  until!: string
}

@ApiTags('care team')
@Controller('plans/:planId/care-team/supporters')
export class SupportController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({
    operationId: 'askSupporter',
    summary: 'Ask for someone to support you, or whom you speak for; nobody at work does this for a family',
  })
  @Answers(201, 'MadeAnswer')
  async ask(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { supporter, name, person, domain, kind, mandated, until, withhold }: AskSupporterBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'AskSupporter',
      support: newId('support'),
      supporter,
      name: said(name, { subjects: [supporter] }),
      ...{ person, domain, kind, mandated },
      until: inUtc(until),
      ...withheldBy(newId, withhold),
    }))
    const made = { at: '/care-team', id: command.newId('support') } as const
    return written(reply, await this.commands.execute(command), made)
  }

  @Post(':id/acceptance')
  @ApiOperation({ operationId: 'acceptSupport', summary: 'Take on to support who asked for it' })
  @Answers(201, 'WriteAnswer')
  async accept(
    @CallerOf() caller: Caller,
    @Param() { planId, id: support }: OfPlan,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'AcceptSupport', support }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/end')
  @ApiOperation({ operationId: 'endSupport', summary: 'End a support, or say no to it; at any time' })
  @Answers(201, 'WriteAnswer')
  async end(
    @CallerOf() caller: Caller,
    @Param() { planId, id: support }: OfPlan,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'EndSupport', support }))
    return written(reply, await this.commands.execute(command))
  }
}
