/** Which items were begun to enforce: what an enforcement activity has of a plan, and may do something to. Nothing that hangs on another item is among them. */
import { ENFORCES } from '../care-team/enforcing.ts'
import type { Deed } from '../../deciding/decider.ts'
import { withEntry } from '../../deciding/growing.ts'
import type { PlanEvent } from '../parts.ts'
import { begunBy, namedBy } from './hanging.ts'
import { keyOf, type BegunToEnforce, type ItemKey } from './visibility.ts'
import type { Items } from './withheld-items.ts'

/** What stands by itself; all else is enforcement's own only where what it is said or done of is. */
const STANDS_ALONE: readonly PlanEvent['type'][] = ['GoalProposed', 'DeviationReported']

/** @param before the plan without the event */
export function begunToEnforceAfter(
  now: BegunToEnforce,
  event: PlanEvent,
  { activity }: Pick<Deed, 'activity'>,
  before: Items,
): BegunToEnforce {
  if (activity !== ENFORCES || event.domain !== 'participation') return now
  const begun = begunBy(event, before)
  const on = itemsItIsOf(event).filter((key) => !begun.includes(key))
  const isTheirs = on.every((key) => now[key]) && (on.length > 0 || STANDS_ALONE.includes(event.type))
  return isTheirs ? begun.reduce((all, key) => withEntry(all, key, true), now) : now
}

/** All that an event names; a deviation is not of the priority that it leaves. */
export const itemsItIsOf = (event: PlanEvent): readonly ItemKey[] =>
  namedBy(event)
    .filter(({ kind }) => event.type !== 'DeviationReported' || kind !== 'priority')
    .map(keyOf)
