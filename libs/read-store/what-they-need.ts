/** What lists need before they can follow: nothing, to be made, or to be made anew, since something of what they missed can be read by now. */
import { StoreUnavailable, type EventsToRead, type Position, type StoredEvent } from '../event-store/port.ts'
import { EventUnreadable } from '../event-store/recorded.ts'
import {
  beginAgain,
  beginWhereNothingHappened,
  generationsOf,
  missedBy,
  type Generation,
  type OnUnreadable,
  type Writing,
} from './generations.ts'
import type { Projection } from './projection.ts'
import type { ReadStore } from './read-store.ts'
import { kept, type Kept } from './together.ts'

export interface Needs {
  readonly ready: readonly Kept[]
  /** Of the events: whoever knows that has no rows to make. */
  readonly head: Position | ''
  /** Not there yet, in the form this version knows. */
  readonly building: readonly Projection[]
  readonly rebuilding: readonly Projection[]
  readonly failed: readonly (readonly [Projection, unknown])[]
}

/** @throws StoreUnavailable, LeaseLost */
export async function whatTheyNeed(
  store: EventsToRead,
  readStore: ReadStore,
  projections: readonly Projection[],
  onUnreadable: OnUnreadable | undefined,
): Promise<Needs> {
  const [ready, building, rebuilding]: [Kept[], Projection[], Projection[]] = [[], [], []]
  const failed: (readonly [Projection, unknown])[] = []
  const missed = new Missed(store, readStore, onUnreadable)
  const { head, there } = await activeNotAhead(store, readStore, projections)
  for (const { projection, active } of there) {
    if (active === undefined || active.version < projection.version) building.push(projection)
    else if (active.version > projection.version) failed.push([projection, madeByNewerVersion(projection)])
    else
      try {
        const canBeRead = await missed.canBeReadNow(projection, active)
        if (canBeRead) rebuilding.push(projection)
        else ready.push(kept(projection, active, onUnreadable))
      } catch (fault) {
        if (fault instanceof StoreUnavailable) throw fault
        failed.push([projection, fault])
      }
  }
  return { ready, head, building, rebuilding, failed }
}

/** Whether any of them misses an event that can be read by now. */
export async function missWhatCanBeRead(
  store: EventsToRead,
  readStore: ReadStore,
  lists: readonly Kept[],
): Promise<boolean> {
  // Asked without a lock: mostly nothing is missed.
  if ((await readStore.unreadable()).length === 0) return false
  const missed = new Missed(store, readStore, undefined)
  for (const { projection } of lists) {
    const { active } = await readStore.write((transaction) => generationsOf(transaction, projection.name))
    if (active?.version === projection.version && (await missed.canBeReadNow(projection, active))) return true
  }
  return false
}

/** Rows that know events which the event store does not (it was restored from a backup, say) are dropped at once: those events never happened. */
async function activeNotAhead(store: EventsToRead, readStore: ReadStore, projections: readonly Projection[]) {
  const atFirst = await store.head()
  const each = <Found>(find: (transaction: Writing, projection: Projection) => Promise<Found>) =>
    readStore.write(async (transaction) => {
      const found: (readonly [Projection, Found])[] = []
      for (const projection of projections) found.push([projection, await find(transaction, projection)])
      return found
    })
  const found = await each((transaction, projection) => beginWhereNothingHappened(transaction, projection, atFirst))
  // Asked behind them: rows may know what was written meanwhile.
  const head = (await store.head()) ?? ''
  const ahead = new Map(found.filter(([, active]) => active !== undefined && active.position > head))
  const dropped = async (transaction: Writing, projection: Projection): Promise<Generation | undefined> => {
    const { active: now } = await generationsOf(transaction, projection.name)
    if (now === undefined || now.generation !== ahead.get(projection)?.generation) return now
    await beginAgain(transaction, projection, now)
    return undefined
  }
  const there = ahead.size === 0 ? found : await each(dropped)
  return { head, there: there.map(([projection, active]) => ({ projection, active })) }
}

/** Events that rows miss. Each is read once, however many lists miss it. */
class Missed {
  readonly #store: EventsToRead
  readonly #readStore: ReadStore
  readonly #tell: OnUnreadable | undefined
  readonly #read = new Map<Position, StoredEvent | undefined>()

  constructor(store: EventsToRead, readStore: ReadStore, tell: OnUnreadable | undefined) {
    this.#store = store
    this.#readStore = readStore
    this.#tell = tell
  }

  /** Whether rows miss an event that this version, or a file put back, lets be read. Who still cannot be is told of again. */
  async canBeReadNow(projection: Projection, active: Generation): Promise<boolean> {
    for (const { position } of await this.#readStore.write((transaction) => missedBy(transaction, active))) {
      const event = await this.#eventAt(position)
      try {
        if (event === undefined) continue
        projection.changesAfter(event)
        return true
      } catch (fault) {
        if (!(fault instanceof EventUnreadable)) throw fault
        this.#tell?.(fault)
      }
    }
    return false
  }

  async #eventAt(position: Position): Promise<StoredEvent | undefined> {
    if (!this.#read.has(position)) {
      const [event] = await this.#store.readAll(position, 1)
      this.#read.set(position, event?.position === position ? event : undefined)
    }
    return this.#read.get(position)
  }
}

const madeByNewerVersion = ({ name }: Projection): StoreUnavailable =>
  new StoreUnavailable(
    'newer-format',
    `the rows of ${name} were made by a newer version of this software; run that version, or rebuild ${name} with this one`,
  )
