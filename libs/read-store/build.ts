/** A generation built beside the one that serves, from the first event on, and put in its place once it has caught up. Nobody who reads notices. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { BYTES_AT_ONCE, type EventsToRead, type Position } from '../event-store/port.ts'
import { maybeMore, pageBehind } from '../event-store/reading.ts'
import {
  Advance,
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
  const done = await build(store, readStore, projection, { ...building, joins: false })
  if (!done) throw new RebuildTakenOver(projection.name)
}

/**
 * @param joins whether to go on with a generation of this version that another process is building, or left: both may build it at once
 * @returns false when another build took its place
 */
export async function build(
  store: EventsToRead,
  readStore: ReadStore,
  projection: Projection,
  { signal, onProgress, pageSize = 500, onUnreadable, joins }: Building & { readonly joins: boolean },
): Promise<boolean> {
  const begun = await readStore.write((transaction) => beginBeside(store, transaction, projection, joins))
  if (begun.state === 'active') return true
  const { generation } = begun
  const advance = new Advance(projection, generation, onUnreadable)
  let { position } = begun
  for (let events = 0; ;) {
    signal?.throwIfAborted()
    const page = await pageBehind(store, position === '' ? undefined : position, pageSize)
    const reached = await readStore.write(async (transaction) => {
      const { building } = await generationsOf(transaction, projection.name)
      return building?.generation === generation ? advance.by(transaction, building, page) : undefined
    })
    if (reached === undefined) return isActive(readStore, projection, generation)
    position = reached
    events += page.length
    onProgress?.({ events, position })
    if (!maybeMore(page, pageSize, BYTES_AT_ONCE)) return switchTo(store, readStore, projection, generation, advance)
    await nextTurn()
  }
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
  projection: Projection,
  generation: number,
  advance: Advance,
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
