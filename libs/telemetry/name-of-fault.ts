/** What a log is told of a fault: which it was. Its message may hold what it stumbled on. A class of our own mostly says no name beside its class. */
export function nameOfFault(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault
  return fault.name === 'Error' ? fault.constructor.name : fault.name
}
