/** What the municipality decides for all plans: terms, ages, the pool of second readers, teams, inspections; and the register of processing activities. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { IsBoolean, IsInt, Max, Min } from 'class-validator'
import type { FastifyReply } from 'fastify'
import { PROCESSING_ACTIVITIES } from '../../../libs/access/processing-activities.ts'
import { LEGAL_DOMAINS, type LegalDomain } from '../../../libs/deciding/domains.ts'
import { TERM_NAMES, type Terms } from '../../../libs/municipality/terms.ts'
import { Answers, Refuses } from '../../../libs/http/openapi-decorators.ts'
import { AGE_BOUNDS, WHOSE_SIGHT, type WhoseSight } from '../../../libs/municipality/ages-by-law.ts'
import {
  AtMoment,
  Id,
  Ids,
  ListOf,
  Name,
  NumberInQuery,
  OnDay,
  OneOf,
  Optionally,
  SomeOf,
  Words,
} from '../body-rules.ts'
import { TellsOfNobody } from '../access-records/record-reads.ts'
import { Caller, CallerOf } from '../caller.ts'
import { inUtc, said } from '../plans/door/words.ts'
import { Public } from '../sign-in/sign-in.guard.ts'
import { ReadInspection } from './read-inspection.ts'
import { ReadReaderPool } from './read-reader-pool.ts'
import { ReadMunicipality, ToMunicipality, type WrittenToMunicipality } from './to-municipality.ts'

export class TermsBody {
  @IsInt()
  @Min(1)
  @Max(60)
  ownPlanDays!: number

  @IsInt()
  @Min(1)
  @Max(60)
  viewDays!: number

  @IsInt()
  @Min(1)
  @Max(30)
  accountWorkingDays!: number

  @IsInt()
  @Min(1)
  @Max(30)
  readingWorkingDays!: number

  @IsInt()
  @Min(1)
  @Max(168)
  acuteReadingHours!: number

  @IsInt()
  @Min(1)
  @Max(180)
  reviewWithinDays!: number

  @IsInt()
  @Min(1)
  @Max(30)
  referralWorkingDays!: number

  @Optionally()
  @IsInt()
  @Min(1)
  @Max(90)
  withholdingReviewWithinDays?: number

  @Optionally()
  @IsInt()
  @Min(1)
  @Max(30)
  withholdingCompletionWorkingDays?: number

  @Optionally()
  @IsInt()
  @Min(1)
  @Max(30)
  withholdingConfirmationWorkingDays?: number

  @Optionally()
  @IsInt()
  @Min(1)
  @Max(30)
  withholdingLapseWorkingDays?: number

  @Optionally()
  @IsInt()
  @Min(1)
  @Max(30)
  withholdingRequestDays?: number

  @Optionally()
  @IsInt()
  @Min(1)
  @Max(30)
  ageWorkingDays?: number

  @Optionally()
  @IsInt()
  @Min(1)
  @Max(30)
  proofWorkingDays?: number

  @Optionally()
  @IsInt()
  @Min(1)
  @Max(60)
  contestWithinDays?: number

  @Optionally()
  @IsInt()
  @Min(1)
  @Max(30)
  contestDecisionWorkingDays?: number
}

export class AgeByLawBody {
  @OneOf(LEGAL_DOMAINS)
  domain!: LegalDomain

  /** `own-sight`: of oneself, from that birthday on; `parents`: of parents and guardians, until it. */
  @OneOf(WHOSE_SIGHT)
  sight!: WhoseSight

  /** One of the birthdays on which anything changes: 12, 16 or 18. */
  @IsInt()
  @Min(12)
  @Max(18)
  age!: number

  /** The article of law, or the decision, that it comes from: everyone reads it. */
  @Name()
  article!: string

  /** From this day on, at 00:00 in Amsterdam: tomorrow at the earliest, thirty days from now where the age becomes another. */
  @OnDay()
  inForceFrom!: string

  /** Whether it was confirmed against the law. */
  @IsBoolean()
  confirmed!: boolean
}

export class AgesByLawBody {
  @ListOf(() => AgeByLawBody, { atLeast: 1, atMost: AGE_BOUNDS.length })
  agesByLaw!: AgeByLawBody[]
}

export class SecondReaderBody {
  @Id()
  reader!: string

  @SomeOf(LEGAL_DOMAINS)
  domains!: LegalDomain[]
}

export class ReaderPoolBody {
  @ListOf(() => SecondReaderBody, { atMost: 500 })
  readers!: SecondReaderBody[]
}

export class TeamBody {
  /** As the tokens of its people have it. */
  @Name()
  team!: string
}

export class TeamsBody {
  @ListOf(() => TeamBody, { atLeast: 1, atMost: 500 })
  teams!: TeamBody[]

  /** The one of them whose lead answers for the plans of any other team. */
  @Name()
  fallback!: string
}

export class ReaderPoolQuery {
  /** The version that a draw names; without it, the pool as it is. */
  @Optionally()
  @NumberInQuery(0, 1_000_000_000)
  version?: number
}

export class OpenInspectionBody {
  @Id()
  auditor!: string

  @OneOf(LEGAL_DOMAINS)
  law!: LegalDomain

  @Ids({ atLeast: 1, atMost: 1_000 })
  plans!: string[]

  @AtMoment()
  recordedFrom!: string

  @AtMoment()
  recordedUntil!: string

  @AtMoment()
  openUntil!: string

  @Words()
  reason!: string
}

export class OfInspection {
  @Id()
  inspectionId!: string
}

const alone = ({ domain, sight, age, article, inForceFrom, confirmed }: AgeByLawBody) => ({
  ...{ domain, sight, age },
  ...{ article, inForceFrom, confirmed },
})

/** The terms that a body names. */
const namedIn = (terms: TermsBody): Partial<Omit<Terms, 'version'>> =>
  Object.fromEntries(TERM_NAMES.filter((name) => terms[name] !== undefined).map((name) => [name, terms[name]]))

@ApiTags('municipality')
@Controller()
export class MunicipalityController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Public()
  @Get('processing-activities')
  @ApiOperation({
    operationId: 'listProcessingActivities',
    summary: 'Why someone may process: law, task and domains of every processing activity',
  })
  @Answers(200, 'ProcessingActivities')
  activities() {
    return { processingActivities: PROCESSING_ACTIVITIES }
  }

  @Public()
  @Get('ages-by-law')
  @ApiOperation({
    operationId: 'listAgesByLaw',
    summary: 'From which age somebody reads what is about themselves, and until which their parents do, under each law',
  })
  @Answers(200, 'AgesByLaw')
  async ages() {
    const { version, rows } = (await this.queries.execute(new ReadMunicipality())).ages
    return { version, agesByLaw: rows, bounds: AGE_BOUNDS }
  }

  @Put('ages-by-law')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'setAgesByLaw',
    summary:
      'Confirm or change ages from a day on, within what the law leaves open; sight goes by what counts at the moment',
  })
  @Answers(200, 'WrittenByMunicipality')
  async setAges(
    @CallerOf() caller: Caller,
    @Body() { agesByLaw }: AgesByLawBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const rows = agesByLaw.map(alone)
    const command = new ToMunicipality(caller, () => ({ type: 'SetAgesByLaw', rows }))
    return written(reply, await this.commands.execute(command))
  }

  @Get('terms')
  @TellsOfNobody()
  @ApiOperation({ operationId: 'readTerms', summary: 'The terms in force' })
  @Answers(200, 'TermsAnswer')
  async terms(@Res({ passthrough: true }) reply: FastifyReply) {
    const { terms, etag } = await this.queries.execute(new ReadMunicipality())
    void reply.header('etag', etag)
    return terms
  }

  @Put('terms')
  @HttpCode(200)
  @ApiOperation({ operationId: 'setTerms', summary: 'Set the terms; what was begun keeps the terms it began under' })
  @Answers(200, 'WrittenByMunicipality')
  async setTerms(
    @CallerOf() caller: Caller,
    @Body() terms: TermsBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return written(
      reply,
      await this.commands.execute(new ToMunicipality(caller, () => ({ type: 'SetTerms', terms: namedIn(terms) }))),
    )
  }

  // Who may read, by id, is published, so that anyone can draw again.
  @Get('second-readers')
  @TellsOfNobody()
  @ApiOperation({
    operationId: 'readReaderPool',
    summary: 'The pool of second readers, now or in an earlier version: with it and a seed anyone can draw again',
  })
  @Answers(200, 'ReaderPoolAnswer')
  @Refuses(404)
  async pool(@Query() { version }: ReaderPoolQuery, @Res({ passthrough: true }) reply: FastifyReply) {
    const { pool, etag } = await this.queries.execute(new ReadReaderPool(version))
    void reply.header('etag', etag)
    return pool
  }

  @Put('second-readers')
  @HttpCode(200)
  @ApiOperation({ operationId: 'setReaderPool', summary: 'Set the pool of second readers' })
  @Answers(200, 'WrittenByMunicipality')
  async setPool(
    @CallerOf() caller: Caller,
    @Body() body: ReaderPoolBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const readers = body.readers.map(({ reader, domains }) => ({ reader, domains }))
    return written(
      reply,
      await this.commands.execute(new ToMunicipality(caller, () => ({ type: 'SetReaderPool', readers }))),
    )
  }

  @Get('teams')
  @TellsOfNobody()
  @ApiOperation({ operationId: 'readTeams', summary: 'The teams that have a lead' })
  @Answers(200, 'TeamsAnswer')
  async teams(@Res({ passthrough: true }) reply: FastifyReply) {
    const { teams, etag } = await this.queries.execute(new ReadMunicipality())
    void reply.header('etag', etag)
    return teams ?? { version: 0, teams: [] }
  }

  @Put('teams')
  @HttpCode(200)
  @ApiOperation({ operationId: 'setTeams', summary: 'Register the teams that have a lead, and which is the fallback' })
  @Answers(200, 'WrittenByMunicipality')
  async setTeams(
    @CallerOf() caller: Caller,
    @Body() { teams, fallback }: TeamsBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const set = { type: 'SetTeams', teams: teams.map(({ team }) => team), fallback } as const
    return written(reply, await this.commands.execute(new ToMunicipality(caller, () => set)))
  }

  @Post('inspections')
  @ApiOperation({
    operationId: 'openInspection',
    summary: 'Open an inspection: an auditor reads content of named plans, under one law, of one period',
  })
  @Answers(201, 'InspectionOpened')
  async openInspection(
    @CallerOf() caller: Caller,
    @Body() body: OpenInspectionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { auditor, law, plans, recordedFrom, recordedUntil, openUntil, reason } = body
    const command = new ToMunicipality(caller, (newId) => ({
      type: 'OpenInspection',
      inspection: newId('made'),
      auditor,
      law,
      plans,
      recordedFrom: inUtc(recordedFrom),
      recordedUntil: inUtc(recordedUntil),
      openUntil: inUtc(openUntil),
      reason: said(reason),
    }))
    const opened = await this.commands.execute(command)
    void reply.header('location', `/v1/inspections/${opened.id}`)
    return { id: opened.id, ...written(reply, opened) }
  }

  @Get('inspections/:inspectionId')
  @ApiOperation({ operationId: 'readInspection', summary: 'An open inspection, for its auditor and who administers' })
  @Answers(200, 'InspectionAnswer')
  async inspection(
    @CallerOf() caller: Caller,
    @Param() { inspectionId }: OfInspection,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const inspection = await this.queries.execute(new ReadInspection(caller, inspectionId))
    void reply.header('etag', inspection.etag)
    return inspection
  }

  @Post('inspections/:inspectionId/closure')
  @ApiOperation({ operationId: 'closeInspection', summary: 'Close an inspection' })
  @Answers(201, 'WrittenByMunicipality')
  async closeInspection(
    @CallerOf() caller: Caller,
    @Param() { inspectionId: inspection }: OfInspection,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToMunicipality(caller, () => ({ type: 'CloseInspection', inspection }))
    return written(reply, await this.commands.execute(command))
  }
}

function written(reply: FastifyReply, { etag, position }: WrittenToMunicipality) {
  void reply.header('etag', etag)
  if (position !== undefined) void reply.header('position', position)
  return { etag, ...(position !== undefined && { position }) }
}
