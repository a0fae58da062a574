/** What the API says of itself: the OpenAPI document, with the headers that requests bring and answers carry. How it is shown to people is in `docs-page.ts`. */
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { OpenAPIObject } from '@nestjs/swagger'
import { answersOf } from '../../libs/http/openapi-decorators.ts'
import type { HeaderParameter, Operation } from '../../libs/http/openapi-operation.ts'
import { openApiDocument } from '../../libs/http/openapi.ts'
import { isARead } from './access-records/record-reads.ts'
import { ANSWERS } from './answers/answers.ts'
import { CHOICES } from './answers/choices.ts'
import { oneOf } from './answers/shape.ts'
import { callerOf } from './caller.ts'
import { isPublic } from './sign-in/sign-in.guard.ts'

/** The full version of the API, on every answer. */
export const API_VERSION = '0.1.0'

export const DOCUMENT_PATH = '/v1/openapi.json'

const DESCRIPTION = [
  'One family, one plan, one coordinator. Every write is an event that is never changed; every answer about a plan holds what its reader has a ground to see, and nothing in the place of the rest.',
  'Every request about a plan says why it is made (`Processing-Activity`), from the list at `/processing-activities`.',
  'A write insists on what its maker saw with `If-Match`; sent again with its `Idempotency-Key`, it is done once and answered alike.',
].join('\n\n')

/** To be called when every controller is known and before the application listens. */
export const apiDocument = (app: NestFastifyApplication): OpenAPIObject =>
  openApiDocument(app, {
    title: 'Samenspel',
    version: API_VERSION,
    description: DESCRIPTION,
    serverUrl: '/v1',
    contact: { name: 'Samenspel', url: 'https://example.nl/samenspel', email: 'maintainers@example.nl' },
    licence: { name: 'EUPL-1.2', url: 'https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12' },
    schemas: ANSWERS,
    choices: CHOICES,
    headers: HEADERS,
    answerHeaders,
    refusals,
    isPublic,
  })

const isWrite = ({ method, handler }: Operation) => method !== 'get' && !isARead(handler)

/** Where what `If-Match` insists on is read. */
const TAGGED: readonly string[] = [
  '/plans/{planId}',
  '/protocols/{protocolId}',
  '/protocols/{protocolId}/versions',
  '/terms',
  '/second-readers',
  '/teams',
  '/inspections/{inspectionId}',
]

/** Whether a handler asks who calls, and so on what ground. */
function takesCaller({ controller, handler }: Operation): boolean {
  const args = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler.name) as unknown
  return Object.values((args ?? {}) as Record<string, { readonly factory?: unknown }>).some(
    ({ factory }) => factory === callerOf,
  )
}

const HEADERS: readonly HeaderParameter[] = [
  {
    name: 'Processing-Activity',
    description: 'Why this is asked: one of the published processing activities, of the role that asks.',
    required: true,
    schema: oneOf(CHOICES.ProcessingActivityId),
    on: takesCaller,
  },
  {
    name: 'Idempotency-Key',
    description: 'Identifies this request: sent again with the same key, it is done once and answered alike.',
    required: false,
    schema: { type: 'string', pattern: '^[!-~]{1,128}$' },
    on: ({ method }) => method === 'post',
  },
  {
    name: 'If-Match',
    description:
      'The ETag of what is written to, as its maker saw it: refused with 412 when something they may see has come since.',
    required: false,
    schema: { type: 'string' },
    on: isWrite,
  },
  {
    name: 'Accept-Language',
    description: 'The language of titles and details: `nl` (without it) or `en`.',
    required: false,
    schema: { type: 'string' },
    on: () => true,
  },
]

/** The answers to what made something that has an address. */
const MADE: readonly (string | undefined)[] = [
  'MadeAnswer',
  'PermissionMadeAnswer',
  'GlassBrokenAnswer',
  'InspectionOpened',
  'WrittenToProtocol',
  'SubscriptionMade',
]

function answerHeaders(operation: Operation): Readonly<Record<string, string>> {
  const { method, path, handler } = operation
  const isPage = answersOf(handler).some(({ schema }) => schema?.endsWith('Page') === true)
  const makes = path === '/plans' || answersOf(handler).some(({ schema }) => MADE.includes(schema))
  // What is settled of a delivery stands in no stream.
  const writes = isWrite(operation) && !answersOf(handler).some(({ schema }) => schema === 'DeadLettersAnswer')
  return {
    ...((writes || TAGGED.includes(path)) && {
      ETag: 'Names the last event that its reader may see, for `If-Match` and `basedOn`. No cache validator: answers differ by reader and moment.',
    }),
    ...(writes && { Position: 'What lists can be asked to have caught up with.' }),
    ...(method === 'post' && makes && { Location: 'Where it is.' }),
    ...(path === '/events' && {
      Incomplete:
        '`true` where something you may have cannot be read now: it is told behind this cursor once it can be.',
    }),
    ...(isPage && { Link: 'The next page (`rel="next"`), where there is one.' }),
  }
}

function refusals(operation: Operation): readonly number[] {
  const ofCaller = takesCaller(operation) ? [403] : []
  const ofWrite = isWrite(operation) ? [404, 409, 410, 412, 422] : []
  const ofStores = operation.isPublic ? [] : [503]
  return [...ofCaller, ...ofWrite, 429, ...ofStores]
}
