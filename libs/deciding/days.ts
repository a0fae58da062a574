/** Days as the law counts them: calendar days and working days in the Netherlands (Algemene termijnenwet, art. 1 and 3), in the zone Europe/Amsterdam. */
import type { Moment } from './decider.ts'

/** A calendar date, `YYYY-MM-DD`. */
export type Day = string

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

const amsterdam = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The date on a Dutch calendar at a moment, from 1940 on. Clocks there are set at whole hours, so that the zone is asked once for each. */
export function dayOf(at: Moment): Day {
  const hour = Math.floor(Date.parse(at) / HOUR_MS)
  const known = dayAtHour.get(hour)
  if (known !== undefined) return known
  const day = amsterdam.format(hour * HOUR_MS)
  if (dayAtHour.size >= HOURS_KEPT) dayAtHour.clear()
  dayAtHour.set(hour, day)
  return day
}

/** What the zone answered: asking it costs more than all the rest of a term. */
const dayAtHour = new Map<number, Day>()
const HOURS_KEPT = 1_000

/** The date `days` after a date. */
export const daysAfter = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** The same date some years later; 1 March where that year has no 29 February. */
export const yearsAfter = (day: Day, years: number): Day =>
  new Date(Date.UTC(Number(day.slice(0, 4)) + years, Number(day.slice(5, 7)) - 1, Number(day.slice(8))))
    .toISOString()
    .slice(0, 10)

/** The whole days from one date to another; negative when `to` lies before. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)

/** The last millisecond of a date in Amsterdam: a term in days runs until the end of its last day. */
export function endOf(day: Day): Moment {
  const midnight = Date.parse(`${daysAfter(day, 1)}T00:00:00Z`)
  const inWinter = midnight - 3_600_000
  const inSummer = midnight - 7_200_000
  const start = dayOf(new Date(inSummer).toISOString()) === daysAfter(day, 1) ? inSummer : inWinter
  return new Date(start - 1).toISOString()
}

/** The end of the day that lies `days` calendar days after a moment, or of the first working day from there on (art. 1 Atw): no term ends on a day off. */
export function inDays(at: Moment, days: number): Moment {
  let day = numberOf(dayOf(at)) + days
  while (!isWorkingDayNumber(day)) day += 1
  return endOf(dayNumbered(day))
}

/** The moment `hours` later. */
export const inHours = (at: Moment, hours: number): Moment => new Date(Date.parse(at) + hours * 3_600_000).toISOString()

/** The end of the `days`-th working day after a moment; Saturdays, Sundays and the holidays of the Algemene termijnenwet do not count. */
export function inWorkingDays(at: Moment, days: number): Moment {
  let day = numberOf(dayOf(at))
  for (let left = days; left > 0;) {
    day += 1
    if (isWorkingDayNumber(day)) left -= 1
  }
  return endOf(dayNumbered(day))
}

/** A date itself, or the last working day before it. */
export function lastWorkingDay(day: Day): Day {
  let number = numberOf(day)
  while (!isWorkingDayNumber(number)) number -= 1
  return dayNumbered(number)
}

/** The last working day that has so many of them behind it, up to a date: who is told then has those before that date is over. */
export function workingDaysBefore(day: Day, days: number): Day {
  let number = numberOf(day)
  for (let left = days; left > 0; number -= 1) if (isWorkingDayNumber(number)) left -= 1
  return lastWorkingDay(dayNumbered(number))
}

export const isWorkingDay = (day: Day): boolean => isWorkingDayNumber(numberOf(day))

/** Days counted from 1 January 1970: counting with them costs a fraction of counting with dates as text. */
const numberOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS
const dayNumbered = (number: number): Day => new Date(number * DAY_MS).toISOString().slice(0, 10)

/** Art. 3 Atw: the generally recognised holidays, with Good Friday. A King's birthday on a Sunday is kept the day before, which is no working day either. */
function isWorkingDayNumber(number: number): boolean {
  const date = new Date(number * DAY_MS)
  if (date.getUTCDay() === 0 || date.getUTCDay() === 6) return false
  if (FIXED_HOLIDAYS.includes(`${String(date.getUTCMonth() + 1)}-${String(date.getUTCDate())}`)) return false
  return !FROM_EASTER.includes(number - easterSunday(date.getUTCFullYear()))
}

const FIXED_HOLIDAYS: readonly string[] = ['1-1', '4-27', '5-5', '12-25', '12-26']
/** Good Friday, Easter and the day after, Ascension Day, Whitsun and the day after. */
const FROM_EASTER: readonly number[] = [-2, 0, 1, 39, 49, 50]

/** Easter Sunday of the Gregorian calendar by the anonymous algorithm (Meeus, Astronomical Algorithms, ch. 8). */
function easterSunday(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const day = ((h + l - 7 * m + 114) % 31) + 1
  return Date.UTC(year, month - 1, day) / DAY_MS
}
