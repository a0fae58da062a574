/** Who is bound by secrecy, and would do harm by silence, shares nothing alone: a second reader from outside is drawn, and nothing opens until they support it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { asOfNow } from './support/as-of-now.ts'
import { allEvents, aPartner, DE_STAM, fetched } from './support/partners.ts'
import { aTown, type Person, type Told, type Town } from './support/story.ts'

let town: Town
let family: HelpedFamily
let school: Person
let plan: string
let goal: string
let actions: readonly string[]

const BEGAN = '2026-03-02T09:00:00.000Z'
const LAPSED = '2026-03-10T09:00:00.000Z'

beforeAll(async () => {
  town = await aTown(BEGAN)
  family = await aHelpedFamily(town)
  plan = `/plans/${family.planId}`
  school = await aPartner(town, DE_STAM)
  const yara = town.as(family.youthWorker)
  const proposed = await yara.post(`${plan}/goals`, {
    ...{ domain: 'youth', about: [family.child.id], lifeArea: 'work-and-education', words: 'Kim slaapt bij oma' },
  })
  goal = proposed.id
  const planned = async (words: string) =>
    (await yara.post(`${plan}/actions`, { goal, owner: family.child.id, words })).id
  actions = [await planned('Kim de Vries belt elke dag'), await planned('Op tijd naar bed'), await planned('Zwemmen')]
  const { id: referral } = await town.as(family.coordinator).post(`${plan}/referrals`, {
    ...{ to: DE_STAM, domain: 'youth', about: [family.child.id], words: 'Mentor', until: '2026-12-01T00:00:00Z' },
  })
  await town.as(school).post(`${plan}/referrals/${referral}/acceptance`)
}, 60_000)
afterAll(() => town.close())

const asked = (place: number, but: object = {}) => ({
  items: [{ kind: 'action', id: actions[place] ?? '' }],
  to: { kind: 'organisation', id: DE_STAM },
  ground: 'conflict-of-duties',
  necessity: 'Zonder dit weet de mentor niet dat Kim de Vries gevaar loopt',
  until: '2026-09-01T00:00:00Z',
  ...but,
})
const asks = (place: number, but: object = {}, who = family.youthWorker) =>
  town.as(who).asks('POST', `${plan}/sharings`, { body: asked(place, but) })
const reads = async (who: Person, what: string) => (await town.as(who).asks('GET', `${plan}/${what}`)).status
const sharing = (who: Person, id: string): Promise<Told> => town.as(who).get(`${plan}/sharings/${id}`)
const told = async (kind: string) => (await allEvents(town, school)).filter(({ data: { item } }) => item.kind === kind)
const dueFor = async (who: Person) =>
  (await town.as(who).asks('GET', '/due?limit=100', { headers: await asOfNow(town) })).body['items']
const grounds = async (place: number, who = family.youthWorker) => {
  const { items, to } = asked(place)
  const { body } = await town.as(who).asks('POST', `${plan}/sharing-previews`, { body: { items, to } })
  return body['grounds']
}

/** Who was drawn, as who coordinates is told. */
async function readerOf(id: string): Promise<Person> {
  const { reader } = await sharing(family.coordinator, id)
  const drawn = family.readers.find((one) => one.id === (reader as { reader: string }).reader)
  if (drawn === undefined) throw new Error('a reader is drawn from the pool')
  return drawn
}
async function readBy(reader: Person, id: string, finding: string) {
  const basedOn = await town.as(reader).tagOf(family.planId)
  return town.as(reader).asks('POST', `${plan}/sharings/${id}/readings`, {
    body: { finding, words: `Gewogen: ${finding}`, basedOn },
  })
}
const others = (reader: Person) => family.readers.filter(({ id }) => id !== reader.id)

describe('what someone bound by secrecy would share', () => {
  let id: string
  let reader: Person

  it('is asked of a second reader, and told to who asked and who coordinates; nothing of it is open, and nobody else knows', async () => {
    expect(await grounds(0)).toContainEqual(
      expect.objectContaining({ ground: 'conflict-of-duties', may: false, missing: ['second-reader'] }),
    )
    const { status, body } = await asks(0)
    expect(status).toBe(201)
    id = body.id
    reader = await readerOf(id)
    const mine = await sharing(family.youthWorker, id)
    expect(mine).toMatchObject({
      state: 'asked',
      necessity: asked(0).necessity,
      about: [],
      asked: { by: family.youthWorker.id },
    })
    // Who asks is not told who reads it.
    expect(mine).not.toHaveProperty('reader')
    for (const who of [family.child, family.parent, family.incomeWorker, ...others(reader)])
      expect(await reads(who, `sharings/${id}`)).toBe(404)
    expect(await told('sharing')).toEqual([])
    expect(await told('action')).toEqual([])
  })

  it('is due for that reader, who reads the item and why, without names, and nothing else', async () => {
    expect(await dueFor(reader)).toEqual([
      expect.objectContaining({
        what: 'sharing-reading',
        item: { kind: 'sharing', id },
        mustAct: 'reader',
        overdue: false,
      }),
    ])
    const seen = await sharing(reader, id)
    expect(seen).toMatchObject({ state: 'asked', necessity: 'Zonder dit weet de mentor niet dat […] gevaar loopt' })
    expect(await town.as(reader).get(`${plan}/actions/${actions[0] ?? ''}`)).toMatchObject({
      words: '[…] belt elke dag',
    })
    for (const what of [`goals/${goal}`, `actions/${actions[1] ?? ''}`]) expect(await reads(reader, what)).toBe(404)
    expect(JSON.stringify(await town.as(reader).get(plan))).not.toMatch(/Vries|bij oma|Op tijd|Mentor/)
  })

  it('is read by that reader alone: neither who asks nor another of the pool says that it may', async () => {
    for (const who of [...others(reader), family.coordinator, family.child]) {
      const { status } = await town.as(who).asks('POST', `${plan}/sharings/${id}/readings`, {
        body: { finding: 'supports', words: 'Doen', basedOn: await town.as(family.coordinator).tagOf(family.planId) },
      })
      expect([403, 404]).toContain(status)
    }
    const own = await town.as(family.youthWorker).asks('POST', `${plan}/sharings/${id}/readings`, {
      body: { finding: 'supports', words: 'Doen', basedOn: await town.as(family.youthWorker).tagOf(family.planId) },
    })
    expect(own).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED_ON_THIS_GROUND' } })
    expect(await told('action')).toEqual([])
  })

  it('is open once they support it: its recipient is told, the family reads it as any sharing, and who asked has it to show', async () => {
    expect((await readBy(reader, id, 'supports')).status).toBe(201)
    const [shared] = await told('sharing')
    const [planned] = await told('action')
    if (shared === undefined || planned === undefined) throw new Error('the school is told')
    expect((await fetched(town.as(school), planned)).body).toMatchObject({
      item: { words: 'Kim de Vries belt elke dag' },
    })
    expect((await fetched(town.as(school), shared)).body).toMatchObject({
      item: { kind: 'sharing', id, necessity: asked(0).necessity, ground: 'conflict-of-duties' },
    })
    const childs = await sharing(family.child, id)
    expect(childs).toMatchObject({
      state: 'granted',
      necessity: asked(0).necessity,
      asked: { by: family.youthWorker.id },
    })
    expect(childs).not.toHaveProperty('reading')
    expect(await sharing(family.youthWorker, id)).toMatchObject({
      ...{ state: 'granted', reading: { finding: 'supports', words: 'Gewogen: supports', by: reader.id } },
    })
    expect(await grounds(0)).toContainEqual(
      expect.objectContaining({ ground: 'conflict-of-duties', may: true, missing: [] }),
    )
    // The reader has read it: what they said stays theirs to see, and the item does not.
    expect(await dueFor(reader)).toEqual([])
    expect(await reads(reader, `actions/${actions[0] ?? ''}`)).toBe(404)
    expect(await sharing(reader, id)).toMatchObject({ reading: { finding: 'supports' } })
    await town.as(family.coordinator).post(`${plan}/sharings/${id}/end`, {})
    expect((await fetched(town.as(school), planned)).body['code']).toBe('GROUND_HAS_ENDED')
  })
})

describe('who asks again', () => {
  it('has the objection stand, and shown to the next reader; what was refused is theirs to show', async () => {
    const { body } = await asks(1)
    const first = await readerOf(body.id)
    expect(await asks(1)).toMatchObject({ status: 409, body: { code: 'SHARING_IS_ASKED', sharing: body.id } })
    await readBy(first, body.id, 'objects')
    expect(await sharing(family.youthWorker, body.id)).toMatchObject({
      ...{ state: 'refused', missing: ['second-reader'], reading: { finding: 'objects', by: first.id } },
    })
    expect(await told('action')).toEqual([])
    const again = await asks(1)
    expect(again.status).toBe(201)
    const next = await readerOf(again.body.id)
    expect(next.id).not.toBe(first.id)
    expect(await sharing(next, body.id)).toMatchObject({ reading: { finding: 'objects', words: 'Gewogen: objects' } })
    expect(await reads(first, `sharings/${again.body.id}`)).toBe(404)
    // Standing aside, they leave it to the last of the pool; and whoever is left objects too.
    await town.as(next).post(`${plan}/sharings/${again.body.id}/recusal`, { reason: 'Ik ken dit gezin' })
    const last = await readerOf(again.body.id)
    expect([first.id, next.id]).not.toContain(last.id)
    expect(await reads(next, `sharings/${again.body.id}`)).toBe(404)
    await readBy(last, again.body.id, 'objects')
    expect(await asks(1)).toMatchObject({
      status: 409,
      body: { code: 'SHARING_HAS_NO_GROUND', missing: ['second-reader'] },
    })
  })

  it('gets no other reader by withdrawing, or by having a colleague ask; after the term the next is asked', async () => {
    const { body } = await asks(2)
    const reader = await readerOf(body.id)
    const { body: beside } = await asks(2, {}, family.coordinator)
    expect((await readerOf(beside.id)).id).toBe(reader.id)
    expect(await town.as(family.coordinator).asks('POST', `${plan}/sharings/${body.id}/withdrawal`)).toMatchObject({
      status: 403,
      body: { code: 'ONLY_WHO_ASKED_WITHDRAWS' },
    })
    await town.as(family.youthWorker).post(`${plan}/sharings/${body.id}/withdrawal`)
    expect(await sharing(family.youthWorker, body.id)).toMatchObject({ state: 'withdrawn' })
    expect(await reads(reader, `sharings/${body.id}`)).toBe(404)
    await town.as(family.coordinator).post(`${plan}/sharings/${beside.id}/withdrawal`)
    const { body: again } = await asks(2)
    expect((await readerOf(again.id)).id).toBe(reader.id)
    try {
      town.itIs(LAPSED)
      expect(await dueFor(reader)).toEqual([])
      expect(await reads(reader, `actions/${actions[2] ?? ''}`)).toBe(404)
      const { body: anew } = await asks(2)
      expect((await readerOf(anew.id)).id).not.toBe(reader.id)
    } finally {
      town.itIs(BEGAN)
    }
  })
})

describe('nothing is asked of a reader', () => {
  it('that lacks more than a reader, that withholds what the family is not told yet, or where nobody is in the pool', async () => {
    const toPim = { to: { kind: 'professional', id: family.incomeWorker.id } }
    expect((await asks(0, toPim)).body['missing']).toEqual(['task', 'second-reader'])
    expect((await asks(0, { necessity: undefined })).body['missing']).toEqual(['necessity', 'second-reader'])
    const withhold = [{ from: family.parent.id, ground: 'safety', mode: 'silent' }]
    expect(await asks(0, { withhold })).toMatchObject({
      ...{ status: 400, body: { code: 'A_REQUEST_TO_SHARE_WITHHOLDS_NOTHING' } },
    })
    await town.as(family.administrator).put('/second-readers', { readers: [] })
    const { body } = await asks(0, toPim, family.coordinator)
    expect(body).toMatchObject({ code: 'SHARING_HAS_NO_GROUND', missing: ['second-reader'] })
    expect(await sharing(family.coordinator, String(body['sharing']))).toMatchObject({ state: 'refused' })
  })
})
