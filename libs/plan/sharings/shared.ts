/** What is open to someone by what was shared with them, at a moment: each item for which nothing is missing now. What a ground needs is asked again at every reading. */
import type { Moment } from '../../deciding/decider.ts'
import type { PlanPermitting } from '../permissions/permitted.ts'
import { keyOf, type ItemKey } from '../visibility/visibility.ts'
import { missingFor } from './missing-for.ts'
import type { Sharings } from './sharing.ts'
import type { SharedWith } from './ways-here.ts'

export interface Shared {
  /** Those of which something is open. */
  readonly sharings: readonly string[]
  /** Of each item since when its words are shared; older ones are not. */
  readonly items: ReadonlyMap<ItemKey, Moment>
}

export interface PlanSharing extends PlanPermitting {
  readonly sharings: Sharings
}

/** Undefined where nothing is. */
export function sharedWith(to: SharedWith, plan: PlanSharing, at: Moment): Shared | undefined {
  const sharings: string[] = []
  const items = new Map<ItemKey, Moment>()
  for (const [id, sharing] of Object.entries(plan.sharings)) {
    const { is, ground, until } = sharing
    if (is !== 'granted' || ground === undefined || at > until) continue
    if (sharing.to.kind !== to.kind || sharing.to.id !== to.id) continue
    const says = { necessity: true, article: true }
    const open = sharing.items.filter((item) => missingFor({ items: [item], to, ground, says }, plan, at).length === 0)
    if (open.length > 0) sharings.push(id)
    for (const item of open) {
      const key = keyOf(item)
      const since = items.get(key)
      if (since === undefined || item.since < since) items.set(key, item.since)
    }
  }
  return sharings.length > 0 ? { sharings, items } : undefined
}
