import { PassThrough, Writable } from 'node:stream'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { besideScreen, harmless, harmlessJson, screenOn } from './screen.ts'

const STEERS = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

const nasty = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\u001b', '\u009b', '\r', '\n', '\t', '\u2028', '\u202e', '\u2066', '\u0000', '\u007f'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
})

describe('what goes to a terminal', () => {
  it('is one line that steers nothing, whatever the text', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(harmless(text)).not.toMatch(STEERS)
      }),
    )
  })

  it('keeps every character that people can see', () => {
    expect(harmless('Zoë’s “плaн” 👩‍👧 — naïve\tça va')).toBe('Zoë’s “плaн” 👩‍👧 — naïve ça va')
  })

  it('says the same as JSON, and steers nothing either', () => {
    fc.assert(
      fc.property(fc.record({ text: nasty, inside: fc.array(fc.dictionary(nasty, nasty)) }), (value) => {
        expect(harmlessJson(value)).not.toMatch(STEERS)
        expect(harmlessJson(value, 2).replaceAll('\n', '')).not.toMatch(STEERS)
        expect(JSON.parse(harmlessJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('waits for who reads slowly, so that nothing piles up', async () => {
    const read: (() => void)[] = []
    const stdout = new Writable({
      highWaterMark: 16,
      write: (_chunk, _encoding, done) => void read.push(done),
    })
    const [stdin, stderr] = [new PassThrough(), new PassThrough()]
    const screen = screenOn({ stdin, stdout, stderr, stop: new AbortController().signal })
    let written = 0
    const writing = (async () => {
      for (let nth = 0; nth < 100; nth += 1) {
        await screen.line('twelve bytes')
        written += 1
      }
    })()
    let most = 0
    for (let done = read.shift(); written < 100 || done !== undefined; done = read.shift()) {
      most = Math.max(most, stdout.writableLength)
      done?.()
      await new Promise((resolve) => setImmediate(resolve))
    }
    await writing
    expect(most).toBeLessThan(40)
  })
})

describe('progress', () => {
  it('is shown beside the answer, and not where that passes before someone’s eyes', () => {
    const written = (...terminals: readonly string[]) => {
      const stream = (name: string) => Object.assign(new PassThrough(), { isTTY: terminals.includes(name) })
      const [stdout, stderr] = [stream('stdout'), stream('stderr')]
      const screen = screenOn({ stdin: new PassThrough(), stdout, stderr, stop: new AbortController().signal })
      const beside = besideScreen(screen)
      beside.note('halfway')
      return [beside.bar === stderr, String(stderr.read() ?? '')]
    }
    expect(written()).toEqual([false, 'halfway\n'])
    expect(written('stderr')).toEqual([true, 'halfway\n'])
    expect(written('stderr', 'stdout')).toEqual([false, ''])
  })
})
