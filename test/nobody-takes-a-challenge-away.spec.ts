/** A challenge is for whom it is meant, is answered by who is not judged by it, and stands for good: over HTTP, by the people of a family and who helps them. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { asOfNow } from './support/as-of-now.ts'
import { BRP } from './support/proofs.ts'
import { aTown, type Person, type Town } from './support/story.ts'

let town: Town
let family: HelpedFamily
let lead: Person
let plan: string
let priority: string

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  lead = await town.person('team-lead', 'Tess', { team: 'noord' })
  plan = `/plans/${family.planId}`
  const set = await town.as(family.coordinator).post(`${plan}/priorities`, {
    ...{ concern: { domain: 'participation', lifeArea: 'finances' }, about: [family.parent.id], over: ['youth'] },
    ...{ needs: [], reason: 'Eerst de fraude' },
  })
  priority = set.id
}, 60_000)
afterAll(() => town.close())

const said = { words: 'Eerst de school', wish: 'Draai het om' }
const raises = (who: Person, on: object, firstTo = 'addressee-and-challenged') =>
  town.as(who).asks('POST', `${plan}/challenges`, { body: { on, ...said, firstTo } })
const at = (id: string | undefined) => `${plan}/challenges/${String(id)}`
const challengesOf = async (who: Person) =>
  ((await town.as(who).get(`${plan}/challenges`))['challenges'] as readonly { id: string }[]).map(({ id }) => id)

describe('what goes first', () => {
  it('is challenged by whom it is about; it stands beside the priority, and is answered, rejected and stepped up', async () => {
    const { status, body, headers } = await raises(family.parent, { kind: 'priority', id: priority })
    expect(status).toBe(201)
    expect(headers.get('location')).toBe(`/v1${at(body.id)}`)
    expect(await town.as(family.incomeWorker).get(`${plan}/priorities/${priority}`)).toMatchObject({
      challenges: [
        { id: body.id, state: 'raised', addressee: 'coordinator', words: said.words, person: family.parent.id },
      ],
    })
    // Who helps under another law reads neither.
    expect(await challengesOf(family.youthWorker)).toEqual([])

    const heard = { finding: 'not', words: 'Dit is de afspraak', heard: true }
    expect((await town.as(family.incomeWorker).asks('POST', `${at(body.id)}/answers`, { body: heard })).status).toBe(
      403,
    )
    expect((await town.as(lead).asks('POST', `${at(body.id)}/answers`, { body: heard })).status).toBe(404)
    await town.as(family.coordinator).post(`${at(body.id)}/answers`, heard)
    for (const does of ['withdrawal', 'rejection'])
      expect((await town.as(family.coordinator).asks('POST', `${at(body.id)}/${does}`, { body: {} })).status).toBe(403)
    await town.as(family.parent).post(`${at(body.id)}/rejection`, { words: 'Nee' })
    expect(await town.as(family.parent).get(at(body.id))).toMatchObject({
      state: 'raised',
      addressee: 'team-lead',
      answers: [{ finding: 'not', heard: true }],
      steps: [{ because: 'not-accepted', addressee: 'team-lead', words: 'Nee' }],
    })

    // To the lead it is there with what it is of, and nothing else of that law.
    expect(await town.as(lead).get(at(body.id))).toMatchObject({ words: said.words })
    expect(await town.as(lead).get(`${plan}/priorities`)).toMatchObject({
      priorities: [{ id: priority, reason: 'Eerst de fraude' }],
    })
    await town.as(lead).post(`${at(body.id)}/answers`, { ...heard, finding: 'upheld', changes: 'School eerst' })
    await town.as(family.parent).post(`${at(body.id)}/acceptance`)
    await town.as(family.parent).post(`${at(body.id)}/withdrawal`, { reason: 'Opgelost' })
    expect(await town.as(family.incomeWorker).get(at(body.id))).toMatchObject({ state: 'accepted' })
  })
})

describe('what is forwarded', () => {
  it('goes to some body where it is an objection or a complaint, and to none where it is neither', async () => {
    const { body: raised } = await raises(family.parent, { kind: 'priority', id: priority })
    const forwards = (body: object) => town.as(family.coordinator).asks('POST', `${at(raised.id)}/forwarding`, { body })
    for (const body of [{ as: 'objection' }, { as: 'complaint' }, { as: 'neither', to: 'De ombudsman' }]) {
      const answer = await forwards(body)
      expect({ ...answer.body, status: answer.status }).toMatchObject({ status: 400, errors: [{ pointer: '/to' }] })
    }
    for (const body of [{ as: 'objection', to: 'De bezwaarcommissie' }, { as: 'neither' }])
      expect((await forwards(body)).status).toBe(201)
    expect(await town.as(family.parent).get(at(raised.id))).toMatchObject({
      forwarded: [{ as: 'objection', to: 'De bezwaarcommissie' }, { as: 'neither' }],
    })
  })
})

describe('who coordinates', () => {
  it('reads no challenge of themselves that is first to who answers, nor learns that it is there', async () => {
    const coordinating = town.as(family.coordinator)
    const seen = async () => {
      const { plan: read, etag, revision } = await coordinating.get(plan)
      const { body } = await coordinating.asks('GET', '/due', { headers: await asOfNow(town) })
      return JSON.stringify({ read, etag, revision, due: body['items'] })
    }
    const before = await seen()
    const { body } = await raises(family.child, { kind: 'coordinator', id: family.planId }, 'addressee')
    expect(await seen()).toBe(before)
    const nowhere = await coordinating.asks('GET', at('9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a11'))
    const there = await coordinating.asks('GET', at(body.id))
    expect([there.status, there.body.code]).toEqual([nowhere.status, nowhere.body.code])
    expect(await challengesOf(family.parent)).not.toContain(body.id)
    expect(await challengesOf(lead)).toContain(body.id)
    await town.as(lead).post(`${at(body.id)}/answers`, { finding: 'partly', words: 'Ik spreek haar', heard: true })
    expect(await coordinating.get(at(body.id))).toMatchObject({ state: 'answered', words: said.words })
  })
})

describe('what a child challenges', () => {
  it('of a parent is answered without the parent learning of it, until she opens it herself', async () => {
    const { body: appointed } = await town.as(family.coordinator).asks('POST', `${plan}/care-team/representatives`, {
      body: {
        ...{ representative: family.parent.id, name: 'Mirjam de Vries', represents: family.child.id },
        ...{ kind: 'parental-authority', from: '2026-01-01T00:00:00Z', proof: BRP },
      },
    })
    const { status, body } = await raises(family.child, { kind: 'representation', id: appointed.id }, 'addressee')
    expect(status).toBe(201)
    expect(await challengesOf(family.parent)).not.toContain(body.id)
    // Nor that the lead opened it, where they read who looked; she does.
    const looksAt = async (who: Person) =>
      ((await town.as(who).get(`${plan}/access-records?limit=100`))['items'] as readonly { kind: string }[]).filter(
        ({ kind }) => kind === 'challenges',
      ).length
    const before = [await looksAt(family.child), await looksAt(family.parent)] as const
    await town.as(lead).get(at(body.id))
    expect(await looksAt(family.child)).toBe(before[0] + 1)
    expect(await looksAt(family.parent)).toBe(before[1])
    const answer = { finding: 'upheld', words: 'We zoeken iemand anders' }
    expect(
      await town.as(lead).asks('POST', `${at(body.id)}/answers`, { body: { ...answer, heard: true } }),
    ).toMatchObject({ status: 409, body: { code: 'CHALLENGE_IS_FIRST_OPENED_BY_WHO_RAISED_IT' } })
    await town
      .as(lead)
      .post(`${at(body.id)}/answers`, { ...answer, heard: false, notHeardBecause: 'Zij wil dat nu niet' })
    expect(await challengesOf(family.parent)).not.toContain(body.id)
    for (const who of [family.parent, family.coordinator])
      expect((await town.as(who).asks('POST', `${at(body.id)}/opening`)).status).toBe(404)
    await town.as(family.child).post(`${at(body.id)}/opening`)
    expect(await challengesOf(family.parent)).toContain(body.id)
    // What she raised is settled by her, also now that it is theirs to read.
    for (const does of ['acceptance', 'rejection'])
      expect(await town.as(family.parent).asks('POST', `${at(body.id)}/${does}`, { body: {} })).toMatchObject({
        status: 403,
        body: { code: 'CHALLENGE_IS_OF_WHO_RAISED_IT' },
      })
    await town.as(family.child).post(`${at(body.id)}/acceptance`)
  })

  it('of who works here is not read by the parent because who works here was heard', async () => {
    const { body } = await raises(family.child, { kind: 'coordinator', id: family.planId }, 'addressee')
    await town.as(lead).post(`${at(body.id)}/answers`, { finding: 'not', words: 'Ik sprak haar', heard: true })
    expect(await challengesOf(family.coordinator)).toContain(body.id)
    expect(await challengesOf(family.parent)).not.toContain(body.id)
    expect((await town.as(family.parent).asks('GET', at(body.id))).status).toBe(404)
    await town.as(family.child).post(`${at(body.id)}/opening`)
    expect(await challengesOf(family.parent)).toContain(body.id)
  })
})
