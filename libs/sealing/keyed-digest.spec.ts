import { describe, expect, it } from '@jest/globals'
import { createHmac, createSecretKey } from 'node:crypto'
import fc from 'fast-check'
import { canonicalPlaintext, digestWith } from './keyed-digest.ts'
import { Plain } from './plain.ts'

const key = createSecretKey(Buffer.alloc(32, 7))

describe('a keyed digest', () => {
  it('is HMAC-SHA-256, base64url', () => {
    expect(digestWith(key)('{"a":1}')).toBe(createHmac('sha256', key).update('{"a":1}').digest('base64url'))
    expect(digestWith(createSecretKey(Buffer.alloc(32, 8)))('{"a":1}')).not.toBe(digestWith(key)('{"a":1}'))
  })
})

describe('the canonical plaintext of a command', () => {
  it('is the same whatever the order its fields came in, and whether an empty one was named', () => {
    const one = canonicalPlaintext({
      type: 'DeclineHandover',
      reason: new Plain('too far'),
      handover: 'h1',
      note: undefined,
    })
    const other = canonicalPlaintext({ handover: 'h1', reason: new Plain('too far'), type: 'DeclineHandover' })
    expect(one).toBe(other)
  })

  it('differs when only what is personal in it differs', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        fc.pre(one !== other)
        expect(canonicalPlaintext({ reason: new Plain(one) })).not.toBe(
          canonicalPlaintext({ reason: new Plain(other) }),
        )
      }),
    )
  })

  it('differs when it is said of someone else, and from the same text that is not personal', () => {
    const texts = [new Plain('x'), new Plain('x', { subjects: ['a'] }), new Plain('x', { subjects: [] }), 'x'].map(
      (reason) => canonicalPlaintext({ reason }),
    )
    expect(new Set(texts).size).toBe(4)
  })
})
