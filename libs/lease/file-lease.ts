/** A lease on the files of one machine: a lock that the system drops when the process dies, however it dies. */
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { resultCodeOf } from '../sqlite/result-codes.ts'
import type { TakeLease } from './port.ts'

const LOOK_AGAIN_AFTER_MS = 200

/** https://sqlite.org/rescode.html */
const SQLITE_BUSY = 5

/**
 * @param lookAgainAfterMs where another has it
 * @param file made if it is not there; nothing else opens it, since closing it anywhere in this process would drop the lock
 * (https://sqlite.org/howtocorrupt.html, 2.2)
 */
export const fileLease =
  (file: string, lookAgainAfterMs = LOOK_AGAIN_AFTER_MS): TakeLease =>
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
      await pause(lookAgainAfterMs, undefined, { signal }).catch(() => undefined)
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
    if (resultCodeOf(fault) !== SQLITE_BUSY) throw fault
    return undefined
  }
}
