/**
 * The events that this process found it cannot read: each is told once, by its place, and named to who asks whether all is well, until it can be read
 * again.
 */
import type { Position } from '../event-store/port.ts'
import type { EventUnreadable, WhyUnreadable } from '../event-store/recorded.ts'
import { triedNowAndThen } from '../telemetry/tried-writes.ts'

/** An event that could not be read; without a stream nobody can tell whose it is, and it stays. */
export type CannotBeRead = Pick<EventUnreadable, 'position' | 'because'> & { readonly stream?: string | undefined }

const REMEMBERED = 10_000
const LOOKED_AT_ONCE = 20

/** What is said of each; nothing of its stream, which names a plan or a person. */
export interface TellUnreadable {
  (event: { readonly position: Position; readonly because: WhyUnreadable }): void
  readonly again?: (event: { readonly position: Position }) => void
}

export class UnreadableEvents {
  readonly #found = new Map<Position, CannotBeRead>()
  readonly #tell: TellUnreadable
  #canBeRead: (event: CannotBeRead & { readonly stream: string }) => Promise<boolean> = () => Promise.resolve(false)
  readonly #looked = triedNowAndThen(() => this.#lookAgain())

  constructor(tell: TellUnreadable = () => undefined) {
    this.#tell = tell
  }

  /** From now on what was found is looked at again, now and then, when somebody asks. */
  lookAgainBy(canBeRead: (event: CannotBeRead & { readonly stream: string }) => Promise<boolean>): void {
    this.#canBeRead = canBeRead
  }

  tell({ position, because, stream }: CannotBeRead): void {
    if (this.#found.has(position) || this.#found.size >= REMEMBERED) return
    this.#found.set(position, { position, because, stream })
    this.#tell({ position, because })
  }

  positions(): readonly Position[] {
    return [...this.#found.keys()]
  }

  /** Without those that can be read again, as far as was looked. */
  async stillThere(): Promise<readonly Position[]> {
    await this.#looked().catch(() => undefined)
    return this.positions()
  }

  /** Some at a time: what was looked at comes last at the next look. */
  async #lookAgain(): Promise<void> {
    for (const [position, event] of [...this.#found].slice(0, LOOKED_AT_ONCE)) {
      const { stream } = event
      const isMended = stream !== undefined && (await this.#canBeRead({ ...event, stream }).catch(() => false))
      this.#found.delete(position)
      if (isMended) this.#tell.again?.({ position })
      else this.#found.set(position, event)
    }
  }
}

/** In a log: the operator finds the stream by the position. */
export const tellUnreadable = (log: {
  error(fields: object, message: string): void
  info(fields: object, message: string): void
}): TellUnreadable =>
  Object.assign(
    ({ position, because }: CannotBeRead) => {
      log.error({ position, because }, 'an event cannot be read: its stream is set aside, and the others go on')
    },
    {
      again: ({ position }: { readonly position: Position }) => {
        log.info({ position }, 'an event can be read again, and its stream is no longer set aside')
      },
    },
  )
