import { expect, it } from '@jest/globals'
import { HeldUp } from './held-up.ts'

const WORDS = { heldUp: 'a list fell behind', over: 'what kept lists behind is over' }

function told() {
  const lines: object[] = []
  const line = (fields: object, message: string) => lines.push({ ...fields, message })
  return { lines, heldUp: new HeldUp({ error: line, info: line }, WORDS) }
}

it('tells a fault once, however many it holds up and however often, and once when it holds up nobody any more', () => {
  const { lines, heldUp } = told()
  for (let times = 0; times < 100; times += 1)
    for (const list of ['caseload', 'due']) heldUp.by('StoreUnavailable (disk-full)', [list], { list, retryInMs: 100 })
  expect(lines).toEqual([
    { list: 'caseload', fault: 'StoreUnavailable (disk-full)', retryInMs: 100, message: WORDS.heldUp },
  ])
  heldUp.goesOn('caseload')
  heldUp.goesOn('another')
  expect(lines).toHaveLength(1)
  heldUp.goesOn('due')
  expect(lines.slice(1)).toEqual([
    {
      fault: 'StoreUnavailable (disk-full)',
      heldUp: ['caseload', 'due'],
      lastedMs: expect.any(Number),
      times: 200,
      message: WORDS.over,
    },
  ])
  heldUp.by('StoreUnavailable (disk-full)', ['due'])
  expect(lines).toHaveLength(3)
})

it('tells another fault apart, and takes what meets it for held up by that one only', () => {
  const { lines, heldUp } = told()
  heldUp.by('TypeError', ['caseload'])
  heldUp.by('StoreUnavailable (disk-full)', ['due'])
  heldUp.by('StoreUnavailable (corrupt)', ['due'])
  expect(lines).toMatchObject([
    { fault: 'TypeError' },
    { fault: 'StoreUnavailable (disk-full)' },
    { fault: 'StoreUnavailable (corrupt)' },
    { heldUp: ['due'], fault: 'StoreUnavailable (disk-full)', message: WORDS.over },
  ])
  heldUp.goesOn('due')
  expect(lines[4]).toMatchObject({ heldUp: ['due'], fault: 'StoreUnavailable (corrupt)' })
})
