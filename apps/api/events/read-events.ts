/** The feed as pages: what there is behind a cursor, or, where there is nothing yet, what comes within the time its reader is ready to wait. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import type { Position } from '../../../libs/event-store/port.ts'
import type { Announcement } from '../../../libs/relaying/announcement.ts'
import {
  CannotBeTold,
  pagesToHead,
  stepsFor,
  type Step,
  type Wanted,
  relayingOn,
} from '../../../libs/relaying/for-organisation.ts'
import type { Caller } from '../caller.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { organisationOf } from './partner.ts'

/** How much of the store one request reads at most: whoever is far behind gets empty pages on the way, and a cursor. */
const READ_AT_MOST = 20_000

export interface EventPage {
  readonly events: readonly Announcement[]
  /** Where to go on; undefined: at the start. */
  readonly next: Position | undefined
}

export interface EventsAsked {
  readonly wanted: Wanted
  readonly after: Position | undefined
  readonly limit: number
  /** 0: not at all. */
  readonly waitAtMostMs: number
  readonly signal: AbortSignal
}

export class ReadEvents extends Query<EventPage> {
  constructor(
    readonly caller: Caller,
    readonly asked: EventsAsked,
  ) {
    super()
  }
}

@QueryHandler(ReadEvents)
export class ReadEventsHandler implements IQueryHandler<ReadEvents> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, asked }: ReadEvents): Promise<EventPage> {
    const organisation = organisationOf(caller)
    const { wanted, after, limit, waitAtMostMs, signal } = asked
    const relaying = relayingOn(this.system)
    const { store } = this.system
    const there = pagesToHead(store, after, { eventsAtMost: READ_AT_MOST })
    const page = await taken(stepsFor(relaying, organisation, wanted, there, signal), { after, limit })
    const isBehind = (page.next ?? '') < ((await store.head()) ?? '')
    if (page.events.length > 0 || isBehind || waitAtMostMs === 0) return this.onRecord(caller, organisation, page)

    const until = AbortSignal.any([signal, AbortSignal.timeout(waitAtMostMs)])
    const coming = stepsFor(relaying, organisation, wanted, store.subscribe(page.next, { signal: until }), until)
    return this.onRecord(caller, organisation, await taken(coming, { after: page.next, limit, isWaiting: true }))
  }

  private async onRecord(caller: Caller, organisation: string, { events, next }: Taken): Promise<EventPage> {
    await this.system.access.delivered({
      channel: 'feed',
      organisation,
      to: caller.asker.id,
      events: events.map(({ stored }) => stored),
      checkpoint: next ?? '',
      correlationId: caller.correlationId,
    })
    return { events: events.map(({ event }) => event), next }
  }
}

type HandedOver = Required<Pick<Step, 'event' | 'stored'>>

interface Taken {
  readonly events: readonly HandedOver[]
  readonly next: Position | undefined
}

/** @param isWaiting to stop at the first page of the store that had something in it */
async function taken(
  steps: AsyncIterable<Step>,
  { after, limit, isWaiting = false }: { after: Position | undefined; limit: number; isWaiting?: boolean },
): Promise<Taken> {
  const events: HandedOver[] = []
  let next = after
  try {
    for await (const { position, event, stored } of steps) {
      next = position
      if (event !== undefined && stored !== undefined) events.push({ event, stored })
      if (events.length === limit || (isWaiting && event === undefined && events.length > 0)) break
    }
  } catch (fault) {
    // What stands before an event that cannot be told is still told.
    if (!(fault instanceof CannotBeTold) || events.length === 0) throw fault
  }
  return { events, next }
}
