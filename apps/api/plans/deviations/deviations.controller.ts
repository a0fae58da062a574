/** Deviations: reported as they happened, accounted for, read from outside, evaluated; and the dossier of one. */
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { Refusal } from '../../../../libs/deciding/decider.ts'
import type { FastifyReply } from 'fastify'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { Caller, CallerOf } from '../../caller.ts'
import {
  AccountBody,
  AccountForDeviationBody,
  AnswerReaderBody,
  EvaluateDeviationBody,
  RecuseReaderBody,
  ReportDeviationBody,
  SecondReadingBody,
} from './deviation-bodies.ts'
import { InPlan, OfPlan } from '../door/in-plan.ts'
import { ReadDossier } from './read-dossier.ts'
import { ReadPlanItem, ReadPlanPart } from '../reading/read-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { inUtc } from '../../in-utc.ts'
import { chosen, ifSaid, said } from '../door/words.ts'
import { withheldBy } from '../visibility/withholding-bodies.ts'
import { giveView } from '../views/give-view.ts'
import { EvaluateDeviationAsFamilyBody, GiveViewBody } from '../views/view-bodies.ts'
import { evaluateAsFamily } from '../views/evaluate-as-family.ts'
import { written } from '../door/written.ts'

export type DeviationDoorRefusal = 'DEVIATION_IS_FROM_ONE_STEP_OR_ONE_PRIORITY'

@ApiTags('deviations')
@Controller('plans/:planId/deviations')
export class DeviationsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listDeviations', summary: 'The deviations of the plan' })
  @Answers(200, 'DeviationsAnswer')
  list(@CallerOf() caller: Caller, @Param() { planId }: InPlan) {
    return this.queries.execute(new ReadPlanPart(caller, planId, ({ deviations }) => ({ deviations })))
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readDeviation', summary: 'One deviation' })
  @Answers(200, 'DeviationAnswer')
  read(@CallerOf() caller: Caller, @Param() { planId, id }: OfPlan) {
    return this.queries.execute(new ReadPlanItem(caller, planId, 'deviations', id))
  }

  @Get(':id/dossier')
  @ApiOperation({
    operationId: 'readDossier',
    summary: 'All there is to show of a deviation: protocol, weighing, reading, views, evaluation, every event',
  })
  @Answers(200, 'DossierAnswer')
  dossier(@CallerOf() caller: Caller, @Param() { planId, id }: OfPlan) {
    return this.queries.execute(new ReadDossier(caller, planId, id))
  }

  @Post()
  @ApiOperation({
    operationId: 'reportDeviation',
    summary: 'Report that a step or a priority was left; with its account at once, as is normal',
  })
  @Answers(201, 'MadeAnswer')
  async report(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() body: ReportDeviationBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { domain, about, insteadDone, situation, acute, happenedAt, account, basedOn } = body
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'ReportDeviation',
      deviation: newId('deviation'),
      domain,
      about,
      from: leftBy(body),
      insteadDone: said(insteadDone),
      situation: said(situation),
      acute: acute ?? false,
      ...(happenedAt !== undefined && { happenedAt: inUtc(happenedAt) }),
      ...(account !== undefined && {
        accountedFor: { account: accountOf(account), ...(basedOn !== undefined && { basedOn }) },
      }),
      ...withheldBy(newId, body.withhold),
    }))
    const id = command.newId('deviation')
    return written(reply, await this.commands.execute(command), { at: `/deviations/${id}`, id })
  }

  @Post(':id/account')
  @ApiOperation({
    operationId: 'accountForDeviation',
    summary: 'Account for a deviation: every part, or every missing part named',
  })
  @Answers(201, 'WriteAnswer')
  async account(
    @CallerOf() caller: Caller,
    @Param() { planId, id: deviation }: OfPlan,
    @Body() { account, basedOn, withhold }: AccountForDeviationBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const given = accountOf(account)
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'AccountForDeviation',
      deviation,
      account: given,
      basedOn,
      ...withheldBy(newId, withhold),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/reader-draws')
  @ApiOperation({ operationId: 'drawReader', summary: 'Draw a second reader, where none could be drawn before' })
  @Answers(201, 'WriteAnswer')
  async draw(
    @CallerOf() caller: Caller,
    @Param() { planId, id: deviation }: OfPlan,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return written(
      reply,
      await this.commands.execute(new ToPlan(caller, planId, () => ({ type: 'DrawReader', deviation }))),
    )
  }

  @Post(':id/recusal')
  @ApiOperation({
    operationId: 'recuseReader',
    summary: 'Stand aside as the drawn reader; the next of the same draw reads it',
  })
  @Answers(201, 'WriteAnswer')
  async recuse(
    @CallerOf() caller: Caller,
    @Param() { planId, id: deviation }: OfPlan,
    @Body() { reason }: RecuseReaderBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'RecuseReader', deviation, ...ifSaid({ reason }) }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/readings')
  @ApiOperation({ operationId: 'giveSecondReading', summary: 'Give the second reading, as the drawn reader' })
  @Answers(201, 'MadeAnswer')
  async readIt(
    @CallerOf() caller: Caller,
    @Param() { planId, id: deviation }: OfPlan,
    @Body() { finding, words, conditions = [], basedOn }: SecondReadingBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'GiveSecondReading',
      deviation,
      reading: newId('reading'),
      finding,
      words: said(words),
      ...(conditions.length > 0 && {
        conditions: conditions.map(({ words: its, until }, at) => ({
          ...{ condition: newId(`condition/${String(at)}`), words: said(its), until },
        })),
      }),
      basedOn,
    }))
    const made = { at: `/deviations/${deviation}`, id: command.newId('reading') } as const
    return written(reply, await this.commands.execute(command), made)
  }

  @Post(':id/answers')
  @ApiOperation({ operationId: 'answerReader', summary: 'Answer what the second reader asked' })
  @Answers(201, 'WriteAnswer')
  async answer(
    @CallerOf() caller: Caller,
    @Param() { planId, id: deviation }: OfPlan,
    @Body() { words }: AnswerReaderBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'AnswerReader', deviation, words: said(words) }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/evaluations')
  @ApiOperation({ operationId: 'evaluateDeviation', summary: 'Evaluate a deviation after its review date' })
  @Answers(201, 'WriteAnswer')
  async evaluate(
    @CallerOf() caller: Caller,
    @Param() { planId, id: deviation }: OfPlan,
    @Body() { outcome, words, lesson, basedOn, withhold }: EvaluateDeviationBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'EvaluateDeviation',
      deviation,
      outcome: chosen(outcome),
      words: said(words),
      basedOn,
      ...ifSaid({ lesson }),
      ...withheldBy(newId, withhold),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post(':id/family-evaluations')
  @ApiOperation({
    operationId: 'evaluateDeviationAsFamily',
    summary: 'Say, as one of the family or who speaks for them, what came of it, beside the evaluation of the team',
  })
  @Answers(201, 'MadeAnswer')
  evaluateAsFamily(
    @CallerOf() caller: Caller,
    @Param() { planId, id }: OfPlan,
    @Body() body: EvaluateDeviationAsFamilyBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = { caller, planId, on: { kind: 'deviation', id }, at: `/deviations/${id}`, body } as const
    return evaluateAsFamily(this.commands, asked, reply)
  }

  @Post(':id/views')
  @ApiOperation({ operationId: 'giveViewOnDeviation', summary: 'Give a view on a deviation' })
  @Answers(201, 'MadeAnswer')
  view(
    @CallerOf() caller: Caller,
    @Param() { planId, id }: OfPlan,
    @Body() body: GiveViewBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return giveView(
      this.commands,
      { caller, planId, on: { kind: 'deviation', id }, at: `/deviations/${id}`, body },
      reply,
    )
  }
}

function leftBy({ protocol, step, priority }: ReportDeviationBody) {
  if (protocol !== undefined && step !== undefined && priority === undefined)
    return { kind: 'step', protocol, step } as const
  if (priority !== undefined && protocol === undefined && step === undefined)
    return { kind: 'priority', priority } as const
  throw new Refusal<DeviationDoorRefusal>('DEVIATION_IS_FROM_ONE_STEP_OR_ONE_PRIORITY')
}

function accountOf(body: AccountBody) {
  const { weighing, alternatives, reviewDate, safety } = body
  const { different, consulted, familyView, familyNotHeardBecause, expectedEffect } = body
  return {
    ...ifSaid({ different, consulted, familyView, familyNotHeardBecause, expectedEffect }),
    ...(weighing && {
      weighing: ifSaid({
        legitimacy: weighing.legitimacy,
        involvement: weighing.involvement,
        return: weighing.return,
        interestOfTheChild: weighing.interestOfTheChild,
      }),
    }),
    ...(alternatives && { alternatives: alternatives.map((words) => said(words)) }),
    ...(reviewDate !== undefined && { reviewDate }),
    ...(safety === true && { safety }),
  }
}
