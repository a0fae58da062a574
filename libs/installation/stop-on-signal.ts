/** Ends the process in order at the first SIGTERM or SIGINT; at a second one, or when that takes too long, at once. */
import { nameOfFault } from '../telemetry/name-of-fault.ts'

export interface Stopping {
  /** Longest a stop in order may take. */
  readonly withinMs: number
  /** Told why it did not end in order. */
  readonly say: (why: string) => void
}

const STOPPED_SHORT = 1

/** @param stop resolves when nothing is under way any more; `process.exitCode` counts then */
export function stopOnSignal(stop: () => Promise<void>, { withinMs, say }: Stopping): void {
  let isStopping = false
  const stopShort = (why: string) => {
    say(why)
    process.exit(STOPPED_SHORT)
  }
  const begin = () => {
    if (isStopping) {
      stopShort('stopped at once, being told twice')
      return
    }
    isStopping = true
    setTimeout(stopShort, withinMs, `stopped at once: in order it took longer than ${String(withinMs)} ms`)
    stop().then(
      () => process.exit(),
      (fault: unknown) => {
        stopShort(`stopped with ${nameOfFault(fault)}`)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, begin)
}
