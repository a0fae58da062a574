/** The ages of sight under each law, as data: read by everyone, confirmed or changed by who administers. */
import { Body, Controller, Get, HttpCode, Inject, Put, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { IsBoolean, IsInt, Max, Min } from 'class-validator'
import type { FastifyReply } from 'fastify'
import { LEGAL_DOMAINS, type LegalDomain } from '../../../libs/deciding/domains.ts'
import { Answers } from '../../../libs/http/openapi-decorators.ts'
import { AGE_BOUNDS, WHOSE_SIGHT, type WhoseSight } from '../../../libs/municipality/ages-by-law.ts'
import { ListOf, Name, OnDay, OneOf } from '../body-rules.ts'
import { Caller, CallerOf } from '../caller.ts'
import { Public } from '../sign-in/sign-in.guard.ts'
import { ReadMunicipality, ToMunicipality } from './to-municipality.ts'
import { written } from './written.ts'

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

const alone = ({ domain, sight, age, article, inForceFrom, confirmed }: AgeByLawBody) => ({
  ...{ domain, sight, age },
  ...{ article, inForceFrom, confirmed },
})

@ApiTags('municipality')
@Controller()
export class AgesByLawController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

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
}
