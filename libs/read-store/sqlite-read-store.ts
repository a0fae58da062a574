/** The read store in a SQLite file: one connection that writes, one that reads. */
import { existsSync, renameSync } from 'node:fs'
import { resolve } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { StoreUnavailable } from '../event-store/port.ts'
import { inodeOf } from '../sqlite/in-place.ts'
import { asReadStoreFault, unavailable } from './faults.ts'
import { NodeSqliteDialect } from './node-sqlite.ts'
import { keepReadingAll, type ReadingAll } from './read-all.ts'
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
  /**
   * Whether the file is read to find what is damaged: at opening what all else is found by, and then all of it, beside whoever uses it. Where it is
   * damaged, or nothing of ours, it is set aside, and another made.
   */
  readonly isChecked?: boolean
  /** When all of it is read. */
  readonly reading?: ReadingAll
  /** Told where all of it could not be read, by the fault's name; that is tried again. */
  readonly onNotRead?: (fault: string) => void
  /** Told where a damaged file is now, when it was opened or in use: it serves nobody, and its rows are made anew in another. */
  readonly onSetAside?: (file: string) => void
}

/** @throws StoreUnavailable: newer-format, not-a-store, corrupt, locked, read-only, disk-full or io-error */
export function openSqliteReadStore({ file, ...options }: SqliteReadStoreOptions): ReadStore {
  return new ReadStore(new SqliteEngine(resolve(file), options))
}

/** The connections to one file. */
interface Connections {
  readonly writing: Kysely<AnyRows>
  readonly reading: Kysely<AnyRows>
  readonly handles: readonly DatabaseSync[]
  readonly dataVersion: () => unknown
  /** Which file the path led to. */
  readonly inode: bigint
}

class SqliteEngine implements Engine {
  readonly pollMs: number
  readonly #file: string
  readonly #lockTimeoutMs: number
  readonly #onSetAside: SqliteReadStoreOptions['onSetAside']
  #now: Connections
  /** To files that were set aside: closed with the rest, since somebody may be reading there. */
  readonly #before: Connections[] = []
  #isClosed = false
  #seen: unknown
  readonly #closing = new AbortController()
  readonly #readingAll: Promise<void>

  constructor(file: string, options: Options) {
    const { lockTimeoutMs = 5000, pollMs = 10, isChecked = false, onSetAside } = options
    this.pollMs = pollMs
    this.#file = file
    this.#lockTimeoutMs = lockTimeoutMs
    this.#onSetAside = onSetAside
    this.#now = isChecked ? this.#openedWhole() : this.#opened(false)
    this.#readingAll = isChecked ? this.#readAll(options) : Promise.resolve()
  }

  get writing(): Kysely<AnyRows> {
    return this.#current().writing
  }

  get reading(): Kysely<AnyRows> {
    return this.#current().reading
  }

  hasChanged(): boolean {
    let now: unknown
    try {
      now = this.#current().dataVersion()
    } catch {
      // Whoever waits will read, and meet the fault where it can be handled.
      return true
    }
    const changed = now !== this.#seen
    this.#seen = now
    return changed
  }

  /** The file that the rows are in now. */
  place(): bigint {
    return this.#current().inode
  }

  /** A file that is damaged serves nobody any more from here on. */
  inWords(fault: unknown): unknown {
    const said = asReadStoreFault(fault, this.#file)
    if (said instanceof StoreUnavailable && said.reason === 'corrupt' && !this.#isClosed)
      this.#setAside(this.#now.inode)
    return said
  }

  mustBeOpen(): void {
    if (this.#isClosed || this.#now.handles.some((handle) => !handle.isOpen)) throw unavailable('closed', this.#file)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#closing.abort()
    await this.#readingAll
    for (const { reading, writing, handles } of [...this.#before, this.#now]) {
      await reading.destroy()
      await writing.destroy()
      // Kysely closes only what it has used. The last to close moves the log into the file, so it must be the one that writes.
      for (const handle of handles) if (handle.isOpen) handle.close()
    }
  }

  /** Where another process set the file aside, who goes on with it would write what nobody reads. */
  #current(): Connections {
    if (!this.#isClosed && inodeOf(this.#file) !== this.#now.inode) {
      this.#before.push(this.#now)
      this.#now = this.#opened(false)
    }
    return this.#now
  }

  #readAll({ reading, onNotRead }: Options): Promise<void> {
    return keepReadingAll(this.#file, {
      ...reading,
      signal: this.#closing.signal,
      onDamaged: (inode) => {
        if (!this.#isClosed) this.#setAside(inode)
      },
      onNotRead,
    })
  }

  #openedWhole(): Connections {
    const inode = inodeOf(this.#file)
    try {
      return this.#opened(true)
    } catch (fault) {
      const isDamaged = fault instanceof StoreUnavailable && ['corrupt', 'not-a-store'].includes(fault.reason)
      if (!isDamaged || inode === undefined) throw fault
      this.#setAside(inode)
      return this.#opened(false)
    }
  }

  #opened(isChecked: boolean): Connections {
    const lockTimeoutMs = this.#lockTimeoutMs
    const { writing, reading } = openReadStoreFile(this.#file, lockTimeoutMs, { isChecked })
    const dataVersion = reading.prepare('PRAGMA data_version')
    return {
      writing: new Kysely({ dialect: new NodeSqliteDialect(writing, { begin: 'immediate', lockTimeoutMs }) }),
      reading: new Kysely({ dialect: new NodeSqliteDialect(reading, { begin: 'deferred', lockTimeoutMs }) }),
      handles: [reading, writing],
      dataVersion: () => dataVersion.get()?.['data_version'],
      inode: inodeOf(this.#file) ?? 0n,
    }
  }

  /** With its log first, which would else be taken for that of the file made in its place. */
  #setAside(inode: bigint): void {
    if (inodeOf(this.#file) !== inode) return
    for (const end of ['-wal', '-shm', ''])
      if (existsSync(`${this.#file}${end}`)) renameSync(`${this.#file}${end}`, `${this.#file}${SET_ASIDE}${end}`)
    this.#onSetAside?.(`${this.#file}${SET_ASIDE}`)
  }
}

type Options = Omit<SqliteReadStoreOptions, 'file'>

/** Behind the name of a file that was damaged; the one before it goes. */
export const SET_ASIDE = '.damaged'
