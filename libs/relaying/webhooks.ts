/** Webhooks on what there is: to the active subscriptions, what a ground covers at that moment. How they are sent is `libs/messaging`. */
import { randomUUID } from 'node:crypto'
import { activityOf } from '../access/processing-activities.ts'
import type { Folds } from '../event-store/folds.ts'
import { handle } from '../event-store/handle.ts'
import { structured, STRUCTURED } from '../messaging/cloud-event.ts'
import type { DeliveringToAll } from '../messaging/deliver-to-all.ts'
import type { Endpoint, Message, Step } from '../messaging/deliver-webhooks.ts'
import type { AsItWas } from '../messaging/keep-each-going.ts'
import type { SafePost } from '../messaging/safe-post.ts'
import { HELD_UP } from '../messaging/silence.ts'
import type { WebhookDeliveries } from '../messaging/webhook-deliveries.ts'
import { behindWhich, OF_ALL, type ToDeliver } from '../messaging/webhook-rows.ts'
import { subscription, type Subscription, type SubscriptionEvent } from '../partner/subscription.ts'
import { RowsNotReady } from '../read-store/read-store.ts'
import type { Sealing } from '../sealing/sealing.ts'
import type { Vault } from '../sealing/vault.ts'
import type { RecordDelivery } from '../access-records/deliveries.ts'
import { CannotBeTold, handedOver, stepsFor, type Relaying } from './for-organisation.ts'
import { historyReplacedBehind } from './history-replaced.ts'
import { SettingAside, type SettingAsideOn } from './setting-aside.ts'
import { activeSubscriptions, endpointOf, signingKeysOf, wantedBy } from './subscribers.ts'
import { CannotBeServed, isOfNoOne, subscriptionNow, whyNotWhole } from './whole-subscription.ts'

export interface WebhookGround {
  readonly relaying: Relaying
  readonly municipality: string
  readonly subscriptions: Folds<Subscription, SubscriptionEvent>
  readonly deliveries: WebhookDeliveries
  readonly post: SafePost
  readonly sealing: Sealing
  readonly vault: Pick<Vault, 'deriveKey'>
  readonly digest: (canonicalText: string) => string
  readonly recorded: RecordDelivery
  readonly onSetAside?: SettingAsideOn['onSetAside']
}

/** With who of them is set aside. */
interface Ground extends WebhookGround {
  readonly standing: SettingAside
}

const ACTIVITY = 'partner-information'

/** @param fault told of what went wrong on our side, with the subscription where it was for one */
export function webhooksOn(given: WebhookGround, told: Pick<DeliveringToAll, 'fault' | 'goesOn'>): DeliveringToAll {
  const { relaying, deliveries, post, onSetAside } = given
  const { clock } = relaying
  const ground = { ...given, standing: new SettingAside({ register: deliveries.setAsides, clock, onSetAside }) }
  return {
    deliveries,
    post,
    ...told,
    clock: () => Date.parse(clock()),
    active: () => activeEndpoints(ground),
    steps: (endpoint, after, signal) => stepsTo(ground, endpoint, after, signal),
    message: (endpoint, at) => messageTo(ground, endpoint, at),
    gone: (endpoint) => disabled(ground, endpoint),
  }
}

/** Also forgets what has ended. @returns undefined while the rows are made anew */
async function activeEndpoints(ground: Ground): Promise<readonly (Endpoint | AsItWas)[] | undefined> {
  const { relaying, standing } = ground
  const ids = await activeSubscriptions(relaying.readStore, 'webhook').catch((fault: unknown) => {
    if (fault instanceof RowsNotReady) return undefined
    throw fault
  })
  if (ids === undefined) return undefined
  const head = (await relaying.store.head()) ?? ''
  const found = await standing.eachOf(ids, (id) => endpointNow(ground, id, head))
  await forgetEnded(ground, ids)
  return found
}

/** What cannot be read has not ended, as far as anyone knows. */
async function forgetEnded(ground: Ground, active: readonly string[]): Promise<void> {
  const { deliveries, standing } = ground
  for (const id of await deliveries.endpointIds()) {
    if (active.includes(id)) continue
    const state = await stateOf(ground, id).catch(() => undefined)
    if (state?.is !== 'ended') continue
    await deliveries.forget(id)
    await standing.lift(id)
  }
}

/** @returns undefined where nothing is to be sent now; @throws CannotBeServed */
async function endpointNow(ground: Ground, id: string, head: string): Promise<Endpoint | undefined> {
  const { sealing, subscriptions, vault, relaying } = ground
  const { state } = await subscriptionNow(subscriptions, id)
  if (state.is !== 'registered' || state.delivering !== 'active') return undefined
  const because = whyNotWhole(state)
  if (because !== undefined) throw new CannotBeServed(because)
  if (state.channel !== 'webhook') return undefined
  const url = await endpointOf(sealing, subscriptions, id).catch((fault: unknown) => {
    throw isOfNoOne(fault) ? fault : new CannotBeServed('endpoint-cannot-be-opened', { cause: fault })
  })
  if (url === undefined) throw new CannotBeServed('endpoint-cannot-be-opened')
  const { run, start, secret } = state
  const keys = signingKeysOf(vault, id, secret, relaying.clock())
  // A place behind the head is of events that are gone, or of another store: then all are sent again, with the same ids.
  return { id, url, keys, run, ...(start.position !== '' && start.position <= head && { startAfter: start.position }) }
}

async function* stepsTo(
  ground: Ground,
  { id }: Endpoint,
  after: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<Step, void, undefined> {
  const { relaying, standing, deliveries } = ground
  const { store } = relaying
  const registered = await stateOf(ground, id)
  if (registered.is !== 'registered') throw new Error('the subscription is not there any more')
  const head = (await store.head()) ?? ''
  // What was set aside is served again once it has come to where the store ends now.
  let stuckAt = (await standing.isAside(id)) ? head : undefined
  if (stuckAt !== undefined && after !== undefined && after === head) {
    await standing.lift(id)
    stuckAt = undefined
  }
  const pages = store.subscribe(after !== undefined && after > head ? undefined : after, { signal })
  try {
    const from = { after, held: await deliveries.heldBack(id) }
    const taken = stepsFor(relaying, registered.organisation, wantedBy(registered), pages, signal, from)
    for await (const { position, event, stored, held } of taken) {
      const toDeliver = event && {
        id: event.id,
        subject: event.data?.plan ?? '',
        position: stored?.position ?? position,
      }
      yield { position, held, ...(toDeliver && { event: toDeliver }) }
      if (stuckAt === undefined || position < stuckAt) continue
      await standing.lift(id)
      stuckAt = undefined
    }
  } catch (fault) {
    if (fault instanceof CannotBeTold) await standing.put(id, 'event-cannot-be-handed-over', fault)
    else if (fault instanceof RangeError) await standing.put(id, 'place-is-unknown', fault)
    throw fault
  }
}

/** Judged again at every attempt: a ground, or the subscription, may have ended since it was taken in. */
async function messageTo(
  ground: Ground,
  { id }: Endpoint,
  { position, subject, event }: ToDeliver,
): Promise<Message | typeof HELD_UP | undefined> {
  const { relaying, standing, recorded } = ground
  const state = await stateOf(ground, id)
  if (state.is !== 'registered') return undefined
  if (subject === OF_ALL) {
    const replaced = await historyReplacedBehind(relaying.store, behindWhich(position), relaying.source())
    return replaced?.id === event ? { contentType: STRUCTURED, body: structured(replaced) } : undefined
  }
  const [stored] = await relaying.store.readAll(position, 1)
  // Another event stands there: the store was put back from a backup, and this one never happened.
  if (stored?.position === position && stored.id !== event) return undefined
  // Behind where it ends now it may come to stand again: a node that follows may not have come so far yet.
  if (stored?.position !== position) return HELD_UP
  const announced = await handedOver(relaying, state.organisation, stored, wantedBy(state)).catch(
    async (fault: unknown) => {
      // A plan that cannot be read waits, and what is of the others goes on.
      if (fault instanceof CannotBeTold && fault.unreadable !== undefined) relaying.unreadable.tell(fault.unreadable)
      else if (fault instanceof CannotBeTold) await standing.put(id, 'event-cannot-be-handed-over', fault)
      throw fault
    },
  )
  if (announced === undefined) return undefined
  await recorded({
    channel: 'webhook',
    organisation: state.organisation,
    to: id,
    events: [stored],
    checkpoint: position,
  })
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
