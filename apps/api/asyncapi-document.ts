/** What partners are told, as an AsyncAPI 3 document: one message for each public type, and the channels they come over. How requests are made is in the OpenAPI document. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { JsonSchema } from '../../libs/http/body-schemas.ts'
import { STRUCTURED } from '../../libs/messaging/cloud-event.ts'
import { dataSchemaOf } from '../../libs/plan/for-partner-schemas.ts'
import { PUBLIC_TYPES, type PublicType } from '../../libs/plan/for-partner.ts'
import { EVENT_SCHEMAS } from './answers/events.ts'
import { API_VERSION } from './api-document.ts'

export const ASYNCAPI_PATH = '/v1/asyncapi.json'

/** Names of components have no dots. */
const nameOf = ({ name, version }: PublicType): string => `${name}.v${String(version)}`.replace('.', '-')

function messageOf(type: PublicType): JsonSchema {
  const { $schema: _, ...data } = dataSchemaOf(type)
  const { description, properties, required } = EVENT_SCHEMAS['CloudEvent'] as Readonly<Record<string, object>>
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
}

/** @param publicUrl where partners reach the API, without `/v1` */
export function asyncApiDocument(publicUrl: string): JsonSchema {
  const { host, protocol } = new URL(publicUrl)
  const named = PUBLIC_TYPES.map((type) => [nameOf(type), type] as const)
  const inComponents = named.map(([name]) => [name, { $ref: `#/components/messages/${name}` }] as const)
  const inFeed = named.map(([name]) => ({ $ref: `#/channels/feed/messages/${name}` }))
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
    servers: { api: { host, protocol: protocol.slice(0, -1), pathname: '/v1', security: [{ $ref: BEARER }] } },
    channels: { feed: { ...CHANNEL_OF_FEED, messages: Object.fromEntries(inComponents) } },
    operations: {
      feedEvents: {
        action: 'send',
        title: 'Events an organisation has a ground for',
        channel: { $ref: '#/channels/feed' },
        messages: inFeed,
      },
    },
    components: {
      messages: Object.fromEntries(named.map(([name, type]) => [name, messageOf(type)])),
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  }
}

const BEARER = '#/components/securitySchemes/bearer'

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
