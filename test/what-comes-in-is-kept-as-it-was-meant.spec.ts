/** What is sent is kept as it was meant or refused with nothing recorded: texts, moments, birth dates and ids at the edge of what they may be, over HTTP. */
import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { aPartner, DE_STAM } from './support/partners.ts'
import { aTown, type Asking, type Person, type Town } from './support/story.ts'

let town: Town
let family: HelpedFamily
let noor: Asking
let plan: string

beforeAll(async () => {
  town = await aTown('2026-11-29T12:00:00.000Z')
  family = await aHelpedFamily(town)
  noor = town.as(family.coordinator)
  plan = `/plans/${family.planId}`
}, 60_000)

afterAll(() => town.close())

/** Everything there is of the plan. */
const recorded = async () => JSON.stringify(await noor.get(`${plan}/history?limit=500`))

/** A request whose body is exactly these bytes. */
function sends(person: Person, path: string, body: Buffer, headers: Readonly<Record<string, string>> = {}) {
  return new Promise<{ readonly status: number; readonly text: string }>((done, failed) => {
    const asked = request(
      town.api + path,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${person.token}`,
          'processing-activity': person.activity,
          'content-type': 'application/json',
          ...(headers['transfer-encoding'] === undefined && { 'content-length': body.length }),
          ...headers,
        },
      },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => {
          done({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() })
        })
      },
    )
    asked.on('error', failed)
    asked.end(body)
  })
}

describe('a text', () => {
  it('that is not UTF-8, or half a character, is refused and leaves nothing', async () => {
    const before = await recorded()
    const latin1 = Buffer.concat([Buffer.from('{"name":"Ren'), Buffer.from([0xe9]), Buffer.from(' de Vries"}')])
    const half = Buffer.from('{"name":"Ren\\ud800 de Vries"}')
    expect(await sends(family.coordinator, `${plan}/members`, latin1)).toMatchObject({ status: 400 })
    const refused = await sends(family.coordinator, `${plan}/members`, half)
    expect(refused.status).toBe(400)
    expect(JSON.parse(refused.text)).toMatchObject({ errors: [{ pointer: '/name', code: 'isWellFormed' }] })
    expect(await recorded()).toBe(before)
  })

  it('in the form of the sign-in page is no name either', async () => {
    const signIn = `${town.api.replace('/v1', '')}/sign-in`
    const status = async (body: string | Buffer) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      return (await fetch(signIn, { method: 'POST', headers, body })).status
    }
    expect(await status('role=auditor&name=Ren%C3%A9')).toBe(200)
    for (const name of ['Ren%E9', '%FF', '%ED%A0%80', '%E3%85%A4', '%E2%80%8B', 'Ren%0Ae'])
      expect([name, await status(`role=auditor&name=${name}`)]).toEqual([name, 400])
    expect(await status(Buffer.from('role=auditor&name=Ren\xe9', 'latin1'))).toBe(400)
  })

  it('that shows nothing is no name in a token', async () => {
    for (const who of [{ team: '\u3164' }, { team: 'noord\u0000' }]) {
      const nobody = await town.person('coordinator', 'Noor', who)
      expect((await town.as(nobody).asks('GET', plan)).status).toBe(401)
    }
  })
})

describe('a moment', () => {
  it('that would sort before all others opens nothing to a representative', async () => {
    const { parent, child } = family
    const stranger = await town.person('representative', 'Vreemde')
    for (const [from, until] of [
      ['9999-12-31T23:59:59-01:00', undefined],
      ['2026-01-01T00:00:00Z', '9999-12-31T23:59:59-01:00'],
    ] as const) {
      const answer = await noor.asks('POST', `${plan}/care-team/representatives`, {
        body: { representative: stranger.id, name: 'Vreemde', represents: child.id, kind: 'informal', from, until },
      })
      expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } })
    }
    expect((await town.as(stranger).asks('GET', plan)).status).toBe(404)
    expect((await town.as(parent).asks('GET', plan)).status).toBe(200)
  })

  it('opens no inspection of everything', async () => {
    const { planId, administrator, auditor } = family
    const asked = {
      auditor: auditor.id,
      law: 'youth',
      plans: [planId],
      recordedFrom: '9999-12-31T23:59:59-01:00',
      recordedUntil: '2027-01-01T00:00:00Z',
      openUntil: '2027-01-01T00:00:00Z',
      reason: 'Toezicht',
    }
    const answer = await town.as(administrator).asks('POST', '/inspections', { body: asked })
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/recordedFrom' }] } })
  })

  it('in a query is the same kind of moment', async () => {
    for (const query of ['?at=', '/history?recordedFrom=', '/history?recordedUntil='])
      for (const moment of ['9999-12-31T23:59:59-01:00', '2026-03-02T24:00:00Z', '2026-12-31T23:59:60Z', ''])
        expect(await noor.asks('GET', `${plan}${query}${encodeURIComponent(moment)}`)).toMatchObject({ status: 400 })
  })
})

describe('a birth date', () => {
  const joins = (name: string, birthDate: string) => noor.asks('POST', `${plan}/members`, { body: { name, birthDate } })

  it('is up to today, as the day is in Amsterdam', async () => {
    town.itIs('2026-11-29T23:30:00.000Z')
    expect(await joins('Baby', '2026-12-01')).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/birthDate', code: 'isBirthDate' }] },
    })
    expect((await joins('Baby', '2026-11-30')).status).toBe(201)
    expect((await joins('Later', '2031-01-01')).status).toBe(400)
  })

  it('is at most 120 years ago', async () => {
    expect((await joins('Oma', '1906-11-29')).status).toBe(400)
    expect((await joins('Opa', '1906-11-30')).status).toBe(201)
    expect((await joins('Niemand', '0001-01-01')).status).toBe(400)
  })

  it('is so of a child that was expected too, and nothing is recorded otherwise', async () => {
    const { id } = await noor.post(`${plan}/expected-children`, { expectedOn: '2027-02-01' })
    const before = await recorded()
    const born = (birthDate: string) =>
      noor.asks('POST', `${plan}/expected-children/${id}/birth`, { body: { name: 'Bo', birthDate } })
    expect((await born('2027-02-01')).status).toBe(400)
    expect((await born('1900-01-01')).status).toBe(400)
    expect(await recorded()).toBe(before)
    expect((await born('2026-11-28')).status).toBe(201)
  })

  it('that is wrong is told to nobody who may not ask', async () => {
    const body = { name: 'Baby', birthDate: '2031-01-01' }
    expect((await town.as(family.youthWorker).asks('POST', `${plan}/members`, { body })).status).toBe(403)
  })
})

describe('an id', () => {
  it('in capitals is the same id: in addresses, bodies, lists and queries', async () => {
    const { planId, youthWorker, child, administrator, readers } = family
    const yara = town.as(youthWorker)
    const shouted = `/plans/${planId.toUpperCase()}`
    expect(await yara.get(shouted)).toEqual(await yara.get(plan))
    expect(await yara.get(`${shouted}/members/${child.id.toUpperCase()}`)).toMatchObject({ id: child.id })

    const goal = { domain: 'youth', about: [child.id.toUpperCase()], lifeArea: 'time-use', words: 'Weer naar voetbal' }
    const { id } = await yara.post(`${shouted}/goals`, goal)
    expect(await yara.get(`${plan}/goals/${id.toUpperCase()}`)).toMatchObject({ id, about: [child.id] })
    const view = { person: child.id.toUpperCase(), stance: 'agrees' }
    await town.as(child).post(`${plan}/goals/${id.toUpperCase()}/views`, view)
    const about = await yara.get(`${plan}/history?about=${child.id.toUpperCase()}`)
    expect(about).toEqual(await yara.get(`${plan}/history?about=${child.id}`))
    expect(JSON.stringify(await recorded())).not.toContain(child.id.toUpperCase())

    // The second helper in capitals is the person whose token says it small.
    const helper = await town.person('professional', 'Henk', { activity: 'social-support' })
    await noor.post(`${shouted}/care-team/professionals`, {
      professional: helper.id.toUpperCase(),
      name: 'Henk',
      scope: 'domain',
      organisation: '00000099000000000002',
      domain: 'wmo',
      activity: 'social-support',
      until: '2031-01-01T00:00:00Z',
    })
    expect((await town.as(helper).asks('GET', plan)).status).toBe(200)

    const twice = { domain: 'youth', about: [child.id, child.id.toUpperCase()], lifeArea: 'time-use', words: 'x' }
    expect(await yara.asks('POST', `${plan}/goals`, { body: twice })).toMatchObject({ status: 400 })
    const [first] = readers
    const pool = [{ reader: first?.id.toUpperCase(), domains: ['youth'] }]
    await town.as(administrator).put('/second-readers', { readers: pool })
    expect(await town.as(administrator).get('/second-readers')).toMatchObject({ readers: [{ reader: first?.id }] })
  })

  it('in capitals, sent again with the same key, is the same command', async () => {
    const { youthWorker, child } = family
    const headers = { 'idempotency-key': randomUUID() }
    const body = { domain: 'youth', about: [child.id], lifeArea: 'time-use', words: 'Naar zwemles' }
    const sent = await town.as(youthWorker).asks('POST', `${plan}/goals`, { body, headers })
    const shouted = { ...body, about: [child.id.toUpperCase()] }
    const again = await town.as(youthWorker).asks('POST', plan.toUpperCase().replace('/PLANS', '/plans') + '/goals', {
      body: shouted,
      headers,
    })
    expect([sent.status, again.status, again.body.id]).toEqual([201, 201, sent.body.id])
  })
})

describe('a body of nothing', () => {
  it('said to be JSON is no body where none is needed', async () => {
    const partner = await aPartner(town, DE_STAM)
    const subscription = await town.as(partner).post('/subscriptions', { channel: 'kafka' })
    const at = `/subscriptions/${subscription.id}`
    const nothing = Buffer.alloc(0)
    expect((await sends(partner, `${at}/pause`, nothing)).status).toBe(201)
    const chunked = await sends(partner, `${at}/resumption`, nothing, { 'transfer-encoding': 'chunked' })
    expect(chunked.status).toBe(201)
    expect((await sends(partner, `${at}/pause`, Buffer.from('null'))).status).toBe(400)
  })
})
