/**
 * Plans that cannot be read now: what is to be told of each is held back, from its first event that could not be, and the others go on. Once such a plan
 * can be read it is told from there, in its order, before anything else of it.
 */
import { BYTES_AT_ONCE, type EventStore, type Position, type StoredEvent } from '../event-store/port.ts'
import { maybeMore } from '../event-store/reading.ts'

/** Where to go on: behind `after`, and with what was held back on the way there. */
export interface WhereToGoOn {
  /** Undefined: at the start. */
  readonly after: Position | undefined
  /** Of each plan that is held back, where its first event stands that was not told. */
  readonly held: readonly Position[]
}

export const AT_THE_START: WhereToGoOn = { after: undefined, held: [] }

/** A cursor has room for so many; with more than that it is no matter of some plans any more. */
export const HELD_AT_MOST = 32

/** By stream, where its first event stands that was not told. */
export type HeldBack = Map<string, Position>

export async function heldIn(store: EventStore, positions: readonly Position[]): Promise<HeldBack> {
  const held: HeldBack = new Map()
  for (const position of positions.slice(0, HELD_AT_MOST)) {
    const [stored] = await store.readAll(position, 1)
    // Where nothing stands now, something may once the store is mended.
    held.set(stored?.position === position ? stored.stream : position, position)
  }
  return held
}

export const positionsOf = (held: HeldBack): readonly Position[] => [...held.values()].sort()

const READ_AT_ONCE = 256

/** The events of a stream from a position on, as far as another; none where the store shows nothing there. */
export async function* eventsFrom(
  store: EventStore,
  position: Position,
  until: Position,
): AsyncGenerator<StoredEvent, void, undefined> {
  const [first] = await store.readAll(position, 1)
  if (first?.position !== position) return
  yield first
  for (let revision = first.revision + 1; ;) {
    const page = await store.read(first.stream, revision, READ_AT_ONCE, BYTES_AT_ONCE)
    for (const stored of page) {
      if (stored.position > until) return
      yield stored
    }
    if (!maybeMore(page, READ_AT_ONCE, BYTES_AT_ONCE)) return
    revision += page.length
  }
}

/** One place behind which all that is left stands, and more of it than is left where something is held back. */
export async function behindWhichAllIsLeft(
  store: EventStore,
  { after, held }: WhereToGoOn,
): Promise<Position | undefined> {
  const [position] = [...held].sort()
  if (position === undefined) return after
  const [first] = await store.readAll(position, 1)
  if (first?.position !== position || first.revision === 0) return undefined
  const [before] = await store.read(first.stream, first.revision - 1, 1)
  return before?.position
}
