/** Every body, query and path class of the API, found by its handlers: each is compiled, and the compiled rules say of every mutated input what ValidationPipe says. */
import { beforeAll, describe, expect, it } from '@jest/globals'
import { bodySchema, bodySchemas } from '../libs/http/body-schemas.ts'
import type { BodyClass } from '../libs/http/class-metadata.ts'
import { compiledBody } from '../libs/http/compiled-validation.ts'
import { compareWithValidationPipe } from '../libs/http/testing/mutations.ts'
import { inputClasses } from './support/input-classes.ts'
import { sampleOf } from './support/samples.ts'

/** Ten seconds on an idle machine. */
const ALL_AT_MOST_MS = 90_000
const CHANGED_IN_SEVERAL_PLACES = 40

let classes: readonly BodyClass[]

beforeAll(async () => {
  classes = await inputClasses()
})

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
