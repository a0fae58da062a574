/** Rows that answer questions, kept beside the position of the last event they know. They follow from the events alone and can be made anew at any time. */
import type { Kysely } from 'kysely'
import { Doorbell } from '../event-store/following.ts'
import type { Position } from '../event-store/port.ts'
import type { Fence } from '../lease/port.ts'
import { NotesBy } from '../postgres/notes.ts'
import { discardBehind, type StoreTables, type Writing } from './generations.ts'
import type { Asked, RowsOf } from './projection.ts'
import type { AnyRows } from './rows.ts'

/** The engine that a read store stands on, opened and in the form this version knows. */
export interface Engine {
  /** Its transactions hold the one lock that all who write take: they follow each other, across processes. */
  readonly writing: Kysely<AnyRows>
  /** Its transactions see all as of one moment, from which no generation is switched away until they end. */
  readonly reading: Kysely<AnyRows>
  /** How often whoever waits for a position looks for commits of other processes. */
  readonly pollMs: number
  /** Whether another process may have committed since this was last asked. */
  hasChanged(): boolean
  /** What the rows are in now. It is another where that was damaged, and holds nothing then but what is made anew; undefined where that cannot be. */
  place?(): unknown
  /** A fault of the engine as StoreUnavailable; any other as it is. */
  inWords(fault: unknown): unknown
  /** @throws StoreUnavailable where it is closed */
  mustBeOpen(): void
  close(): Promise<void>
}

/** The rows asked for are being made by this version of the software, or by a newer one: there is no answer yet. */
export class RowsNotReady extends Error {
  readonly projection: string

  constructor(projection: string) {
    super(`the rows of ${projection} are not there yet in the form this version reads`)
    this.projection = projection
  }
}

/** How far someone who follows the events has come, where what they make of them is not rows. */
export interface Checkpoint {
  /** Undefined before the first write. */
  read(): Promise<Position | undefined>
  write(position: Position): Promise<void>
}

/** Up to where the active rows of a projection know the events. */
export type Reached = Readonly<Pick<StoreTables['generations'], 'projection' | 'version' | 'position'>>

export type Unreadable = Readonly<Pick<StoreTables['unreadable'], 'position' | 'stream' | 'because'>>

const UNREADABLE_AT_MOST = 1_000

export class ReadStore {
  readonly notes: NotesBy
  readonly #engine: Engine
  readonly #fence: Fence | undefined
  readonly #doorbell = new Doorbell()
  #waiting = 0
  #poll: NodeJS.Timeout | undefined
  /** Asked once for all who wait, forgotten at every ring. */
  #positions: Promise<readonly Reached[]> | undefined
  #isAsking = false

  constructor(engine: Engine, fence?: Fence) {
    this.#engine = engine
    this.#fence = fence
    // Read beside who writes: at a start others make their tables, for as long as that takes.
    this.notes = new NotesBy(
      (statement) => this.#guarded(() => statement(this.#inStore)),
      (statement) => this.write(statement),
    )
  }

  /** The same rows, written only while a lease is held: each transaction asks for it first, and is nothing without. */
  under(fence: Fence): ReadStore {
    return new ReadStore(this.#engine, fence)
  }

  /**
   * An answer from the rows of one or more read models, all as of one moment.
   * @throws RowsNotReady; StoreUnavailable
   */
  read<const Models extends readonly Asked[], Answer>(
    models: Models,
    question: (rows: Kysely<RowsOf<Models>>) => Promise<Answer>,
  ): Promise<Answer>
  read<Answer>(models: readonly Asked[], question: (rows: Kysely<AnyRows>) => Promise<Answer>): Promise<Answer> {
    return this.#guarded(() =>
      this.#engine.reading.transaction().execute(async (snapshot) => {
        const active = await snapshot
          .$extendTables<StoreTables>()
          .selectFrom('generations')
          .select(['projection', 'version'])
          .where('state', '=', 'active')
          .execute()
        const missing = models.find(
          ({ name, version }) => !active.some((one) => one.projection === name && one.version === version),
        )
        if (missing !== undefined) throw new RowsNotReady(missing.name)
        return question(snapshot)
      }),
    )
  }

  /** One transaction, all or nothing; it waits for other writers without blocking this process. @throws StoreUnavailable; LeaseLost */
  async write<Result>(work: (transaction: Writing) => Promise<Result>): Promise<Result> {
    const result = await this.#guarded(() =>
      this.#engine.writing.transaction().execute(async (transaction) => {
        await this.#fence?.(transaction)
        return work(transaction)
      }),
    )
    this.#ring()
    return result
  }

  /**
   * Whether the rows know the event at `position`, waiting for it at most `timeoutMs`.
   * @throws StoreUnavailable
   */
  async caughtUpTo(model: Asked, position: Position, timeoutMs: number): Promise<boolean> {
    if (this.#waiting === 0) this.#positions = undefined
    if (await this.#knows(model, position)) return true
    const signal = AbortSignal.timeout(timeoutMs)
    this.#startWaiting()
    try {
      for (;;) {
        const heard = this.#doorbell.heard(signal)
        if (await this.#knows(model, position)) return true
        if (signal.aborted) return false
        await heard
      }
    } finally {
      this.#stopWaiting()
    }
  }

  /** How far the rows that answer have come. @throws StoreUnavailable */
  positions(): Promise<readonly Reached[]> {
    return this.#askPositions()
  }

  /** The events that the rows which answer miss, since they could not be read. @throws StoreUnavailable */
  unreadable(): Promise<readonly Unreadable[]> {
    return this.#guarded(() =>
      this.#inStore
        .selectFrom('unreadable')
        .innerJoin('generations', (join) =>
          join
            .onRef('generations.projection', '=', 'unreadable.projection')
            .onRef('generations.generation', '=', 'unreadable.generation'),
        )
        .select(['unreadable.position', 'unreadable.stream', 'unreadable.because'])
        .distinct()
        .where('generations.state', '=', 'active')
        .orderBy('unreadable.position')
        .limit(UNREADABLE_AT_MOST)
        .execute(),
    )
  }

  /** What the rows are in now: whoever keeps them has to begin again where it is another. @throws StoreUnavailable */
  place(): unknown {
    return this.#engine.place?.()
  }

  checkpoint(name: string): Checkpoint {
    return {
      read: async () => {
        const found = await this.#guarded(() =>
          this.#inStore.selectFrom('checkpoints').select('position').where('name', '=', name).executeTakeFirst(),
        )
        return found?.position
      },
      write: (position) =>
        this.write(async (transaction) => {
          await transaction
            .$extendTables<StoreTables>()
            .insertInto('checkpoints')
            .values({ name, position })
            .onConflict((conflict) => conflict.column('name').doUpdateSet({ position }))
            .execute()
        }),
    }
  }

  /** Up to where any of its rows and checkpoints know the events; '' where none does. @throws StoreUnavailable */
  async furthest(): Promise<Position | ''> {
    const checkpoints = await this.#guarded(() => this.#inStore.selectFrom('checkpoints').select('position').execute())
    return [...(await this.#askPositions()), ...checkpoints].reduce<Position | ''>(
      (furthest, { position }) => (position > furthest ? position : furthest),
      '',
    )
  }

  /**
   * What lies behind a position never happened (the events were put back): rows that know of it are dropped, to be made anew, and who follows
   * goes on from there.
   * @param anew who follows from the start then, by the name of their checkpoint: what they made of an event may have stood behind the position
   * @throws StoreUnavailable
   */
  goBack(behind: Position | '', anew: readonly string[] = []): Promise<void> {
    return this.write(async (transaction) => {
      await discardBehind(transaction, behind)
      const checkpoints = transaction.$extendTables<StoreTables>()
      for (const name of anew)
        await checkpoints.deleteFrom('checkpoints').where('name', '=', name).where('position', '>', behind).execute()
      if (behind === '') await checkpoints.deleteFrom('checkpoints').execute()
      else
        await checkpoints.updateTable('checkpoints').set({ position: behind }).where('position', '>', behind).execute()
    })
  }

  /** Nobody may be writing any more. Who waits or reads is told that the store is closed. */
  async close(): Promise<void> {
    clearInterval(this.#poll)
    await this.#engine.close()
    this.#ring()
  }

  get #inStore() {
    return this.#engine.reading.$extendTables<StoreTables>()
  }

  async #knows({ name, version }: Asked, position: Position): Promise<boolean> {
    this.#positions ??= this.#askPositions()
    const active = await this.#positions
    return active.some((one) => one.projection === name && one.version === version && one.position >= position)
  }

  async #askPositions(): Promise<readonly Reached[]> {
    this.#isAsking = true
    try {
      return await this.#guarded(() =>
        this.#inStore
          .selectFrom('generations')
          .select(['projection', 'version', 'position'])
          .where('state', '=', 'active')
          .execute(),
      )
    } finally {
      this.#isAsking = false
    }
  }

  #ring(): void {
    this.#positions = undefined
    this.#doorbell.ring()
  }

  #startWaiting(): void {
    this.#waiting += 1
    if (this.#poll !== undefined) return
    this.#poll = setInterval(() => {
      // A question under way is not asked again beside itself, however slow the engine is.
      if (!this.#isAsking && this.#engine.hasChanged()) this.#ring()
    }, this.#engine.pollMs)
  }

  #stopWaiting(): void {
    this.#waiting -= 1
    if (this.#waiting > 0) return
    clearInterval(this.#poll)
    this.#poll = undefined
  }

  async #guarded<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#engine.mustBeOpen()
    try {
      return await work()
    } catch (fault) {
      throw this.#engine.inWords(fault)
    }
  }
}
