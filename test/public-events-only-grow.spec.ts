/** What was ever released of public events stays true: every type is still there, says at least what it said, and what leaves today holds to every schema of every release. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { v5 as uuidFrom } from 'uuid'
import { announcementOf } from '../libs/relaying/announcement.ts'
import { HISTORY_REPLACED, HISTORY_REPLACED_SCHEMA } from '../libs/relaying/history-replaced.ts'
import type { Envelope } from '../libs/deciding/envelope.ts'
import { DATA_SCHEMAS } from '../libs/plan/for-partner-schemas.ts'
import { PUBLIC_TYPES } from '../libs/plan/for-partner.ts'
import type { PlanEvent } from '../libs/plan/plan.ts'
import { eventsOf, histories } from '../libs/plan/testing/histories.ts'

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly [keyword: string]: unknown
}

const HOME = join(import.meta.dirname, 'golden/event-schemas')
const released = readdirSync(HOME).flatMap((release) =>
  readdirSync(join(HOME, release)).map((file) => ({
    release,
    type: file.replace(/\.\d+\.json$/, ''),
    schema: JSON.parse(readFileSync(join(HOME, release, file), 'utf8')) as Schema,
  })),
)

/** What a consumer could rely on before and no longer can. */
function lost(before: Schema, now: Schema | undefined, at = ''): readonly string[] {
  if (now === undefined) return [`${at || 'the type'} is gone`]
  const { properties = {}, required = [], description: _, title: _title, ...rest } = before
  const narrowed = Object.entries(rest)
    .filter(([keyword, value]) => JSON.stringify(now[keyword]) !== JSON.stringify(value))
    .map(([keyword]) => `${at}/${keyword} is another`)
  const optional = required
    .filter((name) => now.required?.includes(name) !== true)
    .map((name) => `${at}/${name} may be absent`)
  const parts = Object.entries(properties).flatMap(([name, part]) =>
    lost(part, now.properties?.[name], `${at}/${name}`),
  )
  return [...narrowed, ...optional, ...parts]
}

const SCHEMAS: Readonly<Record<string, object>> = {
  ...DATA_SCHEMAS,
  [HISTORY_REPLACED.type]: HISTORY_REPLACED_SCHEMA,
}

describe('the schemas of public events', () => {
  it.each(released)('$type is what $release promised, or more', ({ type, schema }) => {
    expect(lost(schema, SCHEMAS[type] as Schema | undefined)).toEqual([])
  })

  it('are all released, so that none changes unseen', () => {
    const types = new Set(released.map(({ type }) => type))
    expect(Object.keys(SCHEMAS).filter((type) => !types.has(type))).toEqual([])
  })

  it('would not lose a member, a promise or a meaning unseen', () => {
    const [one] = released
    if (one === undefined) throw new Error('something was released')
    const { properties = {}, required = [] } = one.schema
    const { domain: _, ...others } = properties
    expect(lost(one.schema, { ...one.schema, properties: others })).toEqual(['/domain is gone'])
    expect(lost(one.schema, { ...one.schema, required: required.slice(1) })).toEqual(['/plan may be absent'])
    const other = { ...properties, revision: { type: 'string' } }
    expect(lost(one.schema, { ...one.schema, properties: other })).toEqual([
      '/revision/type is another',
      '/revision/minimum is another',
    ])
    const more = { ...properties, more: { type: 'string' } }
    expect(lost(one.schema, { ...one.schema, properties: more })).toEqual([])
  })
})

describe('what leaves today', () => {
  it('holds to every schema ever released of its type', () => {
    const ajv = new Ajv2020({ strict: false })
    addFormats.default(ajv)
    const judges = new Map<string, ReturnType<typeof ajv.compile>[]>()
    for (const { type, schema } of released) judges.set(type, [...(judges.get(type) ?? []), ajv.compile(schema)])
    const met = new Set<string>()
    fc.assert(
      fc.property(histories(60), (history) => {
        for (const [, event] of eventsOf(history)) {
          const announced = announcementOf({ event: withIds(event), envelope: ENVELOPE }, [], SOURCE)
          if (announced === undefined) continue
          met.add(announced.type)
          for (const judge of judges.get(announced.type) ?? [])
            expect({ type: announced.type, holds: judge(announced.data), errors: judge.errors }).toMatchObject({
              holds: true,
            })
        }
      }),
      // The rarest type is met in few histories of 1,000: a fixed seed, so that meeting it is no matter of chance.
      { numRuns: 1_500, seed: SEED },
    )
    expect(met.size).toBe(PUBLIC_TYPES.length)
  })
})

const SEED = 1
const SOURCE = { oin: '00000099000000000001', apiUrl: 'https://plan.example.nl/v1' }
const A_PLAN = '9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a11'
const ENVELOPE = {
  id: 'b1c2d3e4-52f5-4f52-8f32-0d3f5a6f7a11',
  stream: `plan-${A_PLAN}`,
  sequence: 3,
  recordedAt: '2026-03-02T09:00:00.000Z',
  correlationId: 'c',
  causationId: 'd',
} as Envelope

/** The histories name things shortly; stored events have UUIDs. */
const withIds = (event: PlanEvent): PlanEvent =>
  JSON.parse(JSON.stringify(event), (key, value: unknown) =>
    typeof value === 'string' && /^[a-z]+-\d+$/.test(value) && key !== 'lifeArea' ? uuidFrom(value, A_PLAN) : value,
  ) as PlanEvent
