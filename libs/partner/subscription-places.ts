/**
 * How many subscriptions an organisation has: each takes a place before it is registered, and gives it back when it has ended. The stream is the
 * organisation's own, so that two who register at once meet there. Which places were left behind is found out elsewhere.
 */
import { Refusal, type Concerns, type Decider } from '../deciding/decider.ts'
import type { Upcasters } from '../deciding/upcasters.ts'
import type { Moment } from '../deciding/decider.ts'

export const SUBSCRIPTIONS_AT_MOST = 50

/** Two that filled the one topic of an organisation would not keep its order. */
const ONE_OF_ITS_CHANNEL = 'kafka'

export interface PlaceOf {
  readonly subscription: string
  readonly channel: string
}

export type PlacesEvent = Concerns &
  (
    | { readonly type: 'SubscriptionPlaceTaken'; readonly subscription: string; readonly channel: string }
    | { readonly type: 'SubscriptionPlaceGivenBack'; readonly subscription: string }
  )

export type PlacesCommand =
  /** `found`: subscriptions that are there already, with or without a place: from before there were places. */
  | { readonly type: 'TakePlace'; readonly place: PlaceOf; readonly found: readonly PlaceOf[] }
  | { readonly type: 'GiveBackPlaces'; readonly subscriptions: readonly string[] }

export type PlacesRefusal = 'ORGANISATION_HAS_ENOUGH_SUBSCRIPTIONS' | 'TOPIC_HAS_A_SUBSCRIPTION'

export interface TakenPlace {
  readonly channel: string
  readonly takenAt: Moment
}

/** By subscription. */
export type Places = Readonly<Record<string, TakenPlace>>

export const PLACES_FORMS: Upcasters<PlacesEvent['type']> = {}

/** Nothing of anyone's life is in it. */
const GENERAL = { domain: 'general', about: [] } as const

export const subscriptionPlaces: Decider<PlacesCommand, Places, PlacesEvent> = {
  initial: {},

  decide(command, places) {
    if (command.type === 'GiveBackPlaces')
      return command.subscriptions
        .filter((subscription) => subscription in places)
        .map((subscription) => ({ ...GENERAL, type: 'SubscriptionPlaceGivenBack', subscription }))
    const { place, found } = command
    if (place.subscription in places) return []
    const uncounted = found.filter(
      ({ subscription }) => !(subscription in places) && subscription !== place.subscription,
    )
    const held = [
      ...Object.entries(places).map(([subscription, { channel }]) => ({ subscription, channel })),
      ...uncounted,
    ]
    const alone = held.find(({ channel }) => channel === ONE_OF_ITS_CHANNEL)
    if (place.channel === ONE_OF_ITS_CHANNEL && alone !== undefined)
      throw refusal('TOPIC_HAS_A_SUBSCRIPTION', { subscription: alone.subscription })
    if (held.length >= SUBSCRIPTIONS_AT_MOST)
      throw refusal('ORGANISATION_HAS_ENOUGH_SUBSCRIPTIONS', { atMost: SUBSCRIPTIONS_AT_MOST })
    return [...uncounted, place].map(({ subscription, channel }) => ({
      ...GENERAL,
      type: 'SubscriptionPlaceTaken',
      subscription,
      channel,
    }))
  },

  evolve(places, event, { at: takenAt }) {
    switch (event.type) {
      case 'SubscriptionPlaceTaken':
        return { ...places, [event.subscription]: { channel: event.channel, takenAt } }
      case 'SubscriptionPlaceGivenBack': {
        const { [event.subscription]: _given, ...others } = places
        return others
      }
    }
  },
}

const refusal = (code: PlacesRefusal, details: Readonly<Record<string, unknown>>) => new Refusal(code, details)
