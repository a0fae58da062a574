/** Values that fit the schemas of the document, and their places, for sweeps over everything that is taken in. */
import type { OpenAPIObject, OperationObject } from '@nestjs/swagger'
import { SCHEMAS, type JsonSchema } from '../../libs/http/body-schemas.ts'
import { operationsOf } from './routes.ts'

export const SOME_ID = '9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a11'

/** One of everything that our rules ask of a text; a new kind of text needs one more. */
export const SOME_WORDS = 'Iets in eigen woorden'
export const SOME_MOMENT = '2026-03-02T09:00:00Z'
export const SOME_DAY = '2026-03-02'

const TEXTS = [
  SOME_WORDS,
  SOME_ID,
  'b1c2d3e4-52f5-4f52-8f32-0d3f5a6f7a11',
  SOME_MOMENT,
  SOME_DAY,
  '"AAAAAAAAAAAAAAAAAAAAAA"',
  'report-within-a-day',
  '00000099000000000001',
  '123456782',
  'PlanOpened,GoalProposed',
  'general,youth',
  '1',
]

/** A value by its schema. @param isFull with everything that may be left out */
export function sampleOf(schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>, isFull: boolean): unknown {
  const { $ref, oneOf, type, items, properties, required, format, pattern, maxLength, minimum, minItems } = schema
  const choices = schema['enum']
  if (typeof $ref === 'string') return sampleOf(schemas[$ref.slice(SCHEMAS.length)] ?? {}, schemas, isFull)
  if (Array.isArray(oneOf)) return sampleOf(oneOf[0] as JsonSchema, schemas, isFull)
  if (Array.isArray(choices)) return choices[0] as unknown
  if (type === 'object') {
    const wanted = Object.entries(properties as Readonly<Record<string, JsonSchema>>).filter(
      ([name]) => isFull || ((required ?? []) as readonly string[]).includes(name),
    )
    return Object.fromEntries(wanted.map(([name, property]) => [name, sampleOf(property, schemas, isFull)]))
  }
  if (type === 'array') {
    const length = isFull ? Math.max(Number(minItems ?? 0), 1) : Number(minItems ?? 0)
    return Array.from({ length }, () => sampleOf(items as JsonSchema, schemas, isFull))
  }
  if (type === 'integer') return Math.max(Number(minimum ?? 0), 1)
  if (type === 'boolean') return true
  const patterns = typeof pattern === 'string' ? [new RegExp(pattern)] : []
  if (format === 'date-time') patterns.push(/T.*Z$/)
  if (format === 'date') patterns.push(/^\d{4}-\d{2}-\d{2}$/)
  const fitting = TEXTS.find(
    (text) => patterns.every((one) => one.test(text)) && text.length <= Number(maxLength ?? Infinity),
  )
  if (fitting === undefined) throw new Error(`No sample fits ${JSON.stringify(schema)}`)
  return fitting
}

/** An operation's path, with something in the place of each parameter. */
export const addressOf = (path: string) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'protocolId' ? 'meldcode' : SOME_ID))

/** The reference to the schema of its body. */
export const bodyOf = ({ requestBody }: OperationObject): string | undefined => {
  const schema =
    requestBody !== undefined && 'content' in requestBody ? requestBody.content['application/json']?.schema : undefined
  return schema !== undefined && '$ref' in schema ? schema.$ref : undefined
}

export const schemasOf = (document: OpenAPIObject) =>
  (document.components?.schemas ?? {}) as Readonly<Record<string, JsonSchema>>

/** The schema with its references into the document of that id. */
export const referringTo = (id: string, schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll(`"${SCHEMAS}`, `"${id}${SCHEMAS}`)) as object

/** Every operation that takes a body, with one that is whole. */
export const bodiesOf = (document: OpenAPIObject) =>
  operationsOf(document).flatMap(({ method, path, operation }) => {
    const ref = bodyOf(operation)
    if (ref === undefined) return []
    const schema = schemasOf(document)[ref.slice(SCHEMAS.length)] ?? {}
    return [{ method: method.toUpperCase(), path, ref, whole: sampleOf(schema, schemasOf(document), true) }]
  })

/** The place of everything in a body: members, members of members, items of lists. */
export function* placesIn(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (path.length > 0) yield path
  if (typeof value !== 'object' || value === null) return
  for (const [name, inside] of Object.entries(value)) yield* placesIn(inside, [...path, name])
}

/** A copy with another value in one place. */
export function changed(body: unknown, path: readonly string[], value: unknown): unknown {
  const copy = structuredClone(body)
  const target = path.slice(0, -1).reduce((inside, name) => (inside as Record<string, unknown>)[name], copy)
  Reflect.set(target as object, path.at(-1) ?? '', value)
  return copy
}
