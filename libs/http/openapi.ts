/** The OpenAPI document of an application: what Nest routes, with bodies as class-validator judges them, and all that the NLGov API Design Rules want declared. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import {
  ApiExtension,
  DocumentBuilder,
  SwaggerModule,
  type OpenAPIObject,
  type OperationObject,
  type SchemaObject,
} from '@nestjs/swagger'
import { bodySchemas, SCHEMAS, type JsonSchema } from './body-schemas.ts'
import type { BodyClass } from './class-metadata.ts'
import { compiledBody } from './compiled-validation.ts'
import { handlersOf } from './handlers.ts'
import { choiceSchemas, withChoicesNamed, type Choices } from './named-choices.ts'
import { METHODS, operationOf, type OperationOptions } from './openapi-operation.ts'

export interface OpenApiOptions extends OperationOptions {
  readonly title: string
  /** SemVer; the same as in `API-Version`. */
  readonly version: string
  readonly description: string
  /** Its path is that of every operation and holds the major version: `https://…/v1`, or `/v1`. Routes elsewhere are left out. */
  readonly serverUrl: string
  readonly contact: { readonly name: string; readonly url: string; readonly email: string }
  readonly licence: { readonly name: string; readonly url: string }
  /** What operations answer with, by the name that `@Answers` uses; UpperCamelCase. References among them begin with `#/components/schemas/`. */
  readonly schemas: Readonly<Record<string, JsonSchema>>
  /** Every list of values that something is chosen from, by its name; UpperCamelCase. */
  readonly choices: Choices
}

const HANDLER = 'x-handler'

/**
 * To be called when every route is known and before the application listens.
 * @throws Error where the document would say what is not so: two classes or operations of one name, a schema that is not there, a rule that only
 *   looks like class-validator's own, a list of values without a name
 */
export function openApiDocument(app: NestFastifyApplication, options: OpenApiOptions): OpenAPIObject {
  const handlers = new Map(handlersOf(app).map((each) => [each.key, each]))
  // The one way to know again which handler an operation came from: its id may have been given by hand.
  for (const { key, handler } of handlers.values()) ApiExtension(HANDLER, key)({}, key, { value: handler })
  const described = SwaggerModule.createDocument(app, configurationOf(options), { operationIdFactory: operationId })

  const base = new URL(options.serverUrl, 'https://localhost').pathname
  const paths: OpenAPIObject['paths'] = {}
  const bodies = new Set<BodyClass>()
  for (const [address, item] of Object.entries(described.paths)) {
    if (!address.startsWith(`${base}/`)) continue
    const path = address.slice(base.length)
    for (const method of METHODS) {
      const found: (OperationObject & { [HANDLER]?: string }) | undefined = item[method]
      if (found === undefined) continue
      const { [HANDLER]: key = '', ...operation } = found
      const handled = handlers.get(key)
      if (handled === undefined) throw new Error(`No handler was found for ${method} ${address}`)
      for (const input of [handled.body, handled.query, handled.path]) if (input !== undefined) compiledBody(input)
      if (handled.body !== undefined) bodies.add(handled.body)
      paths[path] = { ...paths[path], [method]: operationOf(operation, handled, { method, path }, options) }
    }
  }

  const schemas = allSchemas(bodies, options)
  const document: OpenAPIObject = {
    ...described,
    paths: withChoicesNamed(paths, options.choices),
    components: { ...described.components, schemas },
  }
  assertIdsAreUnique(document)
  assertReferencesResolve(document, schemas)
  return document
}

/** Serves the document where the design rules want it, as it is now. */
export function serveOpenApi(app: NestFastifyApplication, document: OpenAPIObject, path: string): void {
  const bytes = Buffer.from(JSON.stringify(document))
  app
    .getHttpAdapter()
    .getInstance()
    .get(path, (_request, reply) => {
      void reply.header('content-type', 'application/json; charset=utf-8').send(bytes)
    })
}

const operationId = (controller: string, method: string) => `${method}${controller.replace(/Controller$/, '')}`

function configurationOf({ title, version, description, serverUrl, contact, licence }: OpenApiOptions) {
  return (
    new DocumentBuilder()
      // The version whose schemas are JSON Schema.
      .setOpenAPIVersion('3.1.0')
      .setTitle(title)
      .setVersion(version)
      .setDescription(description)
      .setContact(contact.name, contact.url, contact.email)
      .setLicense(licence.name, licence.url)
      .addServer(serverUrl)
      .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
      .addSecurityRequirements('bearer')
      .build()
  )
}

const text = { type: 'string' } as const

/** RFC 9457. */
const PROBLEM: JsonSchema = {
  type: 'object',
  description: 'What went wrong (RFC 9457). A refusal says more in members of its own.',
  properties: {
    type: { ...text, format: 'uri', description: 'Names the kind of problem.' },
    title: { ...text, description: 'The kind of problem, in the language of the answer.' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { ...text, description: 'What to do about it, in the language of the answer.' },
    code: { ...text, description: 'The kind of problem, for machines; never in another language.' },
    instance: { ...text, format: 'uri', description: 'Names this occurrence in the log; on a 500 only.' },
    errors: {
      type: 'array',
      description: 'Of invalid input, every fault at once.',
      items: {
        type: 'object',
        properties: {
          in: { $ref: `${SCHEMAS}FaultyPart`, description: 'What it is in; absent: the body.' },
          pointer: { ...text, description: 'JSON Pointer (RFC 6901) into the body, or / and the name.' },
          code: { ...text, description: 'The rule that was broken.' },
          detail: text,
        },
        required: ['pointer', 'code', 'detail'],
      },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'code'],
}

/** What every document has of itself. */
const OWN: Readonly<Record<string, JsonSchema>> = {
  Problem: PROBLEM,
  ...choiceSchemas({ FaultyPart: ['query', 'path', 'header'] }),
}

function allSchemas(bodies: Iterable<BodyClass>, { schemas, choices }: OpenApiOptions): Record<string, SchemaObject> {
  const ofBodies = bodySchemas(bodies)
  const toChoose = choiceSchemas(choices)
  const names = [ofBodies, OWN, schemas, toChoose].flatMap((each) => Object.keys(each))
  for (const name of names) {
    if (!/^[A-Z][A-Za-z0-9]*$/.test(name)) throw new Error(`The schema ${name} is not called in UpperCamelCase`)
  }
  const twice = names.filter((name, place) => names.indexOf(name) !== place)
  if (twice.length > 0) throw new Error(`Two schemas are called ${twice.join(', ')}`)
  return { ...withChoicesNamed({ ...ofBodies, ...schemas }, choices), ...OWN, ...toChoose }
}

function assertIdsAreUnique({ paths }: OpenAPIObject): void {
  const ids = Object.values(paths).flatMap((item) => METHODS.map((method) => item[method]?.operationId))
  const given = ids.filter((id) => id !== undefined)
  const twice = given.filter((id, place) => given.indexOf(id) !== place)
  if (twice.length > 0) throw new Error(`Two operations are called ${twice.join(', ')}`)
}

function assertReferencesResolve(document: OpenAPIObject, schemas: Readonly<Record<string, unknown>>): void {
  const missing = new Set<string>()
  JSON.stringify(document, (key, value: unknown) => {
    if (key === '$ref' && typeof value === 'string' && value.startsWith(SCHEMAS)) {
      const name = value.slice(SCHEMAS.length)
      if (!Object.hasOwn(schemas, name)) missing.add(name)
    }
    return value
  })
  if (missing.size > 0) throw new Error(`No schema was given for ${[...missing].join(', ')}`)
}
