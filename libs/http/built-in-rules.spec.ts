import { describe, expect, it } from '@jest/globals'
import { isDateString, isISO8601 } from 'class-validator'
import fc from 'fast-check'
import { isSurelyMoment } from './built-in-rules.ts'

const two = (most: number) => fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, '0'))
const year = fc.integer({ min: 0, max: 9_999 }).map((number) => String(number).padStart(4, '0'))
const day = fc.tuple(year, two(13), two(32)).map((parts) => parts.join('-'))
const fraction = fc.oneof(fc.constant(''), fc.stringMatching(/^\.\d{1,10}$/))
const offset = fc.oneof(
  fc.constantFrom('Z', 'z', ''),
  fc.tuple(fc.constantFrom('+', '-'), two(25), two(61)).map(([sign, hours, minutes]) => `${sign}${hours}:${minutes}`),
)
const time = fc.tuple(two(25), two(61), two(61)).map((parts) => parts.join(':'))
const separator = fc.constantFrom('T', 't', ' ')
const moment = fc.tuple(day, separator, time, fraction, offset).map((parts) => parts.join(''))

describe('what is surely a moment', () => {
  it('is one to class-validator too, however strictly it looks', () => {
    let sure = 0
    fc.assert(
      fc.property(fc.oneof(day, moment), (text) => {
        if (!isSurelyMoment(text)) return
        sure += 1
        expect(isISO8601(text, { strict: true, strictSeparator: true })).toBe(true)
        expect(isDateString(text, { strict: true, strictSeparator: true })).toBe(true)
      }),
      { numRuns: 20_000 },
    )
    expect(sure).toBeGreaterThan(1_000)
  })

  it.each(['2026-02-30', '2026-02-29', '0000-01-01', '2026-03-02T24:00:00Z', '2026-W10', '2026-03-02\n', 7, null])(
    'is not %p, of which its own verdict is asked',
    (value) => {
      expect(isSurelyMoment(value)).toBe(false)
    },
  )
})
