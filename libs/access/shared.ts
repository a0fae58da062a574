/**
 * What is open by what was shared with someone: of each item that as partners have it, with the words it had when it was shared and since, and no others. It
 * is for reading: nothing is done to it, and nobody shares it on.
 */
import type { Moment } from '../deciding/decider.ts'
import { isPublic } from '../plan/for-partner.ts'
import type { Plan, PlanEvent } from '../plan/plan.ts'
import { sharedWith, type Shared } from '../plan/sharings/shared.ts'
import { keyOf, type ItemKey } from '../plan/visibility/visibility.ts'
import { itemOfEvent } from '../plan/visibility/withheld-along.ts'
import { audienceOf } from './audiences.ts'
import type { Written } from './written.ts'

export interface SharedGround extends Shared {
  readonly is: 'shared'
}

/** Asked to share something, and was refused: that is theirs to show. */
export interface RefusedGround {
  readonly is: 'was-refused'
  readonly sharings: readonly string[]
}

export function sharedGrounds(professional: string, plan: Plan, at: Moment): readonly (SharedGround | RefusedGround)[] {
  const shared = sharedWith({ kind: 'professional', id: professional }, plan, at)
  const refused = Object.entries(plan.sharings).flatMap(([id, { is, by }]) =>
    is === 'refused' && by === professional ? [id] : [],
  )
  return [
    ...(shared ? [{ is: 'shared', ...shared } as const] : []),
    ...(refused.length > 0 ? [{ is: 'was-refused', sharings: refused } as const] : []),
  ]
}

/** The words of an item as partners have them; what else is said in those events is not shared. */
const WORDS_OF_AN_ITEM: Readonly<Partial<Record<PlanEvent['type'], readonly string[]>>> = {
  GoalProposed: ['words'],
  GoalRevised: ['words'],
  GoalEvaluated: ['outcome'],
  ActionPlanned: ['words', 'doneBy'],
}

export const saysWordsOfAnItem = ({ type }: PlanEvent): boolean => WORDS_OF_AN_ITEM[type] !== undefined

const sharedItemOf = ({ items }: Shared, event: PlanEvent): ItemKey | undefined => {
  const item = itemOfEvent(event)
  return item !== undefined && items.has(keyOf(item)) ? keyOf(item) : undefined
}

export function coversShared(shared: SharedGround | RefusedGround, { event }: Written): boolean {
  if (shared.is === 'was-refused') return event.type === 'SharingRefused' && shared.sharings.includes(event.sharing)
  if (event.type === 'SharingGranted') return shared.sharings.includes(event.sharing)
  return coversSharedItems(shared, event)
}

export const coversSharedItems = (shared: Shared, event: PlanEvent): boolean =>
  sharedItemOf(shared, event) !== undefined && isPublic(event) && audienceOf(event) === 'team'

/** Which fields of an event of theirs stand open; all of what says that it was shared with them. */
export function openOfShared(shared: Shared, { event, envelope }: Written): 'all' | readonly string[] {
  if (event.type === 'SharingGranted') return 'all'
  const key = sharedItemOf(shared, event)
  const since = key === undefined ? undefined : shared.items.get(key)
  return since === undefined || envelope.recordedAt < since ? [] : (WORDS_OF_AN_ITEM[event.type] ?? [])
}
