/** Who supports somebody here, as far as who lets others in knows of it: whoever leads knows of none, and one that is withheld from who coordinates is not there. */
import type { Deed } from '../../deciding/decider.ts'
import { keyOf } from '../visibility/visibility.ts'
import { allWithheldFrom, type Items } from '../visibility/withheld-items.ts'
import { coordinatorsOf } from '../working.ts'

export function supportersKnownTo(now: Items, { by, at }: Deed): readonly string[] {
  if (!coordinatorsOf(now).includes(by.id)) return []
  const hidden = allWithheldFrom(by.id, now, at)
  const isKnown = (support: string) => !hidden.has(keyOf({ kind: 'support', id: support }))
  return Object.values(now.support)
    .filter(({ support, is, until }) => is === 'accepted' && at <= until && isKnown(support))
    .map(({ supporter }) => supporter)
}
