/** On what ground someone stands before what is withheld by another: to confirm it, consulted on it, or for what nobody decided of it. */
import { isLeftUndecided } from '../plan/members/absences.ts'
import type { Moment, PersonId } from '../deciding/decider.ts'
import type { Plan } from '../plan/plan.ts'
import { waitsForConfirmation, type Withholding } from '../plan/visibility/visibility.ts'
import { toBeConfirmed, type Scope } from './withheld.ts'

export type OverseesWithholding =
  /** Who confirms as a second person, and a colleague from outside who was asked: the items that it is about, and no others. */
  | { readonly is: 'safety-officer'; readonly scope: Scope }
  | { readonly is: 'consulted'; readonly scope: Scope }
  /** What nobody decided in time, or someone said no to; and who asked, or contests that they left: that it is so, not the items. */
  | {
      readonly is: 'privacy-officer'
      readonly withholdings: readonly string[]
      readonly requests: readonly string[]
      /** Who left, and contests it. */
      readonly contests: readonly PersonId[]
    }

export function safetyGrounds(plan: Plan): readonly OverseesWithholding[] {
  const scope = toBeConfirmed(plan, waitsForConfirmation)
  return scope.items.size > 0 ? [{ is: 'safety-officer', scope }] : []
}

/** A colleague from outside the care team: who works here reads it on the ground of that. */
export function consultedGrounds({ id }: { readonly id: string }, plan: Plan): readonly OverseesWithholding[] {
  const scope = toBeConfirmed(plan, ({ is, consulted }) => is === 'made' && consulted === id)
  return scope.items.size > 0 ? [{ is: 'consulted', scope }] : []
}

export function oversightGrounds({
  plan: { visibility, absences },
  at,
}: {
  readonly plan: Plan
  readonly at: Moment
}): readonly OverseesWithholding[] {
  const isTheirs = (one: Withholding) =>
    one.is === 'denied' || (waitsForConfirmation(one) && one.lapsesAt !== undefined && one.lapsesAt < at)
  const idsOf = <One>(all: Readonly<Record<string, One>>, which: (one: One) => boolean) =>
    Object.entries(all).flatMap(([id, one]) => (which(one) ? [id] : []))
  const withholdings = idsOf(visibility.withholdings, isTheirs)
  const requests = idsOf(visibility.requests, ({ isAnswered }) => !isAnswered)
  const contests = absences.filter((one) => isLeftUndecided(one, at)).map(({ person }) => person)
  const isAnything = withholdings.length + requests.length + contests.length > 0
  return isAnything ? [{ is: 'privacy-officer', withholdings, requests, contests }] : []
}
