/**
 * What is withheld from one human now, on whatever ground they ask: items with all that hangs on them, all about a person, and what by a rule is not
 * for whom it is about. It holds at every revision and moment, so it follows from the plan as it stands.
 */
import type { Moment } from '../deciding/decider.ts'
import { whatItCorrects } from '../plan/corrections/what-it-corrects.ts'
import { itemsOf } from '../plan/visibility/hanging.ts'
import { itemBegunBy, itemOfEvent } from '../plan/visibility/withheld-along.ts'
import type { Plan, PlanEvent } from '../plan/plan.ts'
import {
  holds,
  keyOf,
  type AboutWhom,
  type ItemKey,
  type Withholding,
  type WithholdingGround,
} from '../plan/visibility/visibility.ts'
import {
  allIn,
  covers,
  itemsIn,
  mattersBut,
  ownOf,
  raisedBy,
  withWhatHangs,
} from '../plan/visibility/withheld-items.ts'
import { toldTo } from '../plan/visibility/told-withheld.ts'
import { keptByRule } from '../plan/visibility/kept-by-rule.ts'
import type { WithheldInPlace } from '../plan/seen.ts'
import { SAYS_WHO_IS_WHO } from './audiences.ts'

/** Items, and all about some persons. */
export interface Scope {
  readonly items: ReadonlySet<ItemKey>
  readonly persons: readonly Limited[]
  /** That someone speaks for another, works here, or permitted something: what is theirs is not withheld from them by what is about a person. */
  readonly own?: ReadonlySet<ItemKey>
}

interface Limited extends AboutWhom {
  /** Where it holds of what came since they were back alone. */
  readonly since?: Moment
  /** Then also of what is said since of these: that others' sight of the same person is limited. */
  readonly says?: ReadonlySet<ItemKey>
}

export interface Withheld extends Scope {
  readonly from: string
  /** Of those items, what is told instead. */
  readonly told: ReadonlyMap<ItemKey, WithholdingGround>
  /** What they challenged, whatever has become of what that is of. */
  readonly raised: ReadonlySet<ItemKey>
}

/** @param known challenges that are first to others, and that they answer all the same, or oversee */
export function withheldFrom(
  human: string,
  plan: Plan,
  at: Moment,
  known: (challenge: ItemKey) => boolean = () => false,
): Withheld {
  const all = Object.entries(plan.visibility.withholdings)
  const theirs = all.filter(([, one]) => one.from === human)
  const held = theirs.filter(([, one]) => holds(one, at))
  const byRule = keptByRule(human, plan, at, known)
  if (theirs.length === 0 && byRule.length === 0)
    return { from: human, items: NONE, persons: [], told: NOTHING_TOLD, raised: NONE }
  const limited = all.flatMap(([id, { limits }]) =>
    limits ? [[keyOf({ kind: 'withholding', id }), limits] as const] : [],
  )
  const persons = limitsIn(held).map((limit) =>
    limit.since === undefined
      ? limit
      : { ...limit, says: new Set(limited.flatMap(([key, { person }]) => (person === limit.person ? [key] : []))) },
  )
  const each = held.map(([, one]) => ({ ...one, keys: itemsIn(one, plan) }))
  const items = withWhatHangs([...byRule, ...each.flatMap(({ keys }) => keys)], plan, human)
  const told = new Map([...toldTo(human, plan, at)].map(([key, by]) => [key, groundOf(by)] as const))
  // Why something was withheld from them stays so once it is open to them.
  for (const [id, one] of all)
    if (one.from === human || saysOf(one, { items, persons })) items.add(keyOf({ kind: 'withholding', id }))
  const raised = raisedBy(human, plan.challenges)
  return { from: human, items, persons, told, raised, ...(persons.length > 0 && { own: ownOf(human, plan) }) }
}

const groundOf = (by: readonly (readonly [string, Withholding])[]): WithholdingGround =>
  by.at(-1)?.[1].ground ?? 'safety'

const limitsIn = (some: readonly (readonly [string, Withholding])[]): readonly Limited[] =>
  some.flatMap(([, { limits, onlySince }]) => {
    if (limits === undefined || onlySince === 'not-back') return []
    return [{ ...limits, ...(onlySince && { since: onlySince.at }) }]
  })

/** What is withheld of what was recorded at a moment. */
export const withheldThen = (withheld: Withheld, recordedAt: Moment): Withheld =>
  withheld.persons.some(({ since }) => since !== undefined)
    ? { ...withheld, persons: withheld.persons.filter(({ since = recordedAt }) => since <= recordedAt) }
    : withheld

const NONE: ReadonlySet<ItemKey> = new Set()
const NOTHING_TOLD: ReadonlyMap<ItemKey, WithholdingGround> = new Map()

/**
 * That something is withheld from another tells of what is withheld from this one too. A standing limit names no item: it does not go away because
 * something else about that person came to be withheld, which would tell of it.
 */
const saysOf = (one: Withholding, scope: Scope): boolean =>
  one.limits === undefined
    ? one.named.some((item) => scope.items.has(keyOf(item)))
    : scope.persons.some(({ person, since }) => since === undefined && person === one.limits?.person)

export const liesIn = ({ items, persons, own }: Scope, event: PlanEvent): boolean =>
  (items.size > 0 && itemsOf(event).some((key) => items.has(key))) ||
  // That someone is in the family does not go away by not being said.
  (!SAYS_WHO_IS_WHO.includes(event.type) &&
    persons.some((limit) => covers(limit, event) || saysSince(limit, event)) &&
    !isOf(own, event))

function isOf(own: ReadonlySet<ItemKey> = NONE, event: PlanEvent): boolean {
  const item = own.size > 0 ? itemOfEvent(event) : undefined
  return item !== undefined && own.has(keyOf(item))
}

const saysSince = ({ says }: Limited, event: PlanEvent): boolean =>
  says !== undefined && 'withholding' in event && says.has(keyOf({ kind: 'withholding', id: event.withholding }))

export const isWithheld = (withheld: Withheld, event: PlanEvent): boolean =>
  (!isRaised(withheld, event) && liesIn(withheld, event)) || judges(withheld.from, event)

const isRaised = ({ raised }: Withheld, event: PlanEvent): boolean =>
  'challenge' in event && raised.has(keyOf({ kind: 'challenge', id: event.challenge }))

/** A judgement of someone is theirs to read where its author tells them. */
function judges(human: string, event: PlanEvent): boolean {
  if ('corrects' in event) return judges(human, whatItCorrects(event.corrects))
  if (event.type === 'CapacityJudged') return event.person === human && event.told !== true
  // Whether they were told, the event that started the term says, and this one does not.
  if ('startedBy' in event && event.startedBy === ('CapacityJudged' satisfies PlanEvent['type']))
    return event.about.includes(human)
  return event.type === 'ConflictOfInterestDeclared' && event.representative === human && event.told !== true
}

/** What stands in the place of an event: that its item is withheld, where its reader is told so; itself, as far as it may be read. */
export function asShownTo(withheld: Withheld, event: PlanEvent): PlanEvent | WithheldInPlace | undefined {
  if (!isWithheld(withheld, event)) return withoutOpenMatters(withheld, withoutWhatIsAboutThem(withheld.from, event))
  const begun = itemBegunBy(event)
  const ground = begun && withheld.told.get(keyOf(begun))
  if (begun === undefined || ground === undefined) return undefined
  return { type: 'ItemWithheld', domain: 'general', about: [], kind: begun.kind, withheld: ground }
}

/** Before it had an event of its own, a conflict of interest stood in the appointment: whom it is about does not read it. */
function withoutWhatIsAboutThem(reader: string, event: PlanEvent): PlanEvent {
  if (event.type !== 'RepresentativeAppointed' || event.representative !== reader) return event
  const { conflictOfInterest: _aboutThem, ...told } = event
  return told
}

/** What one coordinator left the next names items; not those that are withheld from its reader. */
function withoutOpenMatters({ items }: Withheld, event: PlanEvent): PlanEvent {
  if (items.size === 0) return event
  if (event.type === 'HandoverProposed' || event.type === 'HandoverSupplemented') {
    const { challenges: _told, ...document } = event.document
    return { ...event, document: { ...document, ...mattersBut(items, event.document) } }
  }
  return event.type === 'CoordinatorReplaced' && event.document !== undefined
    ? { ...event, document: mattersBut(items, event.document) }
    : event
}

/** What a second person has yet to confirm: the items, and that they are withheld. What its reader knows of who was away is nothing to them. */
export const toBeConfirmed = (plan: Plan, which: (one: Withholding) => boolean): Scope => {
  const waiting = Object.entries(plan.visibility.withholdings).flatMap(([id, one]) => {
    const { onlySince: _asKnown, ...whole } = one
    return which(one) ? [[id, whole] as const] : []
  })
  const items = allIn(
    waiting.map(([, one]) => one),
    plan,
  )
  for (const [id] of waiting) items.add(keyOf({ kind: 'withholding', id }))
  return { items, persons: limitsIn(waiting) }
}
