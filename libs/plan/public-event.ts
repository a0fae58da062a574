/** The shape of what leaves for partners: under what name an event becomes public, and of which item. Each part says it of each of its events. */

/** What a public event is about, for whoever fetches it. */
export const PUBLIC_ITEMS = [
  'plan',
  'member',
  'coordinator',
  'professional',
  'referral',
  'sharing',
  'goal',
  'action',
  'priority',
  'correction',
] as const
export type PublicItem = (typeof PUBLIC_ITEMS)[number]

export interface ItemOf {
  readonly kind: PublicItem
  readonly id: string
}

export interface Public<Event> {
  /** In kebab case, past tense; with its version it is never given another meaning. */
  readonly name: string
  readonly version: number
  readonly kind: PublicItem
  /** The id of the item, where the event has one of its own; otherwise the plan's. */
  readonly id?: (event: Event) => string
  /** Where it does not leave all the same. */
  readonly unless?: (event: Event) => boolean
}

/** `never`: the event is nobody's business outside. */
export type ForPartner<Event> = 'never' | Public<Event>

/** A first version. */
export const leavesAs = <Event>(name: string, kind: PublicItem, id?: (event: Event) => string): Public<Event> => ({
  name,
  version: 1,
  kind,
  ...(id && { id }),
})
