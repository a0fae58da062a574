/** The events of the store as one organisation may have them, each judged at the moment it is handed over. Every channel takes its events from here; how they are sent is the channel's. */
import { setTimeout as pause } from 'node:timers/promises'
import { mayPartnerHave } from '../access/partner.ts'
import type { Upcasters } from '../deciding/upcasters.ts'
import type { Folds } from '../event-store/folds.ts'
import {
  BYTES_AT_ONCE,
  StoreUnavailable,
  StreamDamaged,
  type EventStore,
  type Position,
  type StoredEvent,
} from '../event-store/port.ts'
import { maybeMore, pageBehind } from '../event-store/reading.ts'
import { EventUnreadable, fromStored, type Recorded } from '../event-store/recorded.ts'
import { isPublicType, publicEventOf } from '../plan/for-partner.ts'
import type { Plan, PlanEvent } from '../plan/plan.ts'
import { isOfPlan, planOfStream, planStream } from '../plan/plan-stream.ts'
import { wherePartnersAre } from '../plan/lists/where-partners-are.ts'
import { RowsNotReady, type ReadStore } from '../read-store/read-store.ts'
import type { System } from '../installation/system.ts'
import type { UnreadableEvents } from '../installation/unreadable-events.ts'
import { announcementOf, type Announcement, type Source } from './announcement.ts'
import {
  AT_THE_START,
  eventsFrom,
  HELD_AT_MOST,
  heldIn,
  positionsOf,
  type HeldBack,
  type WhereToGoOn,
} from './held-back.ts'
import { orLookAgain } from './look-again.ts'

/** What handing over stands on. */
export interface Relaying {
  readonly store: EventStore
  readonly readStore: ReadStore
  readonly plans: Folds<Plan, PlanEvent>
  /** The moment now, UTC with milliseconds. */
  readonly clock: () => string
  readonly source: () => Source
  /** Told of what cannot be read. */
  readonly unreadable: Pick<UnreadableEvents, 'tell'>
  /** How often what is held back is looked at, where nothing else happens. */
  readonly lookAtHeldEveryMs?: number
}

/** What handing over stands on, in this process. */
export const relayingOn = ({
  store,
  readStore,
  folds,
  clock,
  configuration,
  publicUrl,
  unreadable,
}: System): Relaying => ({
  store,
  readStore,
  plans: folds.plans,
  clock,
  unreadable,
  source: () => ({ oin: configuration.oin, apiUrl: `${publicUrl()}/v1` }),
})

/** What an organisation wants of what it may have; what is absent leaves nothing out. */
export interface Wanted {
  /** Public types: `nl.samenspel.plan.goal-adopted.v1`. */
  readonly types?: readonly string[]
  readonly domains?: readonly string[]
  readonly plans?: readonly string[]
  /** Nothing recorded before this moment. */
  readonly since?: string
}

/** A step through the store: an event to hand over, or only that the store was read so far. Positions do not fall. */
export interface Step {
  /** So far the store was read; an event that was held back stands before it. */
  readonly position: Position
  readonly event?: Announcement
  readonly stored?: StoredEvent
  /** Where what is held back begins, once this step is taken. */
  readonly held: readonly Position[]
}

/** The event cannot be made into what leaves, now or later: passing it over would be losing it, so whoever hands over in order stops. */
export class CannotBeTold extends Error {
  readonly event: string
  readonly position: Position
  /** What of its plan cannot be read, where it is that: then the plan is held back, and the others go on. */
  readonly unreadable: Pick<EventUnreadable, 'position' | 'because' | 'stream'> | undefined

  constructor({ id, type, position }: StoredEvent, cause: unknown) {
    super(`event ${id} (${type}) at ${position} cannot be told`, { cause })
    this.event = id
    this.position = position
    if (cause instanceof EventUnreadable) this.unreadable = cause
    else if (cause instanceof StreamDamaged) this.unreadable = { position, because: 'damaged', stream: cause.stream }
  }
}

const LOOK_AGAIN_AFTER_MS = 50
const WAIT_FOR_ROWS_MS = 1_000
const LOOK_AT_HELD_EVERY_MS = 30_000

/**
 * Walks pages of the store. Each event is judged when it is asked for, so whoever takes a step hands it over, or drops it, before the next.
 * A plan that cannot be read is held back, and looked at again now and at times later. Ends with the pages, or when `signal` aborts.
 * @param pages of `store.subscribe` to go on for ever, or of `pagesToHead`, behind `from.after`
 * @param organisation its OIN
 */
export async function* stepsFor(
  relaying: Relaying,
  organisation: string,
  wanted: Wanted,
  pages: AsyncIterable<readonly StoredEvent[]>,
  signal: AbortSignal,
  from: WhereToGoOn = AT_THE_START,
): AsyncGenerator<Step, void, undefined> {
  const { lookAtHeldEveryMs = LOOK_AT_HELD_EVERY_MS } = relaying
  const held = await heldIn(relaying.store, from.held)
  let reached = from.after
  let lookAgainAtMs = 0
  const going = orLookAgain(begunAtOnce(pages, held), lookAtHeldEveryMs, () => held.size > 0)
  for await (const page of going) {
    const last = page?.at(-1)
    if (page !== undefined && last !== undefined) {
      const plausible = page.filter(
        ({ type, stream }) => isPublicType(type) && isOfOneOf(stream, wanted.plans) && !held.has(stream),
      )
      const plans = plausible.length === 0 ? NONE : await plansWith(relaying, organisation, plausible, last, signal)
      if (signal.aborted) return
      for (const stored of plausible) {
        if (!plans.has(stored.stream) || held.has(stored.stream)) continue
        const event = await toldOrHeldBack(relaying, organisation, stored, wanted, held)
        if (event === 'held' || event === undefined) continue
        yield { position: stored.position, event, stored, held: positionsOf(held) }
      }
      reached = last.position
      yield { position: reached, held: positionsOf(held) }
    }
    if (held.size === 0 || reached === undefined || performance.now() < lookAgainAtMs) continue
    yield* stepsOfMended(relaying, organisation, wanted, held, reached)
    lookAgainAtMs = performance.now() + lookAtHeldEveryMs
  }
}

/** What is held back is looked at first, also where there is no page to come. */
async function* begunAtOnce<Page>(pages: AsyncIterable<readonly Page[]>, { size }: HeldBack) {
  if (size > 0) yield []
  yield* pages
}

/** The plans of which something was held back and that can be read now, each from there on. */
async function* stepsOfMended(
  relaying: Relaying,
  organisation: string,
  wanted: Wanted,
  held: HeldBack,
  reached: Position,
): AsyncGenerator<Step, void, undefined> {
  for (const [stream, begins] of [...held]) {
    const events = eventsFrom(relaying.store, begins, reached)
    for (let stored = (await events.next()).value; stored !== undefined;) {
      const told = await toldOrHeldBack(relaying, organisation, stored, wanted, held)
      if (told === 'held') break
      const next = (await events.next()).value
      if (next === undefined) held.delete(stream)
      else held.set(stream, next.position)
      if (told !== undefined) yield { position: reached, event: told, stored, held: positionsOf(held) }
      stored = next
    }
  }
  yield { position: reached, held: positionsOf(held) }
}

/** @returns 'held' where its plan cannot be read. @throws CannotBeTold, also where too many plans cannot be; StoreUnavailable */
async function toldOrHeldBack(
  relaying: Relaying,
  organisation: string,
  stored: StoredEvent,
  wanted: Wanted,
  held: HeldBack,
): Promise<Announcement | 'held' | undefined> {
  if (!isPublicType(stored.type)) return undefined
  try {
    return await handedOver(relaying, organisation, stored, wanted)
  } catch (fault) {
    if (!(fault instanceof CannotBeTold) || fault.unreadable === undefined) throw fault
    relaying.unreadable.tell(fault.unreadable)
    if (!held.has(stored.stream) && held.size >= HELD_AT_MOST) throw fault
    held.set(stored.stream, stored.position)
    return 'held'
  }
}

const NONE: ReadonlySet<string> = new Set()

/**
 * One event, if the organisation may have it now and wants it: asked again before each attempt at handing it over.
 * @returns undefined where it may not, or does not
 * @throws CannotBeTold; StoreUnavailable
 */
export async function handedOver(
  relaying: Relaying,
  organisation: string,
  stored: StoredEvent,
  wanted: Wanted = {},
): Promise<Announcement | undefined> {
  try {
    return await told(relaying, organisation, stored, wanted)
  } catch (fault) {
    const isOfAll = fault instanceof StoreUnavailable && !(fault instanceof StreamDamaged)
    throw isOfAll ? fault : new CannotBeTold(stored, fault)
  }
}

async function told(
  { store, plans, clock, source }: Relaying,
  organisation: string,
  stored: StoredEvent,
  wanted: Wanted,
): Promise<Announcement | undefined> {
  const { upcasters } = plans.folding
  const recorded = fromStored<PlanEvent>(stored, upcasters)
  if (!isWanted(recorded, wanted)) return undefined
  const { state: plan } = await plans.at(stored.stream)
  const { may } = mayPartnerHave(organisation, recorded, { plan, at: clock() })
  if (!may) return undefined
  return announcementOf(recorded, await sameCommandBefore(store, upcasters, recorded), source())
}

/** Commands write a handful of events; the first of each is known by its digest. */
const READ_BACK = 8

/** The events that stand before one in its stream, at least back to its command's first. */
async function sameCommandBefore(
  store: EventStore,
  upcasters: Upcasters<PlanEvent['type']>,
  { envelope }: Recorded<PlanEvent>,
): Promise<readonly Recorded<PlanEvent>[]> {
  const { stream, revision, commandId } = envelope
  const before: Recorded<PlanEvent>[] = []
  let first = envelope
  for (let from = revision; from > 0 && first.commandId === commandId && first.commandDigest === undefined;) {
    const until = from
    from = Math.max(0, until - READ_BACK)
    const stored = await store.read(stream, from, until - from)
    before.unshift(...stored.map((one) => fromStored<PlanEvent>(one, upcasters)))
    first = before[0]?.envelope ?? first
  }
  return before
}

/** What is in the store now behind `after`, page by page, up to `eventsAtMost` of them. */
export async function* pagesToHead(
  store: EventStore,
  after: Position | undefined,
  { pageSize = 256, eventsAtMost = Infinity } = {},
): AsyncGenerator<readonly StoredEvent[], void, undefined> {
  let read = 0
  for (let last = after; read < eventsAtMost;) {
    const page = await pageBehind(store, last, pageSize)
    const newest = page.at(-1)
    if (newest === undefined) return
    last = newest.position
    read += page.length
    yield page
    if (!maybeMore(page, pageSize, BYTES_AT_ONCE)) return
  }
}

/** The streams among these in which the organisation is or was, by rows that know every event of the page: looking must not be behind what is looked at. */
async function plansWith(
  { readStore }: Relaying,
  organisation: string,
  events: readonly StoredEvent[],
  { position }: StoredEvent,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const plans = [...new Set(events.map(({ stream }) => planOfStream(stream)))]
  while (!signal.aborted) {
    try {
      if (await readStore.caughtUpTo(wherePartnersAre, position, WAIT_FOR_ROWS_MS)) {
        const rows = await readStore.read([wherePartnersAre], (tables) =>
          tables
            .selectFrom('partner_plan')
            .select('plan')
            .where('organisation', '=', organisation)
            .where('plan', 'in', plans)
            .execute(),
        )
        return new Set(rows.map(({ plan }) => planStream(plan)))
      }
    } catch (fault) {
      if (!(fault instanceof RowsNotReady)) throw fault
      await pause(LOOK_AGAIN_AFTER_MS)
    }
  }
  return NONE
}

const isOfOneOf = (stream: string, plans: readonly string[] | undefined): boolean =>
  isOfPlan(stream) && (plans === undefined || plans.includes(planOfStream(stream)))

function isWanted({ event, envelope }: Recorded<PlanEvent>, { types, domains, since }: Wanted): boolean {
  if (since !== undefined && envelope.recordedAt < since) return false
  if (domains !== undefined && !domains.includes(event.domain)) return false
  const told = publicEventOf(event, '')
  return told !== undefined && (types === undefined || types.includes(told.type))
}
