/** Which rows of a projection count: one active generation that is served, and at most one that is being built beside it. */
import { sql, type Kysely } from 'kysely'
import type { Position, StoredEvent } from '../event-store/port.ts'
import { EventUnreadable, type WhyUnreadable } from '../event-store/recorded.ts'
import type { Projection } from './projection.ts'
import { carryOut, createTables, dropTables, dropViews, pointViews, RowChanges, type AnyRows } from './rows.ts'

export type StoreTables = {
  generations: {
    projection: string
    generation: number
    version: number
    state: 'active' | 'building'
    /** Names of the read model's tables, as JSON: a later version may have others. */
    tables: string
    /** The last event that the rows know; '' before the first. */
    position: Position | ''
  }
  checkpoints: { name: string; position: Position }
  /** Events that could not be read when a generation came by them: its rows miss them. */
  unreadable: {
    projection: string
    generation: number
    position: Position
    stream: string
    because: WhyUnreadable
  }
}

export type Generation = StoreTables['generations']

/** A transaction that writes. */
export type Writing = Kysely<AnyRows>

const inStore = (db: Writing) => db.$extendTables<StoreTables>()

export async function generationsOf(db: Writing, projection: string) {
  const found = await inStore(db).selectFrom('generations').selectAll().where('projection', '=', projection).execute()
  return {
    active: found.find(({ state }) => state === 'active'),
    building: found.find(({ state }) => state === 'building'),
  }
}

/** Told of an event that cannot be read; more than once where what follows from it has to be tried again. */
export type OnUnreadable = (event: EventUnreadable) => void

/** Of any of these projections, in either state. */
export const generationsNamed = (db: Writing, projections: readonly string[]): Promise<readonly Generation[]> =>
  inStore(db).selectFrom('generations').selectAll().where('projection', 'in', projections).execute()

interface Moving {
  readonly advance: Advance
  /** The generation as this transaction reads it: another process may have applied some of the events. */
  readonly now: Pick<Generation, 'position'>
}

/** Rows and checkpoint of a generation moved on, together: in the transaction it is given. */
export class Advance {
  readonly #projection: Projection
  readonly #generation: number
  readonly #rows: RowChanges
  readonly #onUnreadable: OnUnreadable | undefined

  constructor(projection: Projection, generation: number, onUnreadable?: OnUnreadable) {
    this.#projection = projection
    this.#generation = generation
    this.#onUnreadable = onUnreadable
    this.#rows = new RowChanges(projection.tables, generation)
  }

  /**
   * Several, in as few statements as there are.
   * @param events in order and without gaps, from at most the position of each on
   * @returns the position each is at afterwards
   */
  static async together(
    transaction: Writing,
    all: readonly Moving[],
    events: readonly StoredEvent[],
  ): Promise<readonly Generation['position'][]> {
    const reached = events.at(-1)?.position ?? ''
    const after = all.map(({ advance, now }) => ({ advance, ...advance.#after(transaction, now, events) }))
    const behind = all.filter(({ now }) => now.position < reached).map(({ advance }) => advance)
    const queries = after.flatMap(({ queries }) => queries)
    if (behind.length > 0) queries.push(checkpointed(transaction, behind, reached))
    await carryOut(transaction, queries)
    for (const { advance, missed } of after) if (missed.length > 0) await advance.#misses(transaction, missed)
    return all.map(({ now }) => (now.position < reached ? reached : now.position))
  }

  /** It alone. */
  async by(
    transaction: Writing,
    now: Pick<Generation, 'position'>,
    events: readonly StoredEvent[],
  ): Promise<Generation['position']> {
    const [reached = now.position] = await Advance.together(transaction, [{ advance: this, now }], events)
    return reached
  }

  get generation(): Pick<Generation, 'projection' | 'generation'> {
    return { projection: this.#projection.name, generation: this.#generation }
  }

  #after(transaction: Writing, now: Pick<Generation, 'position'>, events: readonly StoredEvent[]) {
    const missed: EventUnreadable[] = []
    const changes = events.flatMap((event) => {
      if (event.position <= now.position) return []
      try {
        return this.#projection.changesAfter(event)
      } catch (fault) {
        if (!(fault instanceof EventUnreadable)) throw fault
        missed.push(fault)
        return []
      }
    })
    return { queries: this.#rows.queriesFor(transaction, changes), missed }
  }

  async #misses(transaction: Writing, missed: readonly EventUnreadable[]): Promise<void> {
    const rows = missed.map(({ position, stream = '', because }) => ({
      ...this.generation,
      ...{ position, stream, because },
    }))
    await inStore(transaction).insertInto('unreadable').values(rows).execute()
    for (const one of missed) this.#onUnreadable?.(one)
  }
}

const checkpointed = (db: Writing, advances: readonly Advance[], position: Position) =>
  inStore(db)
    .updateTable('generations')
    .set({ position })
    .where((its) => its.or(advances.map(({ generation }) => its.and(generation))))
    .compile()

/** The events that a generation's rows miss. */
export const missedBy = (db: Writing, { projection, generation }: Pick<Generation, 'projection' | 'generation'>) =>
  inStore(db)
    .selectFrom('unreadable')
    .selectAll()
    .where('projection', '=', projection)
    .where('generation', '=', generation)
    .orderBy('position')
    .execute()

/**
 * The active generation, begun where there is none and nothing has happened yet: then no rows are all there are to be. Where something has, rows
 * that know nothing of it are not to be served: they are built first.
 * @param head of the event store
 */
export async function beginWhereNothingHappened(
  db: Writing,
  projection: Projection,
  head: Position | undefined,
): Promise<Generation | undefined> {
  const { active } = await generationsOf(db, projection.name)
  if (active !== undefined || head !== undefined) return active
  return begin(db, projection, { generation: 1, state: 'active' })
}

/** For rows that must not be served a moment longer: they are gone at once, and others are begun, which are served once they are built. */
export async function beginAgain(db: Writing, projection: Projection, active: Generation): Promise<void> {
  const { building } = await generationsOf(db, projection.name)
  for (const one of [building, active]) if (one !== undefined) await discard(db, one)
  await begin(db, projection, { generation: nextNumber(active, building), state: 'building' })
}

/** Never a number that was given out before: who still builds under that one must find it gone. */
export const nextNumber = (...generations: readonly (Generation | undefined)[]): number =>
  1 + Math.max(0, ...generations.map((one) => one?.generation ?? 0))

/** A new generation without rows, before the first event. */
export async function begin(
  db: Writing,
  { name, version, tables }: Projection,
  { generation, state }: Pick<Generation, 'generation' | 'state'>,
): Promise<Generation> {
  const begun: Generation = {
    projection: name,
    generation,
    version,
    state,
    tables: JSON.stringify(Object.keys(tables)),
    position: '',
  }
  await inStore(db).insertInto('generations').values(begun).execute()
  await createTables(db, tables, generation)
  if (state === 'active') await pointViews(db, Object.keys(tables), generation)
  return begun
}

export async function discard(db: Writing, generation: Generation): Promise<void> {
  const { projection, generation: number, state } = generation
  const names = tablesOf(generation)
  if (state === 'active') await dropViews(db, names)
  await dropTables(db, names, number)
  for (const table of ['unreadable', 'generations'] as const)
    await inStore(db).deleteFrom(table).where('projection', '=', projection).where('generation', '=', number).execute()
}

/** Rows cannot be taken back: generations that know of anything behind a position go whole. */
export async function discardBehind(db: Writing, behind: Position | ''): Promise<void> {
  const ahead = await inStore(db).selectFrom('generations').selectAll().where('position', '>', behind).execute()
  for (const generation of ahead) await discard(db, generation)
}

/** The built generation takes the place of the active one, if there is one, and what that held is gone. */
export async function switchOver(db: Writing, active: Generation | undefined, built: Generation): Promise<void> {
  if (active !== undefined) await discard(db, active)
  await inStore(db)
    .updateTable('generations')
    .set({ state: sql.lit('active') })
    .where('projection', '=', built.projection)
    .where('generation', '=', built.generation)
    .execute()
  await pointViews(db, tablesOf(built), built.generation)
}

const tablesOf = ({ tables }: Generation): readonly string[] => JSON.parse(tables) as string[]
