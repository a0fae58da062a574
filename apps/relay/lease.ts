/** One relay at a time. A lease is what a process holds while it is the one; on files of one machine that is a lock which the system drops when the process dies, however it dies. */
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'

export interface Lease {
  /** Aborts when the lease is lost: whoever works under it sends nothing more. */
  readonly lost: AbortSignal
  release(): Promise<void>
}

/** Waits until the lease is free. @returns undefined when `signal` aborts first */
export type TakeLease = (signal: AbortSignal) => Promise<Lease | undefined>

const LOOK_AGAIN_AFTER_MS = 200

/** https://sqlite.org/rescode.html */
const SQLITE_BUSY = 5

/**
 * @param file made if it is not there; nothing else opens it, since closing it anywhere in this process would drop the lock
 * (https://sqlite.org/howtocorrupt.html, 2.2)
 */
export const fileLease =
  (file: string): TakeLease =>
  async (signal) => {
    while (!signal.aborted) {
      const held = locked(file)
      if (held !== undefined)
        return {
          // A lock of the system is not lost while its process lives.
          lost: new AbortController().signal,
          release() {
            held.close()
            return Promise.resolve()
          },
        }
      await pause(LOOK_AGAIN_AFTER_MS, undefined, { signal }).catch(() => undefined)
    }
    return undefined
  }

function locked(file: string): DatabaseSync | undefined {
  const db = new DatabaseSync(file, { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
    return db
  } catch (fault) {
    db.close()
    const isHeld = typeof fault === 'object' && fault !== null && 'errcode' in fault && fault.errcode === SQLITE_BUSY
    if (!isHeld) throw fault
    return undefined
  }
}
