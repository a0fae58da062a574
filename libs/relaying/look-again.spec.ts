import { expect, it } from '@jest/globals'
import { orSilence } from './look-again.ts'

const LONG_MS = 5_000
const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

it.each<[string, () => Promise<string>, (waiting: Promise<unknown>) => Promise<unknown>]>([
  ['came', () => Promise.resolve('it'), (waiting) => expect(waiting).resolves.toBe('it')],
  ['failed', () => Promise.reject(new Error('gone')), (waiting) => expect(waiting).rejects.toThrow('gone')],
])('keeps no process alive once what it waited for %s', async (_, next, ends) => {
  const before = timers()
  await ends(orSilence(next(), LONG_MS))
  expect(timers()).toBe(before)
})
