/** How long whoever is asked to settle something reads it: until it is settled, and a while after. */
import { dayOf, daysAfter } from '../deciding/days.ts'
import type { Moment } from '../deciding/decider.ts'

const DAYS_AFTER_SETTLING = 30

/** @param settledAt undefined until it is */
export const readsOn = (settledAt: Moment | undefined, at: Moment): boolean =>
  settledAt === undefined || dayOf(at) <= daysAfter(dayOf(settledAt), DAYS_AFTER_SETTLING)
