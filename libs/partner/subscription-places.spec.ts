import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import fc from 'fast-check'
import { Refusal, type Deed } from '../deciding/decider.ts'
import { storiesOf } from '../deciding/testing/story.ts'
import { SUBSCRIPTIONS_AT_MOST, subscriptionPlaces, type PlacesCommand } from './subscription-places.ts'

const given = storiesOf(subscriptionPlaces)
const deed: Deed = {
  by: { kind: 'organisation', id: 's', role: 'partner', organisation: '00000099000000000002' },
  at: '2026-03-02T09:00:00.000Z',
  activity: 'partner-information',
  legalBasis: 'Jeugdwet 2.7',
}
const general = { domain: 'general', about: [] } as const
const taken = (subscription: string, channel = 'webhook') =>
  [deed, { ...general, type: 'SubscriptionPlaceTaken', subscription, channel }] as const
const take = (subscription: string, channel = 'webhook', found: readonly string[] = []): PlacesCommand => ({
  type: 'TakePlace',
  place: { subscription, channel },
  found: found.map((one) => ({ subscription: one, channel: 'webhook' })),
})

describe('the places of an organisation', () => {
  it('are taken once each, with those that were there before', () => {
    given(taken('s-1')).when(deed, take('s-1')).thenNothing()
    given()
      .when(deed, take('s-2', 'webhook', ['s-1']))
      .then(taken('s-1')[1], taken('s-2')[1])
  })

  it('are fifty, and the next is given when one comes back', () => {
    const all = Array.from({ length: SUBSCRIPTIONS_AT_MOST }, (_, number) => taken(`s-${String(number)}`))
    given(...all)
      .when(deed, take('one-more'))
      .thenRefuses('ORGANISATION_HAS_ENOUGH_SUBSCRIPTIONS', { atMost: SUBSCRIPTIONS_AT_MOST })
    given(...all.slice(1))
      .when(deed, take('one-more'))
      .then(taken('one-more')[1])
  })

  it('are one for its topic', () => {
    given(taken('s-1', 'kafka')).when(deed, take('s-2', 'kafka')).thenRefuses('TOPIC_HAS_A_SUBSCRIPTION', {
      subscription: 's-1',
    })
  })

  it('are never more than fifty, nor two for its topic, whatever is asked for and given back', () => {
    const id = fc.integer({ min: 0, max: 70 }).map((number) => `s-${String(number)}`)
    const command = fc.oneof(
      {
        weight: 8,
        arbitrary: fc.tuple(id, fc.constantFrom('webhook', 'kafka')).map(([one, channel]) => take(one, channel)),
      },
      {
        weight: 1,
        arbitrary: id.map((one): PlacesCommand => ({ type: 'GiveBackPlaces', subscriptions: [one] })),
      },
    )
    fc.assert(
      fc.property(fc.array(command, { minLength: 100, maxLength: 200, size: 'max' }), (commands) => {
        let places = subscriptionPlaces.initial
        for (const one of commands)
          try {
            for (const event of subscriptionPlaces.decide(one, places, deed))
              places = subscriptionPlaces.evolve(places, event, deed)
          } catch (refused) {
            assert.ok(refused instanceof Refusal)
          }
        const held = Object.values(places)
        assert.ok(held.length <= SUBSCRIPTIONS_AT_MOST)
        assert.ok(held.filter(({ channel }) => channel === 'kafka').length <= 1)
      }),
    )
  })
})
