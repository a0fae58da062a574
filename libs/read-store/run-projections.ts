/** Rows that follow the events: each projection on its own, from where its active generation stands, in batches of rows and checkpoint together. */
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { pauseAfter } from '../event-store/away.ts'
import { StoreUnavailable, type EventsToRead, type StoredEvent } from '../event-store/port.ts'
import { build } from './build.ts'
import { Advance, beginAgain, beginOnce, generationsOf, type Generation } from './generations.ts'
import type { Projection } from './projection.ts'
import type { ReadStore } from './read-store.ts'

export interface Following {
  /** Ends the following after the batch that is under way. */
  readonly signal: AbortSignal
  /** Told of every fault; the projection that met it tries again by itself after a while, the others go on. */
  readonly onFault: (projection: string, fault: unknown, retryInMs: number) => void
  readonly batchSize?: number
  /** Told of every batch that became rows, and how long that took. */
  readonly onBatch?: (projection: string, events: readonly StoredEvent[], tookMs: number) => void
}

/** How long rows lie behind on purpose: under load, one transaction then takes in many commits. */
const GATHERING_MS = 20
const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 30_000

/**
 * Runs until `signal` aborts. Several processes may run the same projections on one store: each batch begins with a look at which
 * generation is active and how far it is, so that no event is applied twice and none is passed over.
 */
export async function runProjections(
  store: EventsToRead,
  readStore: ReadStore,
  projections: readonly Projection[],
  { signal, onFault, batchSize = 256, onBatch }: Following,
): Promise<void> {
  mustNotShareNames(projections)
  const following = projections.map(async (projection) => {
    let retryInMs = FIRST_RETRY_MS
    while (!signal.aborted) {
      try {
        for await (const _progress of follow(store, readStore, projection, { signal, batchSize, onBatch }))
          retryInMs = FIRST_RETRY_MS
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

/** Empty rows for the read models that have none yet, so that they can be asked before anyone follows. @throws StoreUnavailable */
export const beginAll = (readStore: ReadStore, projections: readonly Projection[]): Promise<void> =>
  readStore.write(async (transaction) => {
    for (const projection of projections) await beginOnce(transaction, projection)
  })

const hasEnded = (signal: AbortSignal): boolean => signal.aborted

/** Yields after each batch, and ends when the rows have moved under its feet (rebuilt, say): it is then to begin again from where they are. */
async function* follow(
  store: EventsToRead,
  readStore: ReadStore,
  projection: Projection,
  { signal, batchSize, onBatch }: Required<Pick<Following, 'signal' | 'batchSize'>> & { onBatch: Following['onBatch'] },
): AsyncGenerator<void, void, undefined> {
  const active = await activeNotAhead(store, readStore, projection)
  if (active.version > projection.version) throw madeByNewerVersion(projection)
  if (active.version < projection.version) {
    await build(store, readStore, projection, { signal, joins: true })
    return
  }
  const advance = new Advance(projection, active.generation)
  let { position } = active
  for await (const events of store.subscribe(position === '' ? undefined : position, { signal, batchSize })) {
    const beganMs = performance.now()
    const reached = await readStore.write(async (transaction) => {
      const { active: now } = await generationsOf(transaction, projection.name)
      const hasMoved = now?.generation !== active.generation || now.position < position
      return hasMoved ? undefined : advance.by(transaction, now, events)
    })
    if (reached === undefined) return
    position = reached
    onBatch?.(projection.name, events, performance.now() - beganMs)
    yield
    // Caught up: what is written in the next moment goes in together. Otherwise on at once, once the process had its turn.
    await (events.length < batchSize ? pause(GATHERING_MS, undefined, { signal }).catch(() => undefined) : nextTurn())
  }
}

/** Rows that know events which the event store does not (it was restored from a backup, say) are dropped at once: those events never happened. */
async function activeNotAhead(store: EventsToRead, readStore: ReadStore, projection: Projection): Promise<Generation> {
  const active = await readStore.write((transaction) => beginOnce(transaction, projection))
  const head = (await store.head()) ?? ''
  if (active.position <= head) return active
  return readStore.write(async (transaction) => {
    const { active: now } = await generationsOf(transaction, projection.name)
    return now?.generation === active.generation
      ? beginAgain(transaction, projection, now)
      : beginOnce(transaction, projection)
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
