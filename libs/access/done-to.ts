/** What a command to a plan is done to, or will make: its domain and whom it is about. An item that cannot be named is refused; nothing is done under no law for want of one. */
import type { PersonId } from '../deciding/decider.ts'
import type { Domain, LegalDomain } from '../deciding/domains.ts'
import { CHALLENGED_KINDS, hangsOn, type ChallengedItem } from '../plan/challenges/challenge.ts'
import { itemChallenged } from '../plan/challenges/challenged.ts'
import { itemOf, type Item, type Plan, type PlanCommand } from '../plan/plan.ts'
import { VIEWED_KINDS, type Viewed } from '../plan/views/viewed.ts'
import type { Named } from '../plan/visibility/hanging.ts'
import {
  FIELD_OF,
  ITEM_KINDS,
  keyOf,
  type AboutWhom,
  type ItemKind,
  type ItemRef,
} from '../plan/visibility/visibility.ts'
import { itemByRef } from '../plan/visibility/withheld-items.ts'

/** A command that names an item names it by the field of its kind. */
type NamesAnItem = Readonly<Partial<Record<(typeof FIELD_OF)[ItemKind], string>>>

/** All that access reads of a command: what it does, and to what. Words are not sealed yet when this is asked. */
export interface Concerned extends NamesAnItem {
  readonly type: PlanCommand['type']
  readonly domain?: Domain
  readonly about?: readonly PersonId[]
  readonly person?: PersonId
  /** Who is to join. */
  readonly professional?: string
  readonly represents?: PersonId
  /** Whose word it is that somebody else writes down. */
  readonly saidBy?: PersonId
  readonly together?: readonly PersonId[]
  readonly concern?: { readonly domain: Domain }
  /** The laws that what goes first goes before. */
  readonly over?: readonly Domain[]
  readonly parts?: readonly { readonly domain: Domain }[]
  readonly on?: Viewed | ChallengedItem
  /** The event to correct; absent where its doer sees none of that id. */
  readonly corrects?: Item & { readonly by?: string }
  readonly withholding?: string
  /** What is due, by what it is due of; absent where nothing of that id is. */
  readonly found?: Item & { readonly item: Named }
  /** What was opened in an emergency. */
  readonly use?: string
  readonly items?: readonly ItemRef[]
  /** Of which laws something is permitted. */
  readonly permissions?: readonly { readonly domain?: LegalDomain }[]
  /** What is to be shown to whom the family is referred to. */
  readonly opens?: readonly ItemRef[]
  readonly limits?: AboutWhom
  /** What a deviation leaves; from whom something is withheld. */
  readonly from?: string | { readonly kind: string; readonly priority?: string }
}

/** The items that a command names, those it is to make among them; not what a deviation leaves. */
export function namedIn(command: Concerned): readonly Named[] {
  const { on, withholding, items = [], opens = [], found } = command
  const ofKind = [
    ...ITEM_KINDS.map((kind) => [kind, command[FIELD_OF[kind]]] as const),
    ['withholding', withholding] as const,
  ]
  return [
    ...ofKind.flatMap(([kind, id]) => (id === undefined ? [] : [{ kind, id }])),
    ...(on ? [hangsOn(on)] : []),
    ...(found ? [found.item] : []),
    ...items,
    ...opens,
  ]
}

const lawsIn = (permissions: NonNullable<Concerned['permissions']>): readonly LegalDomain[] =>
  permissions.flatMap(({ domain }) => domain ?? [])

const isViewed = (on: Viewed | ChallengedItem): on is Viewed => (VIEWED_KINDS as readonly string[]).includes(on.kind)
const isChallenged = (on: Viewed | ChallengedItem): on is ChallengedItem =>
  (CHALLENGED_KINDS as readonly string[]).includes(on.kind)

/** What someone says of an item. One's own name does not open what is about someone else. */
function saidOf(person: PersonId | undefined, item: Item | undefined): Item | undefined {
  const isTheirs = item?.about.length === 0 || item?.about.includes(person ?? '') === true
  return item && { domain: item.domain, about: isTheirs ? only(person) : item.about }
}

type FindsItem = (command: Concerned, plan: Plan) => Item | undefined

/** Nobody, where nobody is named. */
const only = (person: PersonId | undefined): readonly PersonId[] => (person === undefined ? [] : [person])

const aboutAll = (items: readonly ItemRef[], plan: Plan): readonly PersonId[] => [
  ...new Set(items.flatMap((one) => itemByRef(plan, one)?.about ?? [])),
]

const under = (domain: Domain | undefined, about: readonly PersonId[]): Item | undefined => domain && { domain, about }

const ITEMS = {
  /** Under no law, and about whoever is named. */
  family: ({ person, represents }) => ({ domain: 'general', about: only(person ?? represents) }),
  /** What is made under a law. */
  made: ({ domain, about = [], opens = [] }, plan) =>
    opens.some((one) => itemByRef(plan, one) === undefined) ? undefined : under(domain, about),
  judged: ({ domain, person }) => under(domain, only(person)),
  /** Somebody's part in the plan, under a law. */
  part: ({ domain }) => under(domain, []),
  'goes-first': ({ concern, about = [] }) => under(concern?.domain, about),
  /** What one of the family says of what another wrote is about them. */
  corrected: ({ corrects, person }) =>
    corrects && {
      domain: corrects.domain,
      about: person === undefined || corrects.by === person ? corrects.about : [person],
    },
  leaving: ({ person, together = [] }) => ({
    domain: 'general',
    about: [...new Set([...only(person), ...together])],
  }),
  goal: ({ goal = '' }, plan) => itemOf(plan, { kind: 'goal', id: goal }),
  action: ({ action = '' }, plan) => itemOf(plan, { kind: 'action', id: action }),
  deviation: ({ deviation = '' }, plan) => itemOf(plan, { kind: 'deviation', id: deviation }),
  priority: ({ priority = '' }, plan) => itemOf(plan, { kind: 'priority', id: priority }),
  referral: ({ referral = '' }, { referrals }) => referrals[referral],
  joining: ({ joining = '' }, { careTeam }) => under(careTeam.joined[joining]?.domain, []),
  representation: ({ representation = '' }, { careTeam }) => {
    const known = careTeam.representations[representation]
    return known && { domain: 'general', about: [known.represents] }
  },
  support: ({ support = '' }, { support: all }) => all[support],
  viewed: ({ on, person }, plan) => saidOf(person, on && isViewed(on) ? itemOf(plan, on) : undefined),
  challenged: ({ on, person }, plan) => {
    const item = on && isChallenged(on) ? itemChallenged(plan, on) : undefined
    return person === undefined ? item : saidOf(person, item)
  },
  'said-view': ({ view = '' }, { visibility }) => visibility.said[keyOf({ kind: 'view', id: view })],
  items: ({ items = [] }, plan) => {
    const each = items.map((one) => itemByRef(plan, one))
    const [first] = each
    if (first === undefined || each.includes(undefined)) return undefined
    return { domain: first.domain, about: aboutAll(items, plan) }
  },
  /** Of the items, or of the one law; of several it is under none. */
  permitted: ({ items = [], person, permissions = [] }, plan) => {
    const each = items.map((one) => itemByRef(plan, one))
    const laws = new Set([...lawsIn(permissions), ...each.map((one) => one?.domain)])
    const [law = 'general'] = laws
    return each.includes(undefined) ? undefined : { domain: laws.size > 1 ? 'general' : law, about: only(person) }
  },
  challenge: ({ challenge = '' }, plan) => itemByRef(plan, { kind: 'challenge', id: challenge }),
  permission: ({ permission = '' }, { permissions }) => permissions[permission],
  /** One that was never granted is not there to be ended. */
  sharing: ({ sharing = '' }, { sharings }) =>
    ['granted', 'ended'].includes(sharings[sharing]?.is ?? '') ? sharings[sharing] : undefined,
  /** About everyone whom it would be shared about: what is said of it is theirs. */
  'asked-sharing': ({ sharing = '' }, plan) => {
    const one = plan.sharings[sharing]
    return one?.asking && { domain: one.domain, about: aboutAll(one.items, plan) }
  },
  /** All about somebody, under a law or all. */
  'person-in-sight': ({ limits }) => limits && { domain: limits.domain ?? 'general', about: [limits.person] },
  withholding: ({ withholding = '' }, { visibility }) => visibility.withholdings[withholding],
  'break-glass-use': ({ use = '' }, { breakGlass }) => breakGlass[use] && { domain: 'general', about: [] },
  due: ({ found }) => found && { domain: found.domain, about: found.about },
  request: ({ request = '' }, { visibility }) => {
    const asked = visibility.requests[request]
    return asked && { domain: 'general', about: [asked.person] }
  },
} as const satisfies Readonly<Record<string, FindsItem>>

/** By what name a command's item is found. */
export type DoneTo = keyof typeof ITEMS

/** @returns undefined where the plan has no such item, or the command names none */
export const itemDoneTo = (name: DoneTo, command: Concerned, plan: Plan): Item | undefined => ITEMS[name](command, plan)

const OF_EACH_ITEM: readonly PlanCommand['type'][] = ['Withhold', 'GivePermission', 'ShareItems']

/** What is done to several items at once, is done to each: beside one that they see, another is not there for them all the same; and so for laws. */
export const concernsOf = (
  { type, items = [], person, permissions = [] }: Concerned,
  item: Item | undefined,
  plan: Plan,
): readonly Item[] =>
  [
    ...(OF_EACH_ITEM.includes(type) ? items.map((one) => itemByRef(plan, one)) : []),
    ...lawsIn(permissions).map((domain) => ({ domain, about: only(person) })),
    item,
  ].filter((one) => one !== undefined)
