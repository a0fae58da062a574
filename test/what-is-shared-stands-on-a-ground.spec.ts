/** Sharing beyond who reads it already: on a named ground, for a task of who receives it, and closed again with either; without one it is refused, and that is what a worker shows later. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { aTown, type Person, type Town } from './support/story.ts'

let town: Town
let family: HelpedFamily
let plan: string
let goal: string
let action: string

const CLOSED = { closed: true }

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  plan = `/plans/${family.planId}`
  const yara = town.as(family.youthWorker)
  const proposed = await yara.post(`${plan}/goals`, {
    ...{ domain: 'youth', about: [family.child.id], lifeArea: 'work-and-education', words: 'Kim slaapt bij oma' },
  })
  goal = proposed.id
  town.itIs('2026-03-02T10:00:00.000Z')
  await yara.post(`${plan}/goals/${goal}/revisions`, { words: 'Kim gaat weer naar school' })
  const planned = await yara.post(`${plan}/actions`, { goal, owner: family.child.id, words: 'Op tijd naar bed' })
  action = planned.id
}, 60_000)
afterAll(() => town.close())

const asked = (but: object = {}) => ({
  items: [{ kind: 'action', id: action }],
  to: { kind: 'professional', id: family.incomeWorker.id },
  ground: 'legal-right',
  necessity: 'Pim plant de werktijden van moeder eromheen',
  article: 'Participatiewet 7(1)',
  until: '2026-09-01T00:00:00Z',
  ...but,
})
const shares = (who: Person, but: object = {}) => town.as(who).asks('POST', `${plan}/sharings`, { body: asked(but) })
const reads = async (who: Person, what: string) => (await town.as(who).asks('GET', `${plan}/${what}`)).status
const sharingsOf = async (who: Person) => (await town.as(who).get(`${plan}/sharings`))['sharings']
const ended = (id: string) => town.as(family.coordinator).post(`${plan}/sharings/${id}/end`, {})
const permits = (but: object) =>
  town.as(family.child).post(`${plan}/permissions`, {
    ...{
      person: family.child.id,
      by: family.child.id,
      to: asked().to,
      until: '2026-12-01T00:00:00Z',
      how: 'Aan tafel',
    },
    ...but,
  })

describe('without a ground', () => {
  it('it is refused naming what is missing, and that is recorded for who asked and who coordinates, and for nobody else', async () => {
    const refused = await shares(family.youthWorker, { ground: undefined, necessity: undefined, article: undefined })
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'SHARING_HAS_NO_GROUND', missing: ['ground', 'necessity', 'task'] },
    })
    const at = `sharings/${String(refused.body['sharing'])}`
    expect(await town.as(family.youthWorker).get(`${plan}/${at}`)).toMatchObject({
      ...{
        state: 'refused',
        missing: ['ground', 'necessity', 'task'],
        about: [],
        asked: { by: family.youthWorker.id },
      },
    })
    expect(await town.as(family.coordinator).get(`${plan}/${at}`)).toMatchObject({ state: 'refused' })
    for (const who of [family.child, family.parent, family.incomeWorker]) expect(await reads(who, at)).toBe(404)
    expect(await reads(family.incomeWorker, `actions/${action}`)).toBe(404)
    expect((await town.as(family.coordinator).asks('POST', `${plan}/${at}/end`, { body: {} })).status).toBe(404)
  })

  it('each ground says what it lacks, and asking again says the same', async () => {
    const lacks = async (but: object) => (await shares(family.coordinator, but)).body['missing']
    expect(await lacks({ ground: 'same-help' })).toEqual(['same-law'])
    expect(await lacks({ ground: 'permission' })).toEqual(['permission'])
    expect(await lacks({ ground: 'permission' })).toEqual(['permission'])
    expect(await lacks({ article: undefined })).toEqual(['article'])
    expect(await lacks({ ground: 'conflict-of-duties' })).toEqual(['second-reader'])
  })
})

describe('on a ground', () => {
  it('its recipient reads that, and nothing else; and no more once it is ended', async () => {
    // A youth worker does not see who works under another law: to her they have no task here. Who coordinates does.
    expect(await shares(family.youthWorker)).toMatchObject({ status: 409, body: { missing: ['task'] } })
    const shared = await shares(family.coordinator)
    expect(shared.status).toBe(201)
    const { id } = shared.body
    expect(shared.headers.get('location')).toBe(`/v1${plan}/sharings/${id}`)
    const pim = town.as(family.incomeWorker)
    expect(await pim.get(`${plan}/actions/${action}`)).toMatchObject({ words: 'Op tijd naar bed', goal })
    expect(await reads(family.incomeWorker, `goals/${goal}`)).toBe(404)
    expect(await pim.get(`${plan}/sharings/${id}`)).toMatchObject({ necessity: asked().necessity, state: 'granted' })
    expect(JSON.stringify(await pim.get(`${plan}/history`))).not.toMatch(/naar school|bij oma/)
    // It is for reading, and not theirs to share on.
    const view = { person: family.child.id, stance: 'agrees', words: 'Goed plan' }
    expect(await pim.asks('POST', `${plan}/actions/${action}/views`, { body: view })).toMatchObject({ status: 403 })
    expect(
      await shares(family.incomeWorker, { to: { kind: 'organisation', id: '00000099000000000003' } }),
    ).toMatchObject({
      status: 403,
    })
    expect(await sharingsOf(family.child)).toContainEqual(expect.objectContaining({ id, necessity: asked().necessity }))
    await ended(id)
    expect(await reads(family.incomeWorker, `actions/${action}`)).toBe(404)
    expect(await reads(family.incomeWorker, `sharings/${id}`)).toBe(404)
  })

  it('its recipient reads the words as they were shared and since, and none that are older', async () => {
    const { body } = await shares(family.coordinator, { items: [{ kind: 'goal', id: goal }] })
    const pim = town.as(family.incomeWorker)
    expect(await pim.get(`${plan}/goals/${goal}`)).toMatchObject({ words: 'Kim gaat weer naar school' })
    const { events } = await pim.get(`${plan}/history`)
    expect(JSON.stringify(events)).not.toContain('bij oma')
    expect(JSON.stringify(events)).toContain(JSON.stringify(CLOSED))
    await ended(body.id)
  })
})

describe('on a permission', () => {
  it('it closes with the permission, from the next request on, and opens by no other law’s', async () => {
    const { id } = await permits({ items: [{ kind: 'action', id: action }] })
    expect(await shares(family.coordinator, { ground: 'permission', article: undefined })).toMatchObject({
      status: 201,
    })
    expect(await reads(family.incomeWorker, `actions/${action}`)).toBe(200)
    await town.as(family.child).post(`${plan}/permissions/${id}/withdrawal`)
    expect(await reads(family.incomeWorker, `actions/${action}`)).toBe(404)
    const again = await permits({ domains: ['youth'] })
    expect(await reads(family.incomeWorker, `actions/${action}`)).toBe(200)
    await town.as(family.child).post(`${plan}/permissions/${again.id}/withdrawal`)
  })
})

describe('nobody', () => {
  it('shares what is not there for them, with themselves, or beyond a year', async () => {
    expect(await shares(family.incomeWorker)).toMatchObject({ status: 404 })
    expect(await shares(family.youthWorker, { items: [{ kind: 'goal', id: family.child.id }] })).toMatchObject({
      status: 404,
    })
    const to = { kind: 'professional', id: family.youthWorker.id }
    expect(await shares(family.youthWorker, { to })).toMatchObject({
      status: 403,
      body: { code: 'NOBODY_SHARES_WITH_THEMSELVES' },
    })
    expect(await shares(family.coordinator, { until: '2027-03-04T00:00:00Z' })).toMatchObject({
      status: 400,
      body: { code: 'SHARING_LASTS_A_YEAR_AT_MOST' },
    })
    expect(await shares(family.coordinator, { to: { kind: 'coordination', id: family.child.id } })).toMatchObject({
      status: 400,
    })
  })

  it('of who coordinates shares the words that are closed to them', async () => {
    const bare = await aTown('2026-03-02T09:00:00.000Z', {}, { bases: false })
    try {
      const closed = await aHelpedFamily(bare)
      const at = `/plans/${closed.planId}`
      const made = await bare.as(closed.youthWorker).post(`${at}/goals`, {
        ...{ domain: 'youth', about: [closed.child.id], lifeArea: 'work-and-education', words: 'Kim slaapt weer' },
      })
      const body = {
        ...asked({ items: [{ kind: 'goal', id: made.id }] }),
        to: { kind: 'professional', id: closed.incomeWorker.id },
      }
      expect(await bare.as(closed.coordinator).asks('POST', `${at}/sharings`, { body })).toMatchObject({
        status: 403,
        body: { code: 'CONTENT_IS_CLOSED' },
      })
    } finally {
      await bare.close()
    }
  })
})
