/**
 * What went up to someone: that it is there, its term and whom it concerns, until it is settled and a while after. Words, views and history open for a reading
 * alone; what is closed on every other ground stays closed.
 */
import type { Moment } from '../deciding/decider.ts'
import type { PlanEvent } from '../plan/plan.ts'
import type { AllDue } from '../plan/terms/due-now.ts'
import { isToldToLeads, OPENS_FOR_ADDRESSEE, type StepUp } from '../plan/terms/due-kinds.ts'
import { belongsTo } from '../plan/visibility/hanging.ts'
import { keyOf, type ItemKey } from '../plan/visibility/visibility.ts'
import { itemBegunBy } from '../plan/visibility/withheld-along.ts'
import { readsOn } from './reads-on.ts'
import type { Written } from './written.ts'

export interface AddressedGround {
  readonly is: 'addressed'
  readonly as: StepUp
  readonly items: ReadonlySet<ItemKey>
  /** Of those, the ones whose words are open to them. */
  readonly open: ReadonlySet<ItemKey>
}

/** @param as whom it went up to; of all that is due in the plans of their team, the lead sees that it is due, and so that it is there; but of a challenge only once it is theirs to answer */
export function addressedGrounds(as: StepUp, due: AllDue | undefined, at: Moment): readonly AddressedGround[] {
  if (due === undefined) return []
  const theirs = due.wentUp.filter((one) => one.to === as && readsOn(one.settledAt, at))
  const led = as === 'team-lead' ? due.rows.filter(({ kind }) => isToldToLeads(kind)) : []
  const items = new Set([
    ...theirs.map(({ item }) => keyOf(item)),
    ...led.map(({ kind, item: id }) => keyOf({ kind, id })),
  ])
  if (items.size === 0) return []
  const opening: readonly string[] = OPENS_FOR_ADDRESSEE
  const open = new Set(theirs.filter(({ what }) => opening.includes(what)).map(({ item }) => keyOf(item)))
  return [{ is: 'addressed', as, items, open }]
}

/** Of what is theirs to know of, that it was begun and what became of its term; of what is open to them, all that was said of it. */
export function coversAddressed({ items, open }: AddressedGround, { event }: Written): boolean {
  if (belongsTo(event).some((one) => open.has(keyOf(one)))) return true
  if ('item' in event) return items.has(keyOf(event.item))
  const begun = itemBegunBy(event)
  return begun === undefined ? isOfAMember(items, event) : items.has(keyOf(begun))
}

/** Whose age is due: that they are there. */
const isOfAMember = (items: ReadonlySet<ItemKey>, event: PlanEvent): boolean =>
  event.type === 'MemberJoined' && items.has(keyOf({ kind: 'member', id: event.person }))

export const openToAddressee = ({ open }: AddressedGround, { event }: Written): 'all' | readonly string[] =>
  belongsTo(event).some((one) => open.has(keyOf(one))) ? 'all' : []
