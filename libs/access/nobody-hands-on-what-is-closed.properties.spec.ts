/** Who coordinates hands on nothing that they may not read: what they may share, or show in a referral, holds no word that is closed to them, in whatever is said of it. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import { Refusal, type Deed } from '../deciding/decider.ts'
import { LEGAL_DOMAINS } from '../deciding/domains.ts'
import { coordinatorsOf } from '../plan/working.ts'
import { plan, type PlanCommand, type PlanEvent } from '../plan/plan.ts'
import type { OpenedItem } from '../plan/referrals/referrals.ts'
import { sealed } from '../plan/testing/people.ts'
import type { Recorded } from '../plan/testing/histories.ts'
import { mustBeOpen } from './closed.ts'
import { inFullIn, wouldBeShared } from './sharing-preview.ts'
import { closedOnAll, shown, sightOf } from './sight.ts'
import { writtenIn } from './testing/standing.ts'
import { aMomentLater, inEveryWorld, type World } from './testing/worlds.ts'
import { untilMet } from '../plan/testing/until-met.ts'

const HELPER = 'worker-9'
const ANSWERED = { sealed: 'outcome', sha256: '' } as Extract<PlanEvent, { type: 'GoalEvaluated' }>['outcome']
const OWN: readonly OpenedItem[] = LEGAL_DOMAINS.map((domain) => ({ kind: 'goal', id: `own-${domain}` }))

/** Under each law a goal of who coordinates, and of every other what came of it as who helps says. */
function withTheirOwn(world: World, who: string, turn: number): World {
  const at = aMomentLater(world.at)
  const deed = (id: string, role: 'coordinator' | 'professional', activity: string): Deed => ({
    ...{ by: { kind: 'person', id, role }, at, activity, legalBasis: '' },
  })
  const about = Object.keys(world.plan.members.persons).slice(0, 1)
  const more = LEGAL_DOMAINS.flatMap((domain, place): readonly Recorded[] => {
    const of = { domain, about, goal: `own-${domain}` } as const
    const proposed = { ...of, type: 'GoalProposed', lifeArea: 'housing', words: sealed('words') } as const
    const evaluated = { ...of, type: 'GoalEvaluated', outcome: ANSWERED } as const
    const own: Recorded = [deed(who, 'coordinator', 'plan-coordination'), proposed]
    return (turn + place) % 2 === 0 ? [own] : [own, [deed(HELPER, 'professional', 'youth-support'), evaluated]]
  })
  const now = more.reduce((before, [by, event]) => plan.evolve(before, event, by), world.plan)
  return { ...world, at: aMomentLater(at), plan: now, past: [...world.past, ...more] }
}

/** Whether they may, and whether any word that its recipient would have is closed to them. */
function handingOn(world: World, who: string, item: OpenedItem) {
  const sight = sightOf({ id: who, role: 'coordinator', activity: 'plan-coordination' }, world)
  const seen = world.past.flatMap((one, revision) => {
    const event = shown(sight, writtenIn(one))
    return event === undefined ? [] : [{ event, by: one[0].by.id, at: one[0].at, revision }]
  })
  const gets = JSON.stringify(inFullIn([item], wouldBeShared([item], seen)))
  const may = (type: PlanCommand['type'], named: object): boolean => {
    try {
      mustBeOpen(closedOnAll(sight), { type, ...named }, world.past.map(writtenIn))
      return true
    } catch (refused) {
      assert.ok(refused instanceof Refusal)
      return false
    }
  }
  return {
    isClosed: gets.includes('{"closed":true}'),
    may: [may('ShareItems', { items: [item] }), may('MakeReferral', { opens: [item] })],
  }
}

describe('who coordinates', () => {
  it('hands on what they read whole, and nothing of which a word is closed to them', () => {
    const found = { open: 0, closed: 0 }
    let turn = 0
    untilMet(
      () => found.open > 20 && found.closed > 20,
      () => {
        inEveryWorld((past) => {
          turn += 1
          const [who] = coordinatorsOf(past.plan)
          if (who === undefined) return
          const world = withTheirOwn(past, who, turn)
          for (const item of OWN) {
            const { isClosed, may } = handingOn(world, who, item)
            assert.deepEqual(may, [!isClosed, !isClosed], JSON.stringify({ item, who }))
            found[isClosed ? 'closed' : 'open'] += 1
          }
          const others = [
            ...Object.keys(past.plan.goals).map((id) => ({ kind: 'goal', id }) as const),
            ...Object.keys(past.plan.actions).map((id) => ({ kind: 'action', id }) as const),
          ]
          for (const item of others) {
            const { isClosed, may } = handingOn(world, who, item)
            assert.ok(!isClosed || !may.includes(true), JSON.stringify({ item, who }))
          }
        }, 30)
      },
    )
  }, 120_000)
})
