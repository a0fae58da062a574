/** The terms in which things must follow. */
import { Body, Controller, Get, HttpCode, Inject, Put, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { IsInt, Max, Min } from 'class-validator'
import type { FastifyReply } from 'fastify'
import { Answers } from '../../../libs/http/openapi-decorators.ts'
import { TERM_NAMES, type Terms } from '../../../libs/municipality/terms.ts'
import { TellsOfNobody } from '../access-records/record-reads.ts'
import { Optionally } from '../body-rules.ts'
import { Caller, CallerOf } from '../caller.ts'
import { ReadMunicipality, ToMunicipality } from './to-municipality.ts'
import { written } from './written.ts'

export class TermsBody {
  @IsInt()
  @Min(1)
  @Max(60)
  ownPlanDays!: number

  @Optionally()
  @IsInt()
  @Min(1)
  @Max(60)
  ownPlanYouthDays?: number

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

/** The terms that a body names. */
const namedIn = (terms: TermsBody): Partial<Omit<Terms, 'version'>> =>
  Object.fromEntries(TERM_NAMES.filter((name) => terms[name] !== undefined).map((name) => [name, terms[name]]))

@ApiTags('municipality')
@Controller()
export class TermsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

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
}
