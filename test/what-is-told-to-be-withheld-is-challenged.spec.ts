/** Whoever is told that something is withheld from them may challenge that: a safety officer who did not confirm it judges, between them, and nobody else learns of it. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { aTown, type Person, type Town } from './support/story.ts'

const WORDS = 'Kim slaapt bij haar tante'
const REASON = 'Zij is daar veiliger'
let town: Town
let family: HelpedFamily
let plan: string
let goal: string
let other: string
let challenge: string
let safety: Person
let lead: Person

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  plan = `/plans/${family.planId}`
  safety = await town.person('safety-officer', 'Saar')
  lead = await town.person('team-lead', 'Tess', { team: 'noord' })
  const { youthWorker, parent, child, coordinator } = family
  await town.as(coordinator).post(`${plan}/care-team/representatives`, {
    ...{ representative: parent.id, name: parent.name, represents: child.id, kind: 'parental-authority' },
    ...{ from: '2026-01-01T00:00:00Z', proof: { kind: 'brp', date: '2026-02-01' } },
  })
  const youth = { domain: 'youth', about: [child.id], lifeArea: 'domestic-relations' }
  const wish = { from: parent.id, ground: 'safety', mode: 'told', reason: REASON, reviewDate: '2026-04-01' }
  const withhold = [{ ...wish, consulted: family.readers[0]?.id }]
  goal = (await town.as(youthWorker).post(`${plan}/goals`, { ...youth, words: WORDS, withhold })).id
  other = (await town.as(youthWorker).post(`${plan}/goals`, { ...youth, words: 'Kim gaat naar school' })).id
}, 60_000)
afterAll(() => town.close())

const saying = (id: string) => ({
  on: { kind: 'told-withholding', id },
  ...{ words: 'Ik ben haar moeder', wish: 'Laat mij het lezen', firstTo: 'addressee-and-challenged' },
})
const status = async (who: Person, path: string, body?: object) =>
  (await town.as(who).asks(body === undefined ? 'GET' : 'POST', plan + path, body === undefined ? {} : { body })).status
const reads = async (who: Person) =>
  JSON.stringify([
    await town.as(who).get(plan),
    await town.as(who).get(`${plan}/history?limit=500`),
    await town.as(who).get(`${plan}/challenges`),
  ])

describe('that something is withheld', () => {
  it('is challenged by who is told so, who need not know its id, and by nobody who is told of nothing', async () => {
    expect(await town.as(family.parent).get(`${plan}/goals/${goal}`)).toMatchObject({ withheld: 'safety' })
    for (const id of [goal, family.planId]) {
      expect(await status(family.child, '/challenges', saying(id))).toBe(404)
      expect(await status(family.youthWorker, '/challenges', saying(id))).toBe(404)
    }
    expect(await status(family.parent, '/challenges', saying(other))).toBe(404)
    const { on, firstTo } = saying(family.planId)
    expect(await town.as(family.parent).post(`${plan}/challenge-previews`, { on, firstTo })).toMatchObject({
      addressee: 'safety-officer',
      stepsUpTo: ['escalation-officer'],
      readers: [],
    })
    challenge = (await town.as(family.parent).post(`${plan}/challenges`, saying(family.planId))).id
    expect(await status(family.parent, '/challenges', saying(goal))).toBe(201)
  })

  it('is there for who raised it; for all others here there is nothing, not for the child whose words they are nor for who withheld it', async () => {
    expect(await town.as(family.parent).get(`${plan}/challenges/${challenge}`)).toMatchObject({ id: challenge })
    for (const who of [family.coordinator, family.youthWorker, family.child, family.incomeWorker, lead]) {
      expect(await status(who, `/challenges/${challenge}`)).toBe(404)
      expect(await reads(who)).not.toContain(challenge)
    }
  })

  it('is judged by a safety officer, who reads what is withheld and why, and nothing else', async () => {
    const [seen, listed] = [await reads(safety), JSON.stringify(await town.as(safety).get('/due'))]
    expect(listed).toContain(challenge)
    expect(seen).toContain(WORDS)
    expect(seen).toContain(REASON)
    expect(seen).not.toContain('Kim gaat naar school')
    expect(seen).not.toContain(other)
    const tried = (id: string) => status(family.youthWorker, `/challenges/${id}/answers`, answer)
    expect(await tried(challenge)).toBe(await tried(randomUUID()))
    await town.as(safety).post(`${plan}/challenges/${challenge}/answers`, answer)
    const theirs = await town.as(family.parent).get(`${plan}/challenges/${challenge}`)
    expect(theirs).toMatchObject({ state: 'answered', answers: [{ finding: 'not' }] })
    expect(await reads(family.parent)).not.toContain(WORDS)
    expect(await reads(family.parent)).not.toContain(REASON)
  })

  it('opens to who judges it nothing that is withheld later', async () => {
    const later = {
      from: family.parent.id,
      ground: 'others-privacy',
      mode: 'told',
      reason: 'Later',
      reviewDate: '2026-04-01',
    }
    const body = { ...later, items: [{ kind: 'goal', id: other }], consulted: family.readers[0]?.id }
    await town.as(family.youthWorker).post(`${plan}/withholdings`, body)
    expect(await reads(safety)).not.toContain(other)
  })
})

const answer = { finding: 'not', words: 'Het blijft nog zo', heard: true }
