/** What was written wrong, and is mended beside what was written. */
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { Id, Inside, Name, OnDay, OneOf, Optionally, Words } from '../../body-rules.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { InPlan } from '../door/in-plan.ts'
import { STATED_AGE_BANDS } from '../members/members.controller.ts'
import { ReadPlanPart } from '../reading/read-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { ageIn, ifSaid, said } from '../door/words.ts'
import { written } from '../door/written.ts'

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
}

export class RecordCorrectionBody {
  /** The id of the event, as history has it: it holds the name of a member, professional, representative, coordinator, deputy or next coordinator, or the birth date of a member. */
  @Id()
  event!: string

  @Words()
  reason!: string

  @Inside(() => BecomesBody)
  becomes!: BecomesBody
}

@ApiTags('corrections')
@Controller('plans/:planId/corrections')
export class CorrectionsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listCorrections', summary: 'What was corrected, by whom, when and why' })
  @Answers(200, 'CorrectionsAnswer')
  list(@CallerOf() caller: Caller, @Param() { planId }: InPlan) {
    return this.queries.execute(new ReadPlanPart(caller, planId, ({ corrections }) => ({ corrections })))
  }

  @Post()
  @ApiOperation({
    operationId: 'recordCorrection',
    summary: 'Correct a name or a birth date: both stay in history, and rights follow what is corrected',
  })
  @Answers(201, 'MadeAnswer')
  async correct(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { event, reason, becomes }: RecordCorrectionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'RecordCorrection',
      correction: newId('correction'),
      event,
      reason: said(reason),
      ...ifSaid({ name: becomes.name }),
      ...ageIn(becomes),
    }))
    const made = { at: '/corrections', id: command.newId('correction') } as const
    return written(reply, await this.commands.execute(command), made)
  }
}
