/** What each kind of text may be, tried at every place in every body, query and path: texts and names that show, moments and days within bounds, ids in any case. */
import { beforeAll, describe, expect, it } from '@jest/globals'
import { NAME_PATTERN, SHOWN_PATTERN } from '../apps/api/texts.ts'
import { BodyValidationPipe } from '../libs/http/body-validation.pipe.ts'
import { bodySchema, bodySchemas, SCHEMAS, type JsonSchema } from '../libs/http/body-schemas.ts'
import type { BodyClass } from '../libs/http/class-metadata.ts'
import { InvalidInput } from '../libs/http/problem.ts'
import { inputClasses } from './support/input-classes.ts'
import { changed, placesIn, sampleOf, SOME_ID } from './support/samples.ts'

let classes: readonly BodyClass[]

beforeAll(async () => {
  classes = await inputClasses()
})

interface Place {
  readonly bodyClass: BodyClass
  readonly whole: unknown
  readonly path: readonly string[]
  readonly schema: JsonSchema
}

/** Every place that takes a text of a kind. */
function placesOf(isOfKind: (schema: JsonSchema) => boolean): readonly Place[] {
  return classes.flatMap((bodyClass) => {
    const schemas = bodySchemas([bodyClass])
    const own = bodySchema(bodyClass)
    const sample = sampleOf(own, schemas, true) as object
    const whole = bodyClass.name.endsWith('Query')
      ? Object.fromEntries(Object.entries(sample).map(([name, value]) => [name, String(value)]))
      : sample
    return [...placesIn(whole)].flatMap((path) => {
      const schema = path.reduce<JsonSchema>((now, name) => inside(resolved(now, schemas), name), own)
      return isOfKind(resolved(schema, schemas)) ? [{ bodyClass, whole, path, schema: resolved(schema, schemas) }] : []
    })
  })
}

function resolved(schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const { $ref } = schema
  return typeof $ref === 'string' ? (schemas[$ref.slice(SCHEMAS.length)] ?? {}) : schema
}

const inside = ({ properties, items }: JsonSchema, name: string) =>
  ((properties as Readonly<Record<string, JsonSchema>> | undefined)?.[name] ?? items ?? {}) as JsonSchema

const pipe = new BodyValidationPipe()

/** What is made of it, or the pointers to what is wrong with it. */
async function judged({ bodyClass, whole, path }: Place, text: unknown) {
  try {
    const type = bodyClass.name.endsWith('Query') ? 'query' : 'body'
    return { taken: await pipe.transform(changed(whole, path, text), { type, metatype: bodyClass }) }
  } catch (fault) {
    if (!(fault instanceof InvalidInput)) throw fault
    return { refused: fault.faults.map(({ pointer }) => pointer) }
  }
}

/** Where these texts are judged otherwise than they should be. */
async function otherwise(places: readonly Place[], texts: readonly string[], isTaken: boolean) {
  const found: unknown[] = []
  for (const place of places) {
    // A fault in an item is told of its list.
    const at = `/${place.path.join('/')}`.replace(/\/\d+$/, '')
    for (const text of texts) {
      const verdict = await judged(place, text)
      const isRight = isTaken ? 'taken' in verdict : 'refused' in verdict && verdict.refused.includes(at)
      if (!isRight) found.push({ body: place.bodyClass.name, at, text, verdict })
    }
  }
  return found
}

const isTextSaid = ({ pattern }: JsonSchema) => pattern === SHOWN_PATTERN || pattern === NAME_PATTERN

describe('someone’s words and names', () => {
  const SHOWN = ['Kim', 'José', 'E\u0301va', '王芳', 'نازنین\u200cزهرا', 'क्षि', 'O’Brien-van ’t Hof', '🌻', '7', '…']
  const NOT_SHOWN = [
    '',
    ' ',
    '\u00a0\u3000',
    '\u200b',
    '\u200d\u200c',
    '\u00ad',
    '\u034f',
    '\u0301',
    '\u115f\u1160',
    '\u180e',
    '\u202e',
    '\u2060\ufeff',
    '\u2800',
    '\u3164',
    '\uffa0',
    '\ufe0f',
    '\u{1d159}',
    '\u{e0041}',
    '\u0000\u001b\u0085',
    '\ud800',
    'Kim\udc00',
  ]

  it('are only those of which something shows', async () => {
    const places = placesOf(isTextSaid)
    expect(places.length).toBeGreaterThan(50)
    expect(await otherwise(places, SHOWN, true)).toEqual([])
    expect(await otherwise(places, NOT_SHOWN, false)).toEqual([])
  }, 60_000)

  it('are described by patterns that let all of them through, with the flag for Unicode and without', () => {
    for (const flags of ['', 'u']) {
      const patterns = [NAME_PATTERN, SHOWN_PATTERN].map((pattern) => new RegExp(pattern, flags))
      expect(SHOWN.filter((text) => !patterns.every((pattern) => pattern.test(text)))).toEqual([])
      expect(['', ' ', '\u200b', '\u3164', '\u2800'].filter((text) => patterns.some((one) => one.test(text)))).toEqual(
        [],
      )
    }
  })

  it('may have lines, but names may not, nor what turns the text around them', async () => {
    const turning = ['Kim\nde Vries', 'Kim\tde Vries', 'Kim\u0000', 'Kim\u001b[2J', 'Kim\u2028', 'Kim \u202eseirV ed']
    turning.push('\u2066Kim\u2069', 'Kim\u007f', 'Kim\u0085', '\rKim')
    expect(
      await otherwise(
        placesOf(({ pattern }) => pattern === NAME_PATTERN),
        turning,
        false,
      ),
    ).toEqual([])
    const lines = ['Eerst dit.\n\nDan dat.\tGoed?']
    expect(
      await otherwise(
        placesOf(({ pattern }) => pattern === SHOWN_PATTERN),
        lines,
        true,
      ),
    ).toEqual([])
  })
})

describe('moments and days', () => {
  const isMoment = ({ format }: JsonSchema) => format === 'date-time'
  const isDay = ({ format }: JsonSchema) => format === 'date'

  it('are those of 1900 to 2199 in UTC, wherever one comes in', async () => {
    const moments = placesOf(isMoment)
    expect(moments.length).toBeGreaterThan(12)
    const taken = [
      '1900-01-01T00:00:00Z',
      '1899-12-31T23:30:00-01:00',
      '2200-01-01T00:30:00+01:00',
      '2026-03-02T09:00Z',
    ]
    expect(await otherwise(moments, taken, true)).toEqual([])
    const refused = ['9999-12-31T23:59:59-01:00', '9999-12-31T23:59:59Z', '2200-01-01T00:00:00Z']
    refused.push('1899-12-31T23:59:59Z', '1900-01-01T00:30:00+01:00', '2199-12-31T23:30:00-01:00')
    refused.push('0000-01-01T00:00:00Z', '2026-02-30T09:00:00Z', '2026-03-02T24:00:00Z', '2026-03-02T23:59:60Z')
    refused.push('2026-03-02T09:00:00+99:99', '2026-03-02', '1772442000', '+010000-01-01T00:00:00Z', '')
    expect(await otherwise(moments, refused, false)).toEqual([])

    const days = placesOf(isDay)
    expect(days.length).toBeGreaterThan(3)
    expect(await otherwise(days, ['1900-01-01', '2199-12-31', '2024-02-29'], true)).toEqual([])
    const none = ['1899-12-31', '2200-01-01', '9999-12-31', '2026-02-29', '2026-13-01', '2026-03-02T09:00:00Z', '']
    expect(await otherwise(days, none, false)).toEqual([])
  })

  it('are so in the document, as far as a schema can say it', () => {
    for (const { schema } of placesOf(isMoment)) {
      const pattern = new RegExp(String(schema['pattern']))
      expect(['1899-12-31T23:30:00-01:00', '2199-12-31T23:59:59Z'].every((text) => pattern.test(text))).toBe(true)
      expect(['9999-12-31T23:59:59-01:00', '1899-12-30T23:59:59Z'].some((text) => pattern.test(text))).toBe(false)
    }
    for (const { schema } of placesOf(isDay))
      expect(new RegExp(String(schema['pattern'])).test('2200-01-01')).toBe(false)
  })
})

describe('ids', () => {
  /** Takes a whole id, and no piece of one. */
  const isId = ({ pattern }: JsonSchema) => {
    const takes = (text: string) => typeof pattern === 'string' && new RegExp(pattern).test(text)
    return takes(SOME_ID) && !takes(SOME_ID.slice(0, 8))
  }

  it('in capitals are ids, and go on in small letters', async () => {
    const places = placesOf(isId)
    expect(places.length).toBeGreaterThan(30)
    const wrong: unknown[] = []
    for (const place of places) {
      for (const text of [SOME_ID, SOME_ID.toUpperCase(), SOME_ID.replace('f', 'F')]) {
        const { taken } = await judged(place, text)
        const kept: unknown = place.path.reduce<unknown>(
          (now, name) => (now as Record<string, unknown> | undefined)?.[name],
          taken,
        )
        if (kept !== SOME_ID) wrong.push({ body: place.bodyClass.name, path: place.path, text, kept })
      }
    }
    expect(wrong).toEqual([])
  })

  it('in a list are each named once, however they are written', async () => {
    const lists = placesOf(({ type, items }) => type === 'array' && isId((items ?? {}) as JsonSchema))
    expect(lists.length).toBeGreaterThan(5)
    for (const place of lists) {
      const verdict = await judged(place, [SOME_ID, SOME_ID.toUpperCase()])
      expect({ body: place.bodyClass.name, verdict }).toMatchObject({
        verdict: { refused: [`/${place.path.join('/')}`] },
      })
    }
  })
})
