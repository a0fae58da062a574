/**
 * What follows from a birthday: whoever turns 12 or 16, and comes of age, is asked themselves. It is made of a birth date for one request, and written nowhere: an
 * event, or a row that somebody else reads, would say by its moment when somebody was born.
 */
import { daysAfter, endOf, yearsAfter, type Day } from '../../deciding/days.ts'
import type { Moment } from '../../deciding/decider.ts'
import type { Terms } from '../../municipality/terms.ts'
import type { WhatIsDue } from './due-kinds.ts'

export type OfABirthday = Extract<WhatIsDue, 'birthday-12' | 'birthday-16' | 'coming-of-age'>

/** Until when it is to be done, of what stands since a day; over once another birthday has come. */
interface Milestone {
  readonly what: OfABirthday
  readonly since: Day
  readonly until: Day
  readonly over: Day
}

export interface BirthdayDue {
  readonly what: OfABirthday
  readonly dueAt: Moment
}

export interface WhoseBirthday {
  readonly born: Day
  /** Since when they are in the plan: what was before is not asked for. */
  readonly memberSince: Day
  /** The last day on which they were asked, or spoke, themselves. */
  readonly askedOn: Day | undefined
  readonly today: Day
  /** As they were on the birthday that a term is counted from. */
  readonly termsOn: (day: Day) => Pick<Terms, 'birthdayTwelveDays' | 'birthdaySixteenDays' | 'comingOfAgeMonths'>
}

/** Nothing, where none is to be asked for or all was done. Of several the first: whoever does that has done all. */
export function dueOfBirthdays({ born, memberSince, askedOn, today, termsOn }: WhoseBirthday): BirthdayDue | undefined {
  const found = milestonesOf(born, termsOn).find(
    ({ since, over }) =>
      since >= memberSince && since <= today && today < over && (askedOn === undefined || askedOn < since),
  )
  return found && { what: found.what, dueAt: endOf(found.until) }
}

/** Whether anything could be due, whatever was asked: then it is worth looking up what was. */
export const isNearABirthday = (who: Omit<WhoseBirthday, 'askedOn'>): boolean =>
  dueOfBirthdays({ ...who, askedOn: undefined }) !== undefined

function milestonesOf(born: Day, termsOn: WhoseBirthday['termsOn']): readonly Milestone[] {
  const [twelve, sixteen, seventeen, adult] = [12, 16, 17, 18].map((age) => yearsAfter(born, age)) as [
    ...[Day, Day, Day, Day],
  ]
  const { birthdayTwelveDays } = termsOn(twelve)
  const { birthdaySixteenDays, comingOfAgeMonths: first } = termsOn(sixteen)
  const { comingOfAgeMonths: last } = termsOn(seventeen)
  const untilSixteen = daysAfter(sixteen, birthdaySixteenDays)
  return [
    { what: 'birthday-12', since: twelve, until: daysAfter(twelve, birthdayTwelveDays), over: sixteen },
    { what: 'birthday-16', since: sixteen, until: untilSixteen, over: adult },
    { what: 'coming-of-age', since: daysAfter(untilSixteen, 1), until: monthsAfter(sixteen, first), over: adult },
    { what: 'coming-of-age', since: seventeen, until: monthsAfter(seventeen, last), over: adult },
  ]
}

/** The same date some months later; the last of the month where that has no such date. */
function monthsAfter(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth))).toISOString().slice(0, 10)
}
