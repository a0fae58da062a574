/** What follows from a birthday, by the days of it. */
import { describe, expect, it } from '@jest/globals'
import { dueOfBirthdays, type WhoseBirthday } from './birthdays.ts'

const TERMS = { birthdayTwelveDays: 30, birthdaySixteenDays: 90, comingOfAgeMonths: 6 }
/** Born on 10 May 2014: 12 in 2026, 16 in 2030, 18 in 2032. */
const on = (today: string, but: Partial<WhoseBirthday> = {}) =>
  dueOfBirthdays({
    ...{ born: '2014-05-10', memberSince: '2024-01-01', askedOn: undefined, today, termsOn: () => TERMS },
    ...but,
  })

describe('of a birthday', () => {
  it('nothing is due on the day before it, and until 30 days after on the day of 12', () => {
    expect(on('2026-05-09')).toBeUndefined()
    expect(on('2026-05-10')).toEqual({ what: 'birthday-12', dueAt: '2026-06-09T21:59:59.999Z' })
    expect(on('2030-05-09')).toEqual({ what: 'birthday-12', dueAt: '2026-06-09T21:59:59.999Z' })
  })

  it('90 days are given after that of 16, and nothing is due of 12 any more', () => {
    expect(on('2030-05-10')).toEqual({ what: 'birthday-16', dueAt: '2030-08-08T21:59:59.999Z' })
  })

  it('whoever was asked since is not to be asked again before the next', () => {
    expect(on('2026-05-10', { askedOn: '2026-05-09' })?.what).toBe('birthday-12')
    expect(on('2026-06-01', { askedOn: '2026-05-10' })).toBeUndefined()
    expect(on('2030-08-08', { askedOn: '2030-05-11' })).toBeUndefined()
    expect(on('2030-08-09', { askedOn: '2030-05-11' })).toEqual({
      what: 'coming-of-age',
      dueAt: '2030-11-10T22:59:59.999Z',
    })
    expect(on('2031-05-10', { askedOn: '2030-12-01' })).toEqual({
      what: 'coming-of-age',
      dueAt: '2031-11-10T22:59:59.999Z',
    })
    expect(on('2031-12-10', { askedOn: '2031-06-01' })).toBeUndefined()
  })

  it('nothing is due of an adult, nor of one that came before they were in the plan', () => {
    expect(on('2032-05-10')).toBeUndefined()
    expect(on('2026-05-12', { memberSince: '2026-05-11' })).toBeUndefined()
    expect(on('2026-05-12', { memberSince: '2026-05-10' })).toBeDefined()
  })

  it('a term is what it was on that birthday, and a month without the day ends on its last', () => {
    const termsOn = (day: string) => (day < '2026-05-11' ? TERMS : { ...TERMS, birthdayTwelveDays: 5 })
    expect(on('2026-05-12', { termsOn })?.dueAt).toBe('2026-06-09T21:59:59.999Z')
    expect(on('2031-01-01', { born: '2014-08-31', askedOn: '2030-09-01', termsOn })?.dueAt).toBe(
      '2031-02-28T22:59:59.999Z',
    )
  })
})
