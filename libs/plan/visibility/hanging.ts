/** Which items of the plan an event belongs to: what it makes, changes or speaks of; and which it names, in whatever way. */
import { hangsOn } from '../challenges/challenge.ts'
import type { PlanEvent } from '../parts.ts'
import { whatItCorrects } from '../corrections/what-it-corrects.ts'
import { itemOfEvent } from './withheld-along.ts'
import { isItemKind, keyOf, type ItemKey } from './visibility.ts'
import { itemByRef, type Items } from './withheld-items.ts'

/** An item, a withholding or a question of what is withheld; or the plan as a whole, where something is said of that. */
export interface Named {
  readonly kind: string
  readonly id: string
}

export const itemsOf = (event: PlanEvent): readonly ItemKey[] => belongsTo(event).map(keyOf)

export function belongsTo(event: PlanEvent): readonly Named[] {
  const all: Named[] = []
  const item = itemOfEvent(event)
  if (item !== undefined) all.push(item)
  if ('goal' in event) all.push({ kind: 'goal', id: event.goal })
  if ('on' in event) all.push(hangsOn(event.on))
  // That a term of it passed goes with what was due.
  if ('item' in event) all.push(event.item)
  if ('withholding' in event) all.push({ kind: 'withholding', id: event.withholding })
  // Who is asked to say something for someone is known to speak for them.
  if (event.type === 'ViewInvited' && event.representation !== undefined)
    all.push({ kind: 'representation', id: event.representation })
  // What somebody does who supports another tells that they do.
  if ('support' in event) all.push({ kind: 'support', id: event.support })
  // Whom one is referred to tells of what that opens to them.
  if (event.type === 'ReferralMade') all.push(...(event.opens ?? []))
  // Nor is it told to whom an item is withheld from that others may read it.
  if (event.type === 'PermissionGiven') all.push(...(event.items ?? []))
  if (event.type === 'SharingGranted' || event.type === 'SharingRefused' || event.type === 'SharingAsked')
    all.push(...event.items)
  if (event.type === 'OtherCoordinatorAnswered') all.push({ kind: 'coordinator-request', id: event.request })
  // What corrects it goes with it, wherever that is of several.
  if ('corrects' in event) all.push(...belongsTo(whatItCorrects(event.corrects)))
  return all
}

/** All that an event names: also what it leaves, withholds or opens, and what it asks or answers. What one coordinator leaves the next is no part of that. */
export function namedBy(event: PlanEvent): readonly Named[] {
  const all = [...belongsTo(event)]
  if ('items' in event) all.push(...event.items)
  // A row of a list holds less of it than the event.
  if ('scope' in event && typeof event.scope === 'object')
    all.push(...event.scope.goals.map((id) => ({ kind: 'goal', id })))
  // A row of a list holds less of it than the event.
  if ('from' in event && typeof event.from === 'object' && event.from.kind === 'priority')
    all.push({ kind: 'priority', id: event.from.priority })
  if (event.type === 'WithheldAskedFor' || event.type === 'WithheldAnswered')
    all.push({ kind: 'withheld-request', id: event.request })
  return all
}

/** What an event begins: of all that it names, what the plan did not have. @param before the plan without it */
export const begunBy = (event: PlanEvent, before: Items): readonly ItemKey[] =>
  isOfAChallengeThatStands(event)
    ? []
    : namedBy(event)
        .filter((one) => !isThere(before, one))
        .map(keyOf)

/** What it is of may have ended, and is not begun again by what becomes of the challenge. */
const isOfAChallengeThatStands = (event: PlanEvent): boolean => 'challenge' in event && event.type !== 'ChallengeRaised'

/** Whether the plan has it; what is said of the plan as a whole is always said of something. */
export function isThere(plan: Items, { kind, id }: Named): boolean {
  if (kind === 'withholding') return plan.visibility.withholdings[id] !== undefined
  if (kind === 'withheld-request') return plan.visibility.requests[id] !== undefined
  return !isItemKind(kind) || itemByRef(plan, { kind, id }) !== undefined
}
