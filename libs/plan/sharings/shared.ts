/** What is open to someone by what was shared with them, at a moment: each item for which nothing is missing now. What a ground needs is asked again at every reading. */
import type { Moment } from '../../deciding/decider.ts'
import type { PlanPermitting } from '../permissions/permitted.ts'
import { keyOf, type ItemKey } from '../visibility/visibility.ts'
import { ALL_IS_SAID, missingFor } from './missing-for.ts'
import type { Sharing, Sharings } from './sharing.ts'
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

type Open = readonly (readonly [string, readonly Sharing['items'][number][]])[]

/** Undefined where nothing is. */
export function sharedWith(to: SharedWith, plan: PlanSharing, at: Moment): Shared | undefined {
  const open = sharingsTo(to, plan.sharings).flatMap(([id, { is, ground, until, items }]): Open => {
    if (is !== 'granted' || ground === undefined || at > until) return []
    return [
      [id, items.filter((item) => missingFor({ items: [item], to, ground, says: ALL_IS_SAID }, plan, at).length === 0)],
    ]
  })
  return together(open.filter(([, items]) => items.length > 0))
}

/** All that ever was, whatever became of it. */
export const everSharedWith = (to: SharedWith, { sharings }: Pick<PlanSharing, 'sharings'>): Shared | undefined =>
  together(
    sharingsTo(to, sharings)
      .filter(([, { is }]) => is === 'granted' || is === 'ended')
      .map(([id, { items }]) => [id, items]),
  )

const sharingsTo = ({ kind, id: who }: SharedWith, all: Sharings) =>
  Object.entries(all).filter(([, { to }]) => to.kind === kind && to.id === who)

function together(open: Open): Shared | undefined {
  if (open.length === 0) return undefined
  const items = new Map<ItemKey, Moment>()
  for (const item of open.flatMap(([, some]) => some)) {
    const since = items.get(keyOf(item))
    if (since === undefined || item.since < since) items.set(keyOf(item), item.since)
  }
  return { sharings: open.map(([id]) => id), items }
}
