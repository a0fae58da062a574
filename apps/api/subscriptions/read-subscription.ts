/** Subscriptions as their own organisation reads them. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { Refusal } from '../../../libs/deciding/decider.ts'
import type { Channel, Delivering, Registered, WantedEvents } from '../../../libs/partner/subscription.ts'
import { subscriptionsNow } from '../../../libs/partner/subscriptions-now.ts'
import { lagMsOf } from '../../../libs/event-store/lag.ts'
import { topicOf } from '../../relay/partner-topics.ts'
import { endpointOf, webhookPublicKey } from '../../relay/subscribers.ts'
import type { Caller } from '../caller.ts'
import { eventCursor } from '../events/event-cursors.ts'
import { organisationOf } from '../events/partner.ts'
import { answered, consistentAfter } from '../lists/pages.ts'
import { subscriptionStream, SYSTEM, type System } from '../system.ts'
import { saidToPartner } from './said-to-partner.ts'
import { mustBeTheirs } from './whose.ts'

export interface SubscriptionAnswer {
  readonly id: string
  readonly etag: string
  readonly channel: Channel
  readonly endpoint?: string
  readonly wanted: WantedEvents
  readonly delivering: Delivering
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
  /** The age of the oldest event that it was not read for yet, or that was not taken; 0 where there is none. */
  readonly lagMs: number
  /** Not taken yet, those behind a dead letter included. */
  readonly waiting: number
  readonly waitingSince?: string
  readonly deadLetters: number
  readonly lastError?: { readonly said: string; readonly at: string }
}

export class ReadSubscription extends Query<SubscriptionAnswer> {
  readonly caller: Caller
  readonly id: string

  constructor(caller: Caller, id: string) {
    super()
    this.caller = caller
    this.id = id
  }
}

@QueryHandler(ReadSubscription)
export class ReadSubscriptionHandler implements IQueryHandler<ReadSubscription> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, id }: ReadSubscription): Promise<SubscriptionAnswer> {
    const { folds, tags, sealing, vault, clock } = this.system
    const stream = subscriptionStream(id)
    const { state, revision } = await folds.subscriptions.at(stream)
    mustBeTheirs(organisationOf(caller), state)
    if (state.is === 'ended') throw new Refusal('NOT_FOUND')
    const { channel, wanted, delivering, secret } = state
    const endpoint = await endpointOf(sealing, folds.subscriptions, id)
    const deliveries = await deliveriesOf(this.system, state, id)
    const previous = secret.previous !== undefined && clock() < secret.previous.until ? secret.previous : undefined
    return {
      id,
      etag: tags.tag(stream, revision),
      channel,
      ...(endpoint !== undefined && { endpoint }),
      wanted,
      delivering,
      ...(channel === 'webhook' && {
        secretVersion: secret.version,
        publicKey: webhookPublicKey(vault, id, secret.version),
      }),
      ...(previous && { previousSecretUntil: previous.until }),
      ...(channel === 'kafka' && { topic: topicOf(state.organisation) }),
      ...(deliveries && { deliveries }),
    }
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
  const { reached, waiting, waitingSinceMs, deadLetters, lastError } = state
  return {
    ...(reached !== undefined && { cursor: eventCursor(system, organisation, reached) }),
    lagMs: Math.max(await lagMsOf(system.store, reached, now), Date.parse(now) - (waitingSinceMs ?? Date.parse(now))),
    waiting,
    ...(waitingSinceMs !== undefined && { waitingSince: new Date(waitingSinceMs).toISOString() }),
    deadLetters,
    ...(lastError && {
      lastError: { said: saidToPartner(channel, lastError.said), at: new Date(lastError.atMs).toISOString() },
    }),
  }
}

export interface SubscriptionItem {
  readonly id: string
  readonly channel: string
  readonly delivering: string
  readonly registeredAt: string
}

export class ListSubscriptions extends Query<readonly SubscriptionItem[]> {
  readonly caller: Caller
  readonly position: string | undefined

  constructor(caller: Caller, position: string | undefined) {
    super()
    this.caller = caller
    this.position = position
  }
}

@QueryHandler(ListSubscriptions)
export class ListSubscriptionsHandler implements IQueryHandler<ListSubscriptions> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, position }: ListSubscriptions): Promise<readonly SubscriptionItem[]> {
    const organisation = organisationOf(caller)
    await consistentAfter(this.system, [subscriptionsNow], position)
    const asking = this.system.readStore.read([subscriptionsNow], (tables) =>
      tables
        .selectFrom('subscription')
        .select(['subscription as id', 'channel', 'delivering', 'registeredAt'])
        .where('organisation', '=', organisation)
        .orderBy('registeredAt')
        .orderBy('subscription')
        .execute(),
    )
    return answered(asking)
  }
}
