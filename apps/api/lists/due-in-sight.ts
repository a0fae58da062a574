/**
 * What is due to who does not see all that came of it: after they left, or after someone left without their knowing. Rows that everyone shares go with
 * what ends them, and would tell of it; so theirs are made of the events they see, as their plan is.
 */
import { mayHaveMissed, sees } from '../../../libs/access/sight.ts'
import { rowsOf } from '../../../libs/deciding/rows-in-memory.ts'
import { whatIsDue } from '../../../libs/plan/lists/what-is-due.ts'
import { PARTS, whoHasAPart } from '../../../libs/plan/lists/who-has-a-part.ts'
import type { Caller } from '../caller.ts'
import { planStream, type System } from '../../../libs/installation/system.ts'
import { plansOf } from './my-plans.ts'
import type { Eyes } from './readers-eyes.ts'

/** By plan, for the plans where it is so; only of the family anyone misses anything. */
export async function dueInSight(system: System, { asker }: Caller, eyes: Eyes) {
  if (asker.role !== 'family-member' && asker.role !== 'representative') return new Map<string, never>()
  const parts = await system.readStore.read([whoHasAPart], (rows) =>
    plansOf(rows, asker, { own: PARTS, teams: undefined }).distinct().execute(),
  )
  const found = await Promise.all(
    parts.map(async ({ plan }) => {
      const { sight } = await eyes(plan)
      if (!mayHaveMissed(sight.grounds)) return []
      const { state: history } = await system.folds.histories.at(planStream(plan))
      const seen = history.filter((recorded) => sees(sight, recorded))
      const { due, due_escalation: escalations } = rowsOf(whatIsDue, seen)
      const rows = due.map((row) => {
        const escalates = escalations.some(({ deviation }) => deviation === row.item) ? 1 : 0
        return { ...row, escalates, isAuthor: 0 }
      })
      return [[plan, rows] as const]
    }),
  )
  return new Map(found.flat())
}
