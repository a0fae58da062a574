/** Which items are withheld from whom at a moment, with all that hangs on them: what rules read of it. What a reader sees follows from the same (`libs/access/withheld.ts`). */
import type { Moment, PersonId } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import type { Actions } from '../actions/actions.ts'
import type { CareTeam } from '../care-team/care-team.ts'
import type { Challenges } from '../challenges/challenge.ts'
import type { Coordination } from '../coordinator/coordination.ts'
import { orNone, type OpenMatters } from '../handover/handover-document.ts'
import type { Joining } from '../care-team/joining.ts'
import type { Representation } from '../care-team/representation.ts'
import type { Permissions } from '../permissions/permission.ts'
import type { Priorities } from '../priorities/priorities.ts'
import type { Referrals } from '../referrals/referrals.ts'
import { keptByRule } from './kept-by-rule.ts'
import type { Supports } from '../support/supports.ts'
import type { Members } from '../members/members.ts'
import type { Sharings } from '../sharings/sharing.ts'
import {
  holds,
  keyOf,
  type AboutWhom,
  type ItemKey,
  type ItemKind,
  type ItemRef,
  type SaidItem,
  type Visibility,
  type Withholding,
} from './visibility.ts'
import type { Deviations } from '../deviations/deviation.ts'
import type { Goals } from '../goals/goal.ts'

/** The items a plan has, and what was withheld. */
export interface Items {
  readonly goals: Goals
  readonly actions: Actions
  readonly members: Members
  readonly careTeam: CareTeam
  readonly support: Supports
  readonly priorities: Priorities
  readonly deviations: Deviations
  readonly referrals: Referrals
  readonly permissions: Permissions
  readonly sharings: Sharings
  readonly challenges: Challenges
  readonly coordination: Coordination
  readonly visibility: Visibility
}

interface Concerned {
  readonly domain: Domain
  readonly about: readonly PersonId[]
}

/** An item whatever its kind; undefined where the plan has none of that id. */
export function itemByRef(
  { goals, actions, priorities, deviations, referrals, permissions, sharings, careTeam, support, visibility }: Items,
  { kind, id }: ItemRef,
): Concerned | undefined {
  switch (kind) {
    case 'goal':
      return goals[id]
    case 'action':
      return actions[id]
    case 'priority':
      return priorities[id]
    case 'deviation':
      return deviations[id]
    case 'referral':
      return referrals[id]
    case 'permission':
      return permissions[id]
    case 'sharing':
      return sharings[id]
    case 'representation':
      return representationAsItem(careTeam.representations[id])
    case 'joining':
      return joiningAsItem(careTeam.joined[id])
    case 'support':
      return support[id]
    case 'view':
    case 'own-plan-part':
    case 'communication-needs':
    case 'coordinator-request':
    case 'capacity-judgement':
    case 'challenge':
    case 'correction-request':
      return visibility.said[keyOf({ kind, id })]
  }
}

const representationAsItem = (one: Representation | undefined): Concerned | undefined =>
  one && { domain: 'general', about: [one.represents] }

/** What is for all of the family is about nobody in it. */
const joiningAsItem = (one: Joining | undefined): Concerned | undefined =>
  one && { domain: one.domain, about: one.members ?? [] }

/** Whether it is someone’s own: that they speak for another, are spoken for, work here, permit or challenge something is kept from nobody. */
export function isTheirOwn(
  { careTeam, permissions, challenges, support }: Items,
  { kind, id }: ItemRef,
  who: string,
): boolean {
  if (kind === 'permission') return permissions[id]?.person === who || permissions[id]?.by === who
  if (kind === 'joining') return careTeam.joined[id]?.professional === who
  if (kind === 'challenge') return challenges[id]?.by === who
  if (kind === 'support') {
    const one = support[id]
    return one !== undefined && [one.supporter, one.person, one.askedBy].includes(who)
  }
  if (kind !== 'representation') return false
  const one = careTeam.representations[id]
  return one?.representative === who || one?.represents === who
}

/** Who wrote it, as far as a rule asks. */
export function authorsOf(
  { goals, actions, deviations, sharings, support, visibility }: Items,
  ref: ItemRef,
): readonly string[] {
  switch (ref.kind) {
    case 'goal':
      return goals[ref.id]?.reading.writers ?? []
    case 'action':
      return [actions[ref.id]?.plannedBy].filter((one) => one !== undefined)
    case 'deviation':
      return deviations[ref.id]?.authors ?? []
    case 'sharing':
      return [sharings[ref.id]?.by].filter((one) => one !== undefined)
    case 'support':
      return [support[ref.id]?.askedBy].filter((one) => one !== undefined)
    case 'priority':
    case 'referral':
    case 'representation':
    case 'joining':
    case 'permission':
      return []
    case 'view':
    case 'own-plan-part':
    case 'communication-needs':
    case 'coordinator-request':
    case 'capacity-judgement':
    case 'challenge':
    case 'correction-request':
      return [said(visibility, ref)?.by].filter((one) => one !== undefined)
  }
}

export const said = ({ said: all }: Visibility, ref: ItemRef): SaidItem | undefined => all[keyOf(ref)]

export const covers = ({ person, domain }: AboutWhom, item: Concerned): boolean =>
  item.about.includes(person) && (domain === undefined || domain === item.domain)

/** The items that a withholding names, or all about the person it names but what is its reader’s own; without what hangs on them. */
export function itemsIn(one: Withholding, plan: Items): readonly ItemKey[] {
  if (one.limits === undefined) return one.items.map(keyOf)
  const own = ownOf(one.from, plan)
  return limitedBy(one, plan).filter((key) => !own.has(key))
}

/** All that a limit of sight covers, also what is its reader’s own. */
export function limitedBy({ limits, onlySince }: Withholding, plan: Items): readonly ItemKey[] {
  if (limits === undefined) return []
  const all = itemsAbout(limits, plan)
  if (onlySince === undefined || onlySince === 'not-back') return all
  const but = new Set(onlySince.but)
  return all.filter((key) => !but.has(key))
}

/** Of what may be someone’s own, what is theirs. */
export function ownOf(who: string, plan: Items): ReadonlySet<ItemKey> {
  const { careTeam, permissions, support } = plan
  const theirs = (kind: ItemKind, all: Readonly<Record<string, unknown>>) =>
    Object.keys(all)
      .filter((id) => isTheirOwn(plan, { kind, id }, who))
      .map((id) => keyOf({ kind, id }))
  return new Set([
    ...theirs('representation', careTeam.representations),
    ...theirs('joining', careTeam.joined),
    ...theirs('permission', permissions),
    ...raisedBy(who, plan.challenges),
    ...theirs('support', support),
  ])
}

function itemsAbout(limits: AboutWhom, plan: Items): readonly ItemKey[] {
  const { goals, actions, priorities, deviations, referrals, permissions, sharings, careTeam, support, visibility } =
    plan
  const ofKind = (kind: ItemKind, all: Readonly<Record<string, unknown>>): readonly ItemKey[] =>
    Object.keys(all).flatMap((id) => {
      const one = itemByRef(plan, { kind, id })
      return one !== undefined && covers(limits, one) ? [keyOf({ kind, id })] : []
    })
  return [
    ...ofKind('goal', goals),
    ...ofKind('action', actions),
    ...ofKind('priority', priorities),
    ...ofKind('deviation', deviations),
    ...ofKind('referral', referrals),
    ...ofKind('permission', permissions),
    ...ofKind('sharing', sharings),
    ...ofKind('representation', careTeam.representations),
    ...ofKind('joining', careTeam.joined),
    ...ofKind('support', support),
    ...Object.entries(visibility.said).flatMap(([key, one]) => (covers(limits, one) ? [key as ItemKey] : [])),
  ]
}

/**
 * The items, and every item that hangs on one of them.
 * @param reader from whom they are withheld: that they wrote down whom something is open to themselves tells them of nobody, and what they challenged stays theirs
 */
export function withWhatHangs(
  items: Iterable<ItemKey>,
  { actions, deviations, referrals, permissions, sharings, challenges, visibility }: Items,
  reader?: string,
): Set<ItemKey> {
  const all = new Set(items)
  for (const [id, { leaves }] of Object.entries(deviations))
    if (leaves !== undefined && all.has(keyOf({ kind: 'priority', id: leaves })))
      all.add(keyOf({ kind: 'deviation', id }))
  for (const [id, { goal }] of Object.entries(actions))
    if (all.has(keyOf({ kind: 'goal', id: goal }))) all.add(keyOf({ kind: 'action', id }))
  for (const [id, { opens = [] }] of Object.entries(referrals))
    if (opens.some((one) => all.has(keyOf(one)))) all.add(keyOf({ kind: 'referral', id }))
  const opening = [
    ...Object.entries(permissions).map(
      ([id, one]) => [keyOf({ kind: 'permission', id }), one, one.recordedBy] as const,
    ),
    ...Object.entries(sharings).map(([id, one]) => [keyOf({ kind: 'sharing', id }), one, one.by] as const),
  ]
  for (const [key, { items = [], through }, writer] of opening) {
    const tellsWhoWorksHere = writer !== reader && through.length > 0 && through.every((one) => all.has(one))
    if (tellsWhoWorksHere || items.some((one) => all.has(keyOf(one)))) all.add(key)
  }
  // What a representative says for someone tells that they speak for them: where it was said through nothing that its reader may know of.
  const raised = reader === undefined ? NONE : raisedBy(reader, challenges)
  for (const [key, { on, through }] of Object.entries(visibility.said) as [ItemKey, SaidItem][])
    if (!raised.has(key) && ((on !== undefined && all.has(on)) || through?.every((one) => all.has(one)) === true))
      all.add(key)
  return all
}

const NONE: ReadonlySet<ItemKey> = new Set()

/** What someone challenged: it stands for them, also where what it is of is there for them no longer. */
export const raisedBy = (who: string, challenges: Challenges): ReadonlySet<ItemKey> =>
  new Set(
    Object.keys(challenges)
      .filter((id) => challenges[id]?.by === who)
      .map((id) => keyOf({ kind: 'challenge', id })),
  )

/** All that some withholdings withhold, with what hangs on it. */
export const allIn = (some: readonly Withholding[], plan: Items, reader?: string): Set<ItemKey> =>
  withWhatHangs(
    some.flatMap((one) => itemsIn(one, plan)),
    plan,
    reader,
  )

/** From whom an item is withheld at a moment: they count in no decision on it. */
export function withheldFromWhom(
  item: { readonly kind: string; readonly id: string },
  plan: Items,
  at: Moment,
): readonly string[] {
  const held = Object.values(plan.visibility.withholdings).filter((one) => holds(one, at))
  const key = keyOf(item)
  // All of someone's together: an item may hang on several.
  return [...new Set(held.map(({ from }) => from))].filter((who) => allWithheldFrom(who, plan, at).has(key))
}

/** All that is withheld from someone at a moment, or not yet for them, with what hangs on it. */
export const allWithheldFrom = (who: string, plan: Items, at: Moment): ReadonlySet<ItemKey> =>
  withWhatHangs(
    [
      ...keptByRule(who, plan, at),
      ...Object.values(plan.visibility.withholdings).flatMap((one) =>
        one.from === who && holds(one, at) ? itemsIn(one, plan) : [],
      ),
    ],
    plan,
    who,
  )

/** The plan as someone knows it who decides: without who works here, or speaks for another, where that is withheld from them. */
export function withoutWhomTheyKnowNotOf<Now extends Items>(now: Now, who: string, at: Moment): Now {
  const isFromThem = Object.values(now.visibility.withholdings).some(({ from }) => from === who)
  if (!isFromThem) return now
  const hidden = allWithheldFrom(who, now, at)
  const { joined, representations } = now.careTeam
  const known = <One>(kind: ItemKind, all: Readonly<Record<string, One>>) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => !hidden.has(keyOf({ kind, id }))))
  const careTeam = {
    ...now.careTeam,
    joined: known('joining', joined),
    representations: known('representation', representations),
  }
  return { ...now, careTeam }
}

/** What of the open matters someone may know of. */
export function mattersBut(
  hidden: ReadonlySet<ItemKey>,
  { actions, deviations, challenges }: OpenMatters,
): OpenMatters {
  const isTold = (kind: ItemKind) => (id: string) => !hidden.has(keyOf({ kind, id }))
  return {
    actions: actions.filter(isTold('action')),
    deviations: deviations.filter(isTold('deviation')),
    ...orNone(challenges?.filter(isTold('challenge'))),
  }
}
