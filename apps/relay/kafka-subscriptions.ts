/** Kafka on what there is: the active subscriptions, one for each organisation, and how far each has come. How events are sent is in `kafka-relay.ts`. */
import type { Folds } from '../../libs/event-store/folds.ts'
import type { WebhookDeliveries } from '../../libs/messaging/webhook-deliveries.ts'
import type { Subscription, SubscriptionEvent } from '../../libs/partner/subscription.ts'
import { RowsNotReady } from '../../libs/read-store/read-store.ts'
import type { Relaying } from './for-organisation.ts'
import type { Subscriber, ToKafka } from './kafka-relay.ts'
import { activeSubscriptions, wantedBy } from './subscribers.ts'

export interface KafkaGround extends Pick<Relaying, 'readStore' | 'clock'> {
  readonly subscriptions: Folds<Subscription, SubscriptionEvent>
  readonly deliveries: WebhookDeliveries
}

export function toKafkaSubscriptions(ground: KafkaGround): Pick<ToKafka, 'subscribers' | 'isStill' | 'placeOf'> {
  const { deliveries, clock } = ground
  return {
    subscribers: () => subscribersNow(ground),
    async isStill({ id, run }) {
      const now = await subscriberNow(ground, id)
      return now?.run === run
    },
    placeOf: ({ id, run, startAfter }) => ({
      read: () => deliveries.begin(id, run, startAfter),
      write: (position) => deliveries.take(id, run, position, [], Date.parse(clock())),
      faulted: (said) => deliveries.faulted(id, said, Date.parse(clock())),
    }),
  }
}

/** Where two were registered at the same moment, the first of them: two that fill one topic would not keep its order. */
async function subscribersNow(ground: KafkaGround): Promise<readonly Subscriber[] | undefined> {
  const ids = await activeSubscriptions(ground.readStore, 'kafka').catch((fault: unknown) => {
    if (fault instanceof RowsNotReady) return undefined
    throw fault
  })
  if (ids === undefined) return undefined
  const found = await Promise.all(ids.map((id) => subscriberNow(ground, id)))
  const first = new Map<string, Subscriber>()
  for (const one of found) if (one !== undefined && !first.has(one.organisation)) first.set(one.organisation, one)
  return [...first.values()]
}

/** @returns undefined where nothing is to be handed over now */
async function subscriberNow({ subscriptions }: KafkaGround, id: string): Promise<Subscriber | undefined> {
  const { state } = await subscriptions.at(`subscription-${id}`)
  if (state.is !== 'registered' || state.channel !== 'kafka' || state.delivering !== 'active') return undefined
  const { organisation, run, start } = state
  return {
    id,
    organisation,
    wanted: wantedBy(state),
    run,
    ...(start.position !== '' && { startAfter: start.position }),
  }
}
