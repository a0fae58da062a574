import { describe, it } from '@jest/globals'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { asRanges, holdsAnyOf, revisionsIn } from './revisions.ts'

const revisions = fc.uniqueArray(fc.nat(60)).map((all) => all.sort((one, other) => one - other))

describe('places of a stream as text', () => {
  it('are short where they follow each other', () => {
    assert.equal(asRanges([0, 1, 2, 5, 7, 8]), '0-2,5,7-8')
    assert.equal(asRanges([]), '')
  })

  it('come back as they were', () => {
    fc.assert(
      fc.property(revisions, (all) => {
        assert.deepEqual(revisionsIn(asRanges(all)), all)
      }),
    )
  })

  it('hold any of others exactly where one stands in both', () => {
    fc.assert(
      fc.property(revisions, revisions, (all, others) => {
        assert.equal(
          holdsAnyOf(asRanges(all), new Set(others)),
          all.some((one) => others.includes(one)),
        )
      }),
    )
  })
})
