/** Who is sent to, and with what: the active subscriptions, where each is reached, and the keys that count. Sending itself is each channel's. */
import { isSealed } from '../deciding/decider.ts'
import type { Folds } from '../event-store/folds.ts'
import { fromStored } from '../event-store/recorded.ts'
import { privateKeyFrom, publicKeyOf } from '../messaging/standard-webhooks.ts'
import type { Channel, Registered, Secret, Subscription, SubscriptionEvent } from '../partner/subscription.ts'
import { secretVersionsAt } from '../partner/subscription.ts'
import { subscriptionStream } from '../partner/subscription-stream.ts'
import { subscriptionsNow } from '../partner/subscriptions-now.ts'
import type { ReadStore } from '../read-store/read-store.ts'
import { sealedValuesIn, type Sealing } from '../sealing/sealing.ts'
import type { Vault } from '../sealing/vault.ts'
import type { Wanted } from './for-organisation.ts'

/** The ids of the subscriptions that are sent to over a channel now, as far as the rows know; each is asked again on its own stream. */
export async function activeSubscriptions(readStore: ReadStore, channel: Channel): Promise<readonly string[]> {
  const rows = await readStore.read([subscriptionsNow], (tables) =>
    tables
      .selectFrom('subscription')
      .select('subscription')
      .where('channel', '=', channel)
      .where('delivering', '=', 'active')
      .orderBy('registeredAt')
      .execute(),
  )
  return rows.map(({ subscription }) => subscription)
}

/** The organisations that have a subscription over Kafka, active or not, as far as the rows know. @throws RowsNotReady */
export async function organisationsOnKafka(readStore: ReadStore): Promise<readonly string[]> {
  const rows = await readStore.read([subscriptionsNow], (tables) =>
    tables
      .selectFrom('subscription')
      .select('organisation')
      .distinct()
      .where('channel', '=', 'kafka')
      .orderBy('organisation')
      .execute(),
  )
  return rows.map(({ organisation }) => organisation)
}

/** What `stepsFor` takes of a subscription. */
export const wantedBy = ({ wanted: { types, domains, plans }, start: { since } }: Registered): Wanted => ({
  ...(types.length > 0 && { types }),
  ...(domains.length > 0 && { domains }),
  ...(plans.length > 0 && { plans }),
  ...(since !== undefined && { since }),
})

type Deriving = Pick<Vault, 'deriveKey'>

/** What is sent at a moment is signed with each of these, so that a receiver verifies as it likes: `whsec_…` and `whsk_…`, the newest first. */
export const signingKeysOf = (vault: Deriving, id: string, secret: Secret, at: string): readonly string[] =>
  secretVersionsAt(secret, at).flatMap((version) => [
    webhookSecret(vault, id, version),
    webhookPrivateKey(vault, id, version),
  ])

/** It follows from the vault, so that it stands nowhere; and is the same each time it is asked for. */
export const webhookSecret = (vault: Deriving, id: string, version: number): string =>
  `whsec_${vault
    .deriveKey(`webhook secret ${String(version)} of ${id}`)
    .export()
    .toString('base64')}`

const webhookPrivateKey = (vault: Deriving, id: string, version: number): string =>
  privateKeyFrom(vault.deriveKey(`webhook signing key ${String(version)} of ${id}`).export())

/** `whpk_…`: no secret, and nothing can be signed with it. */
export const webhookPublicKey = (vault: Deriving, id: string, version: number): string =>
  publicKeyOf(webhookPrivateKey(vault, id, version))

/** The address of a webhook, opened; undefined where there is none, or its key is gone. */
export async function endpointOf(
  sealing: Sealing,
  { store, folding }: Folds<Subscription, SubscriptionEvent>,
  id: string,
): Promise<string | undefined> {
  const [first] = await store.read(subscriptionStream(id), 0, 1)
  if (first === undefined) return undefined
  const { event, sealed } = fromStored<SubscriptionEvent>(first, folding.upcasters)
  // What stands there unsealed was not written by us: it is no address, and nothing is sent to it.
  if (event.type !== 'SubscriptionRegistered' || !isSealed(event.endpoint)) return undefined
  const { endpoint } = await sealing.unsealAll({ endpoint: event.endpoint }, sealedValuesIn(sealed))
  return typeof endpoint === 'string' ? endpoint : undefined
}
