/** Maps and lists in a fold become what copying each time would have made of them, and nothing that was there before changes. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { inOneFold, withChanged, withEntry, withOneMore, withoutEntry, withReplaced } from './growing.ts'

interface Item {
  readonly id: string
  readonly times: number
}

const key = fc.constantFrom('a', 'b', 'c', '__proto__', '7', '3')
const step = fc.oneof(
  fc.tuple(fc.constant('put' as const), key),
  fc.tuple(fc.constant('drop' as const), key),
  fc.tuple(fc.constant('add' as const), key),
  fc.tuple(fc.constant('change' as const), key),
  fc.tuple(fc.constant('replace' as const), key),
)
type Grown = { readonly map: Readonly<Record<string, number>>; readonly list: readonly Item[] }

const grow = (now: Grown, [what, id]: readonly [string, string], at: number): Grown => {
  switch (what) {
    case 'put':
      return { ...now, map: withEntry(now.map, id, at) }
    case 'drop':
      return { ...now, map: withoutEntry(now.map, id) }
    case 'add':
      return { ...now, list: withOneMore(now.list, { id, times: at }) }
    case 'change':
      return { ...now, list: withChanged(now.list, id, ({ times }) => ({ times: times + at })) }
    default:
      return { ...now, list: withReplaced(now.list, id, ({ times }) => ({ id, times: times * 2 })) }
  }
}
const text = ({ map, list }: Grown) => JSON.stringify([Object.entries(map), list])

describe('what grows in a fold', () => {
  it('is what it would have been outside, and leaves what was there as it was', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.array(step, { maxLength: 30 }), (first, then) => {
        const nothing: Grown = { map: {}, list: [] }
        const copied = first.reduce(grow, nothing)
        const before = inOneFold(() => first.reduce(grow, nothing))
        expect(text(before)).toBe(text(copied))
        const frozen = text(before)
        const after = inOneFold(() => then.reduce(grow, before))
        expect(text(after)).toBe(text(then.reduce(grow, copied)))
        expect([text(before), text(nothing)]).toEqual([frozen, text({ map: {}, list: [] })])
      }),
    )
  })

  it('takes time in step with its length, not with its square', () => {
    const ids = Array.from({ length: 60_000 }, (_, at) => `item-${String(at)}`)
    const grown = inOneFold(() => {
      let now: Grown = { map: {}, list: [] }
      for (const [at, id] of ids.entries()) {
        now = { map: withEntry(now.map, id, at), list: withOneMore(now.list, { id, times: 0 }) }
        now = { ...now, list: withChanged(now.list, ids[at >> 1] ?? id, ({ times }) => ({ times: times + 1 })) }
      }
      return now
    })
    expect(Object.keys(grown.map)).toHaveLength(60_000)
    expect(grown.list[7]).toEqual({ id: 'item-7', times: 2 })
  }, 10_000)

  it('is nobody else’s to change once the fold has ended, by a fault too', () => {
    let kept: Readonly<Record<string, number>> = {}
    expect(() =>
      inOneFold(() => {
        kept = withEntry(kept, 'a', 1)
        throw new Error('fault')
      }),
    ).toThrow('fault')
    expect(withEntry(kept, 'a', 2)).not.toBe(kept)
    expect(kept).toEqual({ a: 1 })
  })
})
