/** The events that this process found it cannot read: each is told once, by its place, and named to who asks whether all is well. */
import type { Position } from '../event-store/port.ts'
import type { EventUnreadable, WhyUnreadable } from '../event-store/recorded.ts'

const REMEMBERED = 10_000

export class UnreadableEvents {
  readonly #found = new Map<Position, WhyUnreadable>()
  readonly #tell: (event: { readonly position: Position; readonly because: WhyUnreadable }) => void

  /** @param tell what is said of each; nothing of its stream, which names a plan or a person */
  constructor(tell: UnreadableEvents['tell'] = () => undefined) {
    this.#tell = tell
  }

  tell({ position, because }: Pick<EventUnreadable, 'position' | 'because'>): void {
    if (this.#found.has(position) || this.#found.size >= REMEMBERED) return
    this.#found.set(position, because)
    this.#tell({ position, because })
  }

  positions(): readonly Position[] {
    return [...this.#found.keys()]
  }
}

/** In a log: the operator finds the stream by the position. */
export const tellUnreadable =
  (log: { error(fields: object, message: string): void }): UnreadableEvents['tell'] =>
  ({ position, because }) => {
    log.error({ position, because }, 'an event cannot be read: its stream is set aside, and the others go on')
  }
