/** Which engines are missing, as those who ask them find out: told once when one goes, with why, and once when it is back. Whoever logs listens. */
import { channel } from 'node:diagnostics_channel'

export interface EngineTold {
  /** As an operator knows it: which kind, and where. */
  readonly engine: string
  /** Why it cannot be had; undefined: it is back. */
  readonly because: string | undefined
  readonly awayMs: number
}

const told = channel('samenspel.engines')

/** One engine, as this process finds it. */
export class Engine {
  readonly #name: string
  #missingSinceMs: number | undefined

  constructor(name: string) {
    this.#name = name
  }

  get isMissing(): boolean {
    return this.#missingSinceMs !== undefined
  }

  missing(because: string): void {
    if (this.#missingSinceMs !== undefined) return
    this.#missingSinceMs = performance.now()
    this.#tell(because, 0)
  }

  answers(): void {
    if (this.#missingSinceMs === undefined) return
    const awayMs = Math.round(performance.now() - this.#missingSinceMs)
    this.#missingSinceMs = undefined
    this.#tell(undefined, awayMs)
  }

  #tell(because: string | undefined, awayMs: number): void {
    told.publish({ engine: this.#name, because, awayMs } satisfies EngineTold)
  }
}

/** From now on in the log. @returns what ends that */
export function logEngines(log: Record<'error' | 'warn', (what: object, said: string) => void>): () => void {
  const hear = (message: unknown) => {
    const { engine, because, awayMs } = message as EngineTold
    if (because === undefined) log.warn({ engine, awayMs }, 'an engine is back')
    else log.error({ engine, because }, 'an engine is missing')
  }
  told.subscribe(hear)
  return () => {
    told.unsubscribe(hear)
  }
}
