/** What is withheld from a reader, and told so, in the place where it stands. */
import { LIST_OF, type PlanAsRead } from '../../../../libs/plan/plan-as-read.ts'
import type { PlaceAsRead } from '../../../../libs/plan/visibility/visibility-as-read.ts'
import type { WithholdingGround } from '../../../../libs/plan/visibility/visibility.ts'

/** All that is told of an item that is withheld. */
export interface WithheldItem {
  readonly withheld: WithholdingGround
}

/** The plan as it is answered: in its lists stands what is withheld too; of what has no list, it is told beside them. */
export type PlanInPlaces = Omit<PlanAsRead, 'places'> & { readonly withheld?: readonly WithheldItem[] }

export function withPlaces({ places = [], ...plan }: PlanAsRead): PlanInPlaces {
  if (places.length === 0) return plan
  const beside = places.filter(({ kind }) => LIST_OF[kind] === undefined).map(asItem)
  const lists = new Set(places.map(({ kind }) => LIST_OF[kind]).filter((list) => list !== undefined))
  const filled = [...lists].map((list) => {
    const there = places.filter(({ kind }) => LIST_OF[kind] === list)
    return [list, inPlace(plan[list], there)] as const
  })
  return { ...plan, ...Object.fromEntries(filled), ...(beside.length > 0 && { withheld: beside }) }
}

const asItem = ({ withheld }: PlaceAsRead): WithheldItem => ({ withheld })

const inPlace = (items: readonly unknown[], places: readonly PlaceAsRead[]): readonly unknown[] =>
  [...items, undefined].flatMap((item, at) => [
    ...places.filter(({ behind }) => behind === at).map(asItem),
    ...(item === undefined ? [] : [item]),
  ])
