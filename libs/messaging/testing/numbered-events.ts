/** Events for tests of delivery: numbered, of several subjects, as many as there are by now. */
import { setTimeout as pause } from 'node:timers/promises'
import { positionOf } from '../../event-store/positions.ts'
import type { Message, Step } from '../deliver-webhooks.ts'
import type { ToDeliver } from '../webhook-rows.ts'

export interface NumberedEvent {
  readonly number: number
  readonly id: string
  readonly subject: string
}

export const PAGE = 50

/** Event `number` of `subjects` that take turns. */
export const numbered = (number: number, subjects: number): NumberedEvent => ({
  number,
  id: `event-${String(number)}`,
  subject: `plan-${String(number % subjects)}`,
})

export const placeOf = (number: number): string => positionOf(number + 1)

/** The first `count()` events behind a position, and more when there are more. */
export async function* stepsThrough(
  count: () => number,
  subjects: number,
  after: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<Step, void, undefined> {
  let next = after === undefined ? 0 : Number(after)
  while (!signal.aborted) {
    const until = Math.min(count(), next + PAGE)
    for (let number = next; number < until; number++)
      yield { position: placeOf(number), event: numbered(number, subjects) }
    if (until > next) yield { position: placeOf(until - 1) }
    else await pause(5)
    next = until
  }
}

export const messageAt = ({ event, subject }: ToDeliver): Message => ({
  contentType: 'application/json',
  body: JSON.stringify({ event, subject }),
})
