/** Protocols and their versions: which steps a professional may leave, and how. Open to everyone signed in; changed by who administers. */
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { LEGAL_DOMAINS, type LegalDomain } from '../../../libs/deciding/domains.ts'
import { Answers, Refuses } from '../../../libs/http/openapi-decorators.ts'
import { STEP_RULES, type StepRule } from '../../../libs/protocol/protocol.ts'
import { AtMoment, ListOf, Name, Oin, OneOf, Optionally, Slug } from '../body-rules.ts'
import { TellsOfNobody } from '../access-records/record-reads.ts'
import { Caller, CallerOf } from '../caller.ts'
import { pageAnswer } from '../lists/page-answer.ts'
import { ConsistentAfter, ListQuery, PositionAsked } from '../lists/pages.ts'
import { inUtc } from '../in-utc.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { ListProtocols } from './list-protocols.ts'
import { ReadLessons } from './read-lessons.ts'
import { ReadProtocol } from './read-protocol.ts'
import { ToProtocol, type WrittenToProtocol } from './to-protocol.ts'

export class RegisterProtocolBody {
  @Slug()
  protocol!: string

  @Name()
  title!: string

  /** OIN of whose protocol it is. */
  @Oin()
  owner!: string

  @OneOf(LEGAL_DOMAINS)
  domain!: LegalDomain
}

export class StepBody {
  @Slug()
  step!: string

  @Name()
  title!: string

  @OneOf(STEP_RULES)
  rule!: StepRule
}

export class PublishVersionBody {
  @AtMoment()
  inForceFrom!: string

  @ListOf(() => StepBody, { atLeast: 1, atMost: 200 })
  steps!: StepBody[]
}

export class OfProtocol {
  @Slug()
  protocolId!: string
}

export class ProtocolsQuery extends ListQuery {
  @Optionally()
  @OneOf(LEGAL_DOMAINS)
  domain?: LegalDomain
}

@TellsOfNobody()
@ApiTags('protocols')
@Controller('protocols')
export class ProtocolsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(SYSTEM) private readonly system: System,
  ) {}

  @Get()
  @ConsistentAfter()
  @ApiOperation({ operationId: 'listProtocols', summary: 'The protocols, by name, with the version in force now' })
  @Answers(200, 'ProtocolsPage')
  @Refuses(410)
  list(
    @Query() query: ProtocolsQuery,
    @PositionAsked() position: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { system, queries } = this
    const filter = query.domain === undefined ? {} : { domain: query.domain }
    return pageAnswer(
      { system, queries, request, reply },
      { list: 'protocols', filters: filter },
      query,
      (page) => new ListProtocols(filter, page, position),
    )
  }

  @Get(':protocolId')
  @ApiOperation({ operationId: 'readProtocol', summary: 'A protocol with all its versions and steps' })
  @Answers(200, 'ProtocolAnswer')
  async read(@Param() { protocolId }: OfProtocol, @Res({ passthrough: true }) reply: FastifyReply) {
    const { protocol, etag } = await this.queries.execute(new ReadProtocol(protocolId))
    void reply.header('etag', etag)
    return protocol
  }

  @Get(':protocolId/lessons')
  @ConsistentAfter()
  @ApiOperation({
    operationId: 'readLessons',
    summary: 'What was learnt of a protocol, cleared of people, for whose protocol it is',
  })
  @Answers(200, 'LessonsAnswer')
  lessons(
    @CallerOf() caller: Caller,
    @Param() { protocolId }: OfProtocol,
    @PositionAsked() position: string | undefined,
  ) {
    return this.queries.execute(new ReadLessons(caller, protocolId, position))
  }

  @Get(':protocolId/versions')
  @ApiOperation({
    operationId: 'listProtocolVersions',
    summary: 'The versions of a protocol, and from when each is in force',
  })
  @Answers(200, 'ProtocolVersionsAnswer')
  async versions(@Param() { protocolId }: OfProtocol, @Res({ passthrough: true }) reply: FastifyReply) {
    const { protocol, etag } = await this.queries.execute(new ReadProtocol(protocolId))
    void reply.header('etag', etag)
    return { protocol: protocol.protocol, versions: protocol.versions }
  }

  @Post()
  @ApiOperation({ operationId: 'registerProtocol', summary: 'Register a protocol' })
  @Answers(201, 'WrittenToProtocol')
  async register(
    @CallerOf() caller: Caller,
    @Body() { protocol, title, owner, domain }: RegisterProtocolBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = { type: 'RegisterProtocol', protocol, title, owner, domain } as const
    return written(reply, await this.commands.execute(new ToProtocol(caller, protocol, asked)))
  }

  @Post(':protocolId/versions')
  @ApiOperation({ operationId: 'publishProtocolVersion', summary: 'Publish a new version of a protocol' })
  @Answers(201, 'WrittenToProtocol')
  async publish(
    @CallerOf() caller: Caller,
    @Param() { protocolId: protocol }: OfProtocol,
    @Body() { inForceFrom, steps }: PublishVersionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = {
      type: 'PublishProtocolVersion',
      protocol,
      inForceFrom: inUtc(inForceFrom),
      steps: steps.map(({ step, title, rule }) => ({ step, title, rule })),
    } as const
    return written(reply, await this.commands.execute(new ToProtocol(caller, protocol, asked)))
  }
}

function written(reply: FastifyReply, { protocol, etag, position }: WrittenToProtocol) {
  void reply.header('etag', etag).header('location', `/v1/protocols/${protocol}`)
  if (position !== undefined) void reply.header('position', position)
  return { protocol, etag, ...(position !== undefined && { position }) }
}
