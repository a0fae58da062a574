/** What was written wrong, and is mended beside what was written; and asking for that. */
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { isOfTheFamily } from '../../../../libs/deciding/decider.ts'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { Id, Inside, Name, OnDay, OneOf, Optionally, Words } from '../../body-rules.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { InPlan, OfPlan } from '../door/in-plan.ts'
import { STATED_AGE_BANDS } from '../members/members.controller.ts'
import { ReadPlanItem, ReadPlanPart } from '../reading/read-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { ageIn, ifSaid, said } from '../door/words.ts'
import { written } from '../door/written.ts'
import { MayWithhold, withheldBy } from '../visibility/withholding-bodies.ts'

/** What it becomes; which of these an event holds, the rules of the plan say, and name all that is wrong. */
export class BecomesBody {
  @Optionally()
  @Name()
  name?: string

  /** Of a member; also where none was known. */
  @Optionally()
  @OnDay()
  birthDate?: string

  /** Of a member of whom no birth date is known. */
  @Optionally()
  @OneOf(STATED_AGE_BANDS)
  ageBand?: 'adult'

  /** Who established that they are adult, and by what. */
  @Optionally()
  @Words(500)
  ageEstablishedBy?: string

  /** What it should say, of any event: beside what was said, and never in its place. */
  @Optionally()
  @Words()
  words?: string
}

export class RecordCorrectionBody extends MayWithhold {
  /** The id of the event, as history has it. */
  @Id()
  event!: string

  /** Of the family: for whom it is asked, where that is not who asks. */
  @Optionally()
  @Id()
  person?: string

  @Words()
  reason!: string

  @Inside(() => BecomesBody)
  becomes!: BecomesBody
}

export class AnswerCorrectionRequestBody {
  @Words()
  reason!: string

  /** What it becomes; without it, it is refused. */
  @Optionally()
  @Inside(() => BecomesBody)
  becomes?: BecomesBody
}

@ApiTags('corrections')
@Controller('plans/:planId/corrections')
export class CorrectionsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listCorrections',
    summary: 'What was corrected, by whom, when and why; and what was asked to be',
  })
  @Answers(200, 'CorrectionsAnswer')
  list(@CallerOf() caller: Caller, @Param() { planId }: InPlan) {
    return this.queries.execute(
      new ReadPlanPart(caller, planId, ({ corrections, correctionRequests }) => ({ corrections, correctionRequests })),
    )
  }

  @Get('requests/:id')
  @ApiOperation({
    operationId: 'readCorrectionRequest',
    summary: 'One request for a correction, whatever became of it',
  })
  @Answers(200, 'CorrectionRequestAnswer')
  read(@CallerOf() caller: Caller, @Param() { planId, id }: OfPlan) {
    return this.queries.execute(new ReadPlanItem(caller, planId, 'correctionRequests', id))
  }

  @Post()
  @ApiOperation({
    operationId: 'recordCorrection',
    summary:
      'Correct what one wrote; of a name or an age, and of what another wrote about one, ask for it. Both stay in history',
  })
  @Answers(201, 'MadeAnswer')
  async correct(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { event, person, reason, becomes, withhold }: RecordCorrectionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const whose = person ?? (isOfTheFamily(caller.deed.by) ? caller.asker.id : undefined)
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'RecordCorrection',
      correction: newId('correction'),
      event,
      ...(whose !== undefined && { person: whose }),
      reason: said(reason),
      ...becoming(becomes),
      ...withheldBy(newId, withhold),
    }))
    const made = { at: '/corrections', id: command.newId('correction') } as const
    return written(reply, await this.commands.execute(command), made)
  }

  @Post('requests/:id/answers')
  @ApiOperation({
    operationId: 'answerCorrectionRequest',
    summary: 'Make a correction that was asked for, or refuse it and say why: what was asked stands beside it',
  })
  @Answers(201, 'WriteAnswer')
  async answer(
    @CallerOf() caller: Caller,
    @Param() { planId, id: correctionRequest }: OfPlan,
    @Body() { reason, becomes }: AnswerCorrectionRequestBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'AnswerCorrectionRequest',
      correctionRequest,
      correction: newId('correction'),
      reason: said(reason),
      ...becoming(becomes ?? {}),
    }))
    return written(reply, await this.commands.execute(command))
  }
}

const becoming = (becomes: BecomesBody) => ({
  ...ifSaid({ name: becomes.name, words: becomes.words }),
  ...ageIn(becomes),
})
