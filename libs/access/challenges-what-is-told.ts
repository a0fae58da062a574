/** That something is withheld from them is challenged by who is told so, and by nobody else: to all others there is nothing of that id. */
import { Refusal } from '../deciding/decider.ts'
import { itemToldWithheld } from '../plan/challenges/challenged.ts'
import type { Item, Plan } from '../plan/plan.ts'
import { isToldOf } from '../plan/visibility/told-withheld.ts'
import type { Concerned } from './done-to.ts'
import type { Ground } from './grounds.ts'
import type { Sight } from './sight.ts'

/** The id of what is withheld, where a command challenges that. */
export const challengesWhatIsTold = ({ type, on }: Concerned): string | undefined =>
  type === 'RaiseChallenge' && on?.kind === 'told-withholding' ? on.id : undefined

/** @throws Refusal NOT_FOUND to whoever is told of nothing of that id */
export function whatIsTold({ grounds, withheld }: Sight, by: readonly Ground['is'][], id: string, plan: Plan): Item {
  const isTheirs = grounds.some(
    (ground) => by.includes(ground.is) && !(ground.is === 'care-team' && ground.enforces !== undefined),
  )
  const item = itemToldWithheld(isTheirs && isToldOf(withheld.told, id, plan), withheld.from, plan.members)
  if (item === undefined) throw new Refusal<'NOT_FOUND'>('NOT_FOUND')
  return item
}
