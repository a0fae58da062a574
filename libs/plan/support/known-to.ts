/** Whom in the family a support is told of: what someone asked for themselves is told to nobody else in it, for it may be about them. */
import type { Representations } from '../care-team/representation.ts'
import type { Members } from '../members/members.ts'
import { keyOf, type ItemKey } from '../visibility/visibility.ts'
import type { Supports } from './supports.ts'

interface Family {
  readonly support: Supports
  readonly members: Members
  readonly careTeam: Pick<Representations, 'representations'>
}

/** The supports that someone in the family, or who speaks for somebody in it, may not know of. */
export function supportsOfOthers(who: string, { support, members, careTeam }: Family): readonly ItemKey[] {
  const theirs = Object.entries(support)
  if (theirs.length === 0) return []
  const isOfTheFamily =
    members.persons[who] !== undefined ||
    Object.values(careTeam.representations).some(({ representative }) => representative === who)
  if (!isOfTheFamily) return []
  return theirs.flatMap(([id, { person, askedBy, supporter }]) =>
    person === askedBy && person !== who && supporter !== who ? [keyOf({ kind: 'support', id })] : [],
  )
}
