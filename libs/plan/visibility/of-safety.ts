/** What is kept by its account alone, and by nobody's withholding it. */
import type { Moment, PersonId } from '../../deciding/decider.ts'
import type { CareTeam } from '../care-team/care-team.ts'
import { FOR_CHILDREN, representationsBy } from '../care-team/representation.ts'
import type { Deviations } from '../deviations/deviation.ts'
import { keyOf, type ItemKey } from './visibility.ts'

/** Deviations whose account speaks of safety, for who has authority over a child they are about: also where that is who coordinates. */
export function accountsOfSafety(
  human: string,
  { careTeam, deviations }: { readonly careTeam: CareTeam; readonly deviations: Deviations },
  at: Moment,
): readonly ItemKey[] {
  const over = new Set<PersonId>(
    representationsBy(careTeam, human, at)
      .filter(({ kind }) => FOR_CHILDREN.includes(kind))
      .map(({ represents }) => represents),
  )
  if (over.size === 0) return []
  return Object.entries(deviations)
    .filter(([, { safety, about }]) => safety === true && about.some((person) => over.has(person)))
    .map(([id]) => keyOf({ kind: 'deviation', id }))
}
