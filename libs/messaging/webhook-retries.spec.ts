import { describe, expect, it } from '@jest/globals'
import { GIVE_UP_AFTER_MS, nextAttemptAtMs } from './webhook-retries.ts'

const firstAttemptAtMs = Date.parse('2026-03-02T09:00:00Z')
const HOUR_MS = 3_600_000
const failing = { attempts: 1, firstAttemptAtMs, nowMs: firstAttemptAtMs }

describe('a message that is not taken', () => {
  it('is tried soon, then ever more seldom, and the last time after 72 hours', () => {
    const afterMs: number[] = []
    let next: number | undefined = firstAttemptAtMs
    while (next !== undefined) {
      afterMs.push(next - firstAttemptAtMs)
      next = nextAttemptAtMs({ attempts: afterMs.length, firstAttemptAtMs, nowMs: next }, 0.5)
    }
    expect(afterMs.slice(0, 9).map((ms) => ms / 1000)).toEqual([0, 5, 35, 155, 755, 2555, 6155, 13355, 27755])
    expect(afterMs.at(-1)).toBe(GIVE_UP_AFTER_MS)
    expect(afterMs).toHaveLength(26)
    const pauses = afterMs.slice(1).map((ms, at) => ms - (afterMs[at] ?? 0))
    expect(Math.max(...pauses)).toBeLessThanOrEqual(4 * HOUR_MS)
  })

  it('is tried at a moment that differs, so that not all come back at once', () => {
    const [early, late] = [0, 1].map((chance) => (nextAttemptAtMs(failing, chance) ?? 0) - firstAttemptAtMs)
    expect([early, late]).toEqual([4500, 5500])
  })

  it('gives the receiver the time that it asks for, and no more than four hours', () => {
    const asked = (retryAfter: string) =>
      ((nextAttemptAtMs({ ...failing, retryAfter }, 0.5) ?? 0) - firstAttemptAtMs) / 1000
    expect(asked('120')).toBe(120)
    expect(asked('Mon, 02 Mar 2026 09:10:00 GMT')).toBe(600)
    expect(asked('1')).toBe(5)
    expect(asked('999999999')).toBe(4 * 3600)
    for (const nonsense of ['', 'soon', '-1', '1e9', 'Mon, 02 Mar 2020 09:10:00 GMT']) expect(asked(nonsense)).toBe(5)
    const nowMs = firstAttemptAtMs + 71 * HOUR_MS
    expect(nextAttemptAtMs({ ...failing, nowMs, retryAfter: '99999' }, 0.5)).toBe(firstAttemptAtMs + GIVE_UP_AFTER_MS)
  })
})
