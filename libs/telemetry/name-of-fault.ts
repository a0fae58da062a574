/**
 * What a log is told of a fault: which it was, and the reason where it has one, which is a word for machines. Its message may hold what it stumbled on. A class
 * of our own mostly says no name beside its class.
 */
export function nameOfFault(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault
  const name = fault.name === 'Error' ? fault.constructor.name : fault.name
  return 'reason' in fault && typeof fault.reason === 'string' && WORD.test(fault.reason)
    ? `${name} (${fault.reason})`
    : name
}

const WORD = /^[a-z][a-z-]{0,40}$/
