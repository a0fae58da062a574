/** The feed as a stream that stays open: Server-Sent Events (WHATWG HTML §9.2). What its reader has not taken yet is not judged yet, so a slow one costs no memory. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import type { Position, StoredEvent } from '../../../libs/event-store/port.ts'
import { structured } from '../../../libs/messaging/cloud-event.ts'
import { CannotBeTold, stepsFor, type Step, type Wanted, relayingOn } from '../../../libs/relaying/for-organisation.ts'
import { AT_THE_START, type WhereToGoOn } from '../../../libs/relaying/held-back.ts'
import { orSilence } from '../../../libs/relaying/look-again.ts'
import type { Caller } from '../caller.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { eventCursor } from './event-cursors.ts'
import type { FromWhere } from './read-events.ts'
import { organisationOf } from './partner.ts'

/** Judged together, just before they are handed over. */
const TOGETHER_AT_MOST = 16

/** Proxies cut what is silent for longer. */
const BEAT_EVERY_MS = 15_000

export const EVENT_STREAM = 'text/event-stream'

export class StreamEvents extends Query<AsyncIterable<string>> {
  constructor(
    readonly caller: Caller,
    readonly wanted: Wanted,
    readonly from: FromWhere,
    readonly signal: AbortSignal,
  ) {
    super()
  }
}

@QueryHandler(StreamEvents)
export class StreamEventsHandler implements IQueryHandler<StreamEvents> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, wanted, from, signal }: StreamEvents): Promise<AsyncIterable<string>> {
    const organisation = organisationOf(caller)
    const { after, held, replaced } = from
    // Told once: whoever comes back from behind it does not hear it again.
    const cursor = replaced && (await eventCursor(this.system, organisation, { after, held }))
    const first = replaced && `id: ${cursor ?? ''}\ndata: ${structured(replaced)}\n\n`
    const pages = this.system.store.subscribe(from.after, { signal })
    const steps = stepsFor(relayingOn(this.system), organisation, wanted, pages, signal, from)
    const onRecord = (events: readonly StoredEvent[], checkpoint: Position) =>
      this.system.access.delivered({
        channel: 'stream',
        organisation,
        to: caller.asker.id,
        events,
        checkpoint,
        correlationId: caller.correlationId,
      })
    return asText(steps, (place) => eventCursor(this.system, organisation, place), onRecord, first)
  }
}

/** To who comes back from a history that is no more and cannot read a 410: the one event of a stream that then ends, to come back behind. */
export const historyReplaced = (cursor: string): string =>
  `id: ${cursor}\nevent: history-replaced\ndata: ${JSON.stringify({ code: 'CURSOR_IS_OF_ANOTHER_HISTORY', cursor })}\n\n`

/** Something that its reader may have cannot be read now, and is told behind this cursor once it can be. */
const incomplete = (cursor: string): string =>
  `id: ${cursor}\nevent: incomplete\ndata: ${JSON.stringify({ code: 'RECORD_CANNOT_BE_READ' })}\n\n`

/**
 * Events as they come, those of a page of the store together; in silence a beat, with how far the store was read, so that who comes back need not
 * begin far behind.
 */
async function* asText(
  steps: AsyncGenerator<Step, void, undefined>,
  cursorAt: (place: WhereToGoOn) => Promise<string>,
  onRecord: (events: readonly StoredEvent[], checkpoint: Position) => Promise<void>,
  first = '',
): AsyncGenerator<string, void, undefined> {
  yield `: open\n\n${first}`
  let reached: WhereToGoOn | undefined
  let isIncomplete = false
  let next = steps.next()
  try {
    for (;;) {
      const first = await orSilence(next, BEAT_EVERY_MS)
      if (first === undefined) {
        yield reached === undefined ? ':\n\n' : `id: ${await cursorAt(reached)}\n\n`
        continue
      }
      const { batch, place, isOver } = await together(first, steps)
      reached = place ?? reached
      const last = batch.at(-1)
      if (last !== undefined) {
        await onRecord(
          batch.map(({ stored }) => stored),
          last.stored.position,
        )
        let text = ''
        for (const { event, place: at } of batch) text += `id: ${await cursorAt(at)}\ndata: ${structured(event)}\n\n`
        yield text
      }
      if (place !== undefined && place.held.length > 0 && !isIncomplete) yield incomplete(await cursorAt(place))
      isIncomplete = (place ?? AT_THE_START).held.length > 0
      if (isOver) return
      next = steps.next()
    }
  } finally {
    // Whoever went away leaves a step that nobody takes.
    next.catch(() => undefined)
    await steps.return()
  }
}

type InBatch = Required<Pick<Step, 'event' | 'stored'>> & { readonly place: WhereToGoOn }

interface Together {
  readonly batch: readonly InBatch[]
  readonly place: WhereToGoOn | undefined
  readonly isOver: boolean
}

/** What is at hand without waiting for anything new: a page of the store ends with a step that has no event. */
async function together(
  first: IteratorResult<Step, void>,
  steps: AsyncGenerator<Step, void, undefined>,
): Promise<Together> {
  const batch: InBatch[] = []
  let place: WhereToGoOn | undefined
  for (let step = first; ;) {
    if (step.done === true) return { batch, place, isOver: true }
    const { event, stored, position, held } = step.value
    place = { after: position, held }
    if (event === undefined || stored === undefined) return { batch, place, isOver: false }
    batch.push({ event, stored, place })
    if (batch.length === TOGETHER_AT_MOST) return { batch, place, isOver: false }
    try {
      step = await steps.next()
    } catch (fault) {
      // What stands before an event that cannot be told is still told; the stream then ends, and whoever comes back meets the fault.
      if (!(fault instanceof CannotBeTold)) throw fault
      return { batch, place, isOver: true }
    }
  }
}
