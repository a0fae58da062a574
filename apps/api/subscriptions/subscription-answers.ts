/** The schemas of subscriptions: what an organisation wants to be sent, where, and how far that has come. */
import { DOMAINS } from '../../../libs/deciding/domains.ts'
import type { JsonSchema } from '../../../libs/http/body-schemas.ts'
import { CHANNELS, type Delivering, type WantedEvents } from '../../../libs/partner/subscription.ts'
import { WHY_SET_ASIDE } from '../../../libs/relaying/whole-subscription.ts'
import { count, id, listOf, type Members, moment, oneOf, shape, text } from '../answers/shape.ts'
import type { DeadLetterItem } from './dead-letters.ts'
import type { DeliveriesAnswer, SubscriptionAnswer, SubscriptionItem } from './read-subscription.ts'
import type { SetAsideAnswer } from './set-aside.ts'

interface Written {
  readonly id: string
  readonly etag: string
  readonly position?: string
}

const WRITTEN: Members<Written> = {
  always: { id: id(), etag: text('Its tag now.') },
  sometimes: { position: text('What lists can be asked to have caught up with; absent where nothing was recorded.') },
}

export const DELIVERING = ['unproved', 'active', 'paused', 'disabled'] as const satisfies readonly Delivering[]

const publicKey = () => text('`whpk_…`: what is sent is signed with its other half as well (`v1a`); no secret.')

const delivering = () =>
  oneOf(
    DELIVERING,
    '`unproved`: its endpoint has not answered the challenge. `disabled`: it said that it is gone, and is to be challenged again.',
  )

const setAside = () =>
  shape<SetAsideAnswer>(
    'Nothing is sent to it, for a reason of its own, until that is mended; nothing is lost meanwhile.',
    {
      always: {
        because: oneOf(WHY_SET_ASIDE, 'Looked at again by itself, within a minute.'),
        since: moment(),
      },
      sometimes: {},
    },
  )

export const SUBSCRIPTION_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  SubscriptionsAnswer: shape<{ readonly subscriptions: readonly SubscriptionItem[] }>('The subscriptions.', {
    always: {
      subscriptions: listOf(
        shape<SubscriptionItem>('A subscription.', {
          always: { id: id(), delivering: delivering() },
          sometimes: { channel: oneOf(CHANNELS), registeredAt: moment(), setAside: setAside() },
        }),
      ),
    },
    sometimes: {},
  }),
  SubscriptionAnswer: shape<SubscriptionAnswer>('A subscription.', {
    always: {
      id: id(),
      delivering: delivering(),
    },
    sometimes: {
      setAside: setAside(),
      etag: text('Absent, as the channel and what is wanted, where it cannot be read.'),
      channel: oneOf(CHANNELS),
      wanted: shape<WantedEvents>('Of all that the organisation may have; empty leaves nothing out.', {
        always: { types: listOf(text()), domains: listOf(oneOf(DOMAINS)), plans: listOf(id()) },
        sometimes: {},
      }),
      endpoint: text('Where a webhook is.'),
      secretVersion: count(),
      publicKey: publicKey(),
      previousSecretUntil: moment('Until when the secret before counts too.'),
      topic: text('Where events come over Kafka.'),
      deliveries: shape<DeliveriesAnswer>('How far sending has come.', {
        always: {
          lagMs: count('The age of the oldest event not read for it yet, or not taken, in milliseconds.'),
          waiting: count('Not taken yet.'),
          deadLetters: count('Given up after 72 hours.'),
        },
        sometimes: {
          cursor: text('As the feed’s: everything up to here was sent, left out, or waits.'),
          incomplete: {
            type: 'boolean',
            description:
              'Present, and true, where something it may have cannot be read now; it is sent once it can be, and what is of other plans meanwhile.',
          },
          waitingSince: moment(),
          lastError: shape<NonNullable<DeliveriesAnswer['lastError']>>('What went wrong last.', {
            always: {
              said: text(
                'Of a webhook `HTTP 503` or `no-answer`; over Kafka what the broker says of the topic; of either `held-up`, where it is on our side.',
              ),
              at: moment(),
            },
            sometimes: {},
          }),
        },
      }),
    },
  }),
  DeadLettersAnswer: shape<{ readonly deadLetters: readonly DeadLetterItem[] }>('What the endpoint did not take.', {
    always: {
      deadLetters: listOf(
        shape<DeadLetterItem>('An event that holds back its plan at this endpoint.', {
          always: {
            id: id('The event.'),
            attempts: count(),
            firstAttemptAt: moment(),
            givenUpAt: moment(),
            lastError: text(),
          },
          sometimes: { plan: id('Absent where it is of none, and holds back nothing.') },
        }),
      ),
    },
    sometimes: {},
  }),
  SubscriptionWritten: shape('What was written.', WRITTEN),
  SubscriptionMade: shape<
    Written & { readonly secret?: string; readonly publicKey?: string; readonly delivering?: Delivering }
  >('What was made.', {
    always: WRITTEN.always,
    sometimes: {
      ...WRITTEN.sometimes,
      secret: text('What is sent is signed with it (Standard Webhooks); told here only.'),
      publicKey: publicKey(),
      delivering: delivering(),
    },
  }),
  SecretRotated: shape<
    Written & {
      readonly secret?: string
      readonly publicKey?: string
      readonly secretVersion?: number
      readonly previousSecretUntil?: string
    }
  >('The new secret.', {
    always: WRITTEN.always,
    sometimes: {
      ...WRITTEN.sometimes,
      secret: text('Told here only, and no longer when the request comes again after it ceased to count.'),
      publicKey: publicKey(),
      secretVersion: count(),
      previousSecretUntil: moment('Until when the secret before counts too.'),
    },
  }),
}
