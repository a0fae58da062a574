/** What an organisation wants to be sent, where, and whether it is sent now. What it may have is not decided here, and how far sending has come is not kept here. */
import { Refusal, type Actor, type Concerns, type Decider, type Moment, type Sealed } from '../deciding/decider.ts'
import type { Domain } from '../deciding/domains.ts'
import type { Upcasters } from '../deciding/upcasters.ts'

export const CHANNELS = ['webhook', 'kafka'] as const
export type Channel = (typeof CHANNELS)[number]

/** Of all that the organisation may have; an empty list leaves nothing out. */
export interface WantedEvents {
  readonly types: readonly string[]
  readonly domains: readonly Domain[]
  readonly plans: readonly string[]
}

/** Where sending begins: behind a position of the store (`''`: before the first), and with nothing recorded before a moment. */
export interface StartingPoint {
  readonly position: string
  readonly since?: Moment
}

/** Of the key that what is sent is signed with; the keys themselves follow from the vault, the subscription and the version. */
export interface Secret {
  readonly version: number
  /** The one before, which still counts until then. */
  readonly previous?: { readonly version: number; readonly until: Moment }
}

export type SubscriptionEvent = Concerns &
  (
    | {
        readonly type: 'SubscriptionRegistered'
        readonly subscription: string
        readonly organisation: string
        readonly channel: Channel
        /** The address of a webhook: it may be a secret of whoever gave it. */
        readonly endpoint?: Sealed
        readonly wanted: WantedEvents
        readonly start: StartingPoint
      }
    /** It took its place and was never registered: now it cannot be any more. */
    | { readonly type: 'RegistrationAbandoned'; readonly organisation: string }
    | { readonly type: 'EndpointProved' }
    | { readonly type: 'EndpointDisabled' }
    | { readonly type: 'SubscriptionPaused' }
    | { readonly type: 'SubscriptionResumed' }
    | { readonly type: 'ReplayRequested'; readonly replay: string; readonly start: StartingPoint }
    | { readonly type: 'SecretRotated'; readonly version: number; readonly previousUntil: Moment }
    | { readonly type: 'SubscriptionEnded' }
  )

/** No event of it has an older form yet. */
export const SUBSCRIPTION_FORMS: Upcasters<SubscriptionEvent['type']> = {}

export type SubscriptionCommand =
  | {
      readonly type: 'RegisterSubscription'
      readonly subscription: string
      readonly channel: Channel
      readonly endpoint?: Sealed
      /** Whether it answered the challenge. */
      readonly isProved: boolean
      readonly wanted: WantedEvents
      readonly start: StartingPoint
    }
  | { readonly type: 'AbandonRegistration' }
  | { readonly type: 'ProveEndpoint' }
  | { readonly type: 'DisableEndpoint' }
  | { readonly type: 'PauseSubscription' }
  | { readonly type: 'ResumeSubscription' }
  | { readonly type: 'RequestReplay'; readonly replay: string; readonly start: StartingPoint }
  | { readonly type: 'RotateSecret'; readonly overlapHours: number }
  | { readonly type: 'EndSubscription' }

export type SubscriptionRefusal =
  | 'SUBSCRIPTION_IS_UNKNOWN'
  | 'SUBSCRIPTION_HAS_ENDED'
  | 'WEBHOOK_NEEDS_AN_ENDPOINT'
  | 'ONLY_A_WEBHOOK_HAS_AN_ENDPOINT'
  | 'ENDPOINT_IS_NOT_PROVED'

/** `unproved`: its endpoint has not answered the challenge; `disabled`: it said that it is gone, and must answer again. */
export type Delivering = 'unproved' | 'active' | 'paused' | 'disabled'

export type Subscription =
  | { readonly is: 'not-registered' }
  | {
      readonly is: 'registered'
      readonly subscription: string
      readonly organisation: string
      readonly channel: Channel
      readonly endpoint?: Sealed
      readonly wanted: WantedEvents
      /** Another run begins where it says: the registration's own, or the last replay's. */
      readonly run: string
      readonly start: StartingPoint
      readonly delivering: Delivering
      readonly secret: Secret
    }
  | { readonly is: 'ended'; readonly organisation: string }

export type Registered = Extract<Subscription, { is: 'registered' }>

/** Nothing of anyone's life is in it. */
const GENERAL = { domain: 'general', about: [] } as const
const HOUR_MS = 3_600_000

export const subscription: Decider<SubscriptionCommand, Subscription, SubscriptionEvent> = {
  initial: { is: 'not-registered' },

  decide(command, now, { by, at }) {
    if (command.type === 'RegisterSubscription') return register(command, now, by)
    if (command.type === 'AbandonRegistration') return abandon(now, by)
    if (now.is === 'not-registered' || !mayDecide(by, command, now)) throw refusal('SUBSCRIPTION_IS_UNKNOWN')
    if (now.is === 'ended') {
      if (command.type === 'EndSubscription') return []
      throw refusal('SUBSCRIPTION_HAS_ENDED')
    }
    switch (command.type) {
      case 'ProveEndpoint':
        mustBeWebhook(now)
        return now.delivering === 'unproved' || now.delivering === 'disabled'
          ? [{ ...GENERAL, type: 'EndpointProved' }]
          : []
      case 'DisableEndpoint':
        mustBeWebhook(now)
        return now.delivering === 'disabled' ? [] : [{ ...GENERAL, type: 'EndpointDisabled' }]
      case 'PauseSubscription':
        return now.delivering === 'active' ? [{ ...GENERAL, type: 'SubscriptionPaused' }] : []
      case 'ResumeSubscription':
        if (now.delivering === 'unproved' || now.delivering === 'disabled') throw refusal('ENDPOINT_IS_NOT_PROVED')
        return now.delivering === 'active' ? [] : [{ ...GENERAL, type: 'SubscriptionResumed' }]
      case 'RequestReplay': {
        const { replay, start } = command
        return [{ ...GENERAL, type: 'ReplayRequested', replay, start: startAlone(start) }]
      }
      case 'RotateSecret': {
        mustBeWebhook(now)
        const previousUntil = new Date(Date.parse(at) + command.overlapHours * HOUR_MS).toISOString()
        return [{ ...GENERAL, type: 'SecretRotated', version: now.secret.version + 1, previousUntil }]
      }
      case 'EndSubscription':
        return [{ ...GENERAL, type: 'SubscriptionEnded' }]
    }
  },

  evolve(now, event) {
    if (event.type === 'SubscriptionRegistered') {
      const { type: _, domain: _general, about: _nobody, subscription: id, channel, ...facts } = event
      const delivering = channel === 'webhook' ? 'unproved' : 'active'
      return { is: 'registered', subscription: id, channel, ...facts, run: id, delivering, secret: { version: 1 } }
    }
    if (event.type === 'RegistrationAbandoned')
      return now.is === 'not-registered' ? { is: 'ended', organisation: event.organisation } : now
    if (now.is !== 'registered') return now
    switch (event.type) {
      case 'EndpointProved':
      case 'SubscriptionResumed':
        return { ...now, delivering: 'active' }
      case 'EndpointDisabled':
        return { ...now, delivering: 'disabled' }
      case 'SubscriptionPaused':
        return { ...now, delivering: 'paused' }
      case 'ReplayRequested':
        return { ...now, run: event.replay, start: event.start }
      case 'SecretRotated': {
        const previous = { version: now.secret.version, until: event.previousUntil }
        return { ...now, secret: { version: event.version, previous } }
      }
      case 'SubscriptionEnded':
        return { is: 'ended', organisation: now.organisation }
    }
  },
}

/** The versions of the key that count at a moment, the newest first. */
export const secretVersionsAt = ({ version, previous }: Secret, at: Moment): readonly number[] =>
  previous !== undefined && at < previous.until ? [version, previous.version] : [version]

function register(
  command: Extract<SubscriptionCommand, { type: 'RegisterSubscription' }>,
  now: Subscription,
  by: Actor,
): readonly SubscriptionEvent[] {
  const { subscription: id, channel, endpoint, isProved, wanted, start } = command
  // Given up meanwhile: its place is another's.
  if (now.is === 'ended') throw refusal('SUBSCRIPTION_HAS_ENDED')
  // Known already: a registration never takes the place of another.
  if (now.is !== 'not-registered') return []
  if (by.kind !== 'organisation') throw refusal('SUBSCRIPTION_IS_UNKNOWN')
  mustHaveItsEndpoint(channel, endpoint !== undefined)
  const { types, domains, plans } = wanted
  const registered: SubscriptionEvent = {
    ...GENERAL,
    type: 'SubscriptionRegistered',
    subscription: id,
    organisation: by.organisation,
    channel,
    ...(endpoint && { endpoint }),
    wanted: { types, domains, plans },
    start: startAlone(start),
  }
  return endpoint !== undefined && isProved ? [registered, { ...GENERAL, type: 'EndpointProved' }] : [registered]
}

/** @throws Refusal where a webhook has none, or another channel has one */
export function mustHaveItsEndpoint(channel: Channel, hasEndpoint: boolean): void {
  if (channel === 'webhook' && !hasEndpoint) throw refusal('WEBHOOK_NEEDS_AN_ENDPOINT')
  if (channel !== 'webhook' && hasEndpoint) throw refusal('ONLY_A_WEBHOOK_HAS_AN_ENDPOINT')
}

/** By its own organisation, whose place it holds. */
function abandon(now: Subscription, by: Actor): readonly SubscriptionEvent[] {
  if (by.kind !== 'organisation') throw refusal('SUBSCRIPTION_IS_UNKNOWN')
  const { organisation } = by
  return now.is === 'not-registered' ? [{ ...GENERAL, type: 'RegistrationAbandoned', organisation }] : []
}

/** To its own organisation, and to us where an endpoint said that it is gone; to all others it is not there. */
function mayDecide(by: Actor, { type }: SubscriptionCommand, now: { readonly organisation: string }): boolean {
  if (by.kind === 'system') return type === 'DisableEndpoint'
  return by.kind === 'organisation' && by.organisation === now.organisation && type !== 'DisableEndpoint'
}

function mustBeWebhook({ channel }: Registered): void {
  if (channel !== 'webhook') throw refusal('ONLY_A_WEBHOOK_HAS_AN_ENDPOINT')
}

const startAlone = ({ position, since }: StartingPoint): StartingPoint => ({ position, ...(since && { since }) })

const refusal = (code: SubscriptionRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
