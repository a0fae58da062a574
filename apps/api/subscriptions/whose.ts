/** Whose a subscription is: to everyone else it is not there. */
import { Refusal } from '../../../libs/deciding/decider.ts'
import type { Subscription } from '../../../libs/partner/subscription.ts'

/** @throws Refusal NOT_FOUND, alike for one that is not there and one of somebody else */
export function mustBeTheirs(
  organisation: string,
  state: Subscription,
): asserts state is Exclude<Subscription, { is: 'not-registered' }> {
  if (state.is === 'not-registered' || state.organisation !== organisation) throw new Refusal('NOT_FOUND')
}
