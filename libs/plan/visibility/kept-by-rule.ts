/** What is kept from somebody by a rule, and not because anybody withheld it. */
import type { Moment, PersonId } from '../../deciding/decider.ts'
import type { CareTeam } from '../care-team/care-team.ts'
import { FOR_CHILDREN, representationsBy } from '../care-team/representation.ts'
import { firstToOthers } from '../challenges/known-to.ts'
import type { Deviations } from '../deviations/deviation.ts'
import { supportsOfOthers } from '../support/known-to.ts'
import { keyOf, type ItemKey } from './visibility.ts'

type Plan = Parameters<typeof firstToOthers>[1] &
  Parameters<typeof supportsOfOthers>[1] & { readonly careTeam: CareTeam; readonly deviations: Deviations }

/** @param isKnown a challenge that is first to others, and that they answer all the same, or oversee */
export const keptByRule = (
  human: string,
  plan: Plan,
  at: Moment,
  isKnown: (challenge: ItemKey) => boolean = () => false,
): readonly ItemKey[] => [
  ...firstToOthers(human, plan).filter((challenge) => !isKnown(challenge)),
  ...supportsOfOthers(human, plan),
  ...accountsOfSafety(human, plan, at),
]

/** Deviations whose account speaks of safety, for who has authority over a child they are about: also where that is who coordinates. */
function accountsOfSafety(
  human: string,
  { careTeam, deviations }: Pick<Plan, 'careTeam' | 'deviations'>,
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
