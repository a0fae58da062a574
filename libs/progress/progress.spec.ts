import { PassThrough } from 'node:stream'
import { describe, expect, it } from '@jest/globals'
import { besideOn, progressOf } from './progress.ts'

/** Work of a thousand steps that takes so many seconds, as its progress shows it. */
function work(seconds: number, isTTY = false): string {
  const stream = Object.assign(new PassThrough(), { isTTY })
  let nowMs = 0
  const progress = progressOf(besideOn(stream), 'events', 1_000, () => nowMs)
  for (let done = 1; done <= 1_000; done += 1) {
    nowMs += seconds
    progress.at(done)
  }
  progress.end()
  return String(stream.read() ?? '')
}

describe('progress', () => {
  it('shows nothing of what takes less than two seconds', () => {
    expect(work(1.9)).toBe('')
    expect(work(1.9, true)).toBe('')
  })

  it('is a line now and then where no bar can be drawn', () => {
    expect(work(7)).toBe('events: 286 / 1000\nevents: 572 / 1000\nevents: 858 / 1000\n')
  })

  it('is a bar on a terminal', () => {
    expect(work(7, true)).toMatch(/events .*\/ 1000 \(/)
  })
})
