/** Who works with the family, who speaks for whom, and who can speak for themselves. */
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { IsBoolean } from 'class-validator'
import type { FastifyReply } from 'fastify'
import { CARE_ACTIVITIES, type ActivityId } from '../../../../libs/access/processing-activities.ts'
import { Refusal } from '../../../../libs/deciding/decider.ts'
import { LEGAL_DOMAINS, type LegalDomain } from '../../../../libs/deciding/domains.ts'
import { Converted, type Conversion } from '../../../../libs/http/conversions.ts'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { ownRule } from '../../../../libs/http/own-rules.ts'
import { WHOLE_SCOPES, type JoiningScope, type ScopedTo } from '../../../../libs/plan/care-team/joining.ts'
import { PROOF_KINDS, type Proof, type ProofKind } from '../../../../libs/plan/care-team/representation-proof.ts'
import { plain, Plain, type Unsealed } from '../../../../libs/sealing/plain.ts'
import {
  AtMoment,
  Id,
  ID_PATTERN,
  Ids,
  isId,
  Inside,
  Name,
  Oin,
  OnDay,
  OneOf,
  Optionally,
  Words,
} from '../../body-rules.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { InPlan, OfPlan } from '../door/in-plan.ts'
import { ReadPlanPart } from '../reading/read-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { inUtc } from '../../in-utc.ts'
import { chosen, ifSaid, said } from '../door/words.ts'
import { MayWithhold, withheldBy } from '../visibility/withholding-bodies.ts'
import { written } from '../door/written.ts'
import { REPRESENTATION_KINDS, type RepresentationKind } from '../../../../libs/plan/care-team/representation.ts'

export type CareTeamDoorRefusal = 'ACTIVITY_SERVES_ANOTHER_LAW'

const GOALS_AT_MOST = 50

/** All of the law, as a word; or goals by their ids. */
const Scope = ownRule({
  name: 'isScope',
  holds: (value) => value === 'domain' || isGoals(value),
  says: {
    nl: `moet "domain" zijn, of { "goals": [ … ] } met ten hoogste ${String(GOALS_AT_MOST)} ids, elk één keer`,
    en: `must be "domain", or { "goals": [ … ] } with at most ${String(GOALS_AT_MOST)} ids, each once`,
  },
  schema: {
    oneOf: [
      { type: 'string', enum: WHOLE_SCOPES },
      {
        type: 'object',
        properties: {
          goals: {
            type: 'array',
            maxItems: GOALS_AT_MOST,
            uniqueItems: true,
            items: { type: 'string', pattern: ID_PATTERN },
          },
        },
        required: ['goals'],
        additionalProperties: false,
      },
    ],
  },
})

function isGoals(value: unknown): value is ScopedTo {
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== 'goals') return false
  const { goals } = value as { readonly goals: unknown }
  return (
    Array.isArray(goals) && goals.length <= GOALS_AT_MOST && goals.every(isId) && new Set(goals).size === goals.length
  )
}

/** RFC 9562 §4, as every id. */
const goalsInSmallLetters: Conversion = (value) =>
  isGoals(value) ? { goals: value.goals.map((goal) => goal.toLowerCase()) } : value

export class JoinProfessionalBody extends MayWithhold {
  @Id()
  professional!: string

  @Name()
  name!: string

  @Oin()
  organisation!: string

  @OneOf(LEGAL_DOMAINS)
  domain!: LegalDomain

  /** The processing activity they join for; it must serve the law they join under. */
  @OneOf(Object.keys(CARE_ACTIVITIES))
  activity!: ActivityId

  /** Without it all of the law for the municipality's own, and for others no goal but those that they propose. */
  @Optionally()
  @Converted(goalsInSmallLetters)
  @Scope()
  scope?: JoiningScope

  @AtMoment()
  until!: string

  /** For whom of the family; without it, for all of it. Who stays is not told of one that is for who fled, nor, after someone fled, of one that does not say for whom it is. */
  @Optionally()
  @Ids({ atLeast: 1 })
  members?: string[]
}

export class GoalsInScopeBody {
  @Ids({ atMost: GOALS_AT_MOST })
  goals!: string[]
}

export class NarrowJoiningBody {
  @Inside(() => GoalsInScopeBody)
  scope!: GoalsInScopeBody
}

export class EndJoiningBody {
  @Optionally()
  @Words()
  reason?: string
}

/** What must be named follows from its kind; the rules of the plan name all that is missing. */
export class ProofBody {
  @OneOf(PROOF_KINDS)
  kind!: ProofKind

  /** Of the extract (brp), or of the decision (court). */
  @Optionally()
  @OnDay()
  date?: string

  /** Of the case (court). */
  @Optionally()
  @Words(200)
  number?: string

  /** Where the mandate is kept. */
  @Optionally()
  @Words(200)
  reference?: string
}

export class ProveRepresentationBody extends MayWithhold {
  @Inside(() => ProofBody)
  proof!: ProofBody
}

export class AppointRepresentativeBody extends MayWithhold {
  @Id()
  representative!: string

  @Name()
  name!: string

  @Id()
  represents!: string

  @OneOf(REPRESENTATION_KINDS)
  kind!: RepresentationKind

  @AtMoment()
  from!: string

  @Optionally()
  @AtMoment()
  until?: string

  /** Without one the representative is unverified: gives views that count for nothing, and reads nothing. */
  @Optionally()
  @Inside(() => ProofBody)
  proof?: ProofBody

  @Optionally()
  @Words()
  conflictOfInterest?: string

  /** Whether the representative reads of their conflict: told by who declares it, or not. */
  @Optionally()
  @IsBoolean()
  conflictIsTold?: boolean
}

export class JudgeCapacityBody extends MayWithhold {
  @Id()
  person!: string

  @OneOf(LEGAL_DOMAINS)
  domain!: LegalDomain

  @IsBoolean()
  canSpeak!: boolean

  @Words()
  reason!: string

  /** Whether whom it is about reads it: told by who judged, or not. */
  @Optionally()
  @IsBoolean()
  told?: boolean
}

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
      new ReadPlanPart(caller, planId, ({ professionals, representatives, capacity }) => ({
        professionals,
        representatives,
        capacity,
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
