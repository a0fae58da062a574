/** Days and moments as people say them, in Amsterdam's time. */
import type { Language } from './language.ts'

const ZONE = { timeZone: 'Europe/Amsterdam' } as const
const LOCALES = { nl: 'nl-NL', en: 'en-GB' } as const
const DAY_MS = 86_400_000

/** @param moment RFC 3339, or a day (`2026-08-03`) */
export const dayInWords = (moment: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { ...ZONE, day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(moment),
  )

/** @param moment RFC 3339 */
export const momentInWords = (moment: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { ...ZONE, dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(moment),
  )

const RELATIVE = {
  nl: new Intl.RelativeTimeFormat('nl-NL', { numeric: 'auto' }),
  en: new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' }),
}

/** How far a day is from today, in whole days of Amsterdam. @param now milliseconds since 1970 */
export function fromToday(moment: string, language: Language, now: number): string {
  const days = Math.round((dayNumber(new Date(moment)) - dayNumber(new Date(now))) / DAY_MS)
  return Math.abs(days) < 60
    ? RELATIVE[language].format(days, 'day')
    : RELATIVE[language].format(Math.round(days / 30.44), 'month')
}

const PARTS = new Intl.DateTimeFormat('en-CA', { ...ZONE, year: 'numeric', month: '2-digit', day: '2-digit' })

const dayNumber = (date: Date): number => Date.parse(PARTS.format(date))
