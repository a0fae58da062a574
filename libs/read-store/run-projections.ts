/** Rows that follow the events: all lists by one subscription and in one transaction a batch, rows and checkpoints together; one that fails, or lies behind, catches up by itself. */
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { pauseAfter } from '../event-store/away.ts'
import type { EventsToRead, StoredEvent } from '../event-store/port.ts'
import { pageBehind } from '../event-store/reading.ts'
import { buildAll, RebuildTakenOver } from './build.ts'
import { beginWhereNothingHappened, type OnUnreadable } from './generations.ts'
import type { Projection } from './projection.ts'
import type { ReadStore } from './read-store.ts'
import { furthestOf, leastOf, takenIn, type Kept } from './together.ts'
import { missWhatCanBeRead, whatTheyNeed } from './what-they-need.ts'

export interface Following {
  /** Ends the following after the batch that is under way. */
  readonly signal: AbortSignal
  /** Told of every fault; the projection that met it tries again by itself after a while, the others go on. */
  readonly onFault: (projection: string, fault: unknown, retryInMs: number) => void
  /** Told at each beginning, so after a fault too, once the projection made rows or has none to make. */
  readonly onGoing?: (projection: string) => void
  readonly batchSize?: number
  /** Told of every batch that became rows, and how long that took. */
  readonly onBatch?: (projection: string, events: readonly StoredEvent[], tookMs: number) => void
  /** Told of events that cannot be read: the rows go on without them, and are made anew once they can be. */
  readonly onUnreadable?: OnUnreadable
  /** How often is looked whether they can be. */
  readonly lookAgainEveryMs?: number
}

/** How long rows lie behind on purpose: under load, one transaction then takes in many commits. */
const GATHERING_MS = 20
const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 30_000
const LOOK_WHERE_ROWS_ARE_MS = 1_000
const LOOK_AGAIN_EVERY_MS = 30_000

/**
 * Runs until `signal` aborts. Several processes may run the same projections on one store: each batch begins with a look at which
 * generations are active and how far they are, so that no event is applied twice and none is passed over.
 */
export async function runProjections(
  store: EventsToRead,
  readStore: ReadStore,
  projections: readonly Projection[],
  following: Following,
): Promise<void> {
  mustNotShareNames(projections)
  await new Keeping(store, readStore, following).run(projections)
}

/** Empty rows for the read models that have none yet, where nothing has happened, so that they can be asked before anyone follows. @throws StoreUnavailable */
export async function beginAll(
  store: Pick<EventsToRead, 'head'>,
  readStore: ReadStore,
  projections: readonly Projection[],
): Promise<void> {
  const head = await store.head()
  await readStore.write(async (transaction) => {
    for (const projection of projections) await beginWhereNothingHappened(transaction, projection, head)
  })
}

/** Lists that follow one subscription. */
interface Convoy {
  readonly lists: Set<Kept>
  /** What their rows were in before it was asked how far those are. */
  readonly place: unknown
  /** The last event of the batch that is under way, or was: whoever knows it may come along. */
  upTo: Kept['position']
}

class Keeping {
  readonly #store: EventsToRead
  readonly #readStore: ReadStore
  readonly #following: Following
  readonly #batchSize: number
  readonly #underWay = new Set<Promise<void>>()
  readonly #retryInMs = new Map<Projection, number>()
  /** Those that were told to be going since they last began. */
  readonly #going = new Set<Projection>()
  #convoy: Convoy | undefined

  constructor(store: EventsToRead, readStore: ReadStore, following: Following) {
    this.#store = store
    this.#readStore = readStore
    this.#following = following
    this.#batchSize = following.batchSize ?? 256
  }

  async run(projections: readonly Projection[]): Promise<void> {
    this.#begin(this.#broughtUp(projections))
    while (this.#underWay.size > 0) await Promise.race(this.#underWay)
  }

  /** @param work that tells its faults itself */
  #begin(work: Promise<void>): void {
    const done = work.finally(() => this.#underWay.delete(done))
    this.#underWay.add(done)
  }

  get #hasEnded(): boolean {
    return this.#following.signal.aborted
  }

  /** What is there catches up, what is not is made, several together; then they come along with the others. */
  async #broughtUp(projections: readonly Projection[]): Promise<void> {
    const { signal, onUnreadable } = this.#following
    let asked = projections
    for (const projection of projections) this.#going.delete(projection)
    try {
      while (asked.length > 0 && !this.#hasEnded) {
        const place = this.#readStore.place()
        const need = await whatTheyNeed(this.#store, this.#readStore, asked, onUnreadable)
        asked = [...need.building, ...need.rebuilding]
        for (const [projection, fault] of need.failed) this.#setAside([projection], fault)
        for (const { projection, position } of need.ready) if (position >= need.head) this.#isGoing(projection)
        if (need.ready.length > 0) this.#begin(this.#caughtUp(need.ready, place))
        const building = { signal, ...(onUnreadable && { onUnreadable }) }
        const begun = { ...building, joins: true, pageSize: this.#batchSize }
        const made = await buildAll(this.#store, this.#readStore, need.building, begun)
        const again = await buildAll(this.#store, this.#readStore, need.rebuilding, { signal, joins: false })
        asked = [...made.built, ...made.takenOver, ...again.built]
        for (const [projection, fault] of [...made.failed, ...again.failed]) this.#setAside([projection], fault)
        for (const projection of again.takenOver) this.#setAside([projection], new RebuildTakenOver(projection.name))
      }
    } catch (fault) {
      this.#setAside(asked, fault)
    }
  }

  #isGoing(projection: Projection): void {
    if (this.#going.has(projection)) return
    this.#going.add(projection)
    this.#following.onGoing?.(projection.name)
  }

  /** Those that cannot go on for now: told, and brought up again together after a while. */
  #setAside(projections: readonly Projection[], fault: unknown): void {
    if (this.#hasEnded || projections.length === 0) return
    const { signal, onFault } = this.#following
    const retryInMs = Math.max(...projections.map((one) => this.#retryInMs.get(one) ?? FIRST_RETRY_MS))
    const pauseMs = pauseAfter(fault, retryInMs)
    for (const projection of projections) {
      onFault(projection.name, fault, pauseMs)
      this.#retryInMs.set(projection, Math.min(2 * pauseMs, LAST_RETRY_MS))
    }
    const again = async () => {
      await pause(pauseMs, undefined, { signal }).catch(() => undefined)
      await this.#broughtUp(projections)
    }
    this.#begin(again())
  }

  /** Reads on until they know what the others know, and goes along with them. */
  async #caughtUp(lists: readonly Kept[], place: unknown): Promise<void> {
    let behind = lists
    try {
      for (;;) {
        behind = this.#joining(behind, place)
        if (behind.length === 0 || this.#hasEnded) return
        const least = leastOf(behind)
        const page = await pageBehind(this.#store, least === '' ? undefined : least, this.#batchSize)
        if (page.length === 0) throw new Error('lists know events that the event store does not')
        behind = await this.#takenIn(behind, page)
        await nextTurn()
      }
    } catch (fault) {
      this.#setAside(namesOf(behind), fault)
    }
  }

  /** @returns those that lie behind the others */
  #joining(lists: readonly Kept[], place: unknown): readonly Kept[] {
    if (lists.length === 0 || this.#hasEnded) return []
    const convoy = this.#convoy ?? this.#convoyFrom(furthestOf(lists), place)
    const behind = lists.filter(({ position }) => position < convoy.upTo)
    for (const list of lists) if (!behind.includes(list)) convoy.lists.add(list)
    return behind
  }

  #convoyFrom(position: Kept['position'], place: unknown): Convoy {
    const convoy: Convoy = { lists: new Set(), place, upTo: position }
    this.#convoy = convoy
    this.#begin(this.#follow(convoy))
    return convoy
  }

  async #follow(convoy: Convoy): Promise<void> {
    const { signal, lookAgainEveryMs = LOOK_AGAIN_EVERY_MS } = this.#following
    const gone = new AbortController()
    let looking: NodeJS.Timeout | undefined
    let lookingAgain: NodeJS.Timeout | undefined
    try {
      // Whoever began it comes along, whatever happens to it.
      await nextTurn()
      // Rows that were set aside are made anew at once, and not when the next event comes.
      looking = setInterval(() => {
        if (isElsewhere(this.#readStore, convoy.place)) gone.abort()
      }, LOOK_WHERE_ROWS_ARE_MS)
      lookingAgain = setInterval(() => {
        // A fault is met by whoever follows, and told.
        missWhatCanBeRead(this.#store, this.#readStore, [...convoy.lists]).then(
          (isSo) => {
            if (isSo) gone.abort()
          },
          () => undefined,
        )
      }, lookAgainEveryMs)
      const from = convoy.upTo === '' ? undefined : convoy.upTo
      const options = { signal: AbortSignal.any([signal, gone.signal]), batchSize: this.#batchSize }
      for await (const events of this.#store.subscribe(from, options)) {
        convoy.upTo = events.at(-1)?.position ?? convoy.upTo
        const before = [...convoy.lists]
        const staying = new Set(await this.#takenIn(before, events))
        for (const list of before) if (!staying.has(list)) convoy.lists.delete(list)
        if (convoy.lists.size === 0) {
          this.#isOver(convoy)
          return
        }
        // Caught up: what is written in the next moment goes in together. Otherwise on at once, once the process had its turn.
        const rest = () => pause(GATHERING_MS, undefined, { signal }).catch(() => undefined)
        await (events.length < this.#batchSize ? rest() : nextTurn())
      }
      const lists = this.#isOver(convoy)
      if (!this.#hasEnded) this.#begin(this.#broughtUp(lists))
    } catch (fault) {
      this.#setAside(this.#isOver(convoy), fault)
    } finally {
      clearInterval(looking)
      clearInterval(lookingAgain)
    }
  }

  /** Nobody comes along any more. @returns who did */
  #isOver(convoy: Convoy): readonly Projection[] {
    if (this.#convoy === convoy) this.#convoy = undefined
    return namesOf([...convoy.lists])
  }

  /** @returns those that go on */
  async #takenIn(lists: readonly Kept[], events: readonly StoredEvent[]): Promise<readonly Kept[]> {
    const beganMs = performance.now()
    const { reached, moved, failed } = await takenIn(this.#readStore, lists, events)
    const tookMs = performance.now() - beganMs
    for (const { projection } of reached) {
      this.#retryInMs.delete(projection)
      this.#isGoing(projection)
      this.#following.onBatch?.(projection.name, events, tookMs)
    }
    if (moved.length > 0) this.#begin(this.#broughtUp(namesOf(moved)))
    for (const [{ projection }, fault] of failed) this.#setAside([projection], fault)
    return reached
  }
}

const namesOf = (lists: readonly Kept[]): readonly Projection[] => lists.map(({ projection }) => projection)

function isElsewhere(readStore: ReadStore, place: unknown): boolean {
  try {
    return readStore.place() !== place
  } catch {
    // Whoever reads or writes there meets the fault, and tells it.
    return false
  }
}

/** Tables are found by their plain names, and rows by their projection's: neither may have two meanings. */
function mustNotShareNames(projections: readonly Projection[]): void {
  const names = projections.flatMap(({ name, tables }) => [`projection ${name}`, ...Object.keys(tables)])
  const shared = names.filter((name, place) => names.indexOf(name) !== place)
  if (shared.length > 0) throw new TypeError(`two projections share a name: ${shared.join(', ')}`)
}
