/**
 * What is told of an endpoint that gave no answer: that, and nothing more. Whether its name was not found, leads to where we do not connect, was refused,
 * was not trusted or was silent is known to our network only; and so is how soon that was known.
 */
import { setTimeout as pause } from 'node:timers/promises'

export const NO_ANSWER = 'no-answer'

/** For machines: whatever it was, it is on our side, or between us and the endpoint or the brokers. */
export const HELD_UP = 'held-up'

/** Behind the end of the time for an answer, so that a time that ran out and one that was waited out end alike. */
const MARGIN_MS = 100

/** Resolves when an answer could not have come any more, or at once when `signal` aborts. @param beganMs by `performance.now()` */
export async function silenceIsOver(beganMs: number, withinMs: number, signal?: AbortSignal): Promise<void> {
  const leftMs = beganMs + withinMs + MARGIN_MS - performance.now()
  await pause(Math.max(0, leftMs), undefined, signal && { signal }).catch(() => undefined)
}
