/** Lists that follow the events side by side: a batch is read once, and becomes rows of all of them in one transaction. One that fails at it fails alone. */
import { isAway } from '../event-store/away.ts'
import { StoreUnavailable, type StoredEvent } from '../event-store/port.ts'
import { LeaseLost } from '../lease/port.ts'
import { Advance, generationsNamed, type Generation, type OnUnreadable } from './generations.ts'
import type { Projection } from './projection.ts'
import type { ReadStore } from './read-store.ts'

/** A generation of a list that whoever has this moves on. */
export interface Kept {
  readonly projection: Projection
  readonly generation: number
  readonly state: Generation['state']
  readonly advance: Advance
  /** The last event that its rows are known to know. */
  position: Generation['position']
}

export function kept(
  projection: Projection,
  { generation, state, position }: Generation,
  onUnreadable?: OnUnreadable,
): Kept {
  return { projection, generation, state, position, advance: new Advance(projection, generation, onUnreadable) }
}

/** What became of each. */
export interface TakenIn {
  readonly reached: readonly Kept[]
  /** Whose rows are not where they were: made anew, or gone back. */
  readonly moved: readonly Kept[]
  readonly failed: readonly (readonly [Kept, unknown])[]
}

/**
 * @param events in order and without gaps, from at most the position of each on
 * @throws StoreUnavailable, LeaseLost: what nobody's rows can be written for
 */
export async function takenIn(
  readStore: ReadStore,
  lists: readonly Kept[],
  events: readonly StoredEvent[],
): Promise<TakenIn> {
  if (lists.length === 0) return { reached: [], moved: [], failed: [] }
  try {
    return await inOneTransaction(readStore, lists, events)
  } catch (fault) {
    if (lists.length === 1 ? isOfAll(fault) : wouldMeetAll(fault)) throw fault
  }
  // What an engine says of the statements of one list is told from what is the matter with it by whether it takes those of the others.
  const [reached, moved, failed]: [Kept[], Kept[], (readonly [Kept, unknown])[]] = [[], [], []]
  for (const list of lists)
    try {
      const one = await inOneTransaction(readStore, [list], events)
      reached.push(...one.reached)
      moved.push(...one.moved)
    } catch (fault) {
      if (wouldMeetAll(fault)) throw fault
      failed.push([list, fault])
    }
  if (failed.length === lists.length) for (const [, fault] of failed) if (isOfAll(fault)) throw fault
  return { reached, moved, failed }
}

const wouldMeetAll = (fault: unknown): boolean => fault instanceof LeaseLost || isAway(fault)

export const isOfAll = (fault: unknown): boolean => fault instanceof StoreUnavailable || fault instanceof LeaseLost

async function inOneTransaction(
  readStore: ReadStore,
  lists: readonly Kept[],
  events: readonly StoredEvent[],
): Promise<TakenIn> {
  const at = await readStore.write(async (transaction) => {
    const there = await generationsNamed(
      transaction,
      lists.map(({ projection }) => projection.name),
    )
    const staying = lists.flatMap((list) => {
      const now = there.find((one) => isOf(list, one))
      return now === undefined ? [] : [{ list, advance: list.advance, now }]
    })
    const positions = await Advance.together(transaction, staying, events)
    return new Map(staying.map(({ list }, place) => [list, positions[place] ?? list.position]))
  })
  for (const [list, position] of at) list.position = position
  return { reached: [...at.keys()], moved: lists.filter((list) => !at.has(list)), failed: [] }
}

const isOf = ({ projection, generation, state, position }: Kept, now: Generation): boolean =>
  now.projection === projection.name && now.generation === generation && now.state === state && now.position >= position

/** Where whoever reads on for all of them begins. */
export const leastOf = (lists: readonly Kept[]): Generation['position'] =>
  lists.reduce((least, { position }) => (position < least ? position : least), lists[0]?.position ?? '')

export const furthestOf = (lists: readonly Kept[]): Generation['position'] =>
  lists.reduce((furthest, { position }) => (position > furthest ? position : furthest), '')
