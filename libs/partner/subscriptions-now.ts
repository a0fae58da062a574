/** Which subscriptions there are, whose, over which channel, and whether they are sent to now. Ended ones are not in it. */
import type { ReadModel } from '../deciding/read-model.ts'
import type { Delivering, SubscriptionEvent } from './subscription.ts'

const STREAM = 'subscription-'

const tables = {
  subscription: {
    columns: {
      subscription: 'text',
      organisation: 'text',
      channel: 'text',
      delivering: 'text',
      registeredAt: 'text',
    },
    key: ['subscription'],
    lookups: [
      ['organisation', 'registeredAt'],
      ['channel', 'delivering'],
    ],
  },
} as const

export const subscriptionsNow = {
  name: 'subscriptions-now',
  version: 1,
  tables,
  after: {
    SubscriptionRegistered: ({ event: { subscription, organisation, channel }, envelope: { recordedAt } }) => {
      const delivering: Delivering = channel === 'webhook' ? 'unproved' : 'active'
      return [
        { put: 'subscription', row: { subscription, organisation, channel, delivering, registeredAt: recordedAt } },
      ]
    },
    EndpointProved: ({ envelope }) => [is(envelope.stream, 'active')],
    SubscriptionResumed: ({ envelope }) => [is(envelope.stream, 'active')],
    SubscriptionPaused: ({ envelope }) => [is(envelope.stream, 'paused')],
    EndpointDisabled: ({ envelope }) => [is(envelope.stream, 'disabled')],
    SubscriptionEnded: ({ envelope }) => [{ remove: 'subscription', where: { subscription: idOf(envelope.stream) } }],
  },
} as const satisfies ReadModel<SubscriptionEvent, typeof tables>

const idOf = (stream: string): string => stream.slice(STREAM.length)

const is = (stream: string, delivering: Delivering) =>
  ({ change: 'subscription', where: { subscription: idOf(stream) }, set: { delivering } }) as const
