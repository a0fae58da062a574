import { describe, expect, it } from '@jest/globals'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { canonical } from './canonical-json.ts'

const name = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('__proto__')).filter((text) => !/^\d+$/.test(text))
const { value: plain } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'grapheme' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constantFrom(null, undefined),
    fc.array(
      tie('value').map((item) => item ?? null),
      { maxLength: 4 },
    ),
    fc.dictionary(name, tie('value'), { maxKeys: 6 }),
  ),
}))

describe('canonical JSON', () => {
  it('is what the reference implementation of RFC 8785 writes, for anything that is stored here', () => {
    fc.assert(
      fc.property(fc.dictionary(name, plain, { maxKeys: 8 }), (value) => {
        expect(canonical(value)).toBe(canonicalize(value))
      }),
      { numRuns: 2_000 },
    )
  })

  it('leaves what it was given as it was', () => {
    const given = { b: 1, a: { d: [{ y: 1, x: 2 }], c: 'c' } }
    const before = structuredClone(given)
    expect(canonical(given)).toBe('{"a":{"c":"c","d":[{"x":2,"y":1}]},"b":1}')
    expect(given).toEqual(before)
    expect(Object.keys(given)).toEqual(['b', 'a'])
  })

  it.each([[{ share: 0.5 }], [{ share: Number.NaN }], [{ share: 2 ** 53 }], [{ 10: 'ten', 2: 'two' }]])(
    'refuses what it could not write in one way: %j',
    (value) => {
      expect(() => canonical(value)).toThrow(TypeError)
    },
  )
})
