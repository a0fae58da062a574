import { expect, it } from '@jest/globals'
import { ACCESS_PROJECTIONS, PROJECTIONS } from './projections.ts'
import { UnreadableEvents } from './unreadable-events.ts'
import { tellOfLists } from './tell-of-lists.ts'

const NAMES = [...PROJECTIONS, ...ACCESS_PROJECTIONS].map(({ name }) => name)

it('tells what keeps lists behind once, however many lists meet it and however often, and once when all go on', () => {
  const lines: (readonly [object, string])[] = []
  const line = (fields: object, message: string) => lines.push([fields, message])
  const unreadable = new UnreadableEvents()
  const tell = tellOfLists({ error: line, info: line }, unreadable)
  const fault = 'StoreUnavailable (disk-full)'
  for (const retryInMs of [100, 200, 400]) for (const projection of NAMES) tell({ projection, fault, retryInMs })
  expect(lines).toEqual([[{ fault, projection: NAMES[0], retryInMs: 100 }, 'a list fell behind']])
  for (const going of NAMES) tell({ going })
  expect(lines.slice(1)).toEqual([
    [
      { fault, heldUp: [...NAMES].sort(), lastedMs: expect.any(Number), times: 3 * NAMES.length },
      'what kept lists behind is over',
    ],
  ])
  // A thread that died held up all of them, and went on for those that one list keeps from it.
  tell({ projection: 'all', fault: 'ERR_WORKER_OUT_OF_MEMORY', retryInMs: 1_000 })
  for (const going of NAMES.slice(1)) tell({ going })
  tell({ projection: 'all', fault: 'ERR_WORKER_OUT_OF_MEMORY', retryInMs: 1_000 })
  expect(lines).toHaveLength(3)
  tell({ unreadable: { position: '7', because: 'damaged', stream: 'plan-1' } })
  expect(unreadable.positions()).toEqual(['7'])
})
