/** Working days in the Netherlands in the years that these families live, by a calendar: no Saturday, no Sunday, no holiday of the Algemene termijnenwet. */

const HOLIDAYS = new Set([
  ...['2026-04-03', '2026-04-06', '2026-04-27', '2026-05-05', '2026-05-14', '2026-05-25', '2026-12-25', '2026-12-26'],
  ...['2027-01-01', '2027-03-26', '2027-03-29', '2027-04-27', '2027-05-05', '2027-05-06', '2027-05-17'],
  ...['2027-12-25', '2027-12-26', '2028-01-01', '2028-04-14', '2028-04-17', '2028-04-27', '2028-05-05', '2028-05-25'],
  ...['2028-06-05', '2028-12-25', '2028-12-26'],
])

/** @returns the last of so many working days after a day */
export function workingDaysAfter(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`)
  for (let left = days; left > 0;) {
    date.setUTCDate(date.getUTCDate() + 1)
    const isFree = [0, 6].includes(date.getUTCDay()) || HOLIDAYS.has(date.toISOString().slice(0, 10))
    if (!isFree) left -= 1
  }
  return date.toISOString().slice(0, 10)
}
