/** The embedded event store: one SQLite file that several processes may share. Appends go to a writing thread; reads happen here. */
import { resolve } from 'node:path'
import { Doorbell } from './following.ts'
import type { Appended, EventStore, Expected, NewEvent } from './port.ts'
import { AppendQueue } from './sqlite-append-queue.ts'
import { POLL_MS, SqliteEvents } from './sqlite-events.ts'
import { SqliteReader } from './sqlite-reader.ts'

export interface SqliteEventStoreOptions {
  /** Made if it is not there; its directory must be. SQLite keeps two more files beside it. */
  readonly file: string
  /** Appends that may wait for the writing thread before StoreBusy. */
  readonly maxQueuedAppends?: number
  /** The same in UTF-8 bytes of envelopes and sealed values. */
  readonly maxQueuedBytes?: number
  /** How often a subscription looks for commits of other processes. */
  readonly pollMs?: number
  /** How long an append waits while other processes write, before StoreUnavailable('locked'). */
  readonly lockTimeoutMs?: number
  /** The file grows to this size at most; what does not fit is StoreUnavailable('disk-full'). */
  readonly maxFileBytes?: number
  /** Set aside in the file and its log, for appends to go on a while on a full disk. */
  readonly roomBytes?: number
  /** Told that the writing thread died: another is started. */
  readonly onInterruption?: (what: { readonly why: string; readonly retryInMs: number }) => void
}

/**
 * Opens the store, which is open to appends and reads once this resolves and holds the process until it is closed.
 * Reads go on when appends cannot. Never open or copy the file by other means in the same process: closing it drops SQLite's locks
 * (https://sqlite.org/howtocorrupt.html, 2.2).
 * @throws StoreUnavailable: newer-format, not-a-store, corrupt, locked, read-only, disk-full or io-error
 */
export async function openSqliteEventStore(options: SqliteEventStoreOptions): Promise<EventStore> {
  const {
    maxQueuedAppends = 4096,
    maxQueuedBytes = 64 * 1024 * 1024,
    pollMs = POLL_MS,
    lockTimeoutMs = 5000,
    maxFileBytes,
    roomBytes,
    onInterruption,
  } = options
  const file = resolve(options.file)
  const doorbell = new Doorbell()
  const queue = await AppendQueue.start(
    {
      file,
      lockTimeoutMs,
      ...(maxFileBytes === undefined ? {} : { maxFileBytes }),
      ...(roomBytes === undefined ? {} : { roomBytes }),
    },
    { maxQueuedAppends, maxQueuedBytes },
    {
      written() {
        doorbell.ring()
      },
      died(why, retryInMs) {
        onInterruption?.({ why: `its writing thread died: ${why}`, retryInMs })
      },
    },
  )
  try {
    return new SqliteEventStore(queue, new SqliteReader(file), doorbell, pollMs)
  } catch (fault) {
    await queue.end()
    throw fault
  }
}

class SqliteEventStore extends SqliteEvents implements EventStore {
  readonly #queue: AppendQueue
  #closing: Promise<void> | undefined

  constructor(queue: AppendQueue, reader: SqliteReader, doorbell: Doorbell, pollMs: number) {
    super(reader, doorbell, pollMs)
    this.#queue = queue
  }

  append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    return this.#queue.append(stream, expected, events)
  }

  mustTakeWrites(): Promise<void> {
    return this.#queue.mustTakeWrites()
  }

  override close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  /** The writing thread closes last: the last connection to a file moves the log into it and removes the log. */
  async #close(): Promise<void> {
    await this.#queue.drain()
    await super.close()
    await this.#queue.end()
  }
}
