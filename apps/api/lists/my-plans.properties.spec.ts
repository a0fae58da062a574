import { describe, expect, it } from '@jest/globals'
import { groundsOf, type Asker } from '../../../libs/access/grounds.ts'
import { readsLists } from '../../../libs/access/sight.ts'
import { ASKERS, inEveryWorld, type World } from '../../../libs/access/testing/worlds.ts'
import { rowsAfter } from '../../../libs/plan/testing/rows-after.ts'
import { whoHasAPart } from '../../../libs/plan/lists/who-has-a-part.ts'

/** The parts that rows say there are in this plan; inspections are opened in another stream. */
function partsIn({ past, inspections, planId }: World) {
  const inspecting = Object.values(inspections).flatMap(({ auditor, plans }) =>
    plans.map((plan) => ({ plan, part: 'inspecting', who: auditor })),
  )
  return [...rowsAfter(whoHasAPart, past).plan_part, ...inspecting].filter(({ plan }) => plan === planId)
}

/** What `plansOf` asks the rows. */
const isAmongTheirs = ({ id, role, team }: Asker, { teams }: World, parts: ReturnType<typeof partsIn>): boolean =>
  parts.some(({ part, who }) =>
    part === 'leading-team'
      ? role === 'team-lead' &&
        team !== undefined &&
        (who === team || (team === teams?.fallback && !teams.teams.includes(who)))
      : who === id,
  )

describe('the plans a list begins with', () => {
  it('are all that someone has a ground in for lists: who has one finds the plan on theirs', () => {
    let found = 0
    inEveryWorld((world) => {
      const parts = partsIn(world)
      // Officers have a part in no plan: what is due for them is found by what they must do.
      for (const asker of ASKERS.filter(({ role }) => !/^(safety|privacy)-officer$/.test(role))) {
        const grounds = groundsOf(asker, world).filter(({ is }) => is !== 'verifying')
        if (!readsLists(grounds)) continue
        expect([asker, isAmongTheirs(asker, world, parts)]).toEqual([asker, true])
        found += 1
      }
    })
    expect(found).toBeGreaterThan(100)
  })
})
