/** SQLite's result codes: https://sqlite.org/rescode.html */
const SQLITE_BUSY = 5

/** The extended result code; 0 for what does not come from SQLite. An error of Node's own is no `instanceof Error` in another realm (Jest). */
export const resultCodeOf = (fault: unknown): number =>
  typeof fault === 'object' && fault !== null && 'errcode' in fault && typeof fault.errcode === 'number'
    ? fault.errcode
    : 0

/** By primary result code. */
const TROUBLES = {
  3: 'read-only',
  5: 'locked',
  6: 'locked',
  8: 'read-only',
  11: 'corrupt',
  13: 'disk-full',
  26: 'not-a-store',
} as const
export type SqliteTrouble = (typeof TROUBLES)[keyof typeof TROUBLES] | 'io-error'

/** What is the matter with the file; undefined for what does not come from SQLite. */
export function fileTroubleOf(fault: unknown): SqliteTrouble | undefined {
  const code = resultCodeOf(fault)
  if (code === 0) return undefined
  const troubles: Readonly<Record<number, SqliteTrouble>> = TROUBLES
  return troubles[code & 0xff] ?? 'io-error'
}

export const isBusy = (fault: unknown): boolean => (resultCodeOf(fault) & 0xff) === SQLITE_BUSY
