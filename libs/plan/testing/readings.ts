/** A history as one reader sees all of it, and the plan as it then was at each of its revisions. */
import { NOTHING_READ, readOn, type PlanAsRead } from '../plan-as-read.ts'
import type { Seen } from '../seen.ts'
import { eventsOf, type History } from './histories.ts'

export const seenIn = (history: History): readonly Seen[] =>
  eventsOf(history).map(([{ by, at, onBehalfOf }, event], revision) => ({
    event,
    by: by.id,
    at,
    revision,
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    ...(event.basedOn !== undefined && { basedOn: event.basedOn }),
  }))

/** Before anything, and after each event. */
export function readingsOf(history: History): readonly [PlanAsRead, ...PlanAsRead[]] {
  const readings: [PlanAsRead, ...PlanAsRead[]] = [NOTHING_READ]
  for (const seen of seenIn(history)) readings.push(readOn(readings.at(-1) ?? NOTHING_READ, seen))
  return readings
}
