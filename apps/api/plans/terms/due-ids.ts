/** What is due by an id that tells nothing: made of what it is due of, with a key of the installation. */
import { v5 as uuidFrom } from 'uuid'
import { planStream, type System } from '../../../../libs/installation/system.ts'
import { asDueNow, dueIn, keyOfDue, type DueKey } from '../../../../libs/plan/terms/due-now.ts'
import type { DueNow } from '../../../../libs/plan/terms/terms.ts'

/** Of all ids made so (RFC 9562 §5.5). */
const DUE_IDS = '0d8f6a3e-52c1-4b6f-9d0e-7a5b1c9e2f43'

export function dueIdOf({ digest }: Pick<System, 'digest'>, due: DueKey): string {
  const { plan, what, kind, item, person } = keyOfDue(due)
  return uuidFrom(digest(JSON.stringify(['due', plan, what, kind, item, person])), DUE_IDS)
}

/** As it stands now; undefined where nothing of that id is due in the plan. */
export async function foundDue(system: System, planId: string, id: string): Promise<DueNow | undefined> {
  const { state: history } = await system.folds.histories.at(planStream(planId))
  const row = dueIn(history).rows.find((one) => dueIdOf(system, one) === id)
  if (row === undefined) return undefined
  const { state } = await system.folds.plans.at(planStream(planId))
  return asDueNow(row, state)
}
