/** The stream of a subscription: the key is the invariant. */
const PREFIX = 'subscription-'

export const subscriptionStream = (subscriptionId: string): string => PREFIX + subscriptionId

/** @param stream of a subscription */
export const subscriptionOfStream = (stream: string): string => stream.slice(PREFIX.length)
