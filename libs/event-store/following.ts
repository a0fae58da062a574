/** How a subscription follows a store: page after page, then waiting at the door until something is written. Knows no store in particular. */
import { type EventStore, type Position, type StoredEvent } from './port.ts'

const DEFAULT_BATCH_SIZE = 256

/** Wakes whoever waits for news. Ringing too often costs one empty read; ringing too seldom would lose events. */
export class Doorbell {
  readonly #waiting = new Set<() => void>()

  ring(): void {
    for (const wake of [...this.#waiting]) wake()
  }

  /** Resolves at the next ring, or when `signal` aborts. */
  heard(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      this.#waiting.add(wake)
      signal.addEventListener('abort', wake)
      if (signal.aborted) wake()
    })
  }
}

/**
 * The events behind `after`, as EventStore.subscribe promises them. `readAfter` must be synchronous: a commit between an empty read
 * and the wait for the doorbell would otherwise go unheard.
 */
export async function* follow(
  readAfter: (after: Position | undefined, limit: number) => readonly StoredEvent[],
  doorbell: Doorbell,
  after: Position | undefined,
  { signal, batchSize = DEFAULT_BATCH_SIZE }: Parameters<EventStore['subscribe']>[1],
): AsyncGenerator<readonly StoredEvent[], void, undefined> {
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) throw new RangeError('a batch has at least one event')
  let last = after
  while (!signal.aborted) {
    const page = readAfter(last, batchSize)
    const newest = page.at(-1)
    if (newest === undefined) {
      await doorbell.heard(signal)
    } else {
      last = newest.position
      yield page
    }
  }
}
