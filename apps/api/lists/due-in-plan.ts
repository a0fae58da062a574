/** What a row of what is due does not say by itself: whose it is, or whether it is due at all, by the plan as it is now. */
import { planStream, type System } from '../../../libs/installation/system.ts'
import { absenceOf } from '../../../libs/plan/members/absences.ts'
import type { Plan } from '../../../libs/plan/plan.ts'
import type { MustAct, WhatIsDue } from '../../../libs/plan/terms/due-kinds.ts'
import { workingIn } from '../../../libs/plan/working.ts'
import type { Caller } from '../caller.ts'

interface Row {
  readonly plan: string
  readonly what: string
  readonly item: string
  readonly person: string
  readonly mustAct: string
}

const planOf = async (system: System, { plan }: Row): Promise<Plan> =>
  (await system.folds.plans.at(planStream(plan))).state

/** Whether it counts still, and is of another organisation: the municipality's own have all of their law. */
export async function isToBeNarrowed(system: System, row: Row, now: string): Promise<boolean> {
  const joining = (await planOf(system, row)).careTeam.joined[row.item]
  return joining !== undefined && now <= joining.until && joining.organisation !== system.configuration.oin
}

/** Whether they recorded the departure themselves: then it is another's to decide whether it stands. */
export const recordedThemselves = async (system: System, row: Row, { asker }: Caller): Promise<boolean> =>
  absenceOf((await planOf(system, row)).absences, row.person)?.by === asker.id

const CORRECTION = 'correction' satisfies WhatIsDue
const AUTHORS = 'authors' satisfies MustAct

/** Whether who wrote what is to be corrected works here no longer, or never did: then nobody else would find it on their list. */
export async function isLeftToWhoCoordinates(system: System, row: Row, now: string): Promise<boolean> {
  if (row.what !== CORRECTION || row.mustAct !== AUTHORS) return false
  const plan = await planOf(system, row)
  const author = plan.corrections[row.item]?.corrects.by
  return author !== undefined && !workingIn(plan, now).includes(author)
}
