/** A request that comes again with its key is answered as it was the first time, whatever has happened since; and what a request insists on is told only to who may ask. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aTown, type Answer, type Asking, type Person, type Town } from './support/story.ts'

const SAM = { name: 'Sam de Vries', bsn: '111222333' }
const OPEN = { lifeAreas: ['finances'], reportedBy: 'family' }

let town: Town
let noor: Person
let bart: Person
let truus: Person

beforeAll(async () => {
  town = await aTown()
  noor = await town.person('coordinator', 'Noor', { team: 'noord' })
  bart = await town.person('coordinator', 'Bart', { team: 'noord' })
  truus = await town.person('team-lead', 'Truus', { team: 'noord' })
})
afterAll(() => town.close())

const aPlanOf = async (person: Person) => (await town.as(person).post('/plans', OPEN)).planId

const sending =
  (asking: Asking, path: string, body: unknown) =>
  (key: string, other: unknown = body) =>
    asking.asks('POST', path, { body: other, headers: { 'idempotency-key': key } })

const HEADERS = ['etag', 'position', 'location']
const told = ({ status, body, headers }: Answer) => ({
  status,
  body,
  headers: HEADERS.map((name) => headers.get(name)),
})
const outcome = ({ status, body }: Answer) => [status, body['code']]

/** The team lead puts another in their place: the plan is theirs no more. */
const replace = (planId: string, next: Person) =>
  town.as(truus).post(`/plans/${planId}/coordinator/replacements`, {
    coordinator: next.id,
    name: next.name,
    team: 'noord',
    reason: 'Langdurig ziek',
  })

describe('a request that comes again', () => {
  it('is answered as the first time, for as long as its sender has a part in the plan', async () => {
    const planId = await aPlanOf(noor)
    const writes = [
      sending(town.as(noor), `/plans/${planId}/members`, SAM),
      sending(town.as(noor), `/plans/${planId}/members`, { name: 'Kim de Vries' }),
      sending(town.as(noor), `/plans/${planId}/client-support-offers`, { accepted: true }),
    ]
    const key = randomUUID()
    const sent = []
    for (const [place, write] of writes.entries()) sent.push(await write(`${key}-${String(place)}`))
    expect(sent.map(({ status }) => status)).toEqual([201, 201, 201])
    for (const [place, write] of writes.entries())
      expect(told(await write(`${key}-${String(place)}`))).toEqual(sent.map(told)[place])

    await replace(planId, bart)
    expect(await town.as(noor).asks('GET', `/plans/${planId}`)).toMatchObject({ status: 404 })

    for (const [place, write] of writes.entries()) {
      const again = await write(`${key}-${String(place)}`)
      expect(outcome(again)).toEqual([409, 'COMMAND_WAS_CARRIED_OUT'])
      expect([again.headers.get('etag'), again.headers.get('position'), again.body.etag]).toEqual([
        null,
        null,
        undefined,
      ])
      expect((await write(randomUUID())).status).toBe(404)
      const other = { ...SAM, bsn: '123456782' }
      expect(outcome(await write(`${key}-${String(place)}`, place === 0 ? other : { accepted: false }))).toEqual(
        place === 1 ? [400, 'INVALID_INPUT'] : [409, 'COMMAND_WAS_CARRIED_OUT'],
      )
    }
    const stranger = sending(town.as(await town.person('coordinator', 'Vreemd')), `/plans/${planId}/members`, SAM)
    expect((await stranger(`${key}-0`)).status).toBe(404)
  })

  it('with its key for something else is refused', async () => {
    const planId = await aPlanOf(noor)
    const offer = sending(town.as(noor), `/plans/${planId}/client-support-offers`, { accepted: true })
    expect((await offer('key')).status).toBe(201)
    expect(outcome(await offer('key', { accepted: false }))).toEqual([422, 'COMMAND_ID_WAS_USED_FOR_ANOTHER_REQUEST'])
  })

  it('that accepted a handover is answered, though its sender could not do it again', async () => {
    const planId = await aPlanOf(noor)
    const document = { safety: 'Niets', sensitivities: 'Niets', actions: [], deviations: [] }
    const proposal = { to: bart.id, name: bart.name, team: 'noord', document }
    const { id } = await town.as(noor).post(`/plans/${planId}/handovers`, proposal)
    await town.as(noor).post(`/plans/${planId}/handovers/${id}/conversation`, {})
    const basedOn = await town.as(bart).tagOf(planId)
    const accept = sending(town.as(bart), `/plans/${planId}/handovers/${id}/acceptance`, { basedOn })
    const first = await accept('accepted')
    expect(outcome(first)).toEqual([201, undefined])
    expect(told(await accept('accepted'))).toEqual(told(first))
    expect(outcome(await accept('again'))).toEqual([403, 'NOT_ALLOWED_ON_THIS_GROUND'])
  })

  it('and changed nothing the first time changes nothing now, whatever others did since', async () => {
    const planId = await aPlanOf(noor)
    const { id: person } = await town.as(noor).post(`/plans/${planId}/members`, { name: 'Kim de Vries' })
    const path = `/plans/${planId}/members/${person}/address-secrecy`
    const setTo = (secret: boolean, key: string) =>
      town.as(noor).asks('PUT', path, { body: { secret }, headers: { 'idempotency-key': key } })
    const first = await setTo(false, 'off')
    expect(first.status).toBe(200)
    const before = await town.as(noor).tagOf(planId)
    expect(first.body.etag).toBe(before)
    await setTo(true, 'on')
    expect(told(await setTo(false, 'off'))).toEqual(told(first))
    const members = (await town.as(noor).get(`/plans/${planId}`)).plan as { members: { addressIsSecret?: boolean }[] }
    expect(members.members.map(({ addressIsSecret }) => addressIsSecret)).toEqual([true])
    expect(outcome(await setTo(true, 'off'))).toEqual([422, 'COMMAND_ID_WAS_USED_FOR_ANOTHER_REQUEST'])
  })

  it('to join stays refused when it was, and ties nobody to a plan they are not in', async () => {
    const [one, other, third] = [await aPlanOf(bart), await aPlanOf(bart), await aPlanOf(bart)]
    const ans = { name: 'Ans Bakker', bsn: '123456782' }
    const { id: person } = await town.as(bart).post(`/plans/${one}/members`, ans)
    const join = sending(town.as(bart), `/plans/${other}/members`, ans)
    const refused = await join('join')
    expect(outcome(refused)).toEqual([409, 'PERSON_IS_IN_ANOTHER_PLAN'])
    await town
      .as(bart)
      .post(`/plans/${one}/members/${person}/departure`, { kind: 'moved', date: '2026-01-01', reason: 'Verhuisd' })

    const free = sending(town.as(bart), `/plans/${third}/members`, ans)
    const until = performance.now() + 5_000
    for (;;) {
      expect(told(await join('join'))).toEqual(told(refused))
      const joined = await free(randomUUID())
      if (joined.status === 201 || performance.now() > until) {
        expect(outcome(joined)).toEqual([201, undefined])
        break
      }
    }
  })
})

describe('what a request insists on', () => {
  it('is refused with the tag of now and the events in between, to who has a part in the plan', async () => {
    const planId = await aPlanOf(noor)
    const seen = await town.as(noor).tagOf(planId)
    await town.as(noor).post(`/plans/${planId}/own-plan-invitations`)
    const offer = { body: { accepted: true }, headers: { 'if-match': seen } }
    const { status, body } = await town.as(noor).asks('POST', `/plans/${planId}/client-support-offers`, offer)
    expect([status, body['code'], body['events']]).toEqual([412, 'PLAN_HAS_CHANGED', ['OwnPlanInvited']])
    expect(body.etag).toBe(await town.as(noor).tagOf(planId))
    const now = { body: { accepted: true }, headers: { 'if-match': body.etag } }
    expect((await town.as(noor).asks('POST', `/plans/${planId}/client-support-offers`, now)).status).toBe(201)
  })

  it('is nothing to a stranger: a plan with another tag is not found, like one that is not there', async () => {
    const planId = await aPlanOf(noor)
    const stranger = town.as(await town.person('coordinator', 'Vreemd'))
    const offer = { body: { accepted: true }, headers: { 'if-match': '"nothing"' } }
    const there = await stranger.asks('POST', `/plans/${planId}/client-support-offers`, offer)
    const nowhere = await stranger.asks('POST', `/plans/${randomUUID()}/client-support-offers`, offer)
    expect([there.status, there.body]).toEqual([404, nowhere.body])
    expect(nowhere.status).toBe(404)
  })

  it('cannot be a tag of a plan that is still to be opened', async () => {
    const opening = await town.as(noor).asks('POST', '/plans', { body: OPEN, headers: { 'if-match': '"nothing"' } })
    expect(outcome(opening)).toEqual([412, 'PLAN_HAS_CHANGED'])
  })

  it('of protocols, terms and the pool is compared too, from before there were any', async () => {
    const ans = town.as(await town.person('administrator', 'Ans'))
    const terms = { ...(await ans.asks('GET', '/terms')).body }
    const { version: _, table: __, ...unset } = terms
    const tagOf = async (path: string) => (await ans.asks('GET', path)).headers.get('etag') ?? ''
    const steps = [{ step: 'bel', title: 'Bel', rule: 'deviation-free' }]
    const registering = { protocol: 'meldcode', title: 'Meldcode', owner: '00000099000000000001', domain: 'youth' }
    await ans.post('/protocols', registering)
    const writes = [
      ['PUT', '/terms', '/terms', { ...unset, viewDays: 9 }, 'TermsSet'],
      ['PUT', '/second-readers', '/second-readers', { readers: [] }, 'ReaderPoolSet'],
      [
        'POST',
        '/protocols/meldcode',
        '/protocols/meldcode/versions',
        { inForceFrom: '2020-01-01T00:00:00Z', steps },
        'ProtocolVersionPublished',
      ],
    ] as const
    for (const [method, read, write, body, event] of writes) {
      const seen = await tagOf(read)
      const insisting = (tag: string, asking = ans) =>
        asking.asks(method, write, { body, headers: { 'if-match': tag } })
      expect([write, (await insisting(seen)).status]).toEqual([write, method === 'PUT' ? 200 : 201])
      const late = await insisting(seen)
      expect([write, late.status, late.body['events'], late.body.etag]).toEqual([
        write,
        412,
        [event],
        await tagOf(read),
      ])
      expect((await insisting('"nothing"')).body['events']).toEqual([])
      expect([write, (await insisting(seen, town.as(noor))).status]).toEqual([write, 403])
    }
  })
})
