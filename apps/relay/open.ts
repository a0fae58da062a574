/** What the relay stands on, opened beside the API on the same files. It holds no key: what leaves has nothing sealed in it. */
import { foldingOf, Folds } from '../../libs/event-store/folds.ts'
import type { WebhookDeliveries } from '../../libs/messaging/webhook-deliveries.ts'
import {
  subscription,
  SUBSCRIPTION_FORMS,
  type Subscription,
  type SubscriptionEvent,
} from '../../libs/partner/subscription.ts'
import { plan } from '../../libs/plan/plan.ts'
import { PLAN_FORMS } from '../../libs/plan/plan-forms.ts'
import { ConfigurationFaults } from '../../libs/installation/configuration.ts'
import { deliveriesOn, type RecordDelivery } from '../../libs/access-records/deliveries.ts'
import {
  municipalitiesIn,
  openAccessStore,
  openDeliveries,
  openEventStore,
  openReadStore,
  recordsOn,
} from '../../libs/installation/system.ts'
import type { Relaying } from '../../libs/relaying/for-organisation.ts'
import type { Configuration } from '../../libs/installation/settings.ts'

export interface OpenRelaying extends Relaying {
  readonly subscriptions: Folds<Subscription, SubscriptionEvent>
  readonly deliveries: WebhookDeliveries
  readonly recorded: RecordDelivery
  close(): Promise<void>
}

/** @throws ConfigurationFaults; StoreUnavailable, saying why */
export async function openRelaying(configuration: Configuration): Promise<OpenRelaying> {
  const { oin, publicUrl } = configuration
  if (publicUrl === undefined)
    throw new ConfigurationFaults([
      'Events say where to fetch what they are about: set SAMENSPEL_PUBLIC_URL to where partners reach the API',
    ])
  const store = await openEventStore(configuration)
  const readStore = await openReadStore(configuration)
  const deliveries = await openDeliveries(configuration)
  const access = await openAccessStore(configuration)
  const clock = () => new Date().toISOString()
  return {
    store,
    readStore,
    deliveries,
    plans: new Folds(store, foldingOf(plan, PLAN_FORMS)),
    subscriptions: new Folds(store, foldingOf(subscription, SUBSCRIPTION_FORMS)),
    clock,
    recorded: deliveriesOn(recordsOn(access, configuration, clock, municipalitiesIn(store))),
    source: () => ({ oin, apiUrl: `${publicUrl}/v1` }),
    async close() {
      await access.close()
      await deliveries.close()
      await readStore.close()
      await store.close()
    },
  }
}
