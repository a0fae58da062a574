/** What is withheld from whom: made, confirmed by a second person, reviewed, opened again; and an answer to who asks. */
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { InPlan, OfPlan } from '../door/in-plan.ts'
import { ReadPlanItem, ReadPlanPart } from '../reading/read-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { ReadWithholdingRequests } from './read-withholding-requests.ts'
import {
  AskWhatIsWithheldBody,
  asksOf,
  CompleteWithholdingBody,
  ConfirmWithholdingBody,
  LimitSightBody,
  reasonsOf,
  refsOf,
  ReleaseBody,
  ReviewWithholdingBody,
  WithholdingReasonBody,
  WithholdItemsBody,
} from './withholding-bodies.ts'
import { WhoHadOpened, type OpenedBefore } from './who-had-opened.ts'
import { said } from '../door/words.ts'
import { written, type WriteAnswer } from '../door/written.ts'

export interface WithheldAnswer extends WriteAnswer {
  /** What they had opened before, and when first. */
  readonly openedBefore: readonly OpenedBefore[]
}

@ApiTags('withholding')
@Controller('plans/:planId')
export class WithholdingsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get('withholdings')
  @ApiOperation({ operationId: 'listWithholdings', summary: 'What is withheld, for who may know of it' })
  @Answers(200, 'WithholdingsAnswer')
  list(@CallerOf() caller: Caller, @Param() { planId }: InPlan) {
    const part = ({ withholdings }: { readonly withholdings: readonly unknown[] }) => ({ withholdings })
    return this.queries.execute(new ReadPlanPart(caller, planId, part))
  }

  @Get('withholdings/:id')
  @ApiOperation({
    operationId: 'readWithholding',
    summary: 'One withholding, with who confirmed, denied or reviewed it',
  })
  @Answers(200, 'WithholdingAnswer')
  read(@CallerOf() caller: Caller, @Param() { planId, id }: OfPlan) {
    return this.queries.execute(new ReadPlanItem(caller, planId, 'withholdings', id))
  }

  @Post('withholdings')
  @ApiOperation({ operationId: 'withhold', summary: 'Withhold what stands in the plan from someone' })
  @Answers(201, 'WithheldAnswer')
  async withhold(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { items, ...body }: WithholdItemsBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'Withhold',
      withholding: newId('withholding'),
      items: refsOf(items),
      ...asksOf(body),
    }))
    return this.made(reply, command)
  }

  @Post('sight-limits')
  @ApiOperation({ operationId: 'limitSight', summary: 'Withhold all that is or will be about a member from someone' })
  @Answers(201, 'WithheldAnswer')
  async limit(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { about: person, domain, ...body }: LimitSightBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'LimitSight',
      withholding: newId('withholding'),
      limits: { person, ...(domain !== undefined && { domain }) },
      ...asksOf(body),
    }))
    return this.made(reply, command)
  }

  /** Silence about what they had opened already would be the only thing that is impossible. */
  private async made(reply: FastifyReply, command: ToPlan): Promise<WithheldAnswer> {
    const id = command.newId('withholding')
    const answer = written(reply, await this.commands.execute(command), { at: `/withholdings/${id}`, id })
    return { ...answer, openedBefore: await this.queries.execute(new WhoHadOpened(command.planId, id)) }
  }

  @Post('withholdings/:id/completion')
  @ApiOperation({ operationId: 'completeWithholding', summary: 'Complete what a member asked to be withheld' })
  @Answers(201, 'WriteAnswer')
  async complete(
    @CallerOf() caller: Caller,
    @Param() { planId, id: withholding }: OfPlan,
    @Body() body: CompleteWithholdingBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = { type: 'CompleteWithholding', withholding, ...reasonsOf(body) } as const
    return written(reply, await this.commands.execute(new ToPlan(caller, planId, () => asked)))
  }

  @Post('withholdings/:id/confirmation')
  @ApiOperation({
    operationId: 'confirmWithholding',
    summary: 'Confirm, as a second person, that something is withheld without its being told',
  })
  @Answers(201, 'WriteAnswer')
  async confirm(
    @CallerOf() caller: Caller,
    @Param() { planId, id: withholding }: OfPlan,
    @Body() { mode = 'silent' }: ConfirmWithholdingBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = { type: 'ConfirmWithholding', withholding, mode } as const
    return written(reply, await this.commands.execute(new ToPlan(caller, planId, () => asked)))
  }

  @Post('withholdings/:id/denial')
  @ApiOperation({
    operationId: 'denyWithholding',
    summary: 'Say no to a withholding: it stays withheld, and the privacy officer decides',
  })
  @Answers(201, 'WriteAnswer')
  async deny(
    @CallerOf() caller: Caller,
    @Param() { planId, id: withholding }: OfPlan,
    @Body() { reason }: WithholdingReasonBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = { type: 'DenyWithholding', withholding, reason: said(reason) } as const
    return written(reply, await this.commands.execute(new ToPlan(caller, planId, () => asked)))
  }

  @Post('withholdings/:id/reviews')
  @ApiOperation({ operationId: 'reviewWithholding', summary: 'Review a withholding, and keep it until a next review' })
  @Answers(201, 'WriteAnswer')
  async review(
    @CallerOf() caller: Caller,
    @Param() { planId, id: withholding }: OfPlan,
    @Body() { reason, reviewDate }: ReviewWithholdingBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = { type: 'ReviewWithholding', withholding, reason: said(reason), reviewDate } as const
    return written(reply, await this.commands.execute(new ToPlan(caller, planId, () => asked)))
  }

  @Post('withholdings/:id/release')
  @ApiOperation({ operationId: 'releaseContent', summary: 'Open what is withheld, or part of it, with a reason' })
  @Answers(201, 'WriteAnswer')
  async release(
    @CallerOf() caller: Caller,
    @Param() { planId, id: withholding }: OfPlan,
    @Body() { reason, items }: ReleaseBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = { type: 'ReleaseContent', withholding, items: refsOf(items), reason: said(reason) } as const
    return written(reply, await this.commands.execute(new ToPlan(caller, planId, () => asked)))
  }

  @Post('sight-limits/:id/lifting')
  @ApiOperation({ operationId: 'liftSightLimit', summary: 'Lift a limit of sight, with a reason' })
  @Answers(201, 'WriteAnswer')
  async lift(
    @CallerOf() caller: Caller,
    @Param() { planId, id: withholding }: OfPlan,
    @Body() { reason }: WithholdingReasonBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = { type: 'LiftSightLimit', withholding, reason: said(reason) } as const
    return written(reply, await this.commands.execute(new ToPlan(caller, planId, () => asked)))
  }

  @Get('withholding-requests')
  @ApiOperation({ operationId: 'listWithholdingRequests', summary: 'Who asked what is withheld, and the answer' })
  @Answers(200, 'WithholdingRequestsAnswer')
  requests(@CallerOf() caller: Caller, @Param() { planId }: InPlan) {
    return this.queries.execute(new ReadWithholdingRequests(caller, planId))
  }

  @Post('withholding-requests')
  @ApiOperation({
    operationId: 'askWhatIsWithheld',
    summary: 'Ask what is withheld from oneself, or from the person one represents (GDPR art. 15)',
  })
  @Answers(201, 'MadeAnswer')
  async ask(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { person = caller.asker.id }: AskWhatIsWithheldBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'AskWhatIsWithheld',
      request: newId('request'),
      person,
    }))
    const made = { at: '/withholding-requests', id: command.newId('request') } as const
    return written(reply, await this.commands.execute(command), made)
  }

  @Post('withholding-requests/:id/answer')
  @ApiOperation({
    operationId: 'answerWhatIsWithheld',
    summary: 'Answer who asked what is withheld: with the one text there is, and its remedies',
  })
  @Answers(201, 'WriteAnswer')
  async answer(
    @CallerOf() caller: Caller,
    @Param() { planId, id: request }: OfPlan,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = { type: 'AnswerWhatIsWithheld', request } as const
    return written(reply, await this.commands.execute(new ToPlan(caller, planId, () => asked)))
  }
}
