/** Which subscriptions there are, whose, over which channel, and whether they are sent to now. Ended ones are not in it. */
import { momentIn } from '../deciding/moments.ts'
import type { ReadModel, Unreadable } from '../deciding/read-model.ts'
import { subscriptionOfStream } from './subscription-stream.ts'
import type { Delivering, SubscriptionEvent } from './subscription.ts'

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
    SubscriptionEnded: ({ envelope }) => [
      { remove: 'subscription', where: { subscription: subscriptionOfStream(envelope.stream) } },
    ],
  },
  /** It stays among those that are looked at, by whoever sends: there it is set aside until it can be read. */
  afterUnreadable: (event) => {
    const row = rowIn(event)
    return row === undefined ? [] : [{ put: 'subscription', row }]
  },
} as const satisfies ReadModel<SubscriptionEvent, typeof tables>

/** @returns undefined where not even whose it is can be read */
function rowIn({ stream, type, body }: Unreadable) {
  const { data, recordedAt } = (body ?? {}) as {
    readonly data?: Readonly<Record<string, unknown>> | null
    readonly recordedAt?: unknown
  }
  const organisation = data?.['organisation']
  if (type !== 'SubscriptionRegistered' || typeof organisation !== 'string') return undefined
  return {
    subscription: subscriptionOfStream(stream),
    organisation,
    channel: textOf(data?.['channel']),
    delivering: 'active' satisfies Delivering,
    registeredAt: momentIn(textOf(recordedAt)) ?? '',
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const is = (stream: string, delivering: Delivering) =>
  ({ change: 'subscription', where: { subscription: subscriptionOfStream(stream) }, set: { delivering } }) as const
