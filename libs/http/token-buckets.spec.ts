import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { TokenBuckets } from './token-buckets.ts'

const at = (start = 0) => {
  let nowMs = start
  return { nowMs: () => nowMs, later: (ms: number) => (nowMs += ms) }
}

describe('a bucket', () => {
  it('gives so much at once, then says when there is more, and has it then', () => {
    const clock = at()
    const buckets = new TokenBuckets({ perSecond: 2, atOnce: 3 }, clock)
    expect([1, 2, 3, 4].map(() => buckets.take('a'))).toEqual([0, 0, 0, 500])
    clock.later(250)
    expect(buckets.take('a')).toBe(250)
    clock.later(250)
    expect(buckets.take('a')).toBe(0)
    expect(buckets.take('a')).toBe(500)
  })

  it('is never fuller than what may be asked at once, however long nothing was', () => {
    const clock = at()
    const buckets = new TokenBuckets({ perSecond: 100, atOnce: 2 }, clock)
    clock.later(1e9)
    expect([1, 2, 3].map(() => buckets.take('a'))).toEqual([0, 0, 10])
  })

  it('gives the costly for more, and what costs more than all of it for all of it', () => {
    const clock = at()
    const buckets = new TokenBuckets({ perSecond: 1, atOnce: 4 }, clock)
    expect(buckets.take('a', 3)).toBe(0)
    expect(buckets.take('a', 3)).toBe(2_000)
    expect(buckets.take('b', 100)).toBe(0)
    expect(buckets.take('b', 100)).toBe(4_000)
  })

  it('has again what is given back, and no more', () => {
    const buckets = new TokenBuckets({ perSecond: 1, atOnce: 1 }, at())
    expect(buckets.take('a')).toBe(0)
    buckets.giveBack('a')
    buckets.giveBack('a')
    expect(buckets.take('a')).toBe(0)
    expect(buckets.take('a')).toBe(1_000)
  })

  it('lets a clock that goes back give and take nothing', () => {
    const clock = at(1_000)
    const buckets = new TokenBuckets({ perSecond: 1, atOnce: 1 }, clock)
    expect(buckets.take('a')).toBe(0)
    clock.later(-500)
    expect(buckets.take('a')).toBe(1_000)
  })
})

it('nobody is given less, or more, for what others take', () => {
  const asked = fc.record({
    who: fc.constantFrom('a', 'b', 'c'),
    cost: fc.integer({ min: 1, max: 5 }),
    ms: fc.nat(400),
  })
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 200 }), (asking) => {
      const allowed = { perSecond: 10, atOnce: 20 }
      const clock = at()
      const together = new TokenBuckets(allowed, clock)
      const alone = new Map(['a', 'b', 'c'].map((who) => [who, new TokenBuckets(allowed, clock)]))
      for (const { who, cost, ms } of asking) {
        clock.later(ms)
        expect(together.take(who, cost)).toBe(alone.get(who)?.take(who, cost))
      }
    }),
  )
})

it('no more callers are remembered than are kept, and of those who ask on, none is forgotten', () => {
  const buckets = new TokenBuckets({ perSecond: 1, atOnce: 1_000 }, { ...at(), callersKept: 100 })
  for (let place = 0; place < 1_000; place += 1) {
    buckets.take(`passing ${String(place)}`)
    expect(buckets.take('busy')).toBe(0)
  }
  expect(buckets.size).toBe(100)
  expect(buckets.take('busy')).toBe(1_000)
})
