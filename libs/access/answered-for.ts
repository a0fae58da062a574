/** What who coordinates, or leads the team, has of deviations: those that they answer for themselves, and those of which they settle what a reader objected to. */
import type { Moment } from '../deciding/decider.ts'
import { isToBeAnsweredFor, type Settles } from '../plan/deviations/deviation.ts'
import type { Plan } from '../plan/plan.ts'
import type { AllDue } from '../plan/terms/due-now.ts'
import { readsOn } from './reads-on.ts'

/** Left a step, or accounted for one, as who coordinates or leads: those items of their law, and nothing else of it. */
export interface ActedInGround {
  readonly is: 'acted-in'
  readonly deviations: readonly string[]
}

/** Leads the team, or is whom it went up to, and settles what a reader objected to: those items, as long as that and some time after. */
export interface SettlingGround {
  readonly is: 'settling'
  readonly deviations: readonly string[]
}

/**
 * Never of what they left themselves: that is for the next to settle.
 * @param due of what went up: what the lead did not settle in time is the officer's as well
 */
export function settlingGrounds(
  as: Settles,
  id: string,
  { plan, at, due }: { readonly plan: Plan; readonly at: Moment; readonly due?: AllDue },
): readonly SettlingGround[] {
  const wentUp = (due?.wentUp ?? []).flatMap(({ what, to, item }) =>
    what === 'objection-settlement' && to === as ? [item.id] : [],
  )
  const deviations = Object.entries(plan.deviations)
    .filter(([deviation, { objection, authors }]) => {
      if (objection === undefined || objection.is === 'to-be-answered' || authors.includes(id)) return false
      if (objection.by !== as && !wentUp.includes(deviation)) return false
      return readsOn(objection.is === 'settled' ? objection.at : undefined, at)
    })
    .map(([deviation]) => deviation)
  return deviations.length > 0 ? [{ is: 'settling', deviations }] : []
}

/** @param stillDo whether they coordinate, or lead, still: who does no longer keeps what is theirs to answer for, and no longer than that */
export function actedInGrounds(id: string, { deviations: all }: Plan, stillDo: boolean): readonly ActedInGround[] {
  const deviations = Object.entries(all)
    .filter(([, one]) => one.coordinating.includes(id) && (stillDo || isToBeAnsweredFor(one)))
    .map(([deviation]) => deviation)
  return deviations.length > 0 ? [{ is: 'acted-in', deviations }] : []
}
