/** Who waits for events at this moment: bounded for each organisation, let go when the API stops. */
import { Injectable, type OnModuleDestroy } from '@nestjs/common'
import { HttpProblem } from '../../../libs/http/problem.ts'

export const READERS_AT_MOST = 10
const RETRY_AFTER_SECONDS = 5

export interface OpenReader {
  /** Aborts when the API stops, or when `close` is called. */
  readonly signal: AbortSignal
  close(): void
}

@Injectable()
export class OpenReaders implements OnModuleDestroy {
  readonly #open = new Map<string, Set<AbortController>>()
  #isOver = false

  /** @throws HttpProblem 429 where the organisation waits here too often already */
  enter(organisation: string): OpenReader {
    const readers = this.#open.get(organisation) ?? new Set()
    if (readers.size >= READERS_AT_MOST)
      throw new HttpProblem('TOO_MANY_REQUESTS', {
        'retry-after': String(RETRY_AFTER_SECONDS),
      })
    const reader = new AbortController()
    if (this.#isOver) reader.abort()
    this.#open.set(organisation, readers.add(reader))
    return {
      signal: reader.signal,
      close: () => {
        reader.abort()
        readers.delete(reader)
        if (readers.size === 0) this.#open.delete(organisation)
      },
    }
  }

  onModuleDestroy(): void {
    this.#isOver = true
    for (const readers of this.#open.values()) for (const reader of readers) reader.abort()
  }
}
