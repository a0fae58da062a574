/** The feed as a stream that stays open: Server-Sent Events (WHATWG HTML §9.2). What its reader has not taken yet is not judged yet, so a slow one costs no memory. */
import { setTimeout as pause } from 'node:timers/promises'
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import type { Position, StoredEvent } from '../../../libs/event-store/port.ts'
import { structured } from '../../../libs/messaging/cloud-event.ts'
import { CannotBeTold, stepsFor, type Step, type Wanted, relayingOn } from '../../../libs/relaying/for-organisation.ts'
import type { Caller } from '../caller.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { eventCursor } from './event-cursors.ts'
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
    readonly after: Position | undefined,
    readonly signal: AbortSignal,
  ) {
    super()
  }
}

@QueryHandler(StreamEvents)
export class StreamEventsHandler implements IQueryHandler<StreamEvents> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  execute({ caller, wanted, after, signal }: StreamEvents): Promise<AsyncIterable<string>> {
    const organisation = organisationOf(caller)
    const pages = this.system.store.subscribe(after, { signal })
    const steps = stepsFor(relayingOn(this.system), organisation, wanted, pages, signal)
    const onRecord = (events: readonly StoredEvent[], checkpoint: Position) =>
      this.system.access.delivered({
        channel: 'stream',
        organisation,
        to: caller.asker.id,
        events,
        checkpoint,
        correlationId: caller.correlationId,
      })
    return Promise.resolve(asText(steps, (position) => eventCursor(this.system, organisation, position), onRecord))
  }
}

/** To who comes back from a history that is no more and cannot read a 410: the one event of a stream that then ends, to come back behind. */
export const historyReplaced = (cursor: string): string =>
  `id: ${cursor}\nevent: history-replaced\ndata: ${JSON.stringify({ code: 'CURSOR_IS_OF_ANOTHER_HISTORY', cursor })}\n\n`

/**
 * Events as they come, those of a page of the store together; in silence a beat, with how far the store was read, so that who comes back need not
 * begin far behind.
 */
async function* asText(
  steps: AsyncGenerator<Step, void, undefined>,
  cursorAt: (position: Position) => Promise<string>,
  onRecord: (events: readonly StoredEvent[], checkpoint: Position) => Promise<void>,
): AsyncGenerator<string, void, undefined> {
  yield ': open\n\n'
  let reached: Position | undefined
  let next = steps.next()
  try {
    for (;;) {
      const first = await orSilence(next)
      if (first === undefined) {
        yield reached === undefined ? ':\n\n' : `id: ${await cursorAt(reached)}\n\n`
        continue
      }
      const { batch, position, isOver } = await together(first, steps)
      reached = position ?? reached
      const last = batch.at(-1)
      if (last !== undefined) {
        await onRecord(
          batch.map(({ stored }) => stored),
          last.stored.position,
        )
        let text = ''
        for (const { event, stored } of batch)
          text += `id: ${await cursorAt(stored.position)}\ndata: ${structured(event)}\n\n`
        yield text
      }
      if (isOver) return
      next = steps.next()
    }
  } finally {
    // Whoever went away leaves a step that nobody takes.
    next.catch(() => undefined)
    await steps.return()
  }
}

/** @returns undefined where nothing came for so long */
async function orSilence<Awaited>(next: Promise<Awaited>): Promise<Awaited | undefined> {
  const quiet = new AbortController()
  const silence = pause(BEAT_EVERY_MS, undefined, { signal: quiet.signal }).catch(() => undefined)
  const first = await Promise.race([next, silence])
  quiet.abort()
  return first
}

interface Together {
  readonly batch: readonly Required<Pick<Step, 'event' | 'stored'>>[]
  readonly position: Position | undefined
  readonly isOver: boolean
}

/** What is at hand without waiting for anything new: a page of the store ends with a step that has no event. */
async function together(
  first: IteratorResult<Step, void>,
  steps: AsyncGenerator<Step, void, undefined>,
): Promise<Together> {
  const batch: Required<Pick<Step, 'event' | 'stored'>>[] = []
  let position: Position | undefined
  for (let step = first; ;) {
    if (step.done === true) return { batch, position, isOver: true }
    const { event, stored } = step.value
    position = step.value.position
    if (event === undefined || stored === undefined) return { batch, position, isOver: false }
    batch.push({ event, stored })
    if (batch.length === TOGETHER_AT_MOST) return { batch, position, isOver: false }
    try {
      step = await steps.next()
    } catch (fault) {
      // What stands before an event that cannot be told is still told; the stream then ends, and whoever comes back meets the fault.
      if (!(fault instanceof CannotBeTold)) throw fault
      return { batch, position, isOver: true }
    }
  }
}
