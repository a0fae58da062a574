/** Challenging what is decided or done here (tegenspraak), and answering that. */
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { Caller, CallerOf } from '../../caller.ts'
import type { AskedOfPlan } from '../door/circumstances.ts'
import { InPlan, OfPlan } from '../door/in-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { chosen, ifSaid, said } from '../door/words.ts'
import { written } from '../door/written.ts'
import { ReadPlanItem, ReadPlanPart } from '../reading/read-plan.ts'
import { withheldBy } from '../visibility/withholding-bodies.ts'
import { challengedBy } from './challenged-by.ts'
import { forwardedAs } from './forwarded-as.ts'
import {
  AnswerChallengeBody,
  ForwardChallengeBody,
  RaiseChallengeBody,
  RejectChallengeAnswerBody,
  WithdrawChallengeBody,
} from './challenge-bodies.ts'

@ApiTags('challenges')
@Controller('plans/:planId/challenges')
export class ChallengesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listChallenges', summary: 'What is challenged, whatever became of it' })
  @Answers(200, 'ChallengesAnswer')
  list(@CallerOf() caller: Caller, @Param() { planId }: InPlan) {
    return this.queries.execute(new ReadPlanPart(caller, planId, ({ challenges }) => ({ challenges })))
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readChallenge', summary: 'One challenge, with its answers' })
  @Answers(200, 'ChallengeAnswer')
  read(@CallerOf() caller: Caller, @Param() { planId, id }: OfPlan) {
    return this.queries.execute(new ReadPlanItem(caller, planId, 'challenges', id))
  }

  @Post()
  @ApiOperation({
    operationId: 'raiseChallenge',
    summary: 'Challenge what is decided or done: it is answered in time, or steps up, and nobody takes it away',
  })
  @Answers(201, 'MadeAnswer')
  async raise(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { on, person, words, wish, firstTo, withhold }: RaiseChallengeBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'RaiseChallenge',
      challenge: newId('challenge'),
      ...challengedBy(caller, planId, on, person),
      words: said(words),
      wish: said(wish),
      firstTo,
      ...withheldBy(newId, withhold),
    }))
    const id = command.newId('challenge')
    return written(reply, await this.commands.execute(command), { at: `/challenges/${id}`, id })
  }

  @Post(':id/answers')
  @ApiOperation({
    operationId: 'answerChallenge',
    summary: 'Answer a challenge: upheld, partly or not, and what changes',
  })
  @Answers(201, 'WriteAnswer')
  answer(
    @CallerOf() caller: Caller,
    @Param() { planId, id: challenge }: OfPlan,
    @Body() { finding, words, heard, changes, notHeardBecause }: AnswerChallengeBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const answered = { finding: chosen(finding), words: said(words), heard, ...ifSaid({ changes, notHeardBecause }) }
    return this.done(caller, planId, { type: 'AnswerChallenge', challenge, ...answered }, reply)
  }

  @Post(':id/opening')
  @ApiOperation({
    operationId: 'openChallenge',
    summary: 'Let whoever is challenged, and every reader of what is challenged, know of it',
  })
  @Answers(201, 'WriteAnswer')
  open(
    @CallerOf() caller: Caller,
    @Param() { planId, id: challenge }: OfPlan,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.done(caller, planId, { type: 'OpenChallenge', challenge }, reply)
  }

  @Post(':id/acceptance')
  @ApiOperation({ operationId: 'acceptChallengeAnswer', summary: 'Accept the answer: the challenge is settled' })
  @Answers(201, 'WriteAnswer')
  accept(
    @CallerOf() caller: Caller,
    @Param() { planId, id: challenge }: OfPlan,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.done(caller, planId, { type: 'AcceptChallengeAnswer', challenge }, reply)
  }

  @Post(':id/rejection')
  @ApiOperation({ operationId: 'rejectChallengeAnswer', summary: 'Not accept the answer: the challenge steps up' })
  @Answers(201, 'WriteAnswer')
  reject(
    @CallerOf() caller: Caller,
    @Param() { planId, id: challenge }: OfPlan,
    @Body() { words }: RejectChallengeAnswerBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.done(caller, planId, { type: 'RejectChallengeAnswer', challenge, ...ifSaid({ words }) }, reply)
  }

  @Post(':id/withdrawal')
  @ApiOperation({ operationId: 'withdrawChallenge', summary: 'Withdraw a challenge; it stands as withdrawn' })
  @Answers(201, 'WriteAnswer')
  withdraw(
    @CallerOf() caller: Caller,
    @Param() { planId, id: challenge }: OfPlan,
    @Body() { reason }: WithdrawChallengeBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.done(caller, planId, { type: 'WithdrawChallenge', challenge, ...ifSaid({ reason }) }, reply)
  }

  @Post(':id/forwarding')
  @ApiOperation({
    operationId: 'forwardChallenge',
    summary:
      'Say that it is an objection or a complaint by law and to whom it went, or neither; it is answered all the same',
  })
  @Answers(201, 'WriteAnswer')
  forward(
    @CallerOf() caller: Caller,
    @Param() { planId, id: challenge }: OfPlan,
    @Body() body: ForwardChallengeBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.done(caller, planId, { type: 'ForwardChallenge', challenge, ...forwardedAs(body) }, reply)
  }

  private async done(caller: Caller, planId: string, asked: AskedOfPlan, reply: FastifyReply) {
    return written(reply, await this.commands.execute(new ToPlan(caller, planId, () => asked)))
  }
}
