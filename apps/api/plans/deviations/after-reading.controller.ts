/** What follows on a second reading: objections and conditions answered, a deviation ended; and its lesson cleared of people. */
import { Body, Controller, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { Id } from '../../body-rules.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { OfPlan } from '../door/in-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { chosen, ifSaid, said } from '../door/words.ts'
import { written } from '../door/written.ts'
import {
  AnswerObjectionBody,
  ClearLessonBody,
  EndDeviationBody,
  MeetConditionBody,
  SettleObjectionBody,
} from './deviation-bodies.ts'

export class OfCondition extends OfPlan {
  @Id()
  conditionId!: string
}

@ApiTags('deviations')
@Controller('plans/:planId/deviations/:id')
export class AfterReadingController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Post('objection-answer')
  @ApiOperation({
    operationId: 'answerObjection',
    summary:
      'Answer what the second reader objected to: it stands, or something changes; it is settled then by who leads the team, or above',
  })
  @Answers(201, 'WriteAnswer')
  async answer(
    @CallerOf() caller: Caller,
    @Param() { planId, id: deviation }: OfPlan,
    @Body() { says, words }: AnswerObjectionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'AnswerObjection',
      deviation,
      answer: newId('answer'),
      says: chosen(says),
      words: said(words),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post('objection-settlement')
  @ApiOperation({
    operationId: 'settleObjection',
    summary:
      'Settle what a second reader objected to, as who leads the team, or, of what a lead left or did not settle in time, as whom it went up to',
  })
  @Answers(201, 'WriteAnswer')
  async settle(
    @CallerOf() caller: Caller,
    @Param() { planId, id: deviation }: OfPlan,
    @Body() { finds, words }: SettleObjectionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'SettleObjection',
      deviation,
      answer: newId('answer'),
      finds: chosen(finds),
      words: said(words),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post('conditions/:conditionId/meeting')
  @ApiOperation({ operationId: 'meetCondition', summary: 'Say how a condition of the second reader was met' })
  @Answers(201, 'WriteAnswer')
  async meet(
    @CallerOf() caller: Caller,
    @Param() { planId, id: deviation, conditionId: condition }: OfCondition,
    @Body() { words }: MeetConditionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'MeetCondition',
      deviation,
      condition,
      answer: newId('answer'),
      words: said(words),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post('ending')
  @ApiOperation({ operationId: 'endDeviation', summary: 'Say that the step, or the priority, is followed again' })
  @Answers(201, 'WriteAnswer')
  async end(
    @CallerOf() caller: Caller,
    @Param() { planId, id: deviation }: OfPlan,
    @Body() { reason }: EndDeviationBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'EndDeviation', deviation, ...ifSaid({ reason }) }))
    return written(reply, await this.commands.execute(command))
  }

  @Post('lesson-clearing')
  @ApiOperation({
    operationId: 'clearLesson',
    summary: 'Put the lesson in words without anyone in it, as somebody else than who evaluated',
  })
  @Answers(201, 'WriteAnswer')
  async clear(
    @CallerOf() caller: Caller,
    @Param() { planId, id: deviation }: OfPlan,
    @Body() { words }: ClearLessonBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'ClearLesson', deviation, words: said(words) }))
    return written(reply, await this.commands.execute(command))
  }
}
