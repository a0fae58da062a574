/** SQLite's result codes: https://sqlite.org/rescode.html */
const SQLITE_BUSY = 5

/** The extended result code; 0 for what does not come from SQLite. An error of Node's own is no `instanceof Error` in another realm (Jest). */
export const resultCodeOf = (fault: unknown): number =>
  typeof fault === 'object' && fault !== null && 'errcode' in fault && typeof fault.errcode === 'number'
    ? fault.errcode
    : 0

export const isBusy = (fault: unknown): boolean => (resultCodeOf(fault) & 0xff) === SQLITE_BUSY
