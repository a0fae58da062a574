import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  dayOf,
  daysAfter,
  daysBetween,
  endOf,
  inDays,
  inHours,
  inWorkingDays,
  isWorkingDay,
  workingDaysBefore,
} from './days.ts'

/** Sundays of Easter as the Dutch calendar has them, and the other days that follow from it. */
const EASTER = {
  2000: '2000-04-23',
  2008: '2008-03-23',
  2011: '2011-04-24',
  2019: '2019-04-21',
  2024: '2024-03-31',
  2025: '2025-04-20',
  2026: '2026-04-05',
  2027: '2027-03-28',
  2038: '2038-04-25',
}

const days = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('a working day', () => {
  it.each(Object.entries(EASTER))('in %s is none of the holidays that follow from Easter on %s', (_year, easter) => {
    const goodFriday = daysAfter(easter, -2)
    const easterMonday = daysAfter(easter, 1)
    const ascension = daysAfter(easter, 39)
    const whitMonday = daysAfter(easter, 50)
    for (const day of [goodFriday, easter, easterMonday, ascension, whitMonday])
      expect([day, isWorkingDay(day)]).toEqual([day, false])
  })

  it.each([
    ['2026-01-01', "New Year's Day"],
    ['2024-03-29', 'Good Friday'],
    ['2025-04-18', 'Good Friday'],
    ['2026-04-03', 'Good Friday'],
    ['2024-04-01', 'Easter Monday'],
    ['2025-04-21', 'Easter Monday'],
    ['2026-04-06', 'Easter Monday'],
    ['2026-04-27', "the King's birthday, a Monday"],
    ['2025-05-05', 'Liberation Day'],
    ['2026-05-05', 'Liberation Day'],
    ['2024-05-09', 'Ascension Day'],
    ['2025-05-29', 'Ascension Day'],
    ['2026-05-14', 'Ascension Day'],
    ['2024-05-20', 'Whit Monday'],
    ['2025-06-09', 'Whit Monday'],
    ['2026-05-25', 'Whit Monday'],
    ['2025-12-25', 'Christmas Day'],
    ['2025-12-26', 'the day after Christmas'],
    ['2026-02-28', 'a Saturday'],
    ['2026-03-01', 'a Sunday'],
  ])('is not %s: %s', (day) => {
    expect(isWorkingDay(day)).toBe(false)
  })

  it.each([
    ['2025-04-25', "the Friday before the King's birthday of 2025, which moved to Saturday the 26th"],
    ['2025-04-28', 'the Monday after it'],
    ['2014-04-28', 'the Monday after the 27th was a Sunday'],
    ['2026-12-24', 'Christmas Eve'],
    ['2026-12-31', "New Year's Eve"],
    ['2026-04-02', 'Maundy Thursday'],
    ['2026-04-30', "what was the Queen's day until 2013"],
    ['2024-02-29', 'a leap day, a Thursday'],
  ])('is %s: %s', (day) => {
    expect(isWorkingDay(day)).toBe(true)
  })

  it("moves the King's birthday when the 27th is a Sunday, and so never takes a Monday for it", () => {
    for (let year = 2014; year < 2100; year += 1) {
      const the27th = `${String(year)}-04-27`
      const weekday = new Date(the27th).getUTCDay()
      expect(isWorkingDay(the27th)).toBe(false)
      if (weekday === 0)
        expect(isWorkingDay(daysAfter(the27th, 1))).toBe(daysAfter(the27th, 1) !== easterMondayOf(year))
    }
  })
})

/** By another way than the one under test: the paschal full moon from the golden number (Gauss, with his corrections for 1900–2199). */
function easterMondayOf(year: number): string {
  const d = (19 * (year % 19) + 24) % 30
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + 5) % 7
  const march = 22 + d + e - ((d === 29 && e === 6) || (d === 28 && e === 6 && year % 19 > 10) ? 7 : 0)
  return daysAfter(`${String(year)}-03-01`, march)
}

describe('Easter', () => {
  it('is where Gauss has it, from 2000 to 2099', () => {
    for (let year = 2000; year < 2100; year += 1) {
      const monday = easterMondayOf(year)
      for (const offset of [-3, 0, 38, 49])
        expect([year, offset, isWorkingDay(daysAfter(monday, offset))]).toEqual([year, offset, false])
      expect(new Date(monday).getUTCDay()).toBe(1)
    }
  })
})

describe('the date in Amsterdam', () => {
  it.each([
    ['2026-01-15T22:59:59.999Z', '2026-01-15'],
    ['2026-01-15T23:00:00.000Z', '2026-01-16'],
    ['2026-07-15T21:59:59.999Z', '2026-07-15'],
    ['2026-07-15T22:00:00.000Z', '2026-07-16'],
    ['2025-12-31T23:00:00.000Z', '2026-01-01'],
  ])('at %s is %s', (moment, day) => {
    expect(dayOf(moment)).toBe(day)
  })

  it.each([
    ['2026-01-15', '2026-01-15T22:59:59.999Z', 'in winter'],
    ['2026-07-15', '2026-07-15T21:59:59.999Z', 'in summer'],
    ['2026-03-28', '2026-03-28T22:59:59.999Z', 'the day before summer time'],
    ['2026-03-29', '2026-03-29T21:59:59.999Z', 'a day of 23 hours'],
    ['2026-10-24', '2026-10-24T21:59:59.999Z', 'the day before winter time'],
    ['2026-10-25', '2026-10-25T22:59:59.999Z', 'a day of 25 hours'],
    ['2024-02-29', '2024-02-29T22:59:59.999Z', 'a leap day'],
    ['2026-12-31', '2026-12-31T22:59:59.999Z', 'the last of a year'],
  ])('ends, on %s, at %s: %s', (day, end) => {
    expect(endOf(day)).toBe(end)
  })

  it('ends with its last millisecond, on every day there is', () => {
    fc.assert(
      fc.property(days, (day) => {
        const end = endOf(day)
        expect(dayOf(end)).toBe(day)
        expect(dayOf(new Date(Date.parse(end) + 1).toISOString())).toBe(daysAfter(day, 1))
      }),
    )
  })
})

describe('counting days', () => {
  it('goes forth and back', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -4_000, max: 4_000 }), (day, count) => {
        expect(daysBetween(day, daysAfter(day, count))).toBe(count)
      }),
    )
  })

  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-01-01', -1, '2025-12-31'],
  ])('from %s, %i on, is %s', (day, count, then) => {
    expect(daysAfter(day, count)).toBe(then)
  })
})

describe('a term in days', () => {
  it.each([
    ['2026-03-02T09:00:00.000Z', '2026-03-09T22:59:59.999Z', 'to the same weekday'],
    ['2026-03-02T23:30:00.000Z', '2026-03-10T22:59:59.999Z', 'from the date in Amsterdam, which is the 3rd already'],
    ['2026-03-25T09:00:00.000Z', '2026-04-01T21:59:59.999Z', 'into summer time'],
    ['2026-02-28T09:00:00.000Z', '2026-03-09T22:59:59.999Z', 'not to a Saturday, but on to Monday'],
    ['2026-03-29T09:00:00.000Z', '2026-04-07T21:59:59.999Z', 'not to Easter, nor to the Monday after'],
    ['2025-12-18T09:00:00.000Z', '2025-12-29T22:59:59.999Z', 'not to Christmas, nor to the weekend behind it'],
  ])('of seven from %s runs until %s: %s', (from, until) => {
    expect(inDays(from, 7)).toBe(until)
  })

  it('is never shorter than its days, and ends on a working day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 90 }), (day, count) => {
        const last = dayOf(inDays(`${day}T10:00:00.000Z`, count))
        expect(isWorkingDay(last)).toBe(true)
        expect(daysBetween(day, last)).toBeGreaterThanOrEqual(count)
        for (let between = daysAfter(day, count); between < last; between = daysAfter(between, 1))
          expect(isWorkingDay(between)).toBe(false)
      }),
    )
  })
})

describe('a term in working days', () => {
  it.each([
    ['2026-03-02T09:00:00.000Z', 5, '2026-03-09T22:59:59.999Z', 'over a weekend'],
    ['2026-03-06T09:00:00.000Z', 1, '2026-03-09T22:59:59.999Z', 'from a Friday'],
    ['2026-03-07T09:00:00.000Z', 1, '2026-03-09T22:59:59.999Z', 'from a Saturday'],
    ['2025-12-22T09:00:00.000Z', 5, '2025-12-31T22:59:59.999Z', 'over Christmas'],
    ['2025-12-24T09:00:00.000Z', 5, '2026-01-05T22:59:59.999Z', "over Christmas and New Year's Day"],
    ['2026-04-01T09:00:00.000Z', 5, '2026-04-10T21:59:59.999Z', 'over Easter with its Friday'],
    ['2025-04-24T09:00:00.000Z', 5, '2025-05-01T21:59:59.999Z', "over a King's birthday on a Saturday"],
    ['2026-04-24T09:00:00.000Z', 5, '2026-05-04T21:59:59.999Z', "over a King's birthday on a Monday"],
    ['2026-03-02T09:00:00.000Z', 0, '2026-03-02T22:59:59.999Z', 'of none: until the end of the day'],
  ])('from %s, %i of them, runs until %s: %s', (from, count, until) => {
    expect(inWorkingDays(from, count)).toBe(until)
  })

  it('has exactly its number of working days after the day it starts on', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 40 }), (day, count) => {
        const last = dayOf(inWorkingDays(`${day}T10:00:00.000Z`, count))
        const between = Array.from({ length: daysBetween(day, last) }, (_, place) => daysAfter(day, place + 1))
        expect(between.filter(isWorkingDay)).toHaveLength(count)
        expect(isWorkingDay(last)).toBe(true)
      }),
    )
  })
})

describe('a term in hours', () => {
  it('counts every hour, weekend, holiday and summer time alike', () => {
    expect(inHours('2026-03-27T09:00:00.000Z', 72)).toBe('2026-03-30T09:00:00.000Z')
  })
})

describe('working days before a date', () => {
  it('leave those, and no more, until the date is over', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 30 }), (day, count) => {
        const from = workingDaysBefore(day, count)
        expect(isWorkingDay(from)).toBe(true)
        const last = dayOf(inWorkingDays(`${from}T12:00:00.000Z`, count))
        expect(last <= day).toBe(true)
        expect(dayOf(inWorkingDays(`${last}T12:00:00.000Z`, 1)) > day).toBe(true)
      }),
    )
  })

  it('skip days off: ten before Monday 1 June 2026 is Friday 15 May', () => {
    expect(workingDaysBefore('2026-06-01', 10)).toBe('2026-05-15')
  })
})
