/** What partners are told: the feed, page by page or as a stream, and what an event refers to. */
import { Readable } from 'node:stream'
import { Controller, Get, Headers, Inject, Param, Query, Req, Res } from '@nestjs/common'
import { QueryBus } from '@nestjs/cqrs'
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger'
import { Matches, MaxLength } from 'class-validator'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../../libs/deciding/decider.ts'
import { START } from '../../../libs/event-store/history.ts'
import { linkToNext, PageQuery } from '../../../libs/http/cursor.ts'
import { isNamed, weightOf } from '../../../libs/http/media-types.ts'
import { Answers, Refuses } from '../../../libs/http/openapi-decorators.ts'
import { HttpProblem } from '../../../libs/http/problem.ts'
import { BATCHED, batched } from '../../../libs/messaging/cloud-event.ts'
import { DOMAINS } from '../../../libs/deciding/domains.ts'
import { isNamedPublic } from '../../../libs/plan/for-partner.ts'
import { AT_THE_START } from '../../../libs/relaying/held-back.ts'
import { relayingOn, type Wanted } from '../../../libs/relaying/for-organisation.ts'
import { historyReplacedBehind, type HistoryReplaced } from '../../../libs/relaying/history-replaced.ts'
import { Id, NumberInQuery, Optionally } from '../body-rules.ts'
import { RecordsItself } from '../access-records/record-reads.ts'
import { Caller, CallerOf } from '../caller.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { eventCursor, placeAt, positionAt, type Place } from './event-cursors.ts'
import { OpenReaders, type OpenReader } from './open-readers.ts'
import { organisationOf } from './partner.ts'
import { ReadEvents } from './read-events.ts'
import { ReadPublicEvent } from './read-public-event.ts'
import { EVENT_STREAM, historyReplaced, StreamEvents } from './stream-events.ts'

export type EventsRefusal = 'EVENT_TYPE_IS_UNKNOWN'

const WAIT_AT_MOST_SECONDS = 30
const LEAVE_WITHIN_MS = 1_000
const JSON_TYPE = 'application/json'
const LAWS = `(${DOMAINS.join('|')})`

export class EventsQuery extends PageQuery {
  /** Event types, parted by commas; all without it. */
  @Optionally()
  @MaxLength(4_000)
  @Matches(/^[a-z0-9.-]+(,[a-z0-9.-]+)*$/)
  type?: string

  /** Domains, parted by commas; all without it. */
  @Optionally()
  @Matches(new RegExp(`^${LAWS}(,${LAWS}){0,${String(DOMAINS.length - 1)}}$`))
  domain?: string

  /** One plan. */
  @Optionally()
  @Id()
  plan?: string

  /** How long to wait for something, where there is nothing behind the cursor. */
  @Optionally()
  @NumberInQuery(0, WAIT_AT_MOST_SECONDS)
  waitSeconds?: number
}

export class OfPublicEvent {
  @Id()
  planId!: string

  @Id()
  eventId!: string
}

@ApiTags('events')
@Controller()
export class EventsController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(SYSTEM) private readonly system: System,
    @Inject(OpenReaders) private readonly readers: OpenReaders,
  ) {}

  @Get('events')
  @RecordsItself()
  @ApiOperation({
    operationId: 'listEvents',
    summary:
      'What an organisation may have of what happened: a page behind the cursor (its next in `Link`), or a stream',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Of a stream: the id of the last event taken.' })
  @Answers(200, 'CloudEventBatch', undefined, BATCHED)
  @Answers(200, 'CloudEventStream', undefined, EVENT_STREAM)
  @Refuses(403, 406, 410, 429, 503)
  async events(
    @CallerOf() caller: Caller,
    @Query() query: EventsQuery,
    @Headers('accept') accept: string | undefined,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const organisation = organisationOf(caller)
    const wanted = wantedIn(query)
    const isStream = formFor(accept) === EVENT_STREAM
    const cursor = (isStream ? lastEventId : undefined) ?? query.cursor
    const place: Place | { readonly goBackTo: string } =
      cursor === undefined
        ? { ...AT_THE_START, isGoneBackTo: false }
        : await this.placeOf(organisation, cursor, isStream)
    if ('goBackTo' in place) {
      void reply.headers({ 'content-type': EVENT_STREAM }).send(historyReplaced(place.goBackTo))
      return
    }
    const reader = this.readers.enter(organisation)
    reply.raw.once('close', () => {
      reader.close()
    })
    const from = { ...place, replaced: await this.replacedBehind(place) }
    if (isStream) await this.stream(new StreamEvents(caller, wanted, from, reader.signal), caller, reader, reply)
    else {
      const { limit, waitSeconds = 0 } = query
      const asked = { wanted, from, limit, waitAtMostMs: waitSeconds * 1_000, signal: reader.signal }
      const { events, next } = await this.queries.execute(new ReadEvents(caller, asked))
      const link = linkToNext(request.url, await eventCursor(this.system, organisation, next))
      const incomplete = next.held.length > 0 && { incomplete: 'true' }
      void reply.headers({ link, ...incomplete, 'content-type': BATCHED }).send(Buffer.from(batched(events)))
    }
  }

  /** @throws Refusal where what to go back to can be read in its answer */
  private async placeOf(organisation: string, cursor: string, isStream: boolean) {
    if (isStream) return placeAt(this.system, organisation, cursor)
    return positionAt(this.system, organisation, cursor)
  }

  private async replacedBehind({ after = START, isGoneBackTo }: Place): Promise<HistoryReplaced | undefined> {
    return isGoneBackTo ? historyReplacedBehind(this.system.store, after, relayingOn(this.system).source()) : undefined
  }

  private async stream(query: StreamEvents, { signedIn }: Caller, reader: OpenReader, reply: FastifyReply) {
    const text = await this.queries.execute(query)
    // A token that has run out ends the stream: whoever comes back shows a new one.
    const leftMs = Math.max(0, Date.parse(signedIn.expiresAt) - Date.now())
    const expiry = setTimeout(
      () => {
        reader.close()
      },
      Math.min(leftMs, 2 ** 31 - 1),
    )
    reader.signal.addEventListener('abort', () => {
      clearTimeout(expiry)
      // Who does not read on would otherwise hold up a stop for ever.
      setTimeout(() => reply.raw.destroy(), LEAVE_WITHIN_MS)
    })
    // One event at a time is made ready: the next when the reader took this one.
    const body = Readable.from(text, { objectMode: false, highWaterMark: 1 })
    void reply.headers({ 'content-type': EVENT_STREAM, 'x-accel-buffering': 'no' }).send(body)
  }

  @Get('plans/:planId/events/:eventId')
  @ApiOperation({ operationId: 'readEvent', summary: 'What an event refers to: the item as it stands now' })
  @Answers(200, 'PublicEventAnswer')
  @Refuses(403)
  event(@CallerOf() caller: Caller, @Param() { planId, eventId }: OfPublicEvent) {
    return this.queries.execute(new ReadPublicEvent(caller, planId, eventId))
  }
}

/**
 * A page or a stream: what weighs most, and of what weighs the same the one that is named; a stream where both are.
 * @throws HttpProblem 406 where neither is wanted
 */
function formFor(accept: string | undefined): typeof BATCHED | typeof EVENT_STREAM {
  const stream = weightOf(EVENT_STREAM, accept)
  // Whoever reads JSON reads a page.
  const named = isNamed(JSON_TYPE, accept) && !isNamed(BATCHED, accept) ? JSON_TYPE : BATCHED
  const page = weightOf(named, accept)
  if (stream === 0 && page === 0) throw new HttpProblem('NOT_ACCEPTABLE')
  return stream > page || (stream === page && isNamed(EVENT_STREAM, accept)) ? EVENT_STREAM : BATCHED
}

function wantedIn({ type, domain, plan }: EventsQuery): Wanted {
  const types = type?.split(',')
  const unknown = types?.filter((one) => !isNamedPublic(one)) ?? []
  if (unknown.length > 0) throw new Refusal<EventsRefusal>('EVENT_TYPE_IS_UNKNOWN', { types: unknown })
  return {
    ...(types && { types }),
    ...(domain !== undefined && { domains: domain.split(',') }),
    ...(plan !== undefined && { plans: [plan] }),
  }
}
