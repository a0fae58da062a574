/**
 * Plans that take much memory to read are read a few at a time, over all callers: who comes meanwhile waits. A turn lasts as long as the answer
 * is being made and taken, and no longer than two minutes: whoever takes theirs too slowly is cut off.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'
import { StoreBusy } from '../event-store/port.ts'

/** From this size on, in bytes of its stream, a plan is large. */
export const LARGE_PLAN_BYTES = 2 * 1024 * 1024

export interface Turns {
  readonly atOnce?: number
  readonly waitingAtMost?: number
  readonly lastsAtMostMs?: number
}

const RETRY_AFTER_MS = 2_000

export class LargeReadings {
  readonly #request = new AsyncLocalStorage<ServerResponse>()
  readonly #reading = new Map<ServerResponse, NodeJS.Timeout>()
  readonly #waiting = new Map<ServerResponse, () => void>()
  readonly #turns: Required<Turns>

  constructor({ atOnce = 2, waitingAtMost = 64, lastsAtMostMs = 120_000 }: Turns = {}) {
    this.#turns = { atOnce, waitingAtMost, lastsAtMostMs }
  }

  /** Handles a request so that the turn it may take ends with its answer. */
  during(response: ServerResponse, handle: () => void): void {
    response.once('close', () => {
      this.#leave(response)
    })
    this.#request.run(response, handle)
  }

  /**
   * Resolves when the request being handled has a turn; at once where it has one, or where there is no request.
   * @throws StoreBusy where too many wait
   */
  async turn(): Promise<void> {
    const response = this.#request.getStore()
    if (response === undefined || this.#reading.has(response) || response.closed) return
    if (this.#reading.size >= this.#turns.atOnce) {
      if (this.#waiting.size >= this.#turns.waitingAtMost) throw new StoreBusy(RETRY_AFTER_MS)
      await new Promise<void>((resolve) => this.#waiting.set(response, resolve))
      return
    }
    this.#begin(response)
  }

  #begin(response: ServerResponse): void {
    const cutOff = setTimeout(() => response.destroy(), this.#turns.lastsAtMostMs).unref()
    this.#reading.set(response, cutOff)
  }

  #leave(response: ServerResponse): void {
    this.#waiting.get(response)?.()
    this.#waiting.delete(response)
    clearTimeout(this.#reading.get(response))
    if (!this.#reading.delete(response)) return
    for (const [next, goOn] of this.#waiting) {
      this.#waiting.delete(next)
      this.#begin(next)
      goOn()
      return
    }
  }
}
