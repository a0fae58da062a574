/** The schemas of what partners are told: events as every channel carries them, what an event refers to, and the list of types. */
import type { JsonSchema } from '../../../libs/http/body-schemas.ts'
import { PUBLIC_ITEMS } from '../../../libs/plan/public-event.ts'
import { CHANNELS, type Delivering, type WantedEvents } from '../../../libs/partner/subscription.ts'
import { DOMAINS } from '../../../libs/deciding/domains.ts'
import type { DeadLetterItem } from '../subscriptions/dead-letters.ts'
import type { DeliveriesAnswer, SubscriptionAnswer, SubscriptionItem } from '../subscriptions/read-subscription.ts'
import type { SetAsideAnswer } from '../subscriptions/set-aside.ts'
import { WHY_SET_ASIDE } from '../../../libs/relaying/whole-subscription.ts'
import type { PublicEventInFull } from '../events/read-public-event.ts'
import { count, id, listOf, moment, oneOf, ref, shape, someone, text, type Members } from './shape.ts'

/** Open, as events are: a later one may say more. */
const open = (
  description: string,
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
) => ({
  type: 'object',
  description,
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
})

const IN_FULL: Members<PublicEventInFull> = {
  always: {
    event: ref('CloudEvent'),
    words: ref('InWords'),
    about: listOf(someone(), 'The members it is about.'),
  },
  sometimes: { item: open('The item as it stands; what it says hangs on its kind.', { kind: oneOf(PUBLIC_ITEMS) }) },
}

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

export const EVENT_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  CloudEvent: open(
    'A CloudEvent 1.0 within the NL GOV profile, in structured mode.',
    {
      specversion: { const: '1.0' },
      id: id('The same on every channel and at every attempt.'),
      source: text('`urn:nld:oin:{OIN}:systeem:samenspel`.'),
      type: text('Reverse DNS with a version.'),
      subject: id('The plan.'),
      time: moment('When it was recorded.'),
      datacontenttype: { const: 'application/json' },
      dataschema: { type: 'string', format: 'uri', description: 'Where the schema of `data` is.' },
      dataref: { type: 'string', format: 'uri', description: 'Where to fetch what it is about.' },
      sequence: text('Orders within a plan and domain, and counts nothing; sixteen digits.'),
      correlationid: text(),
      causationid: text(),
      traceparent: text('W3C Trace Context.'),
      data: open('Ids and a domain.', {
        plan: id(),
        domain: text(),
        revision: count('Counted within plan and domain.'),
        item: open('What it is about.', { kind: oneOf(PUBLIC_ITEMS), id: id() }),
      }),
    },
    ['traceparent'],
  ),
  CloudEventBatch: listOf(ref('CloudEvent'), 'Events in the order they were recorded.'),
  CloudEventStream: text('Server-Sent Events: `data` is a CloudEvent, `id` what `Last-Event-ID` takes.'),
  PublicEventAnswer: shape('What an event refers to.', IN_FULL),
  EventTypes: open('Every type of event there is.', {
    types: listOf(
      open('A type.', { type: text('As in `type` of an event.'), version: count(), item: oneOf(PUBLIC_ITEMS) }),
    ),
  }),
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
          waitingSince: moment(),
          lastError: shape<NonNullable<DeliveriesAnswer['lastError']>>('What went wrong last.', {
            always: {
              said: text(
                'Of a webhook `HTTP 503` or `no-answer`; over Kafka what the broker says of the topic, or `held-up`.',
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
            plan: id(),
            attempts: count(),
            firstAttemptAt: moment(),
            givenUpAt: moment(),
            lastError: text(),
          },
          sometimes: {},
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
  EventSchema: { type: 'object', description: 'A JSON Schema (2020-12).' },
}
