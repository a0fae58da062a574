/** A generation built beside the one that serves, from the first event on, and put in its place once it has caught up. Nobody who reads notices. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { BYTES_AT_ONCE, type EventsToRead, type Position } from '../event-store/port.ts'
import { maybeMore, pageBehind } from '../event-store/reading.ts'
import {
  begin,
  discard,
  generationsOf,
  nextNumber,
  switchOver,
  type Generation,
  type OnUnreadable,
  type Writing,
} from './generations.ts'
import type { Projection } from './projection.ts'
import type { ReadStore } from './read-store.ts'
import { isOfAll, kept, leastOf, takenIn, type Kept } from './together.ts'

export interface Progress {
  readonly events: number
  readonly position: Position
}

export interface Building {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  readonly pageSize?: number
  readonly onUnreadable?: OnUnreadable
}

/** Another rebuild of the same projection began: it goes on, this one does not. */
export class RebuildTakenOver extends Error {
  constructor(projection: string) {
    super(`another rebuild of ${projection} began, and goes on in place of this one`)
  }
}

/**
 * Makes a projection's rows anew while those that are there serve and follow on, in this process or any other.
 * What an earlier attempt left is discarded.
 * @throws RebuildTakenOver; StoreUnavailable; the signal's reason when it aborts
 */
export async function rebuild(
  store: EventsToRead,
  readStore: ReadStore,
  projection: Projection,
  building: Building = {},
): Promise<void> {
  await rebuildAll(store, readStore, [projection], building)
}

/** Several, who read the store once. One that fails keeps none of the others. @throws as `rebuild` does, once the others are done */
export async function rebuildAll(
  store: EventsToRead,
  readStore: ReadStore,
  projections: readonly Projection[],
  building: Building = {},
): Promise<void> {
  const { takenOver, failed } = await buildAll(store, readStore, projections, { ...building, joins: false })
  for (const [, fault] of failed) throw fault
  for (const { name } of takenOver) throw new RebuildTakenOver(name)
}

type BuildingBeside = Building & {
  /** Whether to go on with a generation of this version that another process is building, or left: both may build it at once. */
  readonly joins: boolean
}

/** @returns false when another build took its place */
export async function build(
  store: EventsToRead,
  readStore: ReadStore,
  projection: Projection,
  building: BuildingBeside,
): Promise<boolean> {
  const { built, failed } = await buildAll(store, readStore, [projection], building)
  for (const [, fault] of failed) throw fault
  return built.length > 0
}

/** What became of each. */
export interface Built {
  readonly built: readonly Projection[]
  /** Another build of it took its place. */
  readonly takenOver: readonly Projection[]
  readonly failed: readonly (readonly [Projection, unknown])[]
}

/** Several at once, who read the store once. @throws StoreUnavailable; the signal's reason when it aborts */
export async function buildAll(
  store: EventsToRead,
  readStore: ReadStore,
  projections: readonly Projection[],
  { signal, onProgress, pageSize = 500, onUnreadable, joins }: BuildingBeside,
): Promise<Built> {
  const [built, takenOver, failed]: [Projection[], Projection[], (readonly [Projection, unknown])[]] = [[], [], []]
  if (projections.length === 0) return { built, takenOver, failed }
  const tell = (projection: Projection, isBuilt: boolean) => (isBuilt ? built : takenOver).push(projection)
  const begun = await readStore.write((transaction) => beginAllBeside(store, transaction, projections, joins))
  for (const { projection, state } of begun) if (state === 'active') tell(projection, true)
  let lists: readonly Kept[] = begun
    .filter(({ state }) => state === 'building')
    .map(({ projection, ...generation }) =>
      kept(projection, { ...generation, projection: projection.name }, onUnreadable),
    )
  for (let events = 0; lists.length > 0;) {
    signal?.throwIfAborted()
    const position = leastOf(lists)
    const page = await pageBehind(store, position === '' ? undefined : position, pageSize)
    const taken = await takenIn(readStore, lists, page)
    for (const { projection, generation } of taken.moved)
      tell(projection, await isActive(readStore, projection, generation))
    failed.push(...taken.failed.map(([{ projection }, fault]) => [projection, fault] as const))
    lists = taken.reached
    events += page.length
    onProgress?.({ events, position: leastOf(lists) })
    if (maybeMore(page, pageSize, BYTES_AT_ONCE)) {
      await nextTurn()
      continue
    }
    for (const list of lists)
      try {
        tell(list.projection, await switchTo(store, readStore, list))
      } catch (fault) {
        if (isOfAll(fault)) throw fault
        failed.push([list.projection, fault])
      }
    break
  }
  return { built, takenOver, failed }
}

async function beginAllBeside(
  store: EventsToRead,
  transaction: Writing,
  projections: readonly Projection[],
  joins: boolean,
) {
  const begun: (Omit<Generation, 'projection'> & { readonly projection: Projection })[] = []
  for (const projection of projections)
    begun.push({ ...(await beginBeside(store, transaction, projection, joins)), projection })
  return begun
}

/** @returns the generation to build; or the active one, where who joins comes when the others are done */
async function beginBeside(
  store: EventsToRead,
  transaction: Writing,
  projection: Projection,
  joins: boolean,
): Promise<Generation> {
  const { active, building } = await generationsOf(transaction, projection.name)
  if (joins && active !== undefined && active.version >= projection.version) return active
  if (building !== undefined) {
    // What was begun before the event store was put back to an earlier moment may know what never happened.
    const isOfWhatHappened = building.position <= ((await store.head()) ?? '')
    if (joins && building.version === projection.version && isOfWhatHappened) return building
    await discard(transaction, building)
  }
  return begin(transaction, projection, { generation: nextNumber(active, building), state: 'building' })
}

/** With the write lock held the active generation stands still, so what it is ahead can be made up for, and nobody ever reads back in time. */
function switchTo(
  store: EventsToRead,
  readStore: ReadStore,
  { projection, generation, advance }: Kept,
): Promise<boolean> {
  return readStore.write(async (transaction) => {
    const { active, building } = await generationsOf(transaction, projection.name)
    if (building?.generation !== generation) return active?.generation === generation
    for (let { position } = building; active !== undefined && position < active.position;) {
      const page = await pageBehind(store, position === '' ? undefined : position, 500)
      if (page.length === 0) throw new Error(`the rows of ${projection.name} know events that the event store does not`)
      position = await advance.by(transaction, { position }, page)
    }
    await switchOver(transaction, active, building)
    return true
  })
}

const isActive = (readStore: ReadStore, { name }: Projection, generation: number): Promise<boolean> =>
  readStore.write(async (transaction) => (await generationsOf(transaction, name)).active?.generation === generation)
