/** One operation of the OpenAPI document: its parameters, its body, what it answers and how it can refuse. */
import { STATUS_CODES } from 'node:http'
import type { OperationObject, ParameterObject, ResponseObject } from '@nestjs/swagger'
import { bodySchema, SCHEMAS, type JsonSchema } from './body-schemas.ts'
import type { BodyClass } from './class-metadata.ts'
import type { Handled } from './handlers.ts'
import { answersOf, refusesOf } from './openapi-decorators.ts'
import { codeOfStatus, HTTP_PROBLEMS, PROBLEM_JSON } from './problem.ts'

export type Method = 'get' | 'put' | 'post' | 'delete' | 'patch'
export const METHODS: readonly Method[] = ['get', 'put', 'post', 'delete', 'patch']

/** An operation, as far as the application has to know it to say what goes with it. */
export interface Operation {
  readonly method: Method
  /** Below the server's path: `/plans/{planId}`. */
  readonly path: string
  readonly isPublic: boolean
  readonly handler: Handled['handler']
  readonly controller: Handled['controller']
}

export interface HeaderParameter {
  readonly name: string
  readonly description: string
  readonly required: boolean
  readonly schema: JsonSchema
  readonly on: (operation: Operation) => boolean
}

export interface OperationOptions {
  /** Request headers, on the operations that read them. */
  readonly headers?: readonly HeaderParameter[]
  /** Response headers of what succeeds, besides `API-Version`: name and description. */
  readonly answerHeaders?: (operation: Operation) => Readonly<Record<string, string>>
  /** Statuses that an operation can refuse with, besides its own `@Refuses` and those that follow from it: 400, 401, 404, 413, 415. */
  readonly refusals?: (operation: Operation) => readonly number[]
  /** Whether an operation needs no token; without this, none does without. */
  readonly isPublic?: (handled: Pick<Operation, 'handler' | 'controller'>) => boolean
}

export function operationOf(
  described: OperationObject,
  handled: Handled,
  { method, path }: Pick<Operation, 'method' | 'path'>,
  options: OperationOptions,
): OperationObject {
  const { handler, controller, body } = handled
  const isPublic = options.isPublic?.(handled) ?? false
  const operation: Operation = { method, path, isPublic, handler, controller }
  const parameters = parametersOf(described, handled, operation, options)
  const { requestBody: _, ...rest } = described
  return {
    ...rest,
    parameters,
    ...(body !== undefined && {
      requestBody: {
        // Where nothing has to be said, no body says it.
        required: (bodySchema(body).required ?? []).length > 0,
        content: { 'application/json': { schema: { $ref: SCHEMAS + body.name } } },
      },
    }),
    responses: {
      ...successesOf(described, operation, options),
      ...refusalsOf(operation, { hasParameters: parameters.length > 0, hasBody: body !== undefined }, options),
    },
    ...(isPublic && { security: [] }),
  }
}

function parametersOf(
  described: OperationObject,
  { path: pathClass, query }: Handled,
  operation: Operation,
  { headers = [] }: OperationOptions,
): ParameterObject[] {
  const named = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name)
  const inPath = pathClass === undefined ? [] : parametersFrom(pathClass, 'path')
  const asked = headers.filter(({ on }) => on(operation))
  const ours: readonly ParameterObject[] = [
    ...named.map(
      (name) =>
        inPath.find((each) => each.name === name) ??
        ({ name, in: 'path', required: true, schema: { type: 'string' } } as const),
    ),
    ...(query === undefined ? [] : parametersFrom(query, 'query')),
    ...asked.map(({ on: _, ...header }) => ({ ...header, in: 'header' as const })),
  ]
  // What the application said itself, with @nestjs/swagger's own decorators.
  const said = (described.parameters ?? []).filter((each) => 'name' in each)
  const others = said.filter((each) => !ours.some(({ name, in: part }) => name === each.name && part === each.in))
  return [...ours, ...others.filter(({ in: part }) => part !== 'path')]
}

function parametersFrom(inputClass: BodyClass, part: 'path' | 'query'): ParameterObject[] {
  const { properties, required = [] } = bodySchema(inputClass)
  const byDefault = new inputClass() as Readonly<Record<string, unknown>>
  return Object.entries(properties).map(([name, schema]) => {
    const { description, ...rest } = schema
    const initial = byDefault[name]
    return {
      name,
      in: part,
      required: part === 'path' || (required.includes(name) && initial === undefined),
      schema: { ...rest, ...(initial !== undefined && { default: initial }) },
      ...(typeof description === 'string' && { description }),
    }
  })
}

const VERSION_HEADER = { description: 'The full version of the API.', schema: { type: 'string' } } as const

function successesOf(
  { responses }: OperationObject,
  operation: Operation,
  { answerHeaders }: OperationOptions,
): Record<string, ResponseObject> {
  const more = Object.entries(answerHeaders?.(operation) ?? {})
  const headers = {
    'API-Version': VERSION_HEADER,
    ...Object.fromEntries(more.map(([name, description]) => [name, { description, schema: { type: 'string' } }])),
  }
  const answers = answersOf(operation.handler)
  if (answers.length > 0) {
    const byStatus: Record<string, ResponseObject> = {}
    for (const { status, schema, mediaType, description = STATUS_CODES[status] ?? '' } of answers) {
      const more = schema === undefined ? {} : { [mediaType]: { schema: { $ref: SCHEMAS + schema } } }
      const content = { ...byStatus[String(status)]?.content, ...more }
      byStatus[String(status)] = { description, headers, ...(Object.keys(content).length > 0 && { content }) }
    }
    return byStatus
  }
  return Object.fromEntries(
    Object.entries(responses)
      .filter(([status]) => /^[23]/.test(status))
      .map(([status, response]) => {
        const said: Partial<ResponseObject> = response !== undefined && 'description' in response ? response : {}
        const description =
          said.description === undefined || said.description === '' ? STATUS_CODES[status] : said.description
        return [status, { ...said, description: description ?? '', headers: { ...said.headers, ...headers } }]
      }),
  )
}

function refusalsOf(
  operation: Operation,
  { hasParameters, hasBody }: { readonly hasParameters: boolean; readonly hasBody: boolean },
  { refusals }: OperationOptions,
): Record<string, ResponseObject> {
  const { method, path, isPublic, handler } = operation
  const statuses = new Set([...refusesOf(handler), ...(refusals?.(operation) ?? [])])
  if (method !== 'get' || hasParameters) statuses.add(400)
  if (!isPublic) statuses.add(401)
  if (path.includes('{')) statuses.add(404)
  if (hasBody) statuses.add(413).add(415)
  return Object.fromEntries(
    [...statuses].sort((one, other) => one - other).map((status) => [String(status), refusal(status)]),
  )
}

const refusal = (status: number): ResponseObject => ({
  description: HTTP_PROBLEMS[status === 400 ? 'INVALID_INPUT' : codeOfStatus(status)].title.en,
  headers: { 'API-Version': VERSION_HEADER },
  content: { [PROBLEM_JSON]: { schema: { $ref: `${SCHEMAS}Problem` } } },
})
