/** The teams that have a lead, and which of them stands in for any other. */
import { Body, Controller, Get, HttpCode, Inject, Put, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Answers } from '../../../libs/http/openapi-decorators.ts'
import { TellsOfNobody } from '../access-records/record-reads.ts'
import { Id, ListOf, Name, Optionally } from '../body-rules.ts'
import { Caller, CallerOf } from '../caller.ts'
import { ReadMunicipality, ToMunicipality } from './to-municipality.ts'
import { written } from './written.ts'

export class TeamBody {
  /** As the tokens of its people have it. */
  @Name()
  team!: string
}

export class OfficerBody {
  @Name()
  team!: string

  /** An escalation officer. */
  @Id()
  officer!: string
}

export class TeamsBody {
  @ListOf(() => TeamBody, { atLeast: 1, atMost: 500 })
  teams!: TeamBody[]

  /** The one of them whose lead answers for the plans of any other team. */
  @Name()
  fallback!: string

  /** Whom what neither coordinator nor lead answered goes up to; for a team that names none, the fallback’s. */
  @Optionally()
  @ListOf(() => OfficerBody, { atMost: 500 })
  officers?: OfficerBody[]
}

@ApiTags('municipality')
@Controller()
export class TeamsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

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
    @Body() { teams, fallback, officers }: TeamsBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const named = teams.map(({ team }) => team)
    const last = officers && { officers: officers.map(({ team, officer }) => ({ team, officer })) }
    const set = { type: 'SetTeams', teams: named, fallback, ...last } as const
    return written(reply, await this.commands.execute(new ToMunicipality(caller, () => set)))
  }
}
