/** What an organisation asks to be sent, and where; and all that is done with that. The feed needs none of it. */
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { IsInt, IsString, Max, Length, Min } from 'class-validator'
import type { FastifyReply } from 'fastify'
import { Refusal } from '../../../libs/deciding/decider.ts'
import { DOMAINS, type Domain } from '../../../libs/deciding/domains.ts'
import { Answers, Refuses } from '../../../libs/http/openapi-decorators.ts'
import { EndpointRefused, endpointUrl, URL_LENGTH_AT_MOST } from '../../../libs/messaging/safe-address.ts'
import { CHANNELS, secretVersionsAt, type Channel } from '../../../libs/partner/subscription.ts'
import { PUBLIC_TYPES } from '../../../libs/plan/for-partner.ts'
import { webhookPublicKey, webhookSecret } from '../../../libs/relaying/subscribers.ts'
import { AtMoment, Id, Ids, OneOf, Optionally, SomeOf } from '../body-rules.ts'
import { TellsOfNobody } from '../access-records/record-reads.ts'
import { Caller, CallerOf } from '../caller.ts'
import { endpointRulesOf } from '../../../libs/installation/configuration.ts'
import { organisationOf } from '../events/partner.ts'
import { ConsistentAfter, PositionAsked } from '../lists/pages.ts'
import { inUtc } from '../in-utc.ts'
import { said } from '../plans/door/words.ts'
import { subscriptionStream, SYSTEM, type System } from '../../../libs/installation/system.ts'
import { ChallengeEndpoint } from './challenge-endpoint.ts'
import { ListSubscriptions, ReadSubscription } from './read-subscription.ts'
import { ToSubscription, type AskedStart, type WrittenToSubscription } from './to-subscription.ts'

export type SubscriptionsRefusal = 'ENDPOINT_IS_NOT_ALLOWED' | 'ENDPOINT_DID_NOT_ANSWER' | 'START_IS_SAID_TWICE'

const CURSOR_CHARACTERS_AT_MOST = 1_000
const FIRST_SECRET_VERSION = 1
const DAYS_OF_OVERLAP_AT_MOST = 30

export class StartBody {
  /** A cursor of the feed: what comes behind it. */
  @Optionally()
  @IsString()
  @Length(1, CURSOR_CHARACTERS_AT_MOST)
  cursor?: string

  /** What was recorded from this moment on. */
  @Optionally()
  @AtMoment()
  since?: string
}

export class RegisterSubscriptionBody extends StartBody {
  @OneOf(CHANNELS)
  channel!: Channel

  /** Where a webhook is: https. */
  @Optionally()
  @IsString()
  @Length(1, URL_LENGTH_AT_MOST)
  endpoint?: string

  /** All without it. */
  @Optionally()
  @SomeOf(PUBLIC_TYPES.map(({ type }) => type))
  types?: string[]

  /** All without it. */
  @Optionally()
  @SomeOf(DOMAINS)
  domains?: Domain[]

  /** All without it. */
  @Optionally()
  @Ids({ atLeast: 1, atMost: 1_000 })
  plans?: string[]
}

export class RotateSecretBody {
  /** How long the secret before counts too. */
  @IsInt()
  @Min(0)
  @Max(DAYS_OF_OVERLAP_AT_MOST * 24)
  overlapHours!: number
}

export class OfSubscription {
  @Id()
  subscriptionId!: string
}

@TellsOfNobody()
@ApiTags('subscriptions')
@Controller('subscriptions')
export class SubscriptionsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(SYSTEM) private readonly system: System,
  ) {}

  @Get()
  @ConsistentAfter()
  @ApiOperation({ operationId: 'listSubscriptions', summary: 'The subscriptions of the organisation, oldest first' })
  @Answers(200, 'SubscriptionsAnswer')
  @Refuses(410)
  async list(@CallerOf() caller: Caller, @PositionAsked() position: string | undefined) {
    return { subscriptions: await this.queries.execute(new ListSubscriptions(caller, position)) }
  }

  @Get(':subscriptionId')
  @ApiOperation({ operationId: 'readSubscription', summary: 'One subscription' })
  @Answers(200, 'SubscriptionAnswer')
  @Refuses(403)
  async read(
    @CallerOf() caller: Caller,
    @Param() { subscriptionId }: OfSubscription,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const read = await this.queries.execute(new ReadSubscription(caller, subscriptionId))
    if (read.etag !== undefined) void reply.header('etag', read.etag)
    return read
  }

  @Post()
  @ApiOperation({
    operationId: 'registerSubscription',
    summary: 'Subscribe; the endpoint of a webhook is challenged at once, and its secret is told here only',
  })
  @Answers(201, 'SubscriptionMade')
  @Refuses(410)
  async register(
    @CallerOf() caller: Caller,
    @Body() body: RegisterSubscriptionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    organisationOf(caller)
    const { channel, endpoint, types = [], domains = [], plans = [] } = body
    if (endpoint !== undefined) this.mustBeAllowed(endpoint)
    const id = caller.commandId(subscriptionStream('new'))
    const made = await this.commands.execute(
      new ToSubscription(caller, id, {
        type: 'RegisterSubscription',
        subscription: id,
        channel,
        ...(endpoint !== undefined && { endpoint: said(endpoint) }),
        wanted: { types, domains, plans },
        start: startIn(body),
      }),
    )
    void reply.header('location', `/v1/subscriptions/${id}`)
    const keys = channel === 'webhook' && this.keysOf(made, FIRST_SECRET_VERSION)
    return { ...written(reply, made), ...keys, ...(made.now && { delivering: made.now.delivering }) }
  }

  @Post(':subscriptionId/challenges')
  @ApiOperation({
    operationId: 'challengeEndpoint',
    summary: 'Challenge the endpoint again; events are sent once it answers',
  })
  @Answers(201, 'SubscriptionWritten')
  async challenge(
    @CallerOf() caller: Caller,
    @Param() { subscriptionId: id }: OfSubscription,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { answered, because } = await this.queries.execute(new ChallengeEndpoint(caller, id))
    if (!answered) throw new Refusal<SubscriptionsRefusal>('ENDPOINT_DID_NOT_ANSWER', { because })
    return this.write(reply, new ToSubscription(caller, id, { type: 'ProveEndpoint' }))
  }

  @Post(':subscriptionId/pause')
  @ApiOperation({ operationId: 'pauseSubscription', summary: 'Have nothing sent, until it is resumed where it was' })
  @Answers(201, 'SubscriptionWritten')
  pause(
    @CallerOf() caller: Caller,
    @Param() { subscriptionId: id }: OfSubscription,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.write(reply, new ToSubscription(caller, id, { type: 'PauseSubscription' }))
  }

  @Post(':subscriptionId/resumption')
  @ApiOperation({ operationId: 'resumeSubscription', summary: 'Have it sent again, from where it was paused' })
  @Answers(201, 'SubscriptionWritten')
  resume(
    @CallerOf() caller: Caller,
    @Param() { subscriptionId: id }: OfSubscription,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.write(reply, new ToSubscription(caller, id, { type: 'ResumeSubscription' }))
  }

  @Post(':subscriptionId/replays')
  @ApiOperation({
    operationId: 'replaySubscription',
    summary: 'Have sent again what came behind a cursor, or since a moment',
  })
  @Answers(201, 'SubscriptionWritten')
  @Refuses(410)
  replay(
    @CallerOf() caller: Caller,
    @Param() { subscriptionId: id }: OfSubscription,
    @Body() body: StartBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const replay = caller.commandId(subscriptionStream(id))
    return this.write(reply, new ToSubscription(caller, id, { type: 'RequestReplay', replay, start: startIn(body) }))
  }

  @Post(':subscriptionId/secrets')
  @ApiOperation({
    operationId: 'rotateSecret',
    summary: 'A new secret, told here only; the one before counts for as long as is asked',
  })
  @Answers(201, 'SecretRotated')
  async rotate(
    @CallerOf() caller: Caller,
    @Param() { subscriptionId: id }: OfSubscription,
    @Body() { overlapHours }: RotateSecretBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const rotated = await this.commands.execute(new ToSubscription(caller, id, { type: 'RotateSecret', overlapHours }))
    const made = rotated.events.find((event) => event.type === 'SecretRotated')
    return {
      ...written(reply, rotated),
      ...(made && {
        ...this.keysOf(rotated, made.version),
        secretVersion: made.version,
        previousSecretUntil: made.previousUntil,
      }),
    }
  }

  @Delete(':subscriptionId')
  @HttpCode(200)
  @ApiOperation({ operationId: 'endSubscription', summary: 'End a subscription' })
  @Answers(200, 'SubscriptionWritten')
  end(
    @CallerOf() caller: Caller,
    @Param() { subscriptionId: id }: OfSubscription,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.write(reply, new ToSubscription(caller, id, { type: 'EndSubscription' }))
  }

  private async write(reply: FastifyReply, command: ToSubscription) {
    return written(reply, await this.commands.execute(command))
  }

  /** What counts of a version, for as long as it does: a request that comes again much later is told no secret, and never a newer one. */
  private keysOf({ id, now }: WrittenToSubscription, version: number) {
    const { vault, clock } = this.system
    if (now === undefined || !secretVersionsAt(now.secret, clock()).includes(version)) return {}
    return { secret: webhookSecret(vault, id, version), publicKey: webhookPublicKey(vault, id, version) }
  }

  private mustBeAllowed(endpoint: string): void {
    try {
      endpointUrl(endpoint, endpointRulesOf(this.system.configuration))
    } catch (fault) {
      if (!(fault instanceof EndpointRefused)) throw fault
      throw new Refusal<SubscriptionsRefusal>('ENDPOINT_IS_NOT_ALLOWED', { because: fault.because })
    }
  }
}

function startIn({ cursor, since }: StartBody): AskedStart {
  if (cursor !== undefined && since !== undefined) throw new Refusal<SubscriptionsRefusal>('START_IS_SAID_TWICE')
  return { ...(cursor !== undefined && { cursor }), ...(since !== undefined && { since: inUtc(since) }) }
}

function written(reply: FastifyReply, { id, etag, position }: WrittenToSubscription) {
  void reply.header('etag', etag)
  if (position !== undefined) void reply.header('position', position)
  return { id, etag, ...(position !== undefined && { position }) }
}
