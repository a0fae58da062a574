/** Rows that follow the events: each projection on its own, from where its active generation stands, in batches of rows and checkpoint together. */
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { pauseAfter } from '../event-store/away.ts'
import { StoreUnavailable, type EventsToRead, type StoredEvent } from '../event-store/port.ts'
import { EventUnreadable } from '../event-store/recorded.ts'
import { build, rebuild } from './build.ts'
import {
  Advance,
  beginAgain,
  beginWhereNothingHappened,
  generationsOf,
  missedBy,
  type Generation,
  type OnUnreadable,
} from './generations.ts'
import type { Projection } from './projection.ts'
import type { ReadStore } from './read-store.ts'

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
 * generation is active and how far it is, so that no event is applied twice and none is passed over.
 */
export async function runProjections(
  store: EventsToRead,
  readStore: ReadStore,
  projections: readonly Projection[],
  {
    signal,
    onFault,
    onGoing,
    batchSize = 256,
    onBatch,
    onUnreadable,
    lookAgainEveryMs = LOOK_AGAIN_EVERY_MS,
  }: Following,
): Promise<void> {
  mustNotShareNames(projections)
  const following = projections.map(async (projection) => {
    let retryInMs = FIRST_RETRY_MS
    while (!signal.aborted) {
      let isGoing = false
      try {
        for await (const progress of followWhileTheyStay(store, readStore, projection, {
          ...{ signal, batchSize, onBatch, onUnreadable, lookAgainEveryMs },
        })) {
          if (progress === 'rows') retryInMs = FIRST_RETRY_MS
          if (!isGoing) onGoing?.(projection.name)
          isGoing = true
        }
      } catch (fault) {
        if (hasEnded(signal)) return
        const pauseMs = pauseAfter(fault, retryInMs)
        onFault(projection.name, fault, pauseMs)
        await pause(pauseMs, undefined, { signal }).catch(() => undefined)
        retryInMs = Math.min(2 * pauseMs, LAST_RETRY_MS)
      }
    }
  })
  await Promise.all(following)
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

const hasEnded = (signal: AbortSignal): boolean => signal.aborted

type FollowingOne = Required<Pick<Following, 'signal' | 'batchSize'>> & {
  /** Aborts with `signal`, and where the rows are not where they were. */
  readonly stay: AbortSignal
  readonly onBatch: Following['onBatch'] | undefined
  readonly onUnreadable: OnUnreadable | undefined
  readonly lookAgainEveryMs: number
}

/** Of rows that were made, or that there are none to make. */
type Progress = 'rows' | 'caught-up'

/** Yields after each batch, and ends when the rows have moved under its feet (rebuilt, say): it is then to begin again from where they are. */
async function* follow(
  store: EventsToRead,
  readStore: ReadStore,
  projection: Projection,
  { signal, stay, batchSize, onBatch, onUnreadable }: FollowingOne,
): AsyncGenerator<Progress, void, undefined> {
  const active = await activeNotAhead(store, readStore, projection)
  if (active !== undefined && active.version > projection.version) throw madeByNewerVersion(projection)
  if (active === undefined || active.version < projection.version) {
    await build(store, readStore, projection, {
      ...{ signal, joins: true, pageSize: batchSize },
      ...(onUnreadable && { onUnreadable }),
    })
    return
  }
  if (await canBeReadNow(store, readStore, projection, active, onUnreadable)) {
    await rebuild(store, readStore, projection, { signal })
    return
  }
  const advance = new Advance(projection, active.generation, onUnreadable)
  let { position } = active
  const from = position === '' ? undefined : position
  if (position >= ((await store.head()) ?? '')) yield 'caught-up'
  for await (const events of store.subscribe(from, { signal: stay, batchSize })) {
    const beganMs = performance.now()
    const reached = await readStore.write(async (transaction) => {
      const { active: now } = await generationsOf(transaction, projection.name)
      const hasMoved = now?.generation !== active.generation || now.position < position
      return hasMoved ? undefined : advance.by(transaction, now, events)
    })
    if (reached === undefined) return
    position = reached
    onBatch?.(projection.name, events, performance.now() - beganMs)
    yield 'rows'
    // Caught up: what is written in the next moment goes in together. Otherwise on at once, once the process had its turn.
    await (events.length < batchSize ? pause(GATHERING_MS, undefined, { signal }).catch(() => undefined) : nextTurn())
  }
}

/** As long as the rows are where they were: those that were set aside are made anew at once, and not when the next event comes. */
async function* followWhileTheyStay(
  store: EventsToRead,
  readStore: ReadStore,
  projection: Projection,
  following: Omit<FollowingOne, 'stay'>,
): AsyncGenerator<Progress, void, undefined> {
  const place = readStore.place()
  const gone = new AbortController()
  const looking = setInterval(() => {
    if (isElsewhere(readStore, place)) gone.abort()
  }, LOOK_WHERE_ROWS_ARE_MS)
  const lookingAgain = setInterval(() => {
    // A fault is met by whoever follows, and told.
    missesWhatCanBeRead(store, readStore, projection).then(
      (isSo) => {
        if (isSo) gone.abort()
      },
      () => undefined,
    )
  }, following.lookAgainEveryMs)
  try {
    const stay = AbortSignal.any([following.signal, gone.signal])
    yield* follow(store, readStore, projection, { ...following, stay })
  } finally {
    clearInterval(looking)
    clearInterval(lookingAgain)
  }
}

function isElsewhere(readStore: ReadStore, place: unknown): boolean {
  try {
    return readStore.place() !== place
  } catch {
    // Whoever reads or writes there meets the fault, and tells it.
    return false
  }
}

/** Whether rows miss an event that this version, or a file put back, lets be read. Who still cannot be is told of again. */
async function canBeReadNow(
  store: EventsToRead,
  readStore: ReadStore,
  projection: Projection,
  active: Generation,
  tell: OnUnreadable | undefined,
): Promise<boolean> {
  for (const { position } of await readStore.write((transaction) => missedBy(transaction, active))) {
    const [event] = await store.readAll(position, 1)
    try {
      if (event?.position !== position) continue
      projection.changesAfter(event)
      return true
    } catch (fault) {
      if (!(fault instanceof EventUnreadable)) throw fault
      tell?.(fault)
    }
  }
  return false
}

async function missesWhatCanBeRead(
  store: EventsToRead,
  readStore: ReadStore,
  projection: Projection,
): Promise<boolean> {
  // Asked without a lock: mostly nothing is missed.
  if ((await readStore.unreadable()).length === 0) return false
  const { active } = await readStore.write((transaction) => generationsOf(transaction, projection.name))
  return active?.version === projection.version && canBeReadNow(store, readStore, projection, active, undefined)
}

/** Rows that know events which the event store does not (it was restored from a backup, say) are dropped at once: those events never happened. */
async function activeNotAhead(
  store: EventsToRead,
  readStore: ReadStore,
  projection: Projection,
): Promise<Generation | undefined> {
  const atFirst = await store.head()
  const active = await readStore.write((transaction) => beginWhereNothingHappened(transaction, projection, atFirst))
  // Asked behind them: rows may know what was written meanwhile.
  const head = (await store.head()) ?? ''
  if (active === undefined || active.position <= head) return active
  return readStore.write(async (transaction) => {
    const { active: now } = await generationsOf(transaction, projection.name)
    if (now?.generation !== active.generation) return now
    await beginAgain(transaction, projection, now)
    return undefined
  })
}

const madeByNewerVersion = ({ name }: Projection): StoreUnavailable =>
  new StoreUnavailable(
    'newer-format',
    `the rows of ${name} were made by a newer version of this software; run that version, or rebuild ${name} with this one`,
  )

/** Tables are found by their plain names, and rows by their projection's: neither may have two meanings. */
function mustNotShareNames(projections: readonly Projection[]): void {
  const names = projections.flatMap(({ name, tables }) => [`projection ${name}`, ...Object.keys(tables)])
  const shared = names.filter((name, place) => names.indexOf(name) !== place)
  if (shared.length > 0) throw new TypeError(`two projections share a name: ${shared.join(', ')}`)
}
