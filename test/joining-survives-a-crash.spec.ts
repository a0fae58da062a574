/** Joining a plan takes several writes. Whatever write a crash comes after, the next start carries it through to one outcome. */
import { describe, expect, it } from '@jest/globals'
import { personStream, planStream } from '../libs/installation/system.ts'
import { aTownThatCrashes, crashAfter, eventually } from './support/a-town-that-crashes.ts'

const OPEN = { lifeAreas: ['finances'], reportedBy: 'family' }
const SAM = { name: 'Sam de Vries', bsn: '111222333' }

describe('joining a plan', () => {
  // The first is that the number was looked up.
  it.each([2, 3])(
    'is finished by the next start when the process dies after write %i',
    async (writes) => {
      const startAgain = await aTownThatCrashes()
      const first = await startAgain()
      const { planId = '' } = (await first.post('/plans', OPEN, 'open')).body
      crashAfter(first.system, writes)
      expect((await first.post(`/plans/${planId}/members`, SAM, 'join')).status).toBe(503)
      await first.stop()

      const second = await startAgain()
      const { members } = await eventually(
        async () => (await second.system.folds.plans.at(planStream(planId))).state,
        (plan) => Object.keys(plan.members.persons).length === 1,
      )
      const [person = ''] = Object.keys(members.persons)
      expect(members).toMatchObject({ persons: { [person]: 'in' }, requested: {} })
      expect((await second.system.folds.persons.at(personStream(person))).state.plans).toEqual([planId])
      // The client, who never heard, asks again: the same answer, and no second joining.
      expect(await second.post(`/plans/${planId}/members`, SAM, 'join')).toMatchObject({
        status: 201,
        body: { id: person },
      })
      const joined = (await second.system.store.read(planStream(planId))).filter(({ type }) => type === 'MemberJoined')
      expect(joined).toHaveLength(1)
      await second.stop()
    },
    90_000,
  )

  it('into a second plan is refused, with a reason it is not, and the refusal does not name the other plan', async () => {
    const town = await (await aTownThatCrashes())()
    const one = (await town.post('/plans', OPEN, 'one')).body.planId ?? ''
    const other = (await town.post('/plans', OPEN, 'other')).body.planId ?? ''
    await town.post(`/plans/${one}/members`, SAM, 'join')
    const refused = await town.post(`/plans/${other}/members`, SAM, 'join')
    expect(refused).toMatchObject({ status: 409, body: { code: 'PERSON_IS_IN_ANOTHER_PLAN' } })
    expect(JSON.stringify(refused.body)).not.toContain(one)
    const reasoned = { ...SAM, inAnotherPlanBecause: 'Co-ouderschap', leads: 'the-other-plan' }
    const { status, body } = await town.post(`/plans/${other}/members`, reasoned, 'join-with-a-reason')
    expect(status).toBe(201)
    const { state } = await town.system.folds.persons.at(personStream(body.id ?? ''))
    expect(state).toEqual({ plans: [one, other], leading: one })
    await town.stop()
  }, 90_000)

  it('frees who left for another plan, also when the process dies in between', async () => {
    const startAgain = await aTownThatCrashes()
    const first = await startAgain()
    const one = (await first.post('/plans', OPEN, 'one')).body.planId ?? ''
    const other = (await first.post('/plans', OPEN, 'other')).body.planId ?? ''
    const person = (await first.post(`/plans/${one}/members`, SAM, 'join')).body.id ?? ''
    crashAfter(first.system, 1)
    expect(
      (
        await first.post(
          `/plans/${one}/members/${person}/departure`,
          { kind: 'moved', date: '2026-01-01', reason: 'Verhuisd' },
          'leave',
        )
      ).status,
    ).toBe(201)
    await first.stop()

    const second = await startAgain()
    await eventually(
      async () => (await second.system.folds.persons.at(personStream(person))).state.plans,
      (plans) => plans.length === 0,
    )
    expect((await second.post(`/plans/${other}/members`, SAM, 'join-there')).status).toBe(201)
    await second.stop()
  }, 90_000)
})
