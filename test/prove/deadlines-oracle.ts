/**
 * What must go up when, and to whom, counted from the rules as they are written down (docs/adr/0021, the terms of the house): by an almanac, and with nothing of
 * the product. It is told what people did, and when somebody ticked.
 */

/** Easter Sundays, from an almanac. */
const EASTER = [
  ...['2026-04-05', '2027-03-28', '2028-04-16', '2029-04-01', '2030-04-21', '2031-04-13', '2032-03-28', '2033-04-17'],
  ...['2034-04-09', '2035-03-25', '2036-04-13', '2037-04-05', '2038-04-25', '2039-04-10', '2040-04-01', '2041-04-21'],
  ...['2042-04-06', '2043-03-29', '2044-04-17', '2045-04-09', '2046-03-25', '2047-04-14', '2048-04-05', '2049-04-18'],
  ...['2050-04-10', '2051-04-02', '2052-04-21', '2053-04-06'],
]
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
export const dayBehind = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

const MOVING = new Set(EASTER.flatMap((sunday) => [-2, 0, 1, 39, 49, 50].map((days) => dayBehind(sunday, days))))
const FIXED = ['01-01', '04-27', '05-05', '12-25', '12-26']

const isFree = (day: string): boolean =>
  [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) || FIXED.includes(day.slice(5)) || MOVING.has(day)

/** Summer time runs from the last Sunday of March to that of October, each at one o'clock UTC. */
function hoursAhead(at: number): number {
  const year = new Date(at).getUTCFullYear()
  const change = (month: number): number => {
    const last = new Date(Date.UTC(year, month + 1, 0, 1))
    return last.getTime() - last.getUTCDay() * DAY_MS
  }
  return at >= change(2) && at < change(9) ? 2 : 1
}

export const dayIn = (at: string): string =>
  new Date(Date.parse(at) + hoursAhead(Date.parse(at)) * HOUR_MS).toISOString().slice(0, 10)

export const later = (at: string, days: number, minutes = 0): string =>
  new Date(Date.parse(at) + days * DAY_MS + minutes * 60_000).toISOString()

/** The last millisecond of the so many-th working day after a day. */
export function behind(day: string, workingDays: number): string {
  let last = day
  for (let left = workingDays; left > 0;) {
    last = dayBehind(last, 1)
    if (!isFree(last)) left -= 1
  }
  return endOf(last)
}

/** The last millisecond before the working day that has so many more until a date is over. */
export function before(day: string, workingDays: number): string {
  let last = dayBehind(day, 1)
  for (let left = workingDays; left > 0;) {
    last = dayBehind(last, -1)
    if (!isFree(last)) left -= 1
  }
  do last = dayBehind(last, -1)
  while (isFree(last))
  return endOf(dayBehind(last, -1))
}

/** The last millisecond of the so many-th day after a day, or of the first working day from there on. */
export function calendarDaysBehind(day: string, days: number): string {
  let last = dayBehind(day, days)
  while (isFree(last)) last = dayBehind(last, 1)
  return endOf(last)
}

export function endOf(last: string): string {
  const midnight = Date.parse(`${last}T00:00:00Z`) + DAY_MS
  return new Date(midnight - hoursAhead(midnight - 2 * HOUR_MS) * HOUR_MS - 1).toISOString()
}

/** A reading goes to the next of its lot, and behind the last to whoever keeps the pool. */
export type To =
  'coordinator' | 'team-lead' | 'escalation-officer' | 'next-reader' | 'administrator' | 'family' | 'unanswered'
/** What went up: whose plan, what of which item, the step, whom to (or nobody any more), and the moment by which they must act. */
export interface Step {
  readonly plan: string
  readonly what: string
  readonly item: string
  readonly step: number
  readonly to: To
  readonly at: string
  readonly until: string | undefined
}

const STEP_WORKING_DAYS = 10
const POOL_WORKING_DAYS = 2
/** Behind these nothing goes any further. */
const LAST: readonly To[] = ['unanswered', 'administrator', 'family']

interface Open {
  readonly plan: string
  readonly what: string
  readonly item: string
  readonly step: number
  readonly until: string
  /** Who are next, nobody about themselves; the last stands. */
  readonly next: readonly To[]
  /** Until when whoever is next has; where it is not said, the term of a step. */
  readonly term?: (at: string) => string
  readonly with?: To
  /** What is due beside it from its first step on, and goes up at once. */
  readonly thenAtOnce?: Pick<Open, 'what' | 'next'>
}

type Of = Pick<Open, 'plan' | 'what'> & Partial<Pick<Open, 'item'>>

export class Oracle {
  #open: readonly Open[] = []
  readonly steps: Step[] = []
  /** What did not hold of a list when it was asked. */
  readonly wrong: string[] = []

  /** @param due to whom it goes up, one after the other */
  begins(due: Omit<Open, 'step'>): void {
    this.#open = [...this.#open, { ...due, step: 0 }]
  }

  isSettled(of: Of): void {
    this.#open = this.#open.filter((one) => !isOf(one, of))
  }

  isExtended(of: Of, until: string): void {
    this.#open = this.#open.map((one) => (isOf(one, of) ? { ...one, until } : one))
  }

  isOpen(of: Of): boolean {
    return this.#open.some((one) => isOf(one, of))
  }

  /** Whom it went up to last; undefined before it did. */
  standsWith(of: Of): To | undefined {
    return this.#open.find((one) => isOf(one, of))?.with
  }

  mustHold(holds: boolean, otherwise: string): void {
    if (!holds) this.wrong.push(otherwise)
  }

  /** The first moment behind which something goes up; undefined where nothing is open. */
  get soonest(): string | undefined {
    return this.#open.map(({ until }) => until).sort()[0]
  }

  /** Somebody ticks: whatever has passed goes up one step, and has its whole term again from now. */
  ticks(at: string): void {
    this.#open = this.#open.flatMap((one) => {
      if (one.until >= at) return [one]
      const {
        plan,
        what,
        item,
        next: [to = 'unanswered', ...next],
        term = (from: string) => behind(dayIn(from), STEP_WORKING_DAYS),
      } = one
      const step = one.step + 1
      const until = to === 'administrator' ? behind(dayIn(at), POOL_WORKING_DAYS) : term(at)
      const isLast = LAST.includes(to)
      this.steps.push({ plan, what, item, step, to, at, until: to === 'unanswered' ? undefined : until })
      const atOnce = step === 1 && one.thenAtOnce ? [{ plan, item, ...one.thenAtOnce, step: 0, until: at }] : []
      return [...(isLast ? [] : [{ ...one, step, until, next, with: to }]), ...atOnce]
    })
  }
}

const isOf = (one: Open, { plan, what, item = one.item }: Of): boolean =>
  one.plan === plan && one.what === what && one.item === item
