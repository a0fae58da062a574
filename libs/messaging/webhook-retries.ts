/** When a message that was not taken is sent again, and when no more (Standard Webhooks 1.0, “Retries and idempotency”). */

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** From the first attempt to the last: a long weekend in which nobody looks. */
export const GIVE_UP_AFTER_MS = 72 * HOUR_MS

/** After each attempt; the last of them from then on. */
const PAUSES_MS = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
]
const LONGEST_PAUSE_MS = 4 * HOUR_MS

/** So that messages that failed together do not all come back at once. */
const SPREAD = 0.2

export interface Failing {
  /** This one included. */
  readonly attempts: number
  readonly firstAttemptAtMs: number
  readonly nowMs: number
  /** What the receiver asked for, as the header says it (RFC 9110 §10.2.3). */
  readonly retryAfter?: string | undefined
}

/**
 * @param chance 0 to 1
 * @returns the moment of the next attempt; undefined when this was the last
 */
export function nextAttemptAtMs(failing: Failing, chance: number): number | undefined {
  const { attempts, firstAttemptAtMs, nowMs } = failing
  const lastAtMs = firstAttemptAtMs + GIVE_UP_AFTER_MS
  if (nowMs >= lastAtMs) return undefined
  const pauseMs = PAUSES_MS[attempts - 1] ?? LONGEST_PAUSE_MS
  const spreadMs = pauseMs * (1 + SPREAD * (chance - 0.5))
  return Math.min(nowMs + Math.round(Math.max(spreadMs, askedMs(failing))), lastAtMs)
}

/** Bounded: a receiver may ask for time, not for ever. */
function askedMs({ retryAfter, nowMs }: Failing): number {
  if (retryAfter === undefined) return 0
  const askedMs = /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * SECOND_MS : Date.parse(retryAfter) - nowMs
  return Number.isNaN(askedMs) ? 0 : Math.min(askedMs, LONGEST_PAUSE_MS)
}
