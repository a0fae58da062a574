/** What is done beside the requests, such as sending webhooks: a fault of its own, a damaged file or a full disk, neither ends it for good nor takes the API along. */
import { setTimeout as pause } from 'node:timers/promises'
import { HeldUp, type HeldUpLog } from '../../libs/telemetry/held-up.ts'
import { nameOfFault } from '../../libs/telemetry/name-of-fault.ts'

const AGAIN_AFTER_MS = 5_000
const WORDS = {
  heldUp: 'something beside the requests cannot be done, and is tried again',
  over: 'what kept something beside the requests from being done is over',
}

/** Until it ends by itself, or `signal` aborts. A fault is told once, however often it comes again, and once when the work goes on again. */
export async function goingOn(
  what: string,
  work: () => Promise<unknown>,
  log: HeldUpLog,
  signal: AbortSignal,
  againAfterMs = AGAIN_AFTER_MS,
): Promise<void> {
  const heldUp = new HeldUp(log, WORDS)
  while (!signal.aborted) {
    // What would fail again has done so by then.
    const isGoing = setTimeout(() => {
      heldUp.goesOn(what)
    }, againAfterMs).unref()
    try {
      await work()
      heldUp.goesOn(what)
      return
    } catch (thrown) {
      clearTimeout(isGoing)
      heldUp.by(nameOfFault(thrown), [what], { what })
      await pause(againAfterMs, undefined, { signal }).catch(() => undefined)
    }
  }
}
