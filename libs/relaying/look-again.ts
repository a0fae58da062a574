/** Waiting for what may not come: at most so long, and then once more. */
import { setTimeout as pause } from 'node:timers/promises'

/** @returns undefined where nothing came for so long @throws what `next` throws; nothing is waited for behind that */
export async function orSilence<Awaited>(next: Promise<Awaited>, ms: number): Promise<Awaited | undefined> {
  const quiet = new AbortController()
  const silence = pause(ms, undefined, { signal: quiet.signal }).catch(() => undefined)
  try {
    return await Promise.race([next, silence])
  } finally {
    quiet.abort()
  }
}

/** The pages as they come, and undefined where none came for so long, as long as that is wanted. */
export async function* orLookAgain<Page extends object>(
  pages: AsyncIterable<Page>,
  everyMs: number,
  isWanted: () => boolean,
): AsyncGenerator<Page | undefined, void, undefined> {
  const iterator = pages[Symbol.asyncIterator]()
  let next: Promise<IteratorResult<Page>> | undefined
  try {
    for (;;) {
      next ??= iterator.next()
      const come = isWanted() ? await orSilence(next, everyMs) : await next
      if (come === undefined) {
        yield undefined
        continue
      }
      next = undefined
      if (come.done === true) return
      yield come.value
    }
  } finally {
    // Who goes away while a page is waited for does not wait for it.
    next?.catch(() => undefined)
    const ended = iterator.return?.()
    if (next === undefined) await ended
    else ended?.catch(() => undefined)
  }
}
