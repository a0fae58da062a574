/** On which article who coordinates reads the content of a law: read by everyone, recorded by who administers. */
import { Body, Controller, Get, HttpCode, Inject, Put, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { LEGAL_DOMAINS, type LegalDomain } from '../../../libs/deciding/domains.ts'
import { Answers } from '../../../libs/http/openapi-decorators.ts'
import { ListOf, Name, OnDay, OneOf, Optionally } from '../body-rules.ts'
import { Caller, CallerOf } from '../caller.ts'
import { Public } from '../sign-in/sign-in.guard.ts'
import { ReadMunicipality, ToMunicipality } from './to-municipality.ts'
import { written } from './written.ts'

export class CoordinationBasisBody {
  @OneOf(LEGAL_DOMAINS)
  domain!: LegalDomain

  /** The article of law that lets who coordinates read: everyone reads it. */
  @Name()
  article!: string

  /** It counts from this day on, at 00:00 in Amsterdam. */
  @OnDay()
  from!: string

  /** The last day on which it counts; without one it counts until others are recorded. */
  @Optionally()
  @OnDay()
  until?: string
}

export class CoordinationBasesBody {
  /** All of them, at most one of a law on any day: one that is not named counts no longer. */
  @ListOf(() => CoordinationBasisBody, { atMost: 100 })
  bases!: CoordinationBasisBody[]
}

const alone = ({ domain, article, from, until }: CoordinationBasisBody) => ({
  ...{ domain, article, from },
  ...(until !== undefined && { until }),
})

@ApiTags('municipality')
@Controller()
export class CoordinationBasesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Public()
  @Get('coordination-bases')
  @ApiOperation({
    operationId: 'listCoordinationBases',
    summary: 'On which articles who coordinates reads the content of a law; without one in force it is closed to them',
  })
  @Answers(200, 'CoordinationBasesAnswer')
  async bases() {
    const { version, rows } = (await this.queries.execute(new ReadMunicipality())).bases
    return { version, bases: rows }
  }

  @Put('coordination-bases')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'setCoordinationBases',
    summary: 'Record on which articles, and from which day on, who coordinates reads the content of a law',
  })
  @Answers(200, 'WrittenByMunicipality')
  async setBases(
    @CallerOf() caller: Caller,
    @Body() { bases }: CoordinationBasesBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const set = { type: 'SetCoordinationBases', bases: bases.map(alone) } as const
    return written(reply, await this.commands.execute(new ToMunicipality(caller, () => set)))
  }
}
