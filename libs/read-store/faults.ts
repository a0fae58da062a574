/** What SQLite's errors mean to whoever uses the read store. Nothing in it is lost for good: every message says so. */
import { StoreUnavailable, type FileTrouble } from '../event-store/port.ts'
import { fileTroubleOf } from '../sqlite/result-codes.ts'
import { RowDamaged } from './row-sums.ts'

const SAID: Readonly<Record<FileTrouble, string>> = {
  locked: 'another process keeps the read store locked',
  'read-only': 'the read store cannot be written: its file, its directory or the file system is read-only',
  'disk-full': 'the read store has no room left; free space and it goes on by itself',
  corrupt: 'the read store is damaged',
  'newer-format': 'the read store was written by a newer version of this software',
  'not-a-store': 'this file is not a read store',
  'io-error': 'the read store could not be read or written',
  closed: 'the read store is closed',
}

/** For faults of the file itself. */
const REMEDY: Readonly<Partial<Record<FileTrouble, string>>> = {
  corrupt: '; its rows follow from the events: stop, remove the file and start again, and they are rebuilt',
  'newer-format': '; run that version, or remove the file: its rows follow from the events and are rebuilt',
  'not-a-store': '; name another file, or move this one away: the rows follow from the events and are rebuilt',
  'io-error': '; its rows follow from the events: where the file cannot be saved, remove it and they are rebuilt',
}

export function unavailable(reason: FileTrouble, file: string, cause?: unknown): StoreUnavailable {
  const detail = messageOf(cause)
  return new StoreUnavailable(reason, `${SAID[reason]} (${file})${detail}${REMEDY[reason] ?? ''}`, { cause })
}

/** A fault of SQLite in the read store's words; any other error as it is. */
export function asReadStoreFault(fault: unknown, file: string): unknown {
  if (hasCode(fault, 'ERR_INVALID_STATE')) return unavailable('closed', file, fault)
  if (fault instanceof RowDamaged) return unavailable('corrupt', file, fault)
  const reason = fileTroubleOf(fault)
  return reason === undefined ? fault : unavailable(reason, file, fault)
}

const hasCode = (fault: unknown, code: string): boolean =>
  typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === code

const messageOf = (fault: unknown): string =>
  typeof fault === 'object' && fault !== null && 'message' in fault ? `: ${String(fault.message)}` : ''
