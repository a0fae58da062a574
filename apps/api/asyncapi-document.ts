/** What partners are told, as an AsyncAPI 3 document: one message for each public type, and the channels they come over. How requests are made is in the OpenAPI document. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { JsonSchema } from '../../libs/http/body-schemas.ts'
import { STRUCTURED } from '../../libs/messaging/cloud-event.ts'
import { dataSchemaOf } from '../../libs/plan/for-partner-schemas.ts'
import { PUBLIC_TYPES } from '../../libs/plan/for-partner.ts'
import { HISTORY_REPLACED, HISTORY_REPLACED_SCHEMA } from '../../libs/relaying/history-replaced.ts'
import { topicOf } from '../../libs/relaying/partner-topics.ts'
import { EVENT_SCHEMAS } from './events/event-answers.ts'
import { API_VERSION } from './api-document.ts'

export const ASYNCAPI_PATH = '/v1/asyncapi.json'

/** A type of event as it is told, whether it is of a plan or of none. */
interface Told {
  readonly type: string
  readonly name: string
  readonly version: number
  readonly data: JsonSchema
  /** The schema of ours that it is in. */
  readonly within: 'CloudEvent' | 'HistoryReplaced'
  /** What its key is over Kafka. */
  readonly key: string
}

const ALL_TOLD: readonly Told[] = [
  {
    ...HISTORY_REPLACED,
    data: HISTORY_REPLACED_SCHEMA,
    within: 'HistoryReplaced',
    key: 'Its id: it is of no plan, and comes once, in one partition.',
  },
  ...PUBLIC_TYPES.map(
    (type) => ({ ...type, data: dataSchemaOf(type), within: 'CloudEvent', key: 'The plan.' }) as const,
  ),
]

/** Names of components have no dots. */
const nameOf = ({ name, version }: Told): string => `${name}.v${String(version)}`.replace('.', '-')

function messageOf(type: Told): JsonSchema {
  const { $schema: _, ...data } = type.data
  const { description, properties, required } = EVENT_SCHEMAS[type.within] as Readonly<Record<string, object>>
  return {
    name: type.type,
    title: type.name.replaceAll('-', ' '),
    contentType: STRUCTURED,
    payload: {
      type: 'object',
      description,
      properties: { ...properties, type: { const: type.type }, data },
      required,
    },
  }
}

const CHANNEL_OF_FEED = {
  address: '/events',
  title: 'The feed',
  description:
    'Asked for with a token of the organisation, page by page (batched mode) or as Server-Sent Events. Each event is judged when it is handed over.',
  servers: [{ $ref: '#/servers/api' }],
}

const CHANNEL_OF_WEBHOOKS = {
  // Where it is, is said in a subscription.
  address: null,
  title: 'A webhook',
  description:
    'Posted to the endpoint of a subscription that answered its challenge, signed by Standard Webhooks 1.0. Of a plan one at a time, in order; each is judged again at every attempt.',
  servers: [{ $ref: '#/servers/endpoint' }],
}

const CHANNEL_OF_KAFKA = {
  address: topicOf('{organisation}'),
  title: 'A topic of Kafka',
  description:
    'One for each organisation, read with credentials of its own, for a subscription over Kafka. Binary mode; the events of a plan share a key, and so keep their order. Each is judged before it is handed over, and may come again with the same id.',
  servers: [{ $ref: '#/servers/kafka' }],
  parameters: { organisation: { description: 'OIN of the organisation, 20 digits.' } },
}

const HEADERS_OF_WEBHOOKS = {
  type: 'object',
  properties: {
    'webhook-id': { type: 'string', description: 'The id of the event, the same at every attempt.' },
    'webhook-timestamp': { type: 'string', description: 'When this attempt was made, in seconds since 1970.' },
    'webhook-signature': {
      type: 'string',
      description: 'For each version of the secret that counts: `v1,` and HMAC-SHA256, `v1a,` and Ed25519; base64.',
    },
  },
  required: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
}

const overWebhook = (type: Told): JsonSchema => ({ ...messageOf(type), headers: HEADERS_OF_WEBHOOKS })

/** Binary mode: what surrounds `data` is in headers (CloudEvents Kafka protocol binding 1.0.2 §3.2). */
function overKafka(type: Told): JsonSchema {
  const { $schema: _, ...payload } = type.data
  const { properties = {}, required } = EVENT_SCHEMAS[type.within] as {
    readonly properties?: Readonly<Record<string, object>>
    readonly required: readonly string[]
  }
  const inHeaders = (name: string) => name !== 'data' && name !== 'datacontenttype'
  const headers = Object.entries({ ...properties, type: { const: type.type } }).filter(([name]) => inHeaders(name))
  return {
    name: type.type,
    title: type.name.replaceAll('-', ' '),
    contentType: 'application/json',
    headers: {
      type: 'object',
      properties: {
        'content-type': { const: 'application/json' },
        ...Object.fromEntries(headers.map(([name, schema]) => [`ce_${name}`, schema])),
      },
      required: ['content-type', ...required.filter(inHeaders).map((name) => `ce_${name}`)],
    },
    payload,
    bindings: {
      kafka: { key: { type: 'string', format: 'uuid', description: type.key }, bindingVersion: KAFKA_BINDING },
    },
  }
}

const KAFKA_BINDING = '0.5.0'

/** @param publicUrl where partners reach the API, without `/v1` */
export function asyncApiDocument(publicUrl: string): JsonSchema {
  const named = ALL_TOLD.map((type) => [nameOf(type), type] as const)
  const messagesBy = (messageFor: (type: Told, name: string) => JsonSchema) =>
    Object.fromEntries(named.map(([name, type]) => [name, messageFor(type, name)]))
  const sending = (channel: string, title: string) => ({
    action: 'send',
    title,
    channel: { $ref: `#/channels/${channel}` },
    messages: named.map(([name]) => ({ $ref: `#/channels/${channel}/messages/${name}` })),
  })
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Samenspel: events for partners',
      version: API_VERSION,
      description:
        'CloudEvents 1.0 within the NL GOV profile, information-poor: ids, a type and a domain. What they refer to is fetched at `dataref`, on a ground of that moment. Within a version change is additive only.',
      contact: { name: 'Samenspel', url: 'https://example.nl/samenspel', email: 'maintainers@example.nl' },
      license: { name: 'EUPL-1.2', url: 'https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12' },
    },
    defaultContentType: STRUCTURED,
    servers: serversAt(publicUrl),
    channels: {
      feed: {
        ...CHANNEL_OF_FEED,
        messages: messagesBy((_, name) => ({ $ref: `#/components/messages/${name}` })),
      },
      webhook: { ...CHANNEL_OF_WEBHOOKS, messages: messagesBy(overWebhook) },
      kafka: { ...CHANNEL_OF_KAFKA, messages: messagesBy(overKafka) },
    },
    operations: {
      feedEvents: sending('feed', 'Events an organisation has a ground for'),
      postEvents: sending('webhook', 'Events a subscription asks for, on a ground'),
      publishEvents: sending('kafka', 'Events a subscription asks for, on a ground'),
    },
    components: {
      messages: messagesBy(messageOf),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        scram: {
          type: 'scramSha512',
          description: 'Or as the operator tells: `scramSha256`, `plain`; always over TLS.',
        },
      },
    },
  }
}

/** Where each channel is: ours, the organisation's own, and the municipality's brokers. */
function serversAt(publicUrl: string) {
  const { host, protocol } = new URL(publicUrl)
  return {
    api: { host, protocol: protocol.slice(0, -1), pathname: '/v1', security: [{ $ref: BEARER }] },
    endpoint: {
      host: '{host}',
      protocol: 'https',
      description: 'The organisation’s own: where its subscription says.',
      variables: { host: { description: 'Of the endpoint.' } },
    },
    kafka: {
      host: '{broker}',
      protocol: 'kafka-secure',
      description: 'The municipality’s brokers, as its operator tells, with a user for the organisation.',
      variables: { broker: { description: 'A broker and its port.' } },
      security: [{ $ref: SCRAM }],
    },
  }
}

const BEARER = '#/components/securitySchemes/bearer'
const SCRAM = '#/components/securitySchemes/scram'

/** @param publicUrl asked at each request: where the API listens is known last */
export function serveAsyncApi(app: NestFastifyApplication, publicUrl: () => string): void {
  app
    .getHttpAdapter()
    .getInstance()
    .get(ASYNCAPI_PATH, (_request, reply) => {
      const bytes = Buffer.from(JSON.stringify(asyncApiDocument(publicUrl())))
      void reply.header('content-type', 'application/json; charset=utf-8').send(bytes)
    })
}
