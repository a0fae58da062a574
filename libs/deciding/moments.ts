/** Moments and days as they come in from outside. Only those of 1900 to 2199 are taken: their texts are all of one length, so that the order of the texts is the order in time. */
import type { Moment } from './decider.ts'
import type { Day } from './days.ts'

/** RFC 3339 with an offset; seconds may be left out. No leap second and no 24:00: neither could be kept as it was said. */
const MOMENT =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

const FIRST_DAY: Day = '1900-01-01'
const LAST_DAY: Day = '2199-12-31'

/** The moment in UTC with milliseconds; undefined when the text is none, or one outside 1900 to 2199 (in UTC). What is said beyond milliseconds is cut off. */
export function momentIn(text: string): Moment | undefined {
  const [, day = ''] = MOMENT.exec(text) ?? []
  if (!isCalendarDay(day)) return undefined
  const moment = new Date(text).toISOString()
  return isWithinBounds(moment.slice(0, -'T00:00:00.000Z'.length)) ? moment : undefined
}

/** Whether it is a date on the calendar, of 1900 to 2199. */
export const isDay = (text: string): text is Day => isCalendarDay(text) && isWithinBounds(text)

/** Years of more digits than four begin with a sign, which sorts before every digit. */
const isWithinBounds = (day: Day) => FIRST_DAY <= day && day <= LAST_DAY

/** A day that the month does not have would become one of the next. */
function isCalendarDay(text: string): boolean {
  if (!DAY.test(text)) return false
  const midnight = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text)
}
