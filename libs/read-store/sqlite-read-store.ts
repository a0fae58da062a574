/** The read store in a SQLite file: one connection that writes, one that reads. */
import { resolve } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { asReadStoreFault, unavailable } from './faults.ts'
import { NodeSqliteDialect } from './node-sqlite.ts'
import { openReadStoreFile } from './read-store-file.ts'
import { ReadStore, type Engine } from './read-store.ts'
import type { AnyRows } from './rows.ts'

export interface SqliteReadStoreOptions {
  /** Made if it is not there; its directory must be. SQLite keeps two more files beside it. */
  readonly file: string
  /** How long a write waits while other processes write. */
  readonly lockTimeoutMs?: number
  /** How often whoever waits for a position looks for commits of other processes. */
  readonly pollMs?: number
}

/** @throws StoreUnavailable: newer-format, not-a-store, corrupt, locked, read-only, disk-full or io-error */
export function openSqliteReadStore({ file, lockTimeoutMs = 5000, pollMs = 10 }: SqliteReadStoreOptions): ReadStore {
  const path = resolve(file)
  const { writing, reading } = openReadStoreFile(path, lockTimeoutMs)
  return new ReadStore(new SqliteEngine(path, writing, reading, lockTimeoutMs, pollMs))
}

class SqliteEngine implements Engine {
  readonly writing: Kysely<AnyRows>
  readonly reading: Kysely<AnyRows>
  readonly pollMs: number
  readonly #file: string
  readonly #handles: readonly DatabaseSync[]
  readonly #dataVersion: () => unknown
  #seen: unknown

  constructor(file: string, writing: DatabaseSync, reading: DatabaseSync, lockTimeoutMs: number, pollMs: number) {
    this.writing = new Kysely({ dialect: new NodeSqliteDialect(writing, { begin: 'immediate', lockTimeoutMs }) })
    this.reading = new Kysely({ dialect: new NodeSqliteDialect(reading, { begin: 'deferred', lockTimeoutMs }) })
    this.pollMs = pollMs
    this.#file = file
    this.#handles = [reading, writing]
    const dataVersion = reading.prepare('PRAGMA data_version')
    this.#dataVersion = () => dataVersion.get()?.['data_version']
  }

  hasChanged(): boolean {
    let now: unknown
    try {
      now = this.#dataVersion()
    } catch {
      // Whoever waits will read, and meet the fault where it can be handled.
      return true
    }
    const changed = now !== this.#seen
    this.#seen = now
    return changed
  }

  inWords(fault: unknown): unknown {
    return asReadStoreFault(fault, this.#file)
  }

  mustBeOpen(): void {
    if (this.#handles.some((handle) => !handle.isOpen)) throw unavailable('closed', this.#file)
  }

  async close(): Promise<void> {
    await this.reading.destroy()
    await this.writing.destroy()
    // Kysely closes only what it has used. The last to close moves the log into the file, so it must be the one that writes.
    for (const handle of this.#handles) if (handle.isOpen) handle.close()
  }
}
