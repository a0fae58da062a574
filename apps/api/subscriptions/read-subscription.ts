/** Subscriptions as their own organisation reads them. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { Refusal } from '../../../libs/deciding/decider.ts'
import type { Channel, Delivering, Registered, WantedEvents } from '../../../libs/partner/subscription.ts'
import { subscriptionsNow } from '../../../libs/partner/subscriptions-now.ts'
import type { Fold } from '../../../libs/event-store/folds.ts'
import { lagMsOf } from '../../../libs/event-store/lag.ts'
import { topicOf } from '../../../libs/relaying/partner-topics.ts'
import { endpointOf, webhookPublicKey } from '../../../libs/relaying/subscribers.ts'
import {
  isChannel,
  isOfNoOne,
  isSecret,
  isWanted,
  whyNotWhole,
  type WhySetAside,
} from '../../../libs/relaying/whole-subscription.ts'
import type { Caller } from '../caller.ts'
import { eventCursor } from '../events/event-cursors.ts'
import { organisationOf } from '../events/partner.ts'
import { answered, consistentAfter } from '../lists/pages.ts'
import { subscriptionStream, SYSTEM, type System } from '../../../libs/installation/system.ts'
import { saidToPartner } from './said-to-partner.ts'
import { setAsideAmong, setAsideNow, type SetAsideAnswer } from './set-aside.ts'
import { rowOfTheirs, rowsOfTheirs, theirSubscription, type Theirs, type WhoseRefusal } from './whose.ts'

export interface SubscriptionAnswer {
  readonly id: string
  readonly delivering: Delivering
  /** Nothing is sent meanwhile, and nothing is lost by it. */
  readonly setAside?: SetAsideAnswer
  /** Absent, as what follows, where it cannot be read. */
  readonly etag?: string
  readonly channel?: Channel
  readonly endpoint?: string
  readonly wanted?: WantedEvents
  /** Of the secret that counts; absent where there is none. */
  readonly secretVersion?: number
  /** Of the same version, for `v1a`: `whpk_…`. */
  readonly publicKey?: string
  /** Until when the one before counts too. */
  readonly previousSecretUntil?: string
  /** Of its organisation, over Kafka. */
  readonly topic?: string
  /** Once something was read for it. */
  readonly deliveries?: DeliveriesAnswer
}

export interface DeliveriesAnswer {
  /** As the feed's: everything up to here was sent, left out, or waits. */
  readonly cursor?: string
  /** Something cannot be read now, and is sent once it can be. */
  readonly incomplete?: true
  /** The age of the oldest event that it was not read for yet, or that was not taken; 0 where there is none. */
  readonly lagMs: number
  /** Not taken yet, those behind a dead letter included. */
  readonly waiting: number
  readonly waitingSince?: string
  readonly deadLetters: number
  readonly lastError?: { readonly said: string; readonly at: string }
}

export class ReadSubscription extends Query<SubscriptionAnswer> {
  constructor(
    readonly caller: Caller,
    readonly id: string,
  ) {
    super()
  }
}

@QueryHandler(ReadSubscription)
export class ReadSubscriptionHandler implements IQueryHandler<ReadSubscription> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, id }: ReadSubscription): Promise<SubscriptionAnswer> {
    const organisation = organisationOf(caller)
    try {
      return await this.read(await theirSubscription(this.system, organisation, id), id)
    } catch (fault) {
      if (!(fault instanceof Refusal) || fault.code !== ('SUBSCRIPTION_IS_SET_ASIDE' satisfies WhoseRefusal))
        throw fault
      return this.unreadable(organisation, id)
    }
  }

  private async read({ state, ...last }: Fold<Theirs>, id: string): Promise<SubscriptionAnswer> {
    const { folds, tags, sealing, vault, clock } = this.system
    if (state.is === 'ended') throw new Refusal('NOT_FOUND')
    const { channel, wanted, delivering } = state
    const secret = isSecret(state.secret) ? state.secret : undefined
    const { endpoint, because } = await endpointOrWhyNot(() => endpointOf(sealing, folds.subscriptions, id), state)
    const setAside = await setAsideNow(this.system, id, whyNotWhole(state) ?? because)
    const deliveries = await deliveriesOf(this.system, state, id)
    const previous = secret?.previous !== undefined && clock() < secret.previous.until ? secret.previous : undefined
    return {
      id,
      etag: await tags.tag(subscriptionStream(id), last),
      ...(isChannel(channel) && { channel }),
      ...(endpoint !== undefined && { endpoint }),
      ...(isWanted(wanted) && { wanted }),
      delivering,
      ...(setAside && { setAside }),
      ...(channel === 'webhook' &&
        secret !== undefined && {
          secretVersion: secret.version,
          publicKey: webhookPublicKey(vault, id, secret.version),
        }),
      ...(previous && { previousSecretUntil: previous.until }),
      ...(channel === 'kafka' && { topic: topicOf(state.organisation) }),
      ...(deliveries && { deliveries }),
    }
  }

  /** What the rows know of it. */
  private async unreadable(organisation: string, id: string): Promise<SubscriptionAnswer> {
    const row = await rowOfTheirs(this.system, organisation, id)
    if (row === undefined) throw new Refusal('NOT_FOUND')
    const setAside = await setAsideNow(this.system, id, 'subscription-cannot-be-read')
    const { delivering, channel } = row
    return { id, delivering, ...(isChannel(channel) && { channel }), ...(setAside && { setAside }) }
  }
}

/** Where its key is gone, or what was sealed is damaged, there is no telling where it was. */
async function endpointOrWhyNot(
  open: () => Promise<string | undefined>,
  { channel }: Registered,
): Promise<{ readonly endpoint?: string | undefined; readonly because?: WhySetAside }> {
  if (channel !== 'webhook') return {}
  try {
    const endpoint = await open()
    return endpoint === undefined ? { because: 'endpoint-cannot-be-opened' } : { endpoint }
  } catch (fault) {
    if (isOfNoOne(fault)) throw fault
    return { because: 'endpoint-cannot-be-opened' }
  }
}

async function deliveriesOf(
  system: System,
  { organisation, channel }: Registered,
  id: string,
): Promise<DeliveriesAnswer | undefined> {
  const state = await system.webhooks.stateOf(id)
  if (state === undefined) return undefined
  const now = system.clock()
  const { reached, held, waiting, waitingSinceMs, deadLetters, lastError } = state
  return {
    ...(reached !== undefined && { cursor: await eventCursor(system, organisation, { after: reached, held }) }),
    ...(held.length > 0 && { incomplete: true }),
    lagMs: Math.max(await lagMs(system, reached, now), Date.parse(now) - (waitingSinceMs ?? Date.parse(now))),
    waiting,
    ...(waitingSinceMs !== undefined && { waitingSince: new Date(waitingSinceMs).toISOString() }),
    deadLetters,
    ...(lastError && {
      lastError: { said: saidToPartner(channel, lastError.said), at: new Date(lastError.atMs).toISOString() },
    }),
  }
}

/** A place that is none is where nothing was read for it yet. */
async function lagMs({ store }: System, reached: string | undefined, now: string): Promise<number> {
  try {
    return await lagMsOf(store, reached, now)
  } catch (fault) {
    if (fault instanceof RangeError) return lagMsOf(store, undefined, now)
    throw fault
  }
}

export interface SubscriptionItem {
  readonly id: string
  readonly channel?: Channel
  readonly delivering: Delivering
  readonly registeredAt?: string
  readonly setAside?: SetAsideAnswer
}

export class ListSubscriptions extends Query<readonly SubscriptionItem[]> {
  constructor(
    readonly caller: Caller,
    readonly position: string | undefined,
  ) {
    super()
  }
}

@QueryHandler(ListSubscriptions)
export class ListSubscriptionsHandler implements IQueryHandler<ListSubscriptions> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, position }: ListSubscriptions): Promise<readonly SubscriptionItem[]> {
    const organisation = organisationOf(caller)
    await consistentAfter(this.system, [subscriptionsNow], position)
    const rows = await answered(rowsOfTheirs(this.system, organisation))
    const aside = await setAsideAmong(
      this.system,
      rows.map(({ id }) => id),
    )
    return rows.map(({ id, channel, delivering, registeredAt }) => {
      const setAside = aside.get(id)
      return {
        id,
        ...(isChannel(channel) && { channel }),
        delivering,
        ...(registeredAt !== '' && { registeredAt }),
        ...(setAside && { setAside }),
      }
    })
  }
}
