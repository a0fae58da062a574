/** The terms in which things must follow. */
import { Body, Controller, Get, HttpCode, Inject, Put, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { IsInt, Max, Min } from 'class-validator'
import type { FastifyReply } from 'fastify'
import { Answers } from '../../../libs/http/openapi-decorators.ts'
import { TERM_NAMES, TERM_TABLE, type TermName, type TermRow } from '../../../libs/municipality/terms.ts'
import { TellsOfNobody } from '../access-records/record-reads.ts'
import { Optionally } from '../body-rules.ts'
import { Caller, CallerOf } from '../caller.ts'
import { ReadMunicipality, ToMunicipality } from './to-municipality.ts'
import { written } from './written.ts'

/** Terms of before others came to be are always named; each of the others may be. */
const ALWAYS: readonly TermName[] = [
  'ownPlanDays',
  'viewDays',
  'accountWorkingDays',
  'readingWorkingDays',
  'acuteReadingHours',
  'reviewWithinDays',
  'referralWorkingDays',
]

/** Its members are those of the table of terms. */
export class TermsBody {
  ownPlanDays!: number
}

for (const name of TERM_NAMES) {
  const rules = [IsInt(), Min(1), Max(TERM_TABLE[name].atMost), ...(ALWAYS.includes(name) ? [] : [Optionally()])]
  for (const rule of rules) rule(TermsBody.prototype, name)
}

/** The terms that a body names. */
function namedIn(body: TermsBody): Partial<Record<TermName, number>> {
  const said = body as Partial<Record<TermName, number>>
  return Object.fromEntries(TERM_NAMES.filter((name) => said[name] !== undefined).map((name) => [name, said[name]]))
}

/** Where a term comes from, as it is published. */
export interface TermAsRead extends Pick<TermRow, 'unit' | 'source' | 'article'> {
  readonly term: TermName
  readonly confirmed: boolean
}

function tableRow(term: TermName, confirmed: readonly TermName[]): TermAsRead {
  const row: TermRow = TERM_TABLE[term]
  const { unit, source, article } = row
  return { term, unit, source, confirmed: confirmed.includes(term), ...(article !== undefined && { article }) }
}

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
    return { ...terms, table: TERM_NAMES.map((name) => tableRow(name, terms.confirmed ?? [])) }
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
