/** Which rows of a projection count: one active generation that is served, and at most one that is being built beside it. */
import { sql, type Kysely } from 'kysely'
import type { Position, StoredEvent } from '../event-store/port.ts'
import type { Projection } from './projection.ts'
import { createTables, dropTables, dropViews, pointViews, RowChanges, type AnyRows } from './rows.ts'

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

/** Rows and checkpoint of a generation moved on, together: in the transaction it is given. */
export class Advance {
  readonly #projection: Projection
  readonly #generation: number
  readonly #rows: RowChanges

  constructor(projection: Projection, generation: number) {
    this.#projection = projection
    this.#generation = generation
    this.#rows = new RowChanges(projection.tables, generation)
  }

  /**
   * @param now the generation as this transaction reads it: another process may have applied some of the events
   * @param events in order and without gaps, from at most `now.position` on
   * @returns the position it is at afterwards
   */
  async by(
    transaction: Writing,
    now: Pick<Generation, 'position'>,
    events: readonly StoredEvent[],
  ): Promise<Generation['position']> {
    const unknown = events.filter(({ position }) => position > now.position)
    await this.#rows.carryOut(
      transaction,
      unknown.flatMap((event) => this.#projection.changesAfter(event)),
    )
    const reached = events.at(-1)?.position ?? ''
    if (reached <= now.position) return now.position
    await inStore(transaction)
      .updateTable('generations')
      .set({ position: reached })
      .where('projection', '=', this.#projection.name)
      .where('generation', '=', this.#generation)
      .execute()
    return reached
  }
}

/** The active generation, begun where there is none. */
export async function beginOnce(db: Writing, projection: Projection): Promise<Generation> {
  const { active } = await generationsOf(db, projection.name)
  return active ?? begin(db, projection, { generation: 1, state: 'active' })
}

/** For rows that must not be served a moment longer: a new generation takes their place at once, empty. */
export async function beginAgain(db: Writing, projection: Projection, active: Generation): Promise<Generation> {
  const { building } = await generationsOf(db, projection.name)
  for (const one of [building, active]) if (one !== undefined) await discard(db, one)
  const generation = Math.max(active.generation, building?.generation ?? 0) + 1
  return begin(db, projection, { generation, state: 'active' })
}

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
  await inStore(db)
    .deleteFrom('generations')
    .where('projection', '=', projection)
    .where('generation', '=', number)
    .execute()
}

/** The built generation takes the active one's place, and what that one held is gone. */
export async function switchOver(db: Writing, active: Generation, built: Generation): Promise<void> {
  await discard(db, active)
  await inStore(db)
    .updateTable('generations')
    .set({ state: sql.lit('active') })
    .where('projection', '=', built.projection)
    .where('generation', '=', built.generation)
    .execute()
  await pointViews(db, tablesOf(built), built.generation)
}

const tablesOf = ({ tables }: Generation): readonly string[] => JSON.parse(tables) as string[]
