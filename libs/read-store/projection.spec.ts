import { expect, it } from '@jest/globals'
import { EventUnreadable } from '../event-store/recorded.ts'
import { projectionOf } from './projection.ts'

const nothing = projectionOf({ name: 'nothing', version: 1, tables: {}, after: {} }, {})
const stored = { id: '1', stream: 'plan-1', revision: 3, position: '0000000000000009' }

it('misses what has no envelope, of whatever type: a stream that was deleted for ever is named', () => {
  const ofTombstone = () => nothing.changesAfter({ ...stored, type: '$streamDeleted', body: '' })
  expect(ofTombstone).toThrow(EventUnreadable)
  expect(ofTombstone).toThrow(expect.objectContaining({ stream: 'plan-1', because: 'damaged' }))
  expect(nothing.changesAfter({ ...stored, type: 'OfAnotherPart', body: '{}' })).toEqual([])
})
