/** Webhooks on what there is: to the active subscriptions, what a ground covers at that moment. How they are sent is `libs/messaging`. */
import { randomUUID } from 'node:crypto'
import { activityOf } from '../../libs/access/processing-activities.ts'
import type { Folds } from '../../libs/event-store/folds.ts'
import { handle } from '../../libs/event-store/handle.ts'
import { structured, STRUCTURED } from '../../libs/messaging/cloud-event.ts'
import type { DeliveringToAll } from '../../libs/messaging/deliver-to-all.ts'
import type { Endpoint, Message, Step } from '../../libs/messaging/deliver-webhooks.ts'
import type { SafePost } from '../../libs/messaging/safe-post.ts'
import type { ToDeliver, WebhookDeliveries } from '../../libs/messaging/webhook-deliveries.ts'
import { subscription, type Subscription, type SubscriptionEvent } from '../../libs/partner/subscription.ts'
import { RowsNotReady } from '../../libs/read-store/read-store.ts'
import type { Sealing } from '../../libs/sealing/sealing.ts'
import type { Vault } from '../../libs/sealing/vault.ts'
import { handedOver, stepsFor, type Relaying } from './for-organisation.ts'
import { activeSubscriptions, endpointOf, signingKeysOf, wantedBy } from './subscribers.ts'

export interface WebhookGround {
  readonly relaying: Relaying
  readonly municipality: string
  readonly subscriptions: Folds<Subscription, SubscriptionEvent>
  readonly deliveries: WebhookDeliveries
  readonly post: SafePost
  readonly sealing: Sealing
  readonly vault: Pick<Vault, 'deriveKey'>
  readonly digest: (canonicalText: string) => string
}

const ACTIVITY = 'partner-information'

/** @param fault told of what went wrong on our side, with the subscription where it was for one */
export function webhooksOn(ground: WebhookGround, fault: DeliveringToAll['fault']): DeliveringToAll {
  const { relaying, deliveries, post } = ground
  const { clock } = relaying
  return {
    deliveries,
    post,
    fault,
    clock: () => Date.parse(clock()),
    active: () => activeEndpoints(ground),
    steps: (endpoint, after, signal) => stepsTo(ground, endpoint, after, signal),
    message: (endpoint, at) => messageTo(ground, endpoint, at),
    gone: (endpoint) => disabled(ground, endpoint),
  }
}

/** Also forgets what has ended. @returns undefined while the rows are made anew */
async function activeEndpoints(ground: WebhookGround): Promise<readonly Endpoint[] | undefined> {
  const { relaying, deliveries } = ground
  const ids = await activeSubscriptions(relaying.readStore, 'webhook').catch((fault: unknown) => {
    if (fault instanceof RowsNotReady) return undefined
    throw fault
  })
  if (ids === undefined) return undefined
  const found = await Promise.all(ids.map((id) => endpointNow(ground, id)))
  for (const id of await deliveries.endpointIds())
    if (!ids.includes(id) && (await stateOf(ground, id)).is === 'ended') await deliveries.forget(id)
  return found.filter((one) => one !== undefined)
}

async function endpointNow(ground: WebhookGround, id: string): Promise<Endpoint | undefined> {
  const { sealing, subscriptions, vault, relaying } = ground
  const state = await stateOf(ground, id)
  if (state.is !== 'registered' || state.delivering !== 'active') return undefined
  const url = await endpointOf(sealing, subscriptions, id)
  if (url === undefined) return undefined
  const { run, start, secret } = state
  const keys = signingKeysOf(vault, id, secret, relaying.clock())
  return { id, url, keys, run, ...(start.position !== '' && { startAfter: start.position }) }
}

async function* stepsTo(
  ground: WebhookGround,
  { id }: Endpoint,
  after: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<Step, void, undefined> {
  const { relaying } = ground
  const registered = await stateOf(ground, id)
  if (registered.is !== 'registered') throw new Error('the subscription is not there any more')
  const pages = relaying.store.subscribe(after, { signal })
  for await (const { position, event } of stepsFor(
    relaying,
    registered.organisation,
    wantedBy(registered),
    pages,
    signal,
  ))
    yield { position, ...(event !== undefined && { event: { id: event.id, subject: event.data?.plan ?? '' } }) }
}

/** Judged again at every attempt: a ground, or the subscription, may have ended since it was taken in. */
async function messageTo(
  ground: WebhookGround,
  { id }: Endpoint,
  { position, event }: ToDeliver,
): Promise<Message | undefined> {
  const { relaying } = ground
  const state = await stateOf(ground, id)
  if (state.is !== 'registered') return undefined
  const [stored] = await relaying.store.readAll(position, 1)
  if (stored?.id !== event) throw new Error('the event is not where it was')
  const announced = await handedOver(relaying, state.organisation, stored, wantedBy(state))
  if (announced === undefined) return undefined
  const { traceparent } = announced
  return {
    contentType: STRUCTURED,
    body: structured(announced),
    ...(typeof traceparent === 'string' && { traceparent }),
  }
}

async function disabled(ground: WebhookGround, { id }: Endpoint): Promise<void> {
  const { subscriptions, municipality, digest, relaying } = ground
  const commandId = randomUUID()
  const ask = {
    commandId,
    digest: digest(commandId),
    deed: {
      by: { kind: 'system', id: 'relay' },
      activity: ACTIVITY,
      legalBasis: activityOf(ACTIVITY)?.law ?? '',
    },
    municipality,
    correlationId: commandId,
    causationId: commandId,
    ready: () => Promise.resolve({ command: { type: 'DisableEndpoint' } as const, ciphertexts: {} }),
  } as const
  await handle(subscriptions, subscription, streamOf(id), ask, relaying.clock)
}

const stateOf = async ({ subscriptions }: WebhookGround, id: string): Promise<Subscription> =>
  (await subscriptions.at(streamOf(id))).state

const streamOf = (id: string): string => `subscription-${id}`
