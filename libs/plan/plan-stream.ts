/** The stream of a plan: the key is the invariant. */
const PREFIX = 'plan-'

export const planStream = (planId: string): string => PREFIX + planId

export const isOfPlan = (stream: string): boolean => stream.startsWith(PREFIX)

/** @param stream of a plan */
export const planOfStream = (stream: string): string => stream.slice(PREFIX.length)
