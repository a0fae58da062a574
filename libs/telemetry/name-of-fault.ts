/** What a log is told of a fault: which it was. Its message may hold what it stumbled on. */
export const nameOfFault = (fault: unknown): string => (fault instanceof Error ? fault.name : typeof fault)
