/** Kafka on what there is: the active subscriptions, one for each organisation, and how far each has come. How events are sent is in `kafka-relay.ts`. */
import type { Folds } from '../../libs/event-store/folds.ts'
import type { WebhookDeliveries } from '../../libs/messaging/webhook-deliveries.ts'
import type { Subscription, SubscriptionEvent } from '../../libs/partner/subscription.ts'
import { RowsNotReady } from '../../libs/read-store/read-store.ts'
import type { AsItWas } from '../../libs/messaging/keep-each-going.ts'
import type { Relaying } from '../../libs/relaying/for-organisation.ts'
import type { Subscriber, ToKafka } from './kafka-relay.ts'
import { SettingAside, type SettingAsideOn } from '../../libs/relaying/setting-aside.ts'
import { activeSubscriptions, wantedBy } from '../../libs/relaying/subscribers.ts'
import { CannotBeServed, subscriptionNow, whyNotWhole } from '../../libs/relaying/whole-subscription.ts'

/** More partings than anybody puts back backups. */
const SAID_AT_ONCE = 64

export interface KafkaGround extends Pick<Relaying, 'readStore' | 'clock'> {
  readonly subscriptions: Folds<Subscription, SubscriptionEvent>
  readonly deliveries: WebhookDeliveries
  readonly onSetAside?: SettingAsideOn['onSetAside']
}

export function toKafkaSubscriptions(
  ground: KafkaGround,
): Pick<ToKafka, 'subscribers' | 'isStill' | 'placeOf' | 'standing'> {
  const { deliveries, clock, onSetAside } = ground
  const standing = new SettingAside({ register: deliveries.setAsides, clock, onSetAside })
  return {
    standing,
    subscribers: () => subscribersNow(ground, standing),
    async isStill({ id, run }) {
      const now = await subscriberNow(ground, id).catch((fault: unknown) => {
        // Then it is found at the next look, and set aside.
        if (fault instanceof CannotBeServed) return undefined
        throw fault
      })
      return now?.run === run
    },
    placeOf: ({ id, run, startAfter }) => ({
      read: () => deliveries.begin(id, run, startAfter),
      saidOfAll: () => deliveries.due(id, Date.parse(clock()), [], SAID_AT_ONCE),
      said: ({ position }) => deliveries.done(id, position),
      heldBack: () => deliveries.heldBack(id),
      write: (position, held) => deliveries.take(id, run, position, [], Date.parse(clock()), held),
      faulted: (said) => deliveries.faulted(id, said, Date.parse(clock())),
    }),
  }
}

/** Where two were registered at the same moment, the first of them: two that fill one topic would not keep its order. */
async function subscribersNow(
  ground: KafkaGround,
  standing: SettingAside,
): Promise<readonly (Subscriber | AsItWas)[] | undefined> {
  const ids = await activeSubscriptions(ground.readStore, 'kafka').catch((fault: unknown) => {
    if (fault instanceof RowsNotReady) return undefined
    throw fault
  })
  if (ids === undefined) return undefined
  const found = await standing.eachOf(ids, (id) => subscriberNow(ground, id))
  const taken = new Set<string>()
  return found.filter((one) => {
    if ('asItWas' in one) return true
    const isFirst = !taken.has(one.organisation)
    taken.add(one.organisation)
    return isFirst
  })
}

/** @returns undefined where nothing is to be handed over now; @throws CannotBeServed */
async function subscriberNow({ subscriptions }: KafkaGround, id: string): Promise<Subscriber | undefined> {
  const { state } = await subscriptionNow(subscriptions, id)
  if (state.is !== 'registered' || state.delivering !== 'active') return undefined
  const because = whyNotWhole(state)
  if (because !== undefined) throw new CannotBeServed(because)
  if (state.channel !== 'kafka') return undefined
  const { organisation, run, start } = state
  return {
    id,
    organisation,
    wanted: wantedBy(state),
    run,
    ...(start.position !== '' && { startAfter: start.position }),
  }
}
