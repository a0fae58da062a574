/** What is done beside the requests, such as sending webhooks: a fault of its own, a damaged file or a full disk, neither ends it for good nor takes the API along. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { nameOfFault } from '../../libs/telemetry/name-of-fault.ts'

const AGAIN_AFTER_MS = 5_000

/** Until it ends by itself, or `signal` aborts. A fault is told once, however often it comes again. */
export async function goingOn(
  what: string,
  work: () => Promise<unknown>,
  log: Pick<Logger, 'error'>,
  signal: AbortSignal,
  againAfterMs = AGAIN_AFTER_MS,
): Promise<void> {
  let told: string | undefined
  while (!signal.aborted) {
    try {
      await work()
      return
    } catch (thrown) {
      const fault = nameOfFault(thrown)
      if (fault !== told) log.error({ what, fault }, 'something beside the requests cannot be done, and is tried again')
      told = fault
      await pause(againAfterMs, undefined, { signal }).catch(() => undefined)
    }
  }
}
