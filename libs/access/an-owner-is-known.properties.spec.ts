/** Whether someone has a part in the plan is not told to who may not know it, by asking whether they could do something. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import fc from 'fast-check'
import { Refusal } from '../deciding/decider.ts'
import { plan } from '../plan/plan.ts'
import { EVERYONE } from '../plan/testing/attempts-around-the-plan.ts'
import { deedOf, sealed } from '../plan/testing/people.ts'
import { groundsOf, type Asker } from './grounds.ts'
import { mayDo } from './may.ts'
import { sightOf } from './sight.ts'
import { ASKERS, seenBy, worlds, type World } from './testing/worlds.ts'
import { untilMet } from '../plan/testing/until-met.ts'

function answerTo(asker: Asker, world: World, goal: string, owner: string): string {
  const command = { type: 'PlanAction', action: 'new', goal, owner, words: sealed('words') } as const
  const by = { kind: 'person', id: asker.id, role: asker.role } as const
  const deed = { ...deedOf(by, world.at), activity: asker.activity }
  try {
    mayDo(sightOf(asker, world), command, world.plan)
    plan.decide(command, world.plan, deed)
    return 'planned'
  } catch (refusal) {
    assert.ok(refusal instanceof Refusal)
    return JSON.stringify([refusal.code, refusal.details])
  }
}

describe('an action for someone of whom the planner sees nothing', () => {
  it('is refused as for a stranger, whether they have a part in the plan or not', () => {
    const met = { hidden: 0, planned: 0 }
    untilMet(
      () => met.hidden > 0 && met.planned > 0,
      () => {
        const property = fc.property(worlds(), (some) => {
          for (const world of some)
            for (const asker of ASKERS) {
              const grounds = groundsOf(asker, world)
              if (grounds.length === 0) continue
              // Whoever they are besides, they know what they see as that too.
              const asAnyone = ASKERS.filter(({ id }) => id === asker.id).flatMap((one) => seenBy(one, world))
              const seen = JSON.stringify(asAnyone.map(([{ by }, event]) => [by.id, event]))
              for (const goal of Object.keys(world.plan.goals).slice(0, 2)) {
                const stranger = answerTo(asker, world, goal, 'nobody-1')
                for (const owner of EVERYONE) {
                  const answer = answerTo(asker, world, goal, owner)
                  if (answer === 'planned') met.planned += 1
                  if (owner === asker.id || seen.includes(`"${owner}"`)) continue
                  assert.equal(answer, stranger)
                  if (stranger.includes('ACTION_HAS_NO_SUCH_OWNER')) met.hidden += 1
                }
              }
            }
        })
        fc.assert(property, { numRuns: 40 })
      },
    )
  })
})
