/** Sharing beyond who reads it already: on a named ground, for a task of who receives it, and closed again with either; without one it is refused, and that is what a worker shows later. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { allEvents, aPartner, DE_STAM, fetched } from './support/partners.ts'
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
    const forAReader = await shares(family.coordinator, { ground: 'conflict-of-duties' })
    expect(forAReader.status).toBe(201)
    await town.as(family.coordinator).post(`${plan}/sharings/${forAReader.body.id}/withdrawal`)
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

describe('a school that accepted a referral', () => {
  it('is told that one action was shared with it, fetches that and no goal, and neither once its part has ended', async () => {
    const [school, other] = [await aPartner(town, DE_STAM), await aPartner(town, '00000099000000000002')]
    const { id: referral } = await town.as(family.coordinator).post(`${plan}/referrals`, {
      ...{ to: DE_STAM, domain: 'youth', about: [family.child.id], words: 'Mentor', until: '2026-12-01T00:00:00Z' },
    })
    const toSchool = { to: { kind: 'organisation', id: DE_STAM }, ground: 'same-help', article: undefined }
    expect((await shares(family.youthWorker, toSchool)).body['missing']).toEqual(['task', 'same-law'])
    await town.as(school).post(`${plan}/referrals/${referral}/acceptance`)
    const { status, body } = await shares(family.youthWorker, toSchool)
    expect(status).toBe(201)

    const named = async (who: Person, kind: string) =>
      (await allEvents(town, who)).filter(({ data }) => JSON.stringify(data).includes(`"kind":"${kind}"`))
    const [told] = await named(school, 'sharing')
    const [planned] = await named(school, 'action')
    if (told === undefined || planned === undefined) throw new Error('the school is told')
    expect((await fetched(town.as(school), told)).body).toMatchObject({
      item: { kind: 'sharing', id: body.id, items: [{ kind: 'action', id: action }], necessity: asked().necessity },
    })
    expect((await fetched(town.as(school), planned)).body).toMatchObject({ item: { words: 'Op tijd naar bed', goal } })
    expect(await named(school, 'goal')).toEqual([])
    const [proposed] = await named(other, 'goal')
    if (proposed === undefined) throw new Error('who works under that law is told of the goal')
    expect((await fetched(town.as(school), proposed)).status).toBe(404)
    // Who else works under that law is not told with whom it was shared.
    expect(await named(other, 'sharing')).toEqual([])

    await town.as(family.coordinator).post(`${plan}/referrals/${referral}/end`, {})
    expect(await allEvents(town, school)).toEqual([])
    for (const one of [told, planned])
      expect((await fetched(town.as(school), one)).body['code']).toBe('GROUND_HAS_ENDED')
  })
})

describe('asked before', () => {
  const asks = (who: Person, but: object = {}) => {
    const { items, to } = asked(but)
    return town.as(who).asks('POST', `${plan}/sharing-previews`, { body: { items, to } })
  }
  interface OnGround {
    readonly ground: string
    readonly may: boolean
    readonly missing: readonly string[]
  }

  it('it says on which article it may be, what is missing and what its recipient would get, and that is what then happens', async () => {
    const before = await town.as(family.coordinator).tagOf(family.planId)
    const { status, body } = await asks(family.coordinator)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      grounds: [
        { ground: 'same-help', law: 'Jeugdwet 7.3.11(2)', may: false, missing: ['same-law'], say: ['necessity'] },
        { ground: 'permission', may: false, missing: ['permission'], say: ['necessity'] },
        { ground: 'legal-right', may: true, missing: [], say: ['necessity', 'article'] },
        { ground: 'conflict-of-duties', may: false, missing: ['second-reader'], say: ['necessity'] },
      ],
      gets: [{ kind: 'action', id: action, words: 'Op tijd naar bed', goal }],
    })
    expect(JSON.stringify(body)).not.toMatch(/naar school|bij oma/)
    expect(await town.as(family.coordinator).tagOf(family.planId)).toBe(before)
    expect(await reads(family.incomeWorker, `actions/${action}`)).toBe(404)

    for (const { ground, may, missing } of body['grounds'] as readonly OnGround[]) {
      const then = await shares(family.coordinator, { ground })
      const waits = then.status === 201 && ground === 'conflict-of-duties'
      const lacks = waits ? ['second-reader'] : (then.body['missing'] ?? [])
      expect({ ground, may: then.status === 201 && !waits, missing: lacks }).toEqual({ ground, may, missing })
      if (!may) continue
      const [gets] = body['gets'] as readonly object[]
      const { kind: _kind, ...told } = gets as Record<string, unknown>
      expect(await town.as(family.incomeWorker).get(`${plan}/actions/${action}`)).toMatchObject(told)
      await ended(then.body.id)
    }
  })

  it('it tells who may not see something nothing of it, and who is no colleague of theirs is not there for them', async () => {
    const alike = [
      await asks(family.incomeWorker),
      await asks(family.youthWorker, { items: [{ kind: 'action', id: family.child.id }] }),
      await asks(family.parent),
    ]
    for (const one of alike) expect(one).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
    const missingTo = async (id: string) =>
      (await asks(family.youthWorker, { to: { kind: 'professional', id } })).body['grounds']
    // Under another law somebody who works here, and somebody who does not, are one to her.
    expect(await missingTo(family.incomeWorker.id)).toEqual(await missingTo(family.readers[0]?.id ?? ''))
    expect(await asks(family.youthWorker, { to: { kind: 'professional', id: family.youthWorker.id } })).toMatchObject({
      status: 403,
      body: { code: 'NOBODY_SHARES_WITH_THEMSELVES' },
    })
  })

  it('it leaves an access record, of which the family is not told', async () => {
    const looks = JSON.stringify(await town.as(family.child).get(`${plan}/access-records`))
    expect(looks).toContain('"kind":"actions"')
    expect(looks).not.toContain('sharing-previews')
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
