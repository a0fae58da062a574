/** The pool that second readers are drawn from, in every version. */
import { Body, Controller, Get, HttpCode, Inject, Put, Query, Req, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { LEGAL_DOMAINS, type LegalDomain } from '../../../libs/deciding/domains.ts'
import { Answers, Refuses } from '../../../libs/http/openapi-decorators.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { teamAlone, type ReaderPool } from '../../../libs/municipality/second-readers.ts'
import { TellsOfNobody } from '../access-records/record-reads.ts'
import { Id, ListOf, Name, NumberInQuery, Oin, Optionally, SomeOf } from '../body-rules.ts'
import { Caller, CallerOf } from '../caller.ts'
import { signedIn } from '../sign-in/sign-in.guard.ts'
import { ofOwn } from './own-team.ts'
import { ReadReaderPool } from './read-reader-pool.ts'
import { ToMunicipality } from './to-municipality.ts'
import { written } from './written.ts'

export class SecondReaderBody {
  @Id()
  reader!: string

  @SomeOf(LEGAL_DOMAINS)
  domains!: LegalDomain[]

  /** Whom they work for, where that is another than the municipality: nobody reads what a colleague wrote. */
  @Optionally()
  @Oin()
  organisation?: string

  /** As the tokens of its people have it. Told to nobody but who administers. */
  @Optionally()
  @Name()
  team?: string
}

export class ReaderPoolBody {
  @ListOf(() => SecondReaderBody, { atMost: 500 })
  readers!: SecondReaderBody[]
}

export class ReaderPoolQuery {
  /** The version that a draw names; without it, the pool as it is. */
  @Optionally()
  @NumberInQuery(0, 1_000_000_000)
  version?: number
}

@ApiTags('municipality')
@Controller()
export class SecondReadersController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(SYSTEM) private readonly system: System,
  ) {}

  // Who may read, by id, is published, so that whoever holds an envelope can draw again. With whom they work is not.
  @Get('second-readers')
  @TellsOfNobody()
  @ApiOperation({
    operationId: 'readReaderPool',
    summary: 'The pool of second readers, now or in an earlier version: with it and a seed anyone can draw again',
  })
  @Answers(200, 'ReaderPoolAnswer')
  @Refuses(404)
  async pool(
    @Query() { version }: ReaderPoolQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { pool, etag } = await this.queries.execute(new ReadReaderPool(version))
    void reply.header('etag', etag)
    return signedIn(request).role === 'administrator' ? pool : withoutTeams(pool)
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
    const { oin } = this.system.configuration
    const readers = body.readers.map(({ reader, domains, ...team }) => ({
      ...{ reader, domains },
      ...teamAlone(ofOwn(team, oin)),
    }))
    return written(
      reply,
      await this.commands.execute(new ToMunicipality(caller, () => ({ type: 'SetReaderPool', readers }))),
    )
  }
}

/** Whose colleague each is would tell who wrote what they read, and by whom it is not read. */
const withoutTeams = ({ version, readers }: ReaderPool): ReaderPool => ({
  version,
  readers: readers.map(({ reader, domains }) => ({ reader, domains })),
})
