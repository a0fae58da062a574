/** A value that fits a schema of ours, for sweeps over everything that is taken in. */
import { SCHEMAS, type JsonSchema } from '../../libs/http/body-schemas.ts'

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
export function sampleOf(schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>, isFull: boolean): unknown {
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
