/** What the relay stands on, opened beside the API on the same files. It holds no key: what leaves has nothing sealed in it. */
import { foldingOf, Folds } from '../../libs/event-store/folds.ts'
import type { EventStore } from '../../libs/event-store/port.ts'
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
import { openAccessStore, openEventStore } from '../../libs/installation/event-stores.ts'
import { municipalitiesIn, openDeliveries, openReadStore, recordsOn } from '../../libs/installation/system.ts'
import { OpenedParts } from '../../libs/installation/opened-parts.ts'
import type { Kept } from '../../libs/installation/going-back.ts'
import { deliveriesHeldTogether, storeOfOne } from '../../libs/installation/histories.ts'
import type { UnreadableEvents } from '../../libs/installation/unreadable-events.ts'
import type { Relaying } from '../../libs/relaying/for-organisation.ts'
import type { Configuration } from '../../libs/installation/settings.ts'

export interface OpenRelaying extends Relaying {
  readonly subscriptions: Folds<Subscription, SubscriptionEvent>
  readonly deliveries: WebhookDeliveries
  readonly recorded: RecordDelivery
  readonly kept: Kept
  close(): Promise<void>
}

/** @throws ConfigurationFaults; StoresApart; StoreUnavailable, saying why */
export async function openRelaying(configuration: Configuration, unreadable: UnreadableEvents): Promise<OpenRelaying> {
  const { publicUrl } = configuration
  if (publicUrl === undefined)
    throw new ConfigurationFaults([
      'Events say where to fetch what they are about: set SAMENSPEL_PUBLIC_URL to where partners reach the API',
    ])
  const opened = new OpenedParts()
  try {
    const clock = () => new Date().toISOString()
    const events = storeOfOne(await opened.open(openEventStore(configuration)), configuration, clock)
    const readStore = await opened.open(openReadStore(configuration))
    const deliveries = await opened.open(openDeliveries(configuration))
    const looks = storeOfOne(await opened.open(openAccessStore(configuration)), configuration, clock)
    const held = { events, webhooks: deliveries, access: looks, clock }
    const kept = await deliveriesHeldTogether(configuration, held)
    const parts = { store: events.store, readStore, deliveries, access: looks.store, unreadable, kept, clock }
    return relayingOn(parts, configuration, publicUrl, () => opened.close())
  } catch (fault) {
    await opened.close()
    throw fault
  }
}

interface Opened extends Pick<OpenRelaying, 'store' | 'readStore' | 'deliveries' | 'unreadable' | 'kept' | 'clock'> {
  readonly access: EventStore
}

function relayingOn(
  { store, readStore, deliveries, access, unreadable, kept, clock }: Opened,
  configuration: Configuration,
  publicUrl: string,
  close: () => Promise<void>,
): OpenRelaying {
  return {
    store,
    readStore,
    deliveries,
    unreadable,
    plans: new Folds(store, foldingOf(plan, PLAN_FORMS)),
    subscriptions: new Folds(store, foldingOf(subscription, SUBSCRIPTION_FORMS)),
    clock,
    kept,
    recorded: deliveriesOn(recordsOn(access, configuration, clock, municipalitiesIn(store))),
    source: () => ({ oin: configuration.oin, apiUrl: `${publicUrl}/v1` }),
    close,
  }
}
