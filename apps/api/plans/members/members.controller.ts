/** Who belongs to the family: joining, leaving, birth and death. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { IsBoolean, Matches } from 'class-validator'
import type { FastifyReply } from 'fastify'
import { Answers, Refuses } from '../../../../libs/http/openapi-decorators.ts'
import { CONTEST_OUTCOMES, type ContestOutcome } from '../../../../libs/plan/members/departure.ts'
import { DEPARTURE_KINDS, type DepartureKind, type LeadingPlan } from '../../../../libs/plan/members/members.ts'
import { Ids, Name, OnDay, OneOf, Optionally, Words } from '../../body-rules.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { InPlan, OfPlan } from '../door/in-plan.ts'
import { JoinPlan } from '../joining/join-plan.ts'
import { ReadPlanItem, ReadPlanPart } from '../reading/read-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { chosen, ifSaid, said } from '../door/words.ts'
import { written } from '../door/written.ts'

export const STATED_AGE_BANDS = ['adult'] as const
const LEADING: readonly LeadingPlan[] = ['this-plan', 'the-other-plan']

export class JoinPlanBody {
  @Name()
  name!: string

  @Optionally()
  @OnDay()
  birthDate?: string

  /** Where no birth date is known, and someone has established that they are adult. */
  @Optionally()
  @OneOf(STATED_AGE_BANDS)
  ageBand?: 'adult'

  /** Who established that they are adult, and by what: with `ageBand`, and never without. */
  @Optionally()
  @Words(500)
  ageEstablishedBy?: string

  /** Checked by the 11-test and sealed; whoever has none (newborn, undocumented) simply has none. */
  @Optionally()
  @Matches(/^\d{8,9}$/)
  bsn?: string

  /** Why this person may be in two plans, where they are in another. */
  @Optionally()
  @Words()
  inAnotherPlanBecause?: string

  @Optionally()
  @OneOf(LEADING)
  leads?: LeadingPlan
}

export class LeavePlanBody {
  /** `fled`: the rest of the family is not told of it, nor of what follows from it, and the address becomes secret. */
  @OneOf(DEPARTURE_KINDS)
  kind!: DepartureKind

  /** The day they left; not after today. */
  @OnDay()
  date!: string

  @Words()
  reason!: string

  /** Members who left together with them: a parent flees with their children. */
  @Optionally()
  @Ids()
  together?: string[]
}

export class ContestDepartureBody {
  @Optionally()
  @Words()
  words?: string
}

export class DecideContestBody {
  @OneOf(CONTEST_OUTCOMES)
  outcome!: ContestOutcome

  @Words()
  reason!: string
}

export class ExpectChildBody {
  @Optionally()
  @OnDay()
  expectedOn?: string
}

export class AddressSecrecyBody {
  @IsBoolean()
  secret!: boolean
}

@ApiTags('members')
@Controller('plans/:planId')
export class MembersController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get('members')
  @ApiOperation({ operationId: 'listMembers', summary: 'The members of the family, as far as the reader may see them' })
  @Answers(200, 'MembersAnswer')
  list(@CallerOf() caller: Caller, @Param() { planId }: InPlan) {
    return this.queries.execute(
      new ReadPlanPart(caller, planId, ({ members, expectedChildren }) => ({ members, expectedChildren })),
    )
  }

  @Get('members/:id')
  @ApiOperation({ operationId: 'readMember', summary: 'One member of the family' })
  @Answers(200, 'MemberAnswer')
  read(@CallerOf() caller: Caller, @Param() { planId, id }: OfPlan) {
    return this.queries.execute(new ReadPlanItem(caller, planId, 'members', id))
  }

  @Post('members')
  @ApiOperation({ operationId: 'joinPlan', summary: 'Let a person join the plan' })
  @Answers(201, 'MadeAnswer')
  @Refuses(429)
  async join(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() body: JoinPlanBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const joined = await this.commands.execute(new JoinPlan(caller, planId, body))
    return written(reply, joined, { at: `/members/${joined.person}`, id: joined.person })
  }

  @Post('members/:id/departure')
  @ApiOperation({ operationId: 'recordDeparture', summary: 'Record that a member left the family' })
  @Answers(201, 'WriteAnswer')
  async leave(
    @CallerOf() caller: Caller,
    @Param() { planId, id: person }: OfPlan,
    @Body() { kind, date, reason, together = [] }: LeavePlanBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({
      type: 'RecordMemberLeft',
      person,
      together,
      kind: chosen(kind),
      silent: kind === 'fled',
      leftOn: chosen(date),
      reason: said(reason),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post('members/:id/contest')
  @ApiOperation({
    operationId: 'contestDeparture',
    summary: 'Say that one did not leave the family; a team lead who did not record it decides',
  })
  @Answers(201, 'WriteAnswer')
  async contest(
    @CallerOf() caller: Caller,
    @Param() { planId, id: person }: OfPlan,
    @Body() { words }: ContestDepartureBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'ContestDeparture', person, ...ifSaid({ words }) }))
    return written(reply, await this.commands.execute(command))
  }

  @Post('members/:id/contest/decision')
  @ApiOperation({ operationId: 'decideContest', summary: 'Let a contested departure stand, or undo it' })
  @Answers(201, 'WriteAnswer')
  async decideContest(
    @CallerOf() caller: Caller,
    @Param() { planId, id: person }: OfPlan,
    @Body() { outcome, reason }: DecideContestBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({
      type: 'DecideContest',
      person,
      outcome,
      reason: said(reason),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post('members/:id/death')
  @ApiOperation({ operationId: 'recordDeath', summary: 'Record that a member died; their representation ends' })
  @Answers(201, 'WriteAnswer')
  async die(
    @CallerOf() caller: Caller,
    @Param() { planId, id: person }: OfPlan,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return written(
      reply,
      await this.commands.execute(new ToPlan(caller, planId, () => ({ type: 'RecordDeath', person }))),
    )
  }

  @Put('members/:id/address-secrecy')
  @HttpCode(200)
  @ApiOperation({ operationId: 'setAddressSecrecy', summary: 'Set whether a member’s address must stay secret' })
  @Answers(200, 'WriteAnswer')
  async keepAddressSecret(
    @CallerOf() caller: Caller,
    @Param() { planId, id: person }: OfPlan,
    @Body() { secret }: AddressSecrecyBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'SetAddressSecrecy', person, secret }))
    return written(reply, await this.commands.execute(command))
  }

  @Post('expected-children')
  @ApiOperation({ operationId: 'expectChild', summary: 'Record that a child is expected' })
  @Answers(201, 'MadeAnswer')
  async expect(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { expectedOn }: ExpectChildBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'ExpectChild',
      expectation: newId('expectation'),
      ...ifSaid({ expectedOn }),
    }))
    const made = { at: '/members', id: command.newId('expectation') } as const
    return written(reply, await this.commands.execute(command), made)
  }

  @Post('expected-children/:id/birth')
  @ApiOperation({ operationId: 'recordBirth', summary: 'Record that an expected child was born, and let it join' })
  @Answers(201, 'MadeAnswer')
  @Refuses(429)
  async birth(
    @CallerOf() caller: Caller,
    @Param() { planId, id: expectation }: OfPlan,
    @Body() body: JoinPlanBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const joined = await this.commands.execute(new JoinPlan(caller, planId, body, expectation))
    return written(reply, joined, { at: `/members/${joined.person}`, id: joined.person })
  }
}
