import { expect, it } from '@jest/globals'
import { LastingFaults } from './lasting-faults.ts'

const FULL = { part: 'event store', reason: 'disk-full', fault: 'no room left' }

it('tells a fault that lasts once with its reason, and once when it is over, and is then ready for the next', async () => {
  const told: object[] = []
  const log = {
    error: (fields: object, message: string) => told.push({ ...fields, message }),
    info: (fields: object, message: string) => told.push({ ...fields, message }),
  }
  let isOver = false
  const looked = () => Promise.resolve(isOver)
  const stopping = new AbortController()
  const faults = new LastingFaults()
  faults.watch({ log, areOver: looked, signal: stopping.signal, everyMs: 1 })
  for (let request = 0; request < 2_928; request += 1) faults.met(FULL)
  faults.met({ ...FULL, part: 'key vault' })
  expect(told).toEqual([
    { ...FULL, message: 'a part cannot serve' },
    { ...FULL, part: 'key vault', message: 'a part cannot serve' },
  ])
  isOver = true
  while (told.length < 4) await new Promise((resolve) => setTimeout(resolve, 1))
  const over = { reason: 'disk-full', lastedMs: expect.any(Number), message: 'a part serves again' }
  expect(told.slice(2)).toEqual([
    { ...over, part: 'event store', times: 2_928 },
    { ...over, part: 'key vault', times: 1 },
  ])
  faults.met(FULL)
  expect(told).toHaveLength(5)
  stopping.abort()
})
