import { describe, expect, it } from '@jest/globals'
import { documentAlone, missingFrom, supplemented } from './handover-document.ts'
import { sealed } from '../testing/people.ts'

const complete = { safety: sealed('safe'), sensitivities: sealed('the dog'), actions: ['a'], deviations: ['d'] }
const nothing = { actions: [], deviations: [] }

describe('a handover document', () => {
  it('misses nothing when it says all and passes nothing over', () => {
    expect(missingFrom(complete, { actions: ['a'], deviations: ['d'] })).toEqual([])
    expect(missingFrom(complete, nothing)).toEqual([])
  })

  it('names every part it misses, not only the first', () => {
    expect(missingFrom(nothing, { actions: ['a', 'b'], deviations: ['d'] })).toEqual([
      'safety',
      'sensitivities',
      'actions/a',
      'actions/b',
      'deviations/d',
    ])
  })

  it('is supplemented: what it said stays, unless it is said anew', () => {
    expect(supplemented(complete, { safety: sealed('unsafe'), actions: ['a', 'b'], deviations: [] })).toEqual({
      safety: sealed('unsafe'),
      sensitivities: sealed('the dog'),
      actions: ['a', 'b'],
      deviations: ['d'],
    })
    expect(supplemented(complete, nothing)).toEqual(complete)
  })

  it('keeps nothing but itself', () => {
    const andMore = { ...complete, gossip: 'in plain words' }
    expect(documentAlone(andMore, complete)).toEqual(complete)
    expect(documentAlone(nothing, complete)).toEqual(nothing)
  })

  it('names no matter that is not open to its writer: whether there is one of that id, is not told', () => {
    const more = { ...complete, actions: [...complete.actions, 'x'], deviations: [...complete.deviations, 'y'] }
    expect(documentAlone(more, complete)).toEqual(complete)
  })
})
