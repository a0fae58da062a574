/** A subscription that lasts: the client's end at the first trouble, sometimes without a word, so each is watched and followed by the next. */
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import type { ServerEvent } from './eventstoredb-client.ts'
import type { Doorbell } from './following.ts'
import type { Position } from './port.ts'

/** One subscription of the client's, as `Flow` is. */
export interface Arriving {
  readonly bell: Doorbell
  readonly over: { readonly fault: Error | undefined } | undefined
  take(most: number): readonly ServerEvent[]
  stop(): void
}

export interface Interruption {
  /** `ended`: without an error; `stalled`: nothing came while the store went on. */
  readonly why: 'failed' | 'ended' | 'stalled'
  readonly fault?: Error
  /** Behind which position it goes on. */
  readonly after: Position | undefined
  readonly retryInMs: number
}

export interface Supervision {
  /** Begins a subscription behind a position. */
  readonly begin: (after: Position | undefined, atHand: number) => Arriving
  /** The last position in the store. */
  readonly head: () => Promise<Position | undefined>
  /** Ends it, without an error. */
  readonly signal: AbortSignal
  readonly batchSize: number
  /** How often the store's head is compared with what came, while nothing comes. */
  readonly watchEveryMs: number
  readonly onInterruption: (interruption: Interruption) => void
}

const FIRST_RETRY_MS = 100
/** Whoever comes back is not waited for longer than that, however long it was away. */
const LAST_RETRY_MS = 1_000
/** Events beyond this many are left to the flow control of HTTP/2 while the reader is busy. */
const AT_HAND_AT_MOST = 256

/** Every event behind `after`, in order, in batches; the next one begins behind the last that was taken, whatever happened between. */
export async function* supervised(
  after: Position | undefined,
  { begin, head, signal, batchSize, watchEveryMs, onInterruption }: Supervision,
): AsyncGenerator<readonly ServerEvent[], void, undefined> {
  let finished = after
  let retryInMs = FIRST_RETRY_MS
  while (!signal.aborted) {
    const arriving = begin(finished, Math.min(batchSize, AT_HAND_AT_MOST))
    const watch = new Watch(arriving.bell, watchEveryMs)
    let interrupted: Pick<Interruption, 'why' | 'fault'> | undefined
    try {
      while (interrupted === undefined) {
        const batch = await gathered(arriving, batchSize)
        if (isAborted(signal)) return
        if (batch.length > 0) {
          retryInMs = FIRST_RETRY_MS
          watch.moved()
          yield batch
          // Only now is it finished: whoever asks for the next has done with the last.
          finished = batch.at(-1)?.position
        } else if (arriving.over !== undefined) {
          const { fault } = arriving.over
          interrupted = fault === undefined ? { why: 'ended' } : { why: 'failed', fault }
        } else if (watch.isDue) {
          // What rang meanwhile, nobody heard: it is looked at again before the bell is waited for.
          if (await watch.hasStalled(finished, head)) interrupted = { why: 'stalled' }
        } else {
          await arriving.bell.heard(signal)
        }
      }
    } finally {
      watch.end()
      arriving.stop()
    }
    if (isAborted(signal)) return
    onInterruption({ ...interrupted, after: finished, retryInMs })
    await pause(retryInMs, undefined, { signal }).catch(() => undefined)
    retryInMs = Math.min(2 * retryInMs, LAST_RETRY_MS)
  }
}

/** Read anew after each wait: it may have changed meanwhile. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted

/** What has arrived, and what arrives while the process gets its turn, so that batches fill up in catching up. */
async function gathered(arriving: Arriving, most: number): Promise<readonly ServerEvent[]> {
  const batch = [...arriving.take(most)]
  while (batch.length > 0 && batch.length < most) {
    await nextTurn()
    const more = arriving.take(most - batch.length)
    if (more.length === 0) break
    batch.push(...more)
  }
  return batch
}

/** Compares what came with the head of the store, when nothing came for a while. */
class Watch {
  readonly #timer: NodeJS.Timeout
  #due = false
  /** What the last look saw and has not come since. */
  #missing: Position | undefined

  constructor(bell: Doorbell, everyMs: number) {
    this.#timer = setInterval(() => {
      this.#due = true
      bell.ring()
    }, everyMs).unref()
  }

  moved(): void {
    this.#due = false
    this.#missing = undefined
  }

  get isDue(): boolean {
    return this.#due
  }

  /** The second look in a row at an event that does not come; or a store that does not answer twice. */
  async hasStalled(last: Position | undefined, head: () => Promise<Position | undefined>): Promise<boolean> {
    this.#due = false
    const now = await head().catch(() => UNANSWERED)
    const missed = this.#missing
    this.#missing = now !== undefined && (last === undefined || now > last) ? now : undefined
    return missed !== undefined && this.#missing !== undefined
  }

  end(): void {
    clearInterval(this.#timer)
  }
}

/** Behind every position: a store that does not answer counts as one that went on. */
const UNANSWERED: Position = '~'
