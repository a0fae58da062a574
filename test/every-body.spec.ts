/** Every body, query and path class of the API, found by its handlers: each is compiled, and the compiled rules say of every mutated input what ValidationPipe says. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfiguration } from '../apps/api/configuration.ts'
import { start, type Running } from '../apps/api/start.ts'
import { bodySchema, bodySchemas, SCHEMAS, type JsonSchema } from '../libs/http/body-schemas.ts'
import type { BodyClass } from '../libs/http/class-metadata.ts'
import { compiledBody } from '../libs/http/compiled-validation.ts'
import { handlersOf } from '../libs/http/handlers.ts'
import { compareWithValidationPipe } from '../libs/http/testing/mutations.ts'
import { UNHURRIED } from './support/unhurried.ts'

/** Ten seconds on an idle machine. */
const ALL_AT_MOST_MS = 90_000
const CHANGED_IN_SEVERAL_PLACES = 40

let running: Running
let dataDir: string
let classes: readonly BodyClass[]

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'samenspel-bodies-'))
  running = await start(readConfiguration({ ...UNHURRIED, SAMENSPEL_DATA_DIR: dataDir, SAMENSPEL_PORT: '0' }))
  const inputs = handlersOf(running.app).flatMap(({ body, query, path }) => [body, query, path])
  classes = [...new Set(inputs.filter((input) => input !== undefined))]
})

afterAll(async () => {
  await running.stop()
  rmSync(dataDir, { recursive: true })
})

/** One of everything that our rules ask of a text; a new kind of text needs one more. */
const TEXTS = [
  'Iets in eigen woorden',
  '9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a11',
  'b1c2d3e4-52f5-4f52-8f32-0d3f5a6f7a11',
  '2026-03-02T09:00:00Z',
  '2026-03-02',
  '"AAAAAAAAAAAAAAAAAAAAAA"',
  'report-within-a-day',
  '00000099000000000001',
  '123456782',
  'PlanOpened,GoalProposed',
  'general,youth',
  '1',
]

/** A value by its schema. @param isFull with everything that may be left out */
function sampleOf(schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>, isFull: boolean): unknown {
  const { $ref, type, items, properties, required, format, pattern, maxLength, minimum, minItems } = schema
  const choices = schema['enum']
  if (typeof $ref === 'string') return sampleOf(schemas[$ref.slice(SCHEMAS.length)] ?? {}, schemas, isFull)
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

/** A query comes in as text. */
const asTyped = (sample: unknown, bodyClass: BodyClass): unknown =>
  bodyClass.name.endsWith('Query')
    ? Object.fromEntries(Object.entries(sample as object).map(([name, value]) => [name, String(value)]))
    : sample

describe('every body, query and path', () => {
  it('is there', () => {
    expect(classes.length).toBeGreaterThan(40)
  })

  it('is compiled: none is left to the slow way', () => {
    expect(classes.filter((each) => compiledBody(each) === undefined).map(({ name }) => name)).toEqual([])
  })

  it(
    'is judged by the compiled rules as ValidationPipe judges it, whatever is changed in it',
    async () => {
      const differences: Record<string, unknown> = {}
      const alike = new Set<string>()
      let compared = 0
      for (const bodyClass of classes) {
        const schemas = bodySchemas([bodyClass])
        const sample = (isFull: boolean) => asTyped(sampleOf(bodySchema(bodyClass), schemas, isFull), bodyClass)
        for (const valid of [sample(true), sample(false)]) {
          const isAccepted = compiledBody(bodyClass)?.(valid) !== undefined
          expect({ name: bodyClass.name, valid, isAccepted }).toMatchObject({ isAccepted: true })
        }
        // Of classes that ask the very same, one will do.
        const asked = JSON.stringify([bodySchema(bodyClass), schemas], (key, value: unknown) =>
          key === bodyClass.name ? undefined : value,
        )
        if (alike.has(asked)) continue
        alike.add(asked)
        const choice = { count: CHANGED_IN_SEVERAL_PLACES, seed: 11 }
        const found = await compareWithValidationPipe(bodyClass, [sample(true)], choice)
        compared += found.compared
        if (found.differences.length > 0) differences[bodyClass.name] = found.differences.slice(0, 3)
      }
      expect(differences).toEqual({})
      expect(compared).toBeGreaterThan(5_000)
    },
    ALL_AT_MOST_MS,
  )
})
