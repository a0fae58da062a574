/** Who works with the family, who speaks for whom, and who can speak for themselves. */
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { CARE_ACTIVITIES } from '../../../../libs/access/processing-activities.ts'
import { Refusal } from '../../../../libs/deciding/decider.ts'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import type { Proof, ProofKind } from '../../../../libs/plan/care-team/representation-proof.ts'
import { plain, Plain, type Unsealed } from '../../../../libs/sealing/plain.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { InPlan, OfPlan } from '../door/in-plan.ts'
import { ReadPlanPart } from '../reading/read-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { inUtc } from '../../in-utc.ts'
import { chosen, ifSaid, said } from '../door/words.ts'
import { withheldBy } from '../visibility/withholding-bodies.ts'
import { written } from '../door/written.ts'
import { EndJoiningBody, JoinProfessionalBody, NarrowJoiningBody } from './joining-bodies.ts'
import {
  AppointRepresentativeBody,
  JudgeCapacityBody,
  type ProofBody,
  ProveRepresentationBody,
} from './representation-bodies.ts'

export type CareTeamDoorRefusal = 'ACTIVITY_SERVES_ANOTHER_LAW'

@ApiTags('care team')
@Controller('plans/:planId/care-team')
export class CareTeamController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'readCareTeam', summary: 'Who works with the family, and who represents whom' })
  @Answers(200, 'CareTeamAnswer')
  read(@CallerOf() caller: Caller, @Param() { planId }: InPlan) {
    return this.queries.execute(
      new ReadPlanPart(caller, planId, ({ professionals, representatives, capacity, supporters }) => ({
        professionals,
        representatives,
        capacity,
        supporters,
      })),
    )
  }

  @Post('professionals')
  @ApiOperation({
    operationId: 'joinProfessional',
    summary: 'Let a professional join the care team, for one law and activity',
  })
  @Answers(201, 'MadeAnswer')
  async join(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body()
    { professional, name, organisation, domain, activity, scope, until, members, withhold }: JoinProfessionalBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (CARE_ACTIVITIES[activity] !== domain) throw new Refusal<CareTeamDoorRefusal>('ACTIVITY_SERVES_ANOTHER_LAW')
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'JoinProfessional',
      joining: newId('joining'),
      professional,
      name: said(name, { subjects: [professional] }),
      organisation,
      domain,
      activity,
      ...(scope && { scope }),
      until: inUtc(until),
      ...(members && { members }),
      ...withheldBy(newId, withhold),
    }))
    const made = { at: '/care-team', id: command.newId('joining') } as const
    return written(reply, await this.commands.execute(command), made)
  }

  @Post('professionals/:id/narrowing')
  @ApiOperation({
    operationId: 'narrowJoining',
    summary: 'Let a professional go on with some of the goals, and no more',
  })
  @Answers(201, 'WriteAnswer')
  async narrow(
    @CallerOf() caller: Caller,
    @Param() { planId, id: joining }: OfPlan,
    @Body() { scope: { goals } }: NarrowJoiningBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'NarrowJoining', joining, scope: { goals } }))
    return written(reply, await this.commands.execute(command))
  }

  @Post('professionals/:id/departure')
  @ApiOperation({ operationId: 'endJoining', summary: 'Record that a professional left the care team' })
  @Answers(201, 'WriteAnswer')
  async leave(
    @CallerOf() caller: Caller,
    @Param() { planId, id: joining }: OfPlan,
    @Body() { reason }: EndJoiningBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'EndJoining', joining, ...ifSaid({ reason }) }))
    return written(reply, await this.commands.execute(command))
  }

  @Post('representatives')
  @ApiOperation({ operationId: 'appointRepresentative', summary: 'Record who represents a member, in what capacity' })
  @Answers(201, 'MadeAnswer')
  async appoint(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body()
    {
      representative,
      name,
      represents,
      kind,
      from,
      until,
      proof,
      conflictOfInterest,
      conflictIsTold,
      withhold,
    }: AppointRepresentativeBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'AppointRepresentative',
      representation: newId('representation'),
      representative,
      name: said(name, { subjects: [representative] }),
      represents,
      kind,
      from: inUtc(from),
      ...(until !== undefined && { until: inUtc(until) }),
      ...(proof !== undefined && { proof: proofIn(proof) }),
      ...ifSaid({ conflictOfInterest }),
      ...(conflictIsTold === true && { conflictIsTold }),
      ...withheldBy(newId, withhold),
    }))
    const made = { at: '/care-team', id: command.newId('representation') } as const
    return written(reply, await this.commands.execute(command), made)
  }

  @Post('representatives/:id/proof')
  @ApiOperation({ operationId: 'proveRepresentation', summary: 'Give the proof of a representation' })
  @Answers(201, 'WriteAnswer')
  async prove(
    @CallerOf() caller: Caller,
    @Param() { planId, id: representation }: OfPlan,
    @Body() { proof, withhold }: ProveRepresentationBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'ProveRepresentation',
      representation,
      proof: proofIn(proof),
      ...withheldBy(newId, withhold),
    }))
    return written(reply, await this.commands.execute(command))
  }

  @Post('representatives/:id/end')
  @ApiOperation({ operationId: 'endRepresentation', summary: 'End a representation; never by the coordinator' })
  @Answers(201, 'WriteAnswer')
  async endRepresentation(
    @CallerOf() caller: Caller,
    @Param() { planId, id: representation }: OfPlan,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'EndRepresentation', representation }))
    return written(reply, await this.commands.execute(command))
  }

  @Post('capacity-judgements')
  @ApiOperation({ operationId: 'judgeCapacity', summary: 'Record whether a member can speak for themselves, and why' })
  @Answers(201, 'WriteAnswer')
  async judge(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { person, domain, canSpeak, reason, told, withhold }: JudgeCapacityBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'JudgeCapacity',
      judgement: newId('judgement'),
      told: told ?? false,
      person,
      domain,
      canSpeak,
      reason: said(reason),
      ...withheldBy(newId, withhold),
    }))
    return written(reply, await this.commands.execute(command))
  }
}

/** All its parts, also those that were not said: from outside they are alike. */
const proofIn = ({ kind, date, number, reference }: ProofBody): Unsealed<Proof> => ({
  kind,
  shown: {
    kind: chosen<ProofKind>(kind),
    date: orNothing(date),
    number: orNothing(number),
    reference: orNothing(reference),
  },
})

const orNothing = (text: string | undefined): Plain => plain(text) ?? new Plain<string>(undefined)
