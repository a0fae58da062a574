/** What is only away comes back by itself: whoever follows waits for that, and not with pauses that grow. */

/** However long it was away, it is looked for that often. */
export const LOOK_FOR_AWAY_EVERY_MS = 1_000

/** Told once, by whoever holds the connection (`libs/telemetry/engines.ts`): who meets it again and again says nothing more. */
export const isUnreachable = (fault: unknown): boolean =>
  fault instanceof Error && 'reason' in fault && fault.reason === 'unreachable'

/** Told once, by whoever holds the store against its history: until this process has gone back. */
export const isPutBack = (fault: unknown): boolean =>
  fault instanceof Error && 'reason' in fault && fault.reason === 'put-back'

/** An engine that cannot be reached, or that another holds for a moment, or that was put back: nothing is wrong with what was asked of it. */
export const isAway = (fault: unknown): boolean =>
  isUnreachable(fault) || isPutBack(fault) || (fault instanceof Error && 'reason' in fault && fault.reason === 'locked')

/** How long to pause before the same again. @param pauseMs where it is no matter of waiting for an engine */
export const pauseAfter = (fault: unknown, pauseMs: number): number =>
  isAway(fault) ? Math.min(pauseMs, LOOK_FOR_AWAY_EVERY_MS) : pauseMs
