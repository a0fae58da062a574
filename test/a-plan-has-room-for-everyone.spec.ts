/** What some have written never keeps the family from speaking: who works with it shares a bound, and everyone has a share of their own. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Actor, Role } from '../libs/deciding/decider.ts'
import { PLAN_BOUNDS } from '../libs/plan/bounds.ts'
import { fill, largeDeviations, manyViews } from './support/a-full-plan.ts'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { aTownHere, type TownHere } from './support/town-here.ts'

let town: TownHere
let family: HelpedFamily

const someone = (role: Exclude<Role, 'partner'>, id: string): Actor => ({ kind: 'person', id, role })
const systems: readonly Actor[] = Array.from({ length: 9 }, (_, one) => ({
  kind: 'organisation',
  id: `system-${String(one)}`,
  role: 'partner',
  scope: 'domain',
  organisation: '00000099000000000003',
}))

beforeAll(async () => {
  town = await aTownHere()
  family = await aHelpedFamily(town)
}, 60_000)

afterAll(() => town.close())

const filled = (authors: readonly Actor[]) =>
  fill(town.system, {
    planId: family.planId,
    person: family.child.id,
    domain: 'youth',
    authors,
    eventAt: largeDeviations(family.child.id),
  })
const writtenBy = async (role: Role) => {
  const { usage } = await town.system.folds.plans.at(`plan-${family.planId}`)
  return usage.roles[role]?.bytes ?? 0
}
const aGoal = () => ({ domain: 'youth', about: [family.child.id], lifeArea: 'housing', words: 'Een eigen kamer' })
const aView = (goal: string) =>
  ({
    path: `/plans/${family.planId}/goals/${goal}/views`,
    body: { person: family.child.id, stance: 'agrees', words: 'Ja' },
  }) as const

/** In this order: each begins where the one before has ended. */
describe('a plan', () => {
  let goal: string

  it('lets partners fill three quarters of what there is, and no more', async () => {
    const { planId, coordinator } = family
    goal = (await town.as(coordinator).post(`/plans/${planId}/goals`, aGoal())).id
    await filled(systems)
    const theirs = await writtenBy('partner')
    expect(theirs).toBeLessThanOrEqual(PLAN_BOUNDS.whole.bytes * 0.75)
    expect(theirs).toBeGreaterThan(PLAN_BOUNDS.whole.bytes * 0.74)
    await town.as(coordinator).post(`/plans/${planId}/goals`, aGoal())
  }, 60_000)

  it('that is full stops coordinator and care team, who are told no more than that, before anything is written', async () => {
    const { planId, coordinator, youthWorker } = family
    await filled(['a', 'b', 'c'].map((id) => someone('professional', id)))
    const { revision } = await town.system.folds.plans.at(`plan-${planId}`)
    const large = { ...aGoal(), words: 'x'.repeat(8_000), danger: 'x'.repeat(8_000) }
    for (const who of [coordinator, youthWorker]) {
      let refused = await town.as(who).asks('POST', `/plans/${planId}/goals`, { body: large })
      for (let more = 0; refused.status === 201 && more < 20; more += 1)
        refused = await town.as(who).asks('POST', `/plans/${planId}/goals`, { body: large })
      expect(refused).toMatchObject({ status: 409, body: { code: 'PLAN_IS_FULL' } })
      expect(Object.keys(refused.body).sort()).toEqual(['code', 'detail', 'status', 'title', 'type'])
    }
    expect((await town.system.folds.plans.at(`plan-${planId}`)).revision).toBeLessThan(revision + 20)
    const { planId: another } = await town
      .as(coordinator)
      .post('/plans', { lifeAreas: ['housing'], reportedBy: 'family' })
    await town.as(coordinator).get(`/plans/${another}`)
  }, 60_000)

  it('that is full hears the family, each until their own share is written, and says until when', async () => {
    const { planId, parent, child } = family
    const { path, body } = aView(goal)
    await town.as(child).post(path, body)
    await fill(town.system, {
      planId,
      person: child.id,
      domain: 'youth',
      authors: [someone('family-member', parent.id)],
      eventAt: manyViews(child.id, goal, 100),
    })
    const refused = await town.as(parent).asks('POST', `/plans/${planId}/coordinator/requests`, { body: {} })
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'SHARE_OF_THIS_YEAR_IS_WRITTEN', written: { events: 2_000 }, atMost: { events: 2_000 } },
    })
    expect(refused.body['againFrom']).toMatch(/-12-31T23:00:00\.000Z$/)
    await town.as(child).post(path, body)
    expect(await writtenBy('family-member')).toBeGreaterThan(0)
  }, 60_000)
})
