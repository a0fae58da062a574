/** Asking an organisation for help: referred, asked about, accepted or declined, ended. The organisation answers with its own token. */
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { LEGAL_DOMAINS, type LegalDomain } from '../../../../libs/deciding/domains.ts'
import { OPENED_KINDS, type OpenedItem } from '../../../../libs/plan/referrals/referrals.ts'
import { refAlone } from '../../../../libs/plan/visibility/visibility.ts'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { AtMoment, Id, Ids, ListOf, Oin, OneOf, Optionally, Words } from '../../body-rules.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { InPlan, OfPlan } from '../door/in-plan.ts'
import { ReadPlanItem, ReadPlanPart } from '../reading/read-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { inUtc } from '../../in-utc.ts'
import { ifSaid, said } from '../door/words.ts'
import { MayWithhold, withheldBy } from '../visibility/withholding-bodies.ts'
import { written } from '../door/written.ts'

export class OpenedItemBody {
  @OneOf(OPENED_KINDS)
  kind!: OpenedItem['kind']

  @Id()
  id!: string
}

export class MakeReferralBody extends MayWithhold {
  /** OIN of the organisation that is asked. */
  @Oin()
  to!: string

  @OneOf(LEGAL_DOMAINS)
  domain!: LegalDomain

  /** The members it is about. */
  @Ids()
  about!: string[]

  /** What is asked of it. */
  @Words()
  words!: string

  /** The goals and actions it may fetch once it accepts, and no others; of the same law, and about nobody else. Absent: none. */
  @Optionally()
  @ListOf(() => OpenedItemBody, { atMost: 50 })
  opens?: OpenedItemBody[]

  /** How long it has a part in the plan by this, if it accepts. */
  @AtMoment()
  until!: string
}

export class ReferralWordsBody {
  @Words()
  words!: string
}

export class AnswerReferralQuestionBody extends MayWithhold {
  @Words()
  words!: string
}

export class DeclineReferralBody {
  @Words()
  reason!: string
}

export class EndReferralBody extends MayWithhold {
  @Optionally()
  @Words()
  reason?: string
}

@ApiTags('referrals')
@Controller('plans/:planId/referrals')
export class ReferralsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listReferrals', summary: 'Whom the family was referred to, and what came of it' })
  @Answers(200, 'ReferralsAnswer')
  list(@CallerOf() caller: Caller, @Param() { planId }: InPlan) {
    return this.queries.execute(new ReadPlanPart(caller, planId, ({ referrals }) => ({ referrals })))
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readReferral', summary: 'One referral, with what was asked and answered' })
  @Answers(200, 'ReferralAnswer')
  read(@CallerOf() caller: Caller, @Param() { planId, id }: OfPlan) {
    return this.queries.execute(new ReadPlanItem(caller, planId, 'referrals', id))
  }

  @Post()
  @ApiOperation({ operationId: 'makeReferral', summary: 'Ask an organisation for help, for one law' })
  @Answers(201, 'MadeAnswer')
  async make(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { to, domain, about, words, opens = [], until, withhold }: MakeReferralBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'MakeReferral',
      referral: newId('referral'),
      to,
      domain,
      about,
      words: said(words),
      opens: opens.map(refAlone),
      until: inUtc(until),
      ...withheldBy(newId, withhold),
    }))
    const id = command.newId('referral')
    return written(reply, await this.commands.execute(command), { at: `/referrals/${id}`, id })
  }

  @Post(':id/questions')
  @ApiOperation({ operationId: 'askAboutReferral', summary: 'Ask something back, as the organisation referred to' })
  @Answers(201, 'WriteAnswer')
  async ask(
    @CallerOf() caller: Caller,
    @Param() { planId, id: referral }: OfPlan,
    @Body() { words }: ReferralWordsBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'AskAboutReferral', referral, words: said(words) }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/answers')
  @ApiOperation({ operationId: 'answerReferralQuestion', summary: 'Answer what the organisation asked' })
  @Answers(201, 'WriteAnswer')
  async answer(
    @CallerOf() caller: Caller,
    @Param() { planId, id: referral }: OfPlan,
    @Body() { words, withhold }: AnswerReferralQuestionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'AnswerReferralQuestion',
      referral,
      words: said(words),
      ...withheldBy(newId, withhold),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/acceptance')
  @ApiOperation({ operationId: 'acceptReferral', summary: 'Accept the referral, as the organisation referred to' })
  @Answers(201, 'WriteAnswer')
  async accept(
    @CallerOf() caller: Caller,
    @Param() { planId, id: referral }: OfPlan,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'AcceptReferral', referral }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/refusal')
  @ApiOperation({ operationId: 'declineReferral', summary: 'Decline the referral, with a reason' })
  @Answers(201, 'WriteAnswer')
  async decline(
    @CallerOf() caller: Caller,
    @Param() { planId, id: referral }: OfPlan,
    @Body() { reason }: DeclineReferralBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'DeclineReferral', referral, reason: said(reason) }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/end')
  @ApiOperation({ operationId: 'endReferral', summary: 'End a referral, answered or not' })
  @Answers(201, 'WriteAnswer')
  async end(
    @CallerOf() caller: Caller,
    @Param() { planId, id: referral }: OfPlan,
    @Body() { reason, withhold }: EndReferralBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'EndReferral',
      referral,
      ...ifSaid({ reason }),
      ...withheldBy(newId, withhold),
    }))
    return written(reply, await this.commands.execute(command))
  }
}
