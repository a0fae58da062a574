import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { accountedFor, deviationReported, helped, STEP, type Past } from '../testing/past.ts'
import { rowsAfter } from '../testing/rows-after.ts'
import { noor, sealed } from '../testing/people.ts'
import { FAMILIES_TOGETHER, lessons, toldTogether } from './lessons.ts'

const cleared: Past = [
  noor(),
  { domain: 'youth', about: ['kim'], type: 'LessonCleared', deviation: 'deviation-1', words: sealed('wait a week') },
]
const rows = (...past: readonly Past[]) => rowsAfter(lessons, [...helped, ...past]).lesson

describe('a lesson', () => {
  it('is of the step that was left, from when it was cleared; its words, and who wrote or cleared it, are in no row', () => {
    expect(rows(deviationReported(), accountedFor, cleared)).toEqual([
      {
        ...{ plan: 'plan-1', deviation: 'deviation-1', clearedAt: cleared[0].at },
        ...{ protocol: STEP.protocol, version: STEP.version, step: STEP.step },
      },
    ])
    expect(rows(deviationReported()).map(({ clearedAt }) => clearedAt)).toEqual([''])
    expect(rows(deviationReported({ kind: 'priority', priority: 'priority-1' }), cleared)).toEqual([])
  })
})

describe('what is told of lessons', () => {
  const families = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g').map((plan) => ({ plan })))

  it('grows by batches of so many families, and nobody learns of one that came alone', () => {
    fc.assert(
      fc.property(families, (all) => {
        let before: readonly { readonly plan: string }[] = []
        for (let count = 0; count <= all.length; count += 1) {
          const now = toldTogether(all.slice(0, count))
          expect(now).toEqual(all.slice(0, now.length))
          const more = new Set(now.slice(before.length).map(({ plan }) => plan))
          expect(now.length === before.length || more.size >= FAMILIES_TOGETHER).toBe(true)
          before = now
        }
      }),
    )
  })

  it('is all there is where it is of enough families', () => {
    const five = ['a', 'b', 'b', 'c', 'd', 'e'].map((plan) => ({ plan }))
    expect(toldTogether(five)).toEqual(five)
    expect(toldTogether(five.slice(0, 5))).toEqual([])
    expect(toldTogether([...five, { plan: 'a' }])).toEqual(five)
  })
})
