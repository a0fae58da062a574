/**
 * What is open by what was shared with someone: of each item that as partners have it, with the words it had when it was shared and since, and no others. It
 * is for reading: nothing is done to it, and nobody shares it on.
 */
import type { Moment } from '../deciding/decider.ts'
import type { LegalDomain } from '../deciding/domains.ts'
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

/** Asked to share something, and was refused, or has it read by a second: that, and what became of it, is theirs to show. Who reads it they know once it was read. */
export interface AskedGround {
  readonly is: 'asked-to-share'
  readonly sharings: readonly string[]
}

export function sharedGrounds(professional: string, plan: Plan, at: Moment): readonly SharedGround[] {
  const shared = sharedWith({ kind: 'professional', id: professional }, plan, at)
  return shared ? [{ is: 'shared', ...shared }] : []
}

/** On what they asked to share under the law that they help under now: an activity reads what it is registered for. */
export function askedGrounds(professional: string, law: LegalDomain | undefined, plan: Plan): readonly AskedGround[] {
  const sharings = Object.entries(plan.sharings).flatMap(([id, { is, by, domain, asking }]) =>
    by === professional && domain === law && (is === 'refused' || asking !== undefined) ? [id] : [],
  )
  return sharings.length > 0 ? [{ is: 'asked-to-share', sharings }] : []
}

const TOLD_WHO_ASKED: readonly PlanEvent['type'][] = [
  'SharingAsked',
  'SharingRead',
  'SharingWithdrawn',
  'SharingRefused',
]

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

export function coversShared(shared: SharedGround | AskedGround, { event }: Written): boolean {
  if (shared.is === 'asked-to-share')
    return 'sharing' in event && TOLD_WHO_ASKED.includes(event.type) && shared.sharings.includes(event.sharing)
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
