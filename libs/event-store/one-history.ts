/**
 * A server's events may be put back from a backup under the processes that use them. Through here nothing is read and nothing taken from the moment the
 * store is found to tell another history than the one that this process read or wrote, until the process has gone back to where the two part.
 */
import { partingOf, START, type Behind, type Parting } from './history.ts'
import { historyAgain, type HistoryNow } from './marking.ts'
import { RevisionConflict, StoreUnavailable, type EventStore, type Position, type StoredEvent } from './port.ts'

const PUT_BACK =
  'it was put back from a backup under this process, which goes back to where the histories part, and then goes on'

type Seen = Pick<StoredEvent, 'position' | 'id'>

const lastIn = (events: readonly StoredEvent[]): Seen | undefined => events.at(-1)

export class OneHistory {
  /** To be used in place of the store itself. @throws besides what that does, StoreUnavailable('put-back') */
  readonly store: EventStore
  /** The store itself: for who goes back. */
  readonly bare: EventStore
  readonly #appending = new Set<Promise<unknown>>()
  /** As it was looked at last, and behind how many breaks of the connection. */
  #known: HistoryNow | undefined
  #heldBehind = -1
  /** The furthest that was read or written. */
  #furthest: Behind = START
  /** The furthest of which the event is known. */
  #seen: Seen | undefined
  #isClosed = false
  #parting: Parting | undefined
  #looking: Promise<void> | undefined
  #era = 0
  #over = new AbortController()

  constructor(bare: EventStore) {
    this.bare = bare
    this.store = {
      append: (...asked) => this.#append(...asked),
      read: (...asked) => this.#through(() => bare.read(...asked), lastIn),
      readAll: (...asked) => this.#through(() => bare.readAll(...asked), lastIn),
      subscribe: (...asked) => this.#subscribe(...asked),
      mustTakeWrites: () =>
        this.#through(
          async () => bare.mustTakeWrites?.(),
          () => undefined,
        ),
      head: () => this.#head(),
      era: () => this.#era,
      close: () => bare.close(),
    }
  }

  /** Where the history that this process knows and the one that is there part; undefined where they are one. */
  get parting(): Parting | undefined {
    return this.#parting
  }

  /** Whether nothing is read or taken now. */
  get isLetGo(): boolean {
    return this.#isClosed
  }

  /** Aborts when the histories are found to part: who follows ends then, and begins again behind the parting. */
  get over(): AbortSignal {
    return this.#over.signal
  }

  /** Holds it against what this process knows, also where nobody asks anything of it. @throws StoreUnavailable */
  look(): Promise<void> {
    this.#looking ??= this.#lookNow().finally(() => {
      this.#looking = undefined
    })
    return this.#looking
  }

  /** Nothing is read or taken any more, as what belongs to the store is in doubt, until `goOn`. */
  letGo(): void {
    this.#isClosed = true
    this.#over.abort()
  }

  /** Resolves once no append is under way that was begun before the histories parted. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#appending)
  }

  /** All that was known of the other history is dropped, or went back. @param now the history that goes on */
  goOn(now: HistoryNow): void {
    this.#known = now
    this.#furthest = now.reached
    this.#seen = undefined
    this.#heldBehind = -1
    this.#parting = undefined
    this.#isClosed = false
    this.#era += 1
    this.#over = new AbortController()
  }

  async #append(...asked: Parameters<EventStore['append']>): ReturnType<EventStore['append']> {
    await this.#mustBeOne()
    const appending = this.bare.append(...asked)
    this.#appending.add(appending)
    try {
      const appended = await appending
      await this.#mustBeOne()
      const { position } = appended
      this.#reached({ position, id: asked[2].at(-1)?.id ?? '' })
      return appended
    } catch (fault) {
      if (fault instanceof RevisionConflict) {
        // No stream grows shorter but with its store.
        if (isShorter(fault)) this.#heldBehind = -1
        await this.#mustBeOne()
      }
      throw fault
    } finally {
      this.#appending.delete(appending)
    }
  }

  async #through<Answer>(ask: () => Promise<Answer>, reached: (answer: Answer) => Seen | undefined): Promise<Answer> {
    await this.#mustBeOne()
    const answer = await ask()
    // It may have been asked of one server, and answered by what was put in its place.
    await this.#mustBeOne()
    this.#reached(reached(answer))
    return answer
  }

  async *#subscribe(
    after: Position | undefined,
    { signal, ...options }: Parameters<EventStore['subscribe']>[1],
  ): AsyncGenerator<readonly StoredEvent[], void, undefined> {
    if (!signal.aborted) await this.#mustBeOne()
    const over = this.#over.signal
    for await (const batch of this.bare.subscribe(after, { ...options, signal: AbortSignal.any([signal, over]) })) {
      await this.#mustBeOne()
      this.#reached(lastIn(batch))
      yield batch
    }
    if (over.aborted && !signal.aborted) throw new StoreUnavailable('put-back', PUT_BACK)
  }

  async #head(): Promise<Position | undefined> {
    const head = await this.#through(
      () => this.bare.head(),
      () => undefined,
    )
    if (head !== undefined && head > this.#furthest) this.#furthest = head
    return head
  }

  #reached(seen: Seen | undefined): void {
    if (seen === undefined) return
    if (seen.position > this.#furthest) this.#furthest = seen.position
    if (this.#seen === undefined || seen.position > this.#seen.position) this.#seen = seen
  }

  async #stands({ position, id }: Seen): Promise<boolean> {
    const [there] = await this.bare.readAll(position, 1)
    return there?.position === position && there.id === id
  }

  #breaks(): number {
    return this.bare.breaks?.() ?? 0
  }

  /** @throws StoreUnavailable('put-back'), and where the store cannot be asked */
  async #mustBeOne(): Promise<void> {
    for (;;) {
      if (this.#isClosed) throw new StoreUnavailable('put-back', PUT_BACK)
      if (this.#heldBehind === this.#breaks()) return
      await this.look()
    }
  }

  async #lookNow(): Promise<void> {
    if (this.#isClosed) return
    const [breaks, known, furthest, seen] = [this.#breaks(), this.#known, this.#furthest, this.#seen]
    const now = await historyAgain(this.bare, known)
    const parting =
      (known && partingOf(known, now)) ??
      endsBefore(furthest, now) ??
      (seen !== undefined && seen.position > (known?.reached ?? START) && !(await this.#stands(seen))
        ? partsBehind(known?.reached ?? START)
        : undefined)
    if (parting === undefined) {
      this.#known = now
      this.#heldBehind = breaks
    } else {
      this.#parting = parting
      this.letGo()
    }
  }
}

const isShorter = ({ actual, expected }: RevisionConflict): boolean =>
  expected !== 'no-stream' && (actual === 'no-stream' || actual < expected)

/** Marks that were read past are of processes that started since, and no sign of a parting: an end that lies before is. */
const endsBefore = (furthest: Behind, { reached }: HistoryNow): Parting | undefined =>
  furthest > reached ? partsBehind(reached) : undefined

/** What was seen since the last look is not there: no mark known by then says how much of it is still the same. */
const partsBehind = (behind: Behind): Parting => ({ behind, gone: [], sharesNothing: false })
