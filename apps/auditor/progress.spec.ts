import { PassThrough } from 'node:stream'
import { describe, expect, it } from '@jest/globals'
import { progressOf } from './progress.ts'
import { screenOn } from './screen.ts'

/** A screen, and what was written beside the answer on it. */
function screenWith(terminals: readonly ('stdout' | 'stderr')[]) {
  const stream = (name: 'stdout' | 'stderr') => Object.assign(new PassThrough(), { isTTY: terminals.includes(name) })
  const [stdout, stderr] = [stream('stdout'), stream('stderr')]
  const screen = screenOn({ stdin: new PassThrough(), stdout, stderr, stop: new AbortController().signal })
  return { screen, written: () => String(stderr.read() ?? '') }
}

/** Work of a thousand steps that takes so many seconds, as its progress shows it. */
function work(seconds: number, terminals: readonly ('stdout' | 'stderr')[] = []): string {
  const { screen, written } = screenWith(terminals)
  let nowMs = 0
  const progress = progressOf(screen, { nl: 'gebeurtenissen', en: 'events' }, 'nl', 1_000, () => nowMs)
  for (let done = 1; done <= 1_000; done += 1) {
    nowMs += seconds
    progress.at(done)
  }
  progress.end()
  return written()
}

describe('progress', () => {
  it('shows nothing of what takes less than two seconds', () => {
    expect(work(1.9)).toBe('')
    expect(work(1.9, ['stderr'])).toBe('')
  })

  it('is a line now and then where no bar can be drawn', () => {
    expect(work(7)).toBe('gebeurtenissen: 286 / 1000\ngebeurtenissen: 572 / 1000\ngebeurtenissen: 858 / 1000\n')
  })

  it('is a bar on a terminal', () => {
    expect(work(7, ['stderr'])).toMatch(/gebeurtenissen .*\/ 1000/)
  })

  it('does not run through what passes before someone’s eyes', () => {
    expect(work(7, ['stderr', 'stdout'])).toBe('')
  })
})
