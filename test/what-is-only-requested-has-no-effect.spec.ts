/** Who is asked for and refused is what they were: their name, their birth date, what they may see; and no word is taken out for a name that was only asked for. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aDeviationRead, aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { aTown, type Town } from './support/story.ts'

const SAM = { name: 'Sam de Vries', bsn: '111222333', birthDate: '1990-05-05' }
const OTHERWISE = { name: 'Gesprekken', bsn: '111222333', birthDate: '2020-01-01' }

let town: Town
let family: HelpedFamily

beforeAll(async () => {
  town = await aTown()
  family = await aHelpedFamily(town)
})
afterAll(() => town.close())

describe('a membership that is refused', () => {
  it('leaves who left as they were, with the sight that was theirs', async () => {
    const noor = town.as(family.coordinator)
    const plan = `/plans/${family.planId}`
    const { id } = await noor.post(`${plan}/members`, SAM)
    const sam = town.as(await town.person('family-member', 'Sam de Vries', { subject: id }))
    const goals = town.as(family.youthWorker)
    await goals.post(`${plan}/goals`, { domain: 'youth', about: [id], lifeArea: 'finances', words: 'Geld voor school' })
    await noor.post(`${plan}/members/${id}/departure`, { kind: 'moved', date: '2026-01-01', reason: 'Verhuisd' })
    const other = await noor.post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })
    await noor.post(`/plans/${other.planId}/members`, SAM)

    const before = { member: await noor.get(`${plan}/members/${id}`), plan: await sam.get(plan) }
    expect(before.plan).toMatchObject({ plan: { goals: [{ about: [id] }] } })
    expect(await noor.asks('POST', `${plan}/members`, { body: OTHERWISE })).toMatchObject({
      status: 409,
      body: { code: 'PERSON_IS_IN_ANOTHER_PLAN' },
    })
    const after = await noor.get(`${plan}/members/${id}`)
    expect({ ...after, etag: '', request: undefined }).toEqual({ ...before.member, etag: '', request: undefined })
    expect(after['request']).toMatchObject({ state: 'refused', name: OTHERWISE.name })
    const seen = await sam.get(plan)
    expect({ ...seen, etag: '' }).toEqual({ ...before.plan, etag: '' })

    // With a reason they join, and from then on it is what was asked that counts.
    const reason = { inAnotherPlanBecause: 'Co-ouderschap', leads: 'this-plan' }
    await noor.post(`${plan}/members`, { ...SAM, ...reason, name: 'Sam Jansen' })
    expect(await noor.get(`${plan}/members/${id}`)).toMatchObject({ state: 'in', name: 'Sam Jansen', ...reason })
  })

  it('takes no word out of what a second reader reads', async () => {
    const noor = town.as(family.coordinator)
    const { deviation, reader } = await aDeviationRead(town, family)
    const at = `/plans/${family.planId}/deviations/${deviation}`
    const { insteadDone } = await town.as(reader).get(at)
    await noor.asks('POST', `/plans/${family.planId}/members`, {
      body: { ...OTHERWISE, name: 'Eerst drie gesprekken' },
    })
    expect(await town.as(reader).get(at)).toMatchObject({ insteadDone })
  })
})
