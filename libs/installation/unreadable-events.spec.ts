import { expect, it } from '@jest/globals'
import { tellUnreadable, UnreadableEvents } from './unreadable-events.ts'

function logged() {
  const lines: object[] = []
  const line = (fields: object, message: string) => lines.push({ ...fields, message })
  return { lines, unreadable: new UnreadableEvents(tellUnreadable({ error: line, info: line })) }
}

const DAMAGED = { position: '0000000000000007', because: 'damaged' } as const

it('names each event once in the log, by its place and never by its stream, whoever meets it', () => {
  const { lines, unreadable } = logged()
  for (let times = 0; times < 3; times += 1) unreadable.tell({ ...DAMAGED, stream: 'plan-of-somebody' })
  expect(lines).toEqual([{ ...DAMAGED, message: expect.stringMatching(/^an event cannot be read/) }])
})

it('names an event no longer once it can be read, and says so; one of an unknown stream stays', async () => {
  const { lines, unreadable } = logged()
  const mended = new Set<string>()
  unreadable.lookAgainBy(({ stream }) => Promise.resolve(mended.has(stream)))
  unreadable.tell({ ...DAMAGED, stream: 'plan-1' })
  unreadable.tell({ position: '0000000000000009', because: 'newer-version', stream: 'plan-2' })
  unreadable.tell({ position: '0000000000000011', because: 'damaged' })
  mended.add('plan-1')
  expect(await unreadable.stillThere()).toEqual(['0000000000000009', '0000000000000011'])
  expect(lines.slice(3)).toEqual([
    { position: DAMAGED.position, message: expect.stringMatching(/^an event can be read again/) },
  ])
  // Damaged once more, it is told once more.
  unreadable.tell({ ...DAMAGED, stream: 'plan-1' })
  expect(lines).toHaveLength(5)
})

it('keeps what cannot be looked at now, and comes to all of many', async () => {
  const { unreadable } = logged()
  const looked = new Set<string>()
  unreadable.lookAgainBy(({ stream }) => {
    looked.add(stream)
    return Promise.reject(new Error('the store is away'))
  })
  for (let one = 10; one < 60; one += 1)
    unreadable.tell({ position: String(one), because: 'damaged', stream: `plan-${String(one)}` })
  expect(await unreadable.stillThere()).toHaveLength(50)
  // No more at once than can be answered for meanwhile.
  expect(looked.size).toBe(20)
})
