import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isDay, momentIn } from './moments.ts'

const two = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((number) => String(number).padStart(2, '0'))
const year = fc.oneof(
  fc.integer({ min: 1890, max: 2210 }),
  fc.constantFrom(0, 1, 1899, 1900, 1969, 1970, 2199, 2200, 9998, 9999),
)
const day = fc
  .tuple(
    year.map((number) => String(number).padStart(4, '0')),
    fc.oneof(fc.constantFrom('01', '02', '12'), two(0, 13)),
    fc.oneof(fc.constantFrom('01', '31', '29'), two(0, 32)),
  )
  .map((parts) => parts.join('-'))
const seconds = fc.oneof(
  fc.constantFrom('', ':00', ':59', ':60', ':59.999', ':59.9999999', ':00.0004'),
  two(0, 61).map((text) => `:${text}`),
)
const offset = fc.oneof(
  fc.constantFrom('Z', '+00:00', '-00:00', '-01:00', '+23:59', '-23:59', '+99:99', '+24:00', 'z', ''),
  fc
    .tuple(fc.constantFrom('+', '-'), two(0, 25), two(0, 61))
    .map(([sign, hours, minutes]) => `${sign}${hours}:${minutes}`),
)
const moment = fc
  .tuple(day, fc.constantFrom('T', 'T', 'T', 't', ' '), two(0, 25), two(0, 61), seconds, offset)
  .map(([date, separator, hours, minutes, rest, zone]) => `${date}${separator}${hours}:${minutes}${rest}${zone}`)

/** Nanoseconds since 1970, worked out from the text alone. */
function nanosecondsOf(text: string): bigint {
  const [, date = '', hours, minutes, whole = '0', fraction = '', zone = ''] =
    /^(.{10})T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(.+)$/.exec(text) ?? []
  const [, sign = '+', zoneHours = '0', zoneMinutes = '0'] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? []
  const away = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -1 : 1)
  const minutesIn = Number(hours) * 60 + Number(minutes) - away
  const atMs = Date.parse(`${date}T00:00:00Z`) + minutesIn * 60_000 + Number(whole) * 1_000
  return BigInt(atMs) * 1_000_000n + BigInt(fraction.padEnd(9, '0'))
}

describe('a moment that comes in', () => {
  it('is kept in a text whose order is the order in time', () => {
    let taken = 0
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        const [first, second] = [momentIn(one), momentIn(other)]
        if (first === undefined || second === undefined) return
        taken += 1
        const [earlier, later] = nanosecondsOf(one) <= nanosecondsOf(other) ? [first, second] : [second, first]
        expect(earlier <= later).toBe(true)
        // Within a millisecond they are kept as one; further apart, never.
        const apart = nanosecondsOf(one) - nanosecondsOf(other)
        if (apart >= 1_000_000n || apart <= -1_000_000n) expect(earlier < later).toBe(true)
      }),
      { numRuns: 20_000 },
    )
    expect(taken).toBeGreaterThan(200)
  })

  it('is the very same moment in UTC, of one length, from 1900 to 2199', () => {
    let taken = 0
    fc.assert(
      fc.property(moment, (text) => {
        const kept = momentIn(text)
        if (kept === undefined) return
        taken += 1
        expect(kept).toMatch(/^(19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
        expect(BigInt(Date.parse(kept))).toBe(floored(nanosecondsOf(text)))
      }),
      { numRuns: 20_000 },
    )
    expect(taken).toBeGreaterThan(1_000)
  })

  it.each([
    ['1899-12-31T23:59:59.999-00:01', '1900-01-01T00:00:59.999Z'],
    ['1900-01-01T00:00:00Z', '1900-01-01T00:00:00.000Z'],
    ['2199-12-31T23:59:59.9999Z', '2199-12-31T23:59:59.999Z'],
    ['2200-01-01T00:30:00+01:00', '2199-12-31T23:30:00.000Z'],
    ['2026-03-02T09:00-00:00', '2026-03-02T09:00:00.000Z'],
    ['2024-02-29T23:30:00+05:30', '2024-02-29T18:00:00.000Z'],
  ])('at the edge is taken: %s', (text, kept) => {
    expect(momentIn(text)).toBe(kept)
  })

  it.each([
    '9999-12-31T23:59:59-01:00',
    '9999-12-31T23:59:59Z',
    '2200-01-01T00:00:00Z',
    '2199-12-31T23:59:59-00:01',
    '1900-01-01T00:00:00+00:01',
    '1899-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
    '+010000-01-01T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-03-02T24:00:00Z',
    '2026-03-02T23:59:60Z',
    '2026-03-02T09:00:00+99:99',
    '2026-03-02T09:00:00+24:00',
    '2026-03-02T09:00:00',
    '2026-03-02T09:00:00.Z',
    '2026-03-02T09:00:00,5Z',
    '2026-03-02t09:00:00z',
    '2026-03-02T09:00:00Z\n',
    '٢٠٢٦-03-02T09:00:00Z',
    '2026-W10-1T09:00:00Z',
    '1772442000000',
    '',
  ])('is not %p', (text) => {
    expect(momentIn(text)).toBeUndefined()
  })
})

describe('a day that comes in', () => {
  it('is one of the calendar, from 1900 to 2199', () => {
    expect(['1900-01-01', '2024-02-29', '2199-12-31'].filter(isDay)).toHaveLength(3)
    const none = ['1899-12-31', '2200-01-01', '9999-12-31', '2026-02-29', '2026-13-01', '2026-00-10', '2026-3-2', '']
    expect(none.filter(isDay)).toEqual([])
  })
})

function floored(nanoseconds: bigint): bigint {
  const ms = nanoseconds / 1_000_000n
  return nanoseconds % 1_000_000n < 0n ? ms - 1n : ms
}
