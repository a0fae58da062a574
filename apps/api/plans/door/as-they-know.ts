/**
 * The plan that a command of the family is decided on. To who may not know that someone left, what came of that did not happen: their plan is the fold
 * of all else, so that they are refused and answered as in a family in which nothing did. What they then say is written behind what did.
 */
import { isOfTheFamily, type Actor } from '../../../../libs/deciding/decider.ts'
import { inOneFold } from '../../../../libs/deciding/growing.ts'
import { unknownTo } from '../../../../libs/plan/members/done-apart.ts'
import type { Plan } from '../../../../libs/plan/plan.ts'
import type { System } from '../../../../libs/installation/system.ts'

/** @param plan as it is */
export async function asTheyKnow({ folds }: System, by: Actor, stream: string, plan: Plan): Promise<Plan> {
  const isUnknown = isOfTheFamily(by) ? unknownTo(plan, by.id) : undefined
  if (isUnknown === undefined) return plan
  const { initial, step } = folds.plans.folding
  const { state: history } = await folds.histories.at(stream)
  const known = history.filter(({ event, envelope }) => !isUnknown(event, envelope.recordedAt))
  return inOneFold(() => known.reduce(step, initial()))
}
