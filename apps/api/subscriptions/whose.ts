/** Whose a subscription is: to everyone else it is not there. Nor is what is set aside, but to its own organisation. */
import { Refusal } from '../../../libs/deciding/decider.ts'
import type { Fold } from '../../../libs/event-store/folds.ts'
import type { Delivering, Subscription } from '../../../libs/partner/subscription.ts'
import { subscriptionsNow } from '../../../libs/partner/subscriptions-now.ts'
import { CannotBeServed, subscriptionNow } from '../../../libs/relaying/whole-subscription.ts'
import { answered } from '../lists/pages.ts'
import type { System } from '../../../libs/installation/system.ts'

export type WhoseRefusal = 'SUBSCRIPTION_IS_SET_ASIDE'

export type Theirs = Exclude<Subscription, { is: 'not-registered' }>

export const isTheirs = (organisation: string, state: Subscription): state is Theirs =>
  state.is !== 'not-registered' && state.organisation === organisation

/** @throws Refusal NOT_FOUND, alike for one that is not there and one of somebody else */
export function mustBeTheirs(organisation: string, state: Subscription): asserts state is Theirs {
  if (!isTheirs(organisation, state)) throw new Refusal('NOT_FOUND')
}

/** What the rows know of a subscription. */
export interface SubscriptionRow {
  readonly id: string
  readonly channel: string
  readonly delivering: Delivering
  readonly registeredAt: string
}

/** The oldest first. */
export async function rowsOfTheirs({ readStore }: System, organisation: string): Promise<readonly SubscriptionRow[]> {
  const rows = await readStore.read([subscriptionsNow], (tables) =>
    tables
      .selectFrom('subscription')
      .select(['subscription as id', 'channel', 'delivering', 'registeredAt'])
      .where('organisation', '=', organisation)
      .orderBy('registeredAt')
      .orderBy('subscription')
      .execute(),
  )
  return rows as readonly SubscriptionRow[]
}

/** @returns undefined where the organisation has none by that id, as far as the rows know */
export const rowOfTheirs = async (system: System, organisation: string, id: string) =>
  (await answered(rowsOfTheirs(system, organisation))).find((row) => row.id === id)

/**
 * A subscription as it is now, whosever it is.
 * @throws Refusal where it cannot be read: SUBSCRIPTION_IS_SET_ASIDE where the rows say that it is theirs, NOT_FOUND to all others
 */
export async function readableSubscription(
  system: System,
  organisation: string,
  id: string,
): Promise<Fold<Subscription>> {
  try {
    return await subscriptionNow(system.folds.subscriptions, id)
  } catch (fault) {
    if (!(fault instanceof CannotBeServed)) throw fault
    if ((await rowOfTheirs(system, organisation, id)) === undefined) throw new Refusal('NOT_FOUND')
    throw new Refusal<WhoseRefusal>('SUBSCRIPTION_IS_SET_ASIDE', { because: fault.because })
  }
}

/** A subscription of theirs, as it is now. @throws Refusal as above; NOT_FOUND where it is not theirs */
export async function theirSubscription(system: System, organisation: string, id: string): Promise<Fold<Theirs>> {
  const fold = await readableSubscription(system, organisation, id)
  const { state } = fold
  mustBeTheirs(organisation, state)
  return { ...fold, state }
}
