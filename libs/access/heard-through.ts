/** That someone was represented tells that somebody speaks for them: what is told instead to who may not know of those who did. */
import type { Moment, PersonId } from '../deciding/decider.ts'
import type { Plan, PlanEvent } from '../plan/plan.ts'
import { keyOf, type ItemKey } from '../plan/visibility/visibility.ts'

/** Whom a goal was adopted for, heard through nobody that they know of. */
export type HeardUnknown = (goal: string, at: Moment, person: PersonId) => boolean

/** @param hidden what a reader may not know of; undefined where no voice that counted came through that */
export function heardThroughUnknown(
  reader: string,
  { goals, visibility }: Plan,
  hidden: ReadonlySet<ItemKey>,
): HeardUnknown | undefined {
  if (hidden.size === 0) return undefined
  const isHidden = (representation: ItemKey) => hidden.has(representation)
  // By what was said: a representation that has ended is in no care team any more.
  const all = Object.values(visibility.said).filter(({ through }) => through !== undefined)
  if (!all.some(({ through = [] }) => through.some(isHidden))) return undefined
  const speaksUnknown = (goal: ItemKey, by: string, person: PersonId): boolean => {
    const said = all.filter((one) => one.by === by && one.on === goal && one.about.includes(person))
    return by !== reader && said.length > 0 && said.every(({ through = [] }) => through.every(isHidden))
  }
  return (goal, at, person) => {
    const by = goals[goal]?.represented?.findLast((one) => one.at === at)?.by[person] ?? []
    const on = keyOf({ kind: 'goal', id: goal })
    return by.length > 0 && by.every((one) => speaksUnknown(on, one, person))
  }
}

/** What is said for someone counts as theirs: so that they spoke is all that is told. */
export function withoutUnknownVoices(isUnknown: HeardUnknown | undefined, event: PlanEvent, at: Moment): PlanEvent {
  if (isUnknown === undefined || event.type !== 'GoalAdopted') return event
  const heard = Object.entries(event.heard).map(([person, how]) => [
    person,
    how === 'represented' && isUnknown(event.goal, at, person) ? 'spoke' : how,
  ])
  return { ...event, heard: Object.fromEntries(heard) as typeof event.heard }
}
