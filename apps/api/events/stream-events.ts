/** The feed as a stream that stays open: Server-Sent Events (WHATWG HTML §9.2). What its reader has not taken yet is not judged yet, so a slow one costs no memory. */
import { setTimeout as pause } from 'node:timers/promises'
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import type { Position } from '../../../libs/event-store/port.ts'
import { structured } from '../../../libs/messaging/cloud-event.ts'
import { stepsFor, type Step, type Wanted } from '../../relay/for-organisation.ts'
import type { Caller } from '../caller.ts'
import { SYSTEM, type System } from '../system.ts'
import { eventCursor } from './event-cursors.ts'
import { organisationOf, relayingOn } from './partner.ts'

/** Proxies cut what is silent for longer. */
const BEAT_EVERY_MS = 15_000

export const EVENT_STREAM = 'text/event-stream'

export class StreamEvents extends Query<AsyncIterable<string>> {
  readonly caller: Caller
  readonly wanted: Wanted
  readonly after: Position | undefined
  readonly signal: AbortSignal

  constructor(caller: Caller, wanted: Wanted, after: Position | undefined, signal: AbortSignal) {
    super()
    this.caller = caller
    this.wanted = wanted
    this.after = after
    this.signal = signal
  }
}

@QueryHandler(StreamEvents)
export class StreamEventsHandler implements IQueryHandler<StreamEvents> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  execute({ caller, wanted, after, signal }: StreamEvents): Promise<AsyncIterable<string>> {
    const organisation = organisationOf(caller)
    const pages = this.system.store.subscribe(after, { signal })
    const steps = stepsFor(relayingOn(this.system), organisation, wanted, pages, signal)
    return Promise.resolve(asText(steps, (position) => eventCursor(this.system, organisation, position)))
  }
}

/** Events as they come; in silence a beat, with how far the store was read, so that who comes back need not begin far behind. */
async function* asText(
  steps: AsyncGenerator<Step, void, undefined>,
  cursorAt: (position: Position) => string,
): AsyncGenerator<string, void, undefined> {
  yield ': open\n\n'
  let reached: Position | undefined
  let next = steps.next()
  try {
    for (;;) {
      const quiet = new AbortController()
      const silence = pause(BEAT_EVERY_MS, undefined, { signal: quiet.signal }).catch(() => undefined)
      const step = await Promise.race([next, silence])
      quiet.abort()
      if (step === undefined) {
        yield reached === undefined ? ':\n\n' : `id: ${cursorAt(reached)}\n\n`
        continue
      }
      if (step.done === true) return
      const { position, event } = step.value
      reached = position
      if (event !== undefined) yield `id: ${cursorAt(position)}\ndata: ${structured(event)}\n\n`
      next = steps.next()
    }
  } finally {
    // Whoever went away leaves a step that nobody takes.
    next.catch(() => undefined)
    await steps.return()
  }
}
