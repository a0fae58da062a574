/** The family's own plan is its own: what who coordinates writes down is the word of a member of twelve or over, and is read as that. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aTown, type Person, type Town } from './support/story.ts'

const PARTS = [{ domain: 'youth', words: 'Oma past op' }]

let town: Town
let coordinator: Person
let plan: string
let parent: Person
let child: Person

const writesDown = async (word: Readonly<Record<string, string>>, by = coordinator) => {
  const { status, body } = await town.as(by).asks('POST', `${plan}/own-plans`, { body: { parts: PARTS, ...word } })
  return { status, code: body['code'] }
}

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  coordinator = await town.person('coordinator', 'Noor', { team: 'noord' })
  const noor = town.as(coordinator)
  plan = `/plans/${(await noor.post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })).planId}`
  const joins = async (name: string, birthDate: string) => {
    const { id } = await noor.post(`${plan}/members`, { name, birthDate })
    return town.person('family-member', name, { subject: id })
  }
  parent = await joins('Mirjam de Vries', '1985-04-01')
  child = await joins('Kim de Vries', '2014-03-03')
  await noor.post(`${plan}/own-plan-invitations`)
}, 60_000)
afterAll(() => town.close())

describe('what who coordinates writes down as the own plan of the family', () => {
  it('says whose word it is, and how they gave it', async () => {
    expect(await writesDown({})).toMatchObject({ status: 409, code: 'OWN_PLAN_DOES_NOT_SAY_WHOSE_WORD_IT_IS' })
    expect(await writesDown({ saidBy: coordinator.id, saidHow: 'in-person' })).toMatchObject({
      code: 'PERSON_IS_NOT_A_MEMBER',
    })
  })

  it('is not the word of a child under twelve, nor is a waiver; of the family it tells nobody’s age', async () => {
    const word = { saidBy: child.id, saidHow: 'in-person' }
    expect(await writesDown(word)).toMatchObject({ status: 409, code: 'NOBODY_UNDER_TWELVE_SPEAKS_FOR_THE_FAMILY' })
    const waiver = await town.as(coordinator).asks('POST', `${plan}/own-plan-waivers`, { body: word })
    expect(waiver.body['code']).toBe('NOBODY_UNDER_TWELVE_SPEAKS_FOR_THE_FAMILY')
    expect(await writesDown(word, parent)).toMatchObject({ status: 201 })
  })

  it('is read as their word, of a child from the day it is twelve', async () => {
    town.itIs('2026-03-03T09:00:00.000Z')
    expect(await writesDown({ saidBy: child.id, saidHow: 'by-phone' })).toMatchObject({ status: 201 })
    const read = (await town.as(parent).get(plan))['plan']
    expect(read).toMatchObject({
      ownPlan: { parts: [{}, { words: 'Oma past op', saidBy: child.id, how: 'by-phone' }] },
    })
    expect(JSON.stringify(read).split('saidBy')).toHaveLength(2)
  })
})
