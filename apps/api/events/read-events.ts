/** The feed as pages: what there is behind a cursor, or, where there is nothing yet, what comes within the time its reader is ready to wait. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import type { Announcement } from '../../../libs/relaying/announcement.ts'
import {
  CannotBeTold,
  pagesToHead,
  stepsFor,
  type Step,
  type Wanted,
  relayingOn,
} from '../../../libs/relaying/for-organisation.ts'
import type { WhereToGoOn } from '../../../libs/relaying/held-back.ts'
import type { HistoryReplaced } from '../../../libs/relaying/history-replaced.ts'
import type { Caller } from '../caller.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { organisationOf } from './partner.ts'

/** How much of the store one request reads at most: whoever is far behind gets empty pages on the way, and a cursor. */
const READ_AT_MOST = 20_000

export interface EventPage {
  readonly events: readonly (Announcement | HistoryReplaced)[]
  readonly next: WhereToGoOn
}

export interface FromWhere extends WhereToGoOn {
  /** Comes first, where they are told so: it is one of the page. */
  readonly replaced: HistoryReplaced | undefined
}

export interface EventsAsked {
  readonly wanted: Wanted
  readonly from: FromWhere
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
    const { wanted, from, signal } = asked
    const first = from.replaced === undefined ? [] : [from.replaced]
    const limit = asked.limit - first.length
    if (limit === 0) return { events: first, next: { after: from.after, held: from.held } }
    // What is to be told is not kept waiting for more.
    const waitAtMostMs = first.length > 0 ? 0 : asked.waitAtMostMs
    const relaying = relayingOn(this.system)
    const { store } = this.system
    const there = pagesToHead(store, from.after, { eventsAtMost: READ_AT_MOST })
    const page = await taken(stepsFor(relaying, organisation, wanted, there, signal, from), { from, limit })
    const isBehind = (page.next.after ?? '') < ((await store.head()) ?? '')
    if (page.events.length > 0 || isBehind || waitAtMostMs === 0) {
      const { events, next } = await this.onRecord(caller, organisation, page)
      return { events: [...first, ...events], next }
    }

    const until = AbortSignal.any([signal, AbortSignal.timeout(waitAtMostMs)])
    const pages = store.subscribe(page.next.after, { signal: until })
    const coming = stepsFor(relaying, organisation, wanted, pages, until, page.next)
    return this.onRecord(caller, organisation, await taken(coming, { from: page.next, limit, isWaiting: true }))
  }

  private async onRecord(caller: Caller, organisation: string, { events, next }: Taken): Promise<EventPage> {
    await this.system.access.delivered({
      channel: 'feed',
      organisation,
      to: caller.asker.id,
      events: events.map(({ stored }) => stored),
      checkpoint: next.after ?? '',
      correlationId: caller.correlationId,
    })
    return { events: events.map(({ event }) => event), next }
  }
}

type HandedOver = Required<Pick<Step, 'event' | 'stored'>>

interface Taken {
  readonly events: readonly HandedOver[]
  readonly next: WhereToGoOn
}

/** @param isWaiting to stop at the first page of the store that had something in it */
async function taken(
  steps: AsyncIterable<Step>,
  { from, limit, isWaiting = false }: { from: WhereToGoOn; limit: number; isWaiting?: boolean },
): Promise<Taken> {
  const events: HandedOver[] = []
  let next = from
  try {
    for await (const { position, event, stored, held } of steps) {
      next = { after: position, held }
      if (event !== undefined && stored !== undefined) events.push({ event, stored })
      if (events.length === limit || (isWaiting && event === undefined && events.length > 0)) break
    }
  } catch (fault) {
    // What stands before an event that cannot be told is still told.
    if (!(fault instanceof CannotBeTold) || events.length === 0) throw fault
  }
  return { events, next }
}
