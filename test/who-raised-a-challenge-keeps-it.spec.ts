/** Whoever raised a challenge reads it and settles it, whatever has become of what it is of, or of their part here; and learns no more of that than they knew. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { aTown, type Person, type Town } from './support/story.ts'

const START = '2026-03-02T09:00:00.000Z'
const WORDS = 'Eerst de school'
const ANSWER = { finding: 'not', words: 'Het blijft zo', heard: true }

let town: Town
let family: HelpedFamily
let plan: string

beforeEach(async () => {
  town = await aTown(START)
  family = await aHelpedFamily(town)
  plan = `/plans/${family.planId}`
}, 60_000)
afterEach(() => town.close())

const at = (id: string) => `${plan}/challenges/${id}`
const raises = async (who: Person, on: object) =>
  (
    await town
      .as(who)
      .post(`${plan}/challenges`, { on, words: WORDS, wish: 'Anders', firstTo: 'addressee-and-challenged' })
  ).id
const theGoal = async () =>
  (
    await town.as(family.youthWorker).post(`${plan}/goals`, {
      ...{ domain: 'youth', about: [family.child.id], lifeArea: 'domestic-relations', words: 'Kim slaapt door' },
    })
  ).id

/** It stands for them, and is theirs to reject. */
async function keeps(who: Person, id: string) {
  expect(await town.as(who).get(at(id))).toMatchObject({ id, words: WORDS, state: 'answered', answers: [ANSWER] })
  expect(await town.as(who).get(`${plan}/challenges`)).toMatchObject({ challenges: [{ id }] })
  expect((await town.as(who).asks('POST', `${at(id)}/rejection`, { body: { words: 'Nee' } })).status).toBe(201)
  expect(await town.as(who).get(at(id))).toMatchObject({ state: 'raised', addressee: 'team-lead' })
  expect((await town.as(who).asks('POST', `${at(id)}/withdrawal`, { body: {} })).status).toBe(201)
}

describe('a challenge is kept by who raised it', () => {
  it('where what it is of is withheld from them since, of which they learn nothing', async () => {
    const goal = await theGoal()
    const id = await raises(family.child, { kind: 'goal', id: goal })
    await town.as(family.coordinator).post(`${at(id)}/answers`, ANSWER)
    const withheld = await town.as(family.youthWorker).asks('POST', `${plan}/withholdings`, {
      body: {
        ...{ items: [{ kind: 'goal', id: goal }], from: family.child.id, ground: 'safety', mode: 'silent' },
        ...{ reason: 'Zij loopt gevaar', consulted: family.readers[0]?.id, reviewDate: '2026-04-01' },
      },
    })
    expect({ ...withheld.body, status: withheld.status }).toMatchObject({ status: 201 })
    await keeps(family.child, id)
    expect((await town.as(family.child).asks('GET', `${plan}/goals/${goal}`)).status).toBe(404)
    expect(JSON.stringify(await town.as(family.child).get(`${plan}/history?limit=100`))).not.toContain(
      'Kim slaapt door',
    )
  })

  it('where they left the family, or help no longer', async () => {
    const goal = await theGoal()
    const ids = [await raises(family.parent, { kind: 'coordinator', id: family.planId })]
    ids.push(await raises(family.youthWorker, { kind: 'goal', id: goal }))
    const lead = await town.person('team-lead', 'Tess', { team: 'noord' })
    await town.as(lead).post(`${at(ids[0] ?? '')}/answers`, ANSWER)
    await town.as(family.coordinator).post(`${at(ids[1] ?? '')}/answers`, ANSWER)
    const left = { kind: 'moved', date: '2026-03-01', reason: 'Verhuisd' }
    await town.as(family.coordinator).post(`${plan}/members/${family.parent.id}/departure`, left)
    const { professionals } = await town.as(family.coordinator).get(`${plan}/care-team`)
    const theirs = (professionals as readonly { id: string; professional: string }[]).find(
      ({ professional }) => professional === family.youthWorker.id,
    )
    await town.as(family.coordinator).post(`${plan}/care-team/professionals/${theirs?.id ?? ''}/departure`)
    expect((await town.as(family.youthWorker).asks('GET', `${plan}/goals/${goal}`)).status).toBe(404)
    await keeps(family.youthWorker, ids[1] ?? '')
    expect(await town.as(family.parent).get(at(ids[0] ?? ''))).toMatchObject({ state: 'answered', answers: [ANSWER] })
    await town.as(family.parent).post(`${at(ids[0] ?? '')}/acceptance`)
    // Who works here no longer reads on for a while, and then no more; it is the family's for good.
    town.itIs('2026-05-02T09:00:00.000Z')
    expect((await town.as(family.youthWorker).asks('GET', at(ids[1] ?? ''))).status).toBe(404)
    expect(await town.as(family.parent).get(at(ids[0] ?? ''))).toMatchObject({ state: 'accepted' })
  })
})
