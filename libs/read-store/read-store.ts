/** Rows that answer questions, kept beside the position of the last event they know. They follow from the events alone and can be made anew at any time. */
import { resolve } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { Doorbell } from '../event-store/following.ts'
import type { Position } from '../event-store/port.ts'
import { asReadStoreFault, unavailable } from './faults.ts'
import type { StoreTables, Writing } from './generations.ts'
import { NodeSqliteDialect } from './node-sqlite.ts'
import type { Asked, RowsOf } from './projection.ts'
import { openReadStoreFile } from './read-store-file.ts'
import type { AnyRows } from './rows.ts'

export interface SqliteReadStoreOptions {
  /** Made if it is not there; its directory must be. SQLite keeps two more files beside it. */
  readonly file: string
  /** How long a write waits while other processes write. */
  readonly lockTimeoutMs?: number
  /** How often whoever waits for a position looks for commits of other processes. */
  readonly pollMs?: number
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

/** @throws StoreUnavailable: newer-format, not-a-store, corrupt, locked, read-only, disk-full or io-error */
export function openSqliteReadStore({ file, lockTimeoutMs = 5000, pollMs = 10 }: SqliteReadStoreOptions): ReadStore {
  const path = resolve(file)
  const { writing, reading } = openReadStoreFile(path, lockTimeoutMs)
  return new ReadStore(path, writing, reading, { lockTimeoutMs, pollMs })
}

export class ReadStore {
  readonly #file: string
  readonly #writing: Writing
  readonly #reading: Kysely<AnyRows>
  readonly #handles: readonly DatabaseSync[]
  readonly #dataVersion: () => unknown
  readonly #pollMs: number
  readonly #doorbell = new Doorbell()
  #waiting = 0
  #poll: NodeJS.Timeout | undefined
  /** Asked once for all who wait, forgotten at every ring. */
  #positions: Promise<readonly Pick<StoreTables['generations'], 'projection' | 'version' | 'position'>[]> | undefined

  constructor(
    file: string,
    writing: DatabaseSync,
    reading: DatabaseSync,
    { lockTimeoutMs, pollMs }: Required<Omit<SqliteReadStoreOptions, 'file'>>,
  ) {
    this.#file = file
    this.#writing = new Kysely<AnyRows>({
      dialect: new NodeSqliteDialect(writing, { begin: 'immediate', lockTimeoutMs }),
    })
    this.#reading = new Kysely<AnyRows>({
      dialect: new NodeSqliteDialect(reading, { begin: 'deferred', lockTimeoutMs }),
    })
    this.#handles = [reading, writing]
    const dataVersion = reading.prepare('PRAGMA data_version')
    this.#dataVersion = () => dataVersion.get()?.['data_version']
    this.#pollMs = pollMs
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
      this.#reading.transaction().execute(async (snapshot) => {
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

  /** One transaction, all or nothing; it waits for other writers without blocking this process. @throws StoreUnavailable */
  async write<Result>(work: (transaction: Writing) => Promise<Result>): Promise<Result> {
    const result = await this.#guarded(() => this.#writing.transaction().execute(work))
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

  /** Nobody may be writing any more. Who waits or reads is told that the store is closed. */
  async close(): Promise<void> {
    clearInterval(this.#poll)
    await this.#reading.destroy()
    await this.#writing.destroy()
    // Kysely closes only what it has used. The last to close moves the log into the file, so it must be the one that writes.
    for (const handle of this.#handles) if (handle.isOpen) handle.close()
    this.#ring()
  }

  get #inStore() {
    return this.#reading.$extendTables<StoreTables>()
  }

  async #knows({ name, version }: Asked, position: Position): Promise<boolean> {
    this.#positions ??= this.#guarded(() =>
      this.#inStore
        .selectFrom('generations')
        .select(['projection', 'version', 'position'])
        .where('state', '=', 'active')
        .execute(),
    )
    const active = await this.#positions
    return active.some((one) => one.projection === name && one.version === version && one.position >= position)
  }

  #ring(): void {
    this.#positions = undefined
    this.#doorbell.ring()
  }

  #startWaiting(): void {
    this.#waiting += 1
    if (this.#poll !== undefined) return
    let seen: unknown
    const look = (): void => {
      let now: unknown
      try {
        now = this.#dataVersion()
      } catch {
        // Whoever waits will read, and meet the fault where it can be handled.
        now = undefined
      }
      if (now === undefined || now !== seen) this.#ring()
      seen = now
    }
    this.#poll = setInterval(look, this.#pollMs)
  }

  #stopWaiting(): void {
    this.#waiting -= 1
    if (this.#waiting > 0) return
    clearInterval(this.#poll)
    this.#poll = undefined
  }

  async #guarded<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#handles.some((handle) => !handle.isOpen)) throw unavailable('closed', this.#file)
    try {
      return await work()
    } catch (fault) {
      throw asReadStoreFault(fault, this.#file)
    }
  }
}
