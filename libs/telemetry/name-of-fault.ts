/**
 * What a log is told of a fault: which it was, and the reason where it has one, which is a word for machines. Its message may hold what it stumbled on. A class
 * of our own mostly says no name beside its class.
 */
export function nameOfFault(fault: unknown): string {
  if (!isError(fault)) return typeof fault
  const name = fault.name === 'Error' ? fault.constructor.name : fault.name
  return 'reason' in fault && typeof fault.reason === 'string' && WORD.test(fault.reason)
    ? `${name} (${fault.reason})`
    : name
}

/** Those that come from another thread too, whose class may be another. */
const isError = (fault: unknown): fault is Error =>
  fault instanceof Error || (typeof fault === 'object' && fault !== null && 'name' in fault && 'message' in fault)

const WORD = /^[a-z][a-z-]{0,40}$/
