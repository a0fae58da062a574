/** What SQLite's errors mean to whoever uses the store. Result codes: https://sqlite.org/rescode.html */
import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileTroubleOf, resultCodeOf } from '../sqlite/result-codes.ts'
import { StoreUnavailable, type FileTrouble } from './port.ts'

const SQLITE_READONLY_DBMOVED = 1032
const SQLITE_IOERR_CORRUPTFS = 8458

const SAID: Readonly<Record<FileTrouble, string>> = {
  locked: 'another process keeps the event store locked',
  'read-only': 'the event store cannot be written: its file, its directory or the file system is read-only',
  'disk-full': 'the event store has no room left; free space and it goes on by itself',
  corrupt: 'the event store is damaged; restore it from a backup',
  'newer-format': 'the event store was written by a newer version of this software',
  'not-a-store': 'this file is not an event store',
  'io-error': 'the event store could not be read or written',
  closed: 'the event store is closed',
}

export function unavailable(reason: FileTrouble, file: string, cause?: unknown): StoreUnavailable {
  const detail = hasOwn(cause, 'message') ? `: ${String(cause.message)}` : ''
  return new StoreUnavailable(reason, `${SAID[reason]} (${file})${detail}`, { cause })
}

/** Any fault as the StoreUnavailable that it is to the caller; what SQLite did not name is an I/O error. */
export function asUnavailable(fault: unknown, file: string): StoreUnavailable {
  return fault instanceof StoreUnavailable ? fault : unavailable(reasonOf(fault), file, fault)
}

function reasonOf(fault: unknown): FileTrouble {
  const code = resultCodeOf(fault)
  if (code === SQLITE_IOERR_CORRUPTFS) return 'corrupt'
  if (code === SQLITE_READONLY_DBMOVED) return 'io-error'
  return fileTroubleOf(fault) ?? 'io-error'
}

/** Not `instanceof Error`: Node's own errors are none to code that runs in a context of its own, as under Jest. */
const hasOwn = <Name extends string>(fault: unknown, name: Name): fault is Record<Name, unknown> =>
  typeof fault === 'object' && fault !== null && Object.hasOwn(fault, name)

/** SQLite writes its log beside the file, so both the file and its directory must allow it. */
export function mayWrite(file: string): boolean {
  return [file, dirname(file)].every((path) => {
    if (!existsSync(path)) return true
    try {
      accessSync(path, constants.W_OK)
      return true
    } catch {
      return false
    }
  })
}
