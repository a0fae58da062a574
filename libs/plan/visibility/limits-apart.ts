/**
 * A limit of sight on someone who is away without its reader knowing: since when it holds, and for what. Held at once, it would take away what was there
 * before, end what is told in the place of an item, or bar its reader from a decision that waits for them: each tells that something came of it.
 */
import type { Moment } from '../../deciding/decider.ts'
import { withEntry } from '../../deciding/growing.ts'
import { absenceOf, isUnknown, type Absences } from '../members/absences.ts'
import type { PlanEvent } from '../parts.ts'
import type { Withholding } from './visibility.ts'
import { itemsIn, type Items } from './withheld-items.ts'

const BACK: readonly PlanEvent['type'][] = ['MemberJoined', 'MemberDied', 'DepartureUndone']

/** @param now after the event, but for this */
export function withLimitsApart<Now extends Items & { readonly absences: Absences }>(
  now: Now,
  event: PlanEvent,
  at: Moment,
): Now {
  if (now.absences.length === 0) return now
  if (event.type === 'SightLimited') {
    const away = absenceOf(now.absences, event.limits.person)
    if (away === undefined || !isUnknown(now.absences, event.from, away)) return now
    return changed(now, event.withholding, { onlySince: 'not-back' })
  }
  if (!BACK.includes(event.type)) return now
  return Object.entries(now.visibility.withholdings).reduce(
    (then, [id, one]) =>
      one.onlySince === 'not-back' && one.limits !== undefined && event.about.includes(one.limits.person)
        ? changed(then, id, { onlySince: { at, but: itemsIn(one, then) } })
        : then,
    now,
  )
}

function changed<Now extends Items>(now: Now, id: string, to: Partial<Withholding>): Now {
  const one = now.visibility.withholdings[id]
  if (one === undefined) return now
  const withholdings = withEntry(now.visibility.withholdings, id, { ...one, ...to })
  return { ...now, visibility: { ...now.visibility, withholdings } }
}
