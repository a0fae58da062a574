/** What someone is told to be withheld from them, and by which withholdings: of what is silent, nothing. */
import type { Moment } from '../../deciding/decider.ts'
import type { Opening } from '../opening/opening.ts'
import { holds, type ItemKey, type Withholding } from './visibility.ts'
import { itemsIn, type Items } from './withheld-items.ts'

type Named = readonly [string, Withholding]

/** What is withheld silently too is told by nothing. */
export function toldTo(who: string, plan: Items, at: Moment): ReadonlyMap<ItemKey, readonly Named[]> {
  const held = Object.entries(plan.visibility.withholdings).filter(([, one]) => one.from === who && holds(one, at))
  const each = held.map((named) => [named, itemsIn(named[1], plan)] as const)
  const told = new Map<ItemKey, readonly Named[]>()
  for (const [named, keys] of each)
    if (named[1].mode === 'told') for (const key of keys) told.set(key, [...(told.get(key) ?? []), named])
  for (const [[, { mode }], keys] of each) if (mode === 'silent') for (const key of keys) told.delete(key)
  return told
}

type Opened = Readonly<{ opening: Opening }>

/** In the place of an item stands no id: by that of the plan, all that someone is told of is meant. */
const isMeantBy = (id: string, { opening }: Opened): ((key: ItemKey) => boolean) =>
  opening.is === 'open' && opening.plan === id ? () => true : (key) => key.endsWith(`:${id}`)

/** Whether someone is told that what has this id is withheld from them. */
export const isToldOf = (told: ReadonlyMap<ItemKey, unknown>, id: string, plan: Opened): boolean =>
  [...told.keys()].some(isMeantBy(id, plan))

/** By what something was ever withheld from someone who was told so, and the item. @param only of these withholdings */
export function toldWithheldAs(who: string, id: string, plan: Items & Opened, only?: readonly string[]) {
  const isMeant = isMeantBy(id, plan)
  const all = Object.entries(plan.visibility.withholdings).flatMap(([withholding, one]) => {
    if (one.from !== who || one.mode !== 'told' || only?.includes(withholding) === false) return []
    const named =
      one.limits === undefined ? one.named.map(({ kind, id: its }): ItemKey => `${kind}:${its}`) : itemsIn(one, plan)
    const items = named.filter(isMeant)
    return items.length === 0 ? [] : [{ withholding, one, items }]
  })
  return {
    withholdings: all.map(({ withholding }) => withholding),
    items: [...new Set(all.flatMap(({ items }) => items))],
    about: [...new Set(all.flatMap(({ one }) => one.about))],
    by: [...new Set(all.map(({ one }) => one.by))],
    confirmedBy: [...new Set(all.flatMap(({ one }) => one.confirmedBy ?? []))],
  }
}
