/**
 * Whether a subscription, as it stands in the store, is one that can be served. What was written by another version, or damaged, is taken for what it is:
 * a value of any shape. What is found wrong is a code that tells nothing of anyone else.
 */
import { isUUID } from 'class-validator'
import { DOMAINS } from '../deciding/domains.ts'
import { momentIn } from '../deciding/moments.ts'
import type { Folds } from '../event-store/folds.ts'
import { numberOf } from '../event-store/positions.ts'
import { StoreUnavailable } from '../event-store/port.ts'
import {
  CHANNELS,
  type Channel,
  type Registered,
  type Secret,
  type Subscription,
  type SubscriptionEvent,
  type WantedEvents,
} from '../partner/subscription.ts'
import { isNamedPublic } from '../plan/for-partner.ts'
import { VaultUnavailable } from '../sealing/vault.ts'
import { NotOnRecord } from '../access-records/access-records.ts'
import { isOin } from '../installation/setting-rules.ts'

/** Found by looking at the subscription itself. */
export const SEEN_AT_A_LOOK = [
  'subscription-cannot-be-read',
  'channel-is-unknown',
  'wanted-is-unknown',
  'start-is-unknown',
  'secret-is-unknown',
  'endpoint-cannot-be-opened',
] as const

/** Found when it was served. */
export const SEEN_IN_SERVING = [
  'topic-cannot-be-written',
  'event-cannot-be-handed-over',
  'place-is-unknown',
  'cannot-be-served',
] as const

export const WHY_SET_ASIDE = [...SEEN_AT_A_LOOK, ...SEEN_IN_SERVING]
export type WhySetAside = (typeof WHY_SET_ASIDE)[number]

/** One subscription cannot be served, for a reason that is its own. */
export class CannotBeServed extends Error {
  readonly because: WhySetAside

  constructor(because: WhySetAside, options?: ErrorOptions) {
    super(`the subscription cannot be served: ${because}`, options)
    this.because = because
  }
}

/** Ours, or of all at once: nothing is said by it of the one that met it. A stream that is damaged is its own. */
export const isOfNoOne = (fault: unknown): boolean =>
  fault instanceof VaultUnavailable ||
  fault instanceof NotOnRecord ||
  (fault instanceof StoreUnavailable && fault.reason !== 'corrupt')

/** @throws CannotBeServed where it cannot be read; StoreUnavailable */
export async function subscriptionNow(
  subscriptions: Folds<Subscription, SubscriptionEvent>,
  id: string,
): Promise<Awaited<ReturnType<typeof subscriptions.at>>> {
  try {
    const fold = await subscriptions.at(`subscription-${id}`)
    // An event of a type that this version does not know makes a state that is none.
    const { is } = fold.state as Partial<Subscription>
    if (is === undefined) throw new TypeError('the stream makes no subscription')
    return fold
  } catch (fault) {
    throw isOfNoOne(fault) ? fault : new CannotBeServed('subscription-cannot-be-read', { cause: fault })
  }
}

/** What its stream makes of it is what it should be, or the reason why not. */
export function whyNotWhole({ organisation, channel, wanted, start, run, secret }: Maybe): WhySetAside | undefined {
  if (!isOin(organisation) || typeof run !== 'string') return 'subscription-cannot-be-read'
  if (!isChannel(channel)) return 'channel-is-unknown'
  if (!isWanted(wanted)) return 'wanted-is-unknown'
  if (!isStart(start)) return 'start-is-unknown'
  return isSecret(secret) ? undefined : 'secret-is-unknown'
}

export const isChannel = (channel: unknown): channel is Channel => CHANNELS.some((one) => one === channel)

type Maybe = { readonly [Member in keyof Registered]?: unknown }
type Members = Readonly<Record<string, unknown>>

export function isWanted(wanted: unknown): wanted is WantedEvents {
  if (!hasMembers(wanted)) return false
  const { types, domains, plans } = wanted
  return (
    isListOf(types, isNamedPublic) &&
    isListOf(domains, (one) => DOMAINS.some((domain) => domain === one)) &&
    isListOf(plans, (one) => isUUID(one))
  )
}

function isStart(start: unknown): boolean {
  if (!hasMembers(start)) return false
  const { position, since } = start
  return isPlace(position) && (since === undefined || isMoment(since))
}

function isPlace(position: unknown): boolean {
  if (typeof position !== 'string') return false
  if (position === '') return true
  try {
    return numberOf(position) >= 0
  } catch {
    return false
  }
}

export function isSecret(secret: unknown): secret is Secret {
  if (!hasMembers(secret)) return false
  const { version, previous } = secret
  return isVersion(version) && (previous === undefined || (hasMembers(previous) && isPrevious(previous)))
}

const isPrevious = ({ version, until }: Members): boolean => isVersion(version) && isMoment(until)
/** As it is kept. */
const isMoment = (value: unknown): boolean => typeof value === 'string' && momentIn(value) === value
const isVersion = (version: unknown): boolean => Number.isSafeInteger(version) && Number(version) > 0
const hasMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null
const isListOf = (value: unknown, isOne: (one: string) => boolean): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'string' && isOne(one))
