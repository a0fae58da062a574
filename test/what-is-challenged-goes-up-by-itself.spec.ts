/** A priority is challenged and nobody answers: it goes up twice by itself, and who it goes up to last answers it, and opens nothing else. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { OpenAPIObject } from '@nestjs/swagger'
import { aHelpedFamily, PROTOCOL, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { until } from './support/partners.ts'
import { routesIn, type Route } from './support/routes.ts'
import { aTown, type Person, type TownKept } from './support/story.ts'

const REASON = 'Eerst de fraude'
const WORDS = 'Eerst de school'
/** What of the plan is not challenged, and who has no part in it. */
const ELSE = ['Kim slaapt weer door', 'Eerst gepraat', 'Voorlezen', 'Zij luistert niet', 'Kim de Vries', 'Yara']

let town: TownKept
let family: HelpedFamily
let lead: Person
let officer: Person
let routes: readonly Route[]
let plan: string
let priority: string
let challenge: string
let others: readonly string[]

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z', { SAMENSPEL_TICK_SECONDS: '1' })
  family = await aHelpedFamily(town)
  const { administrator, coordinator, youthWorker, child, parent } = family
  plan = `/plans/${family.planId}`
  lead = await town.person('team-lead', 'Truus', { team: 'noord' })
  officer = await town.person('escalation-officer', 'Otto')
  const officers = [{ team: 'noord', officer: officer.id }]
  await town.as(administrator).put('/teams', { teams: [{ team: 'noord' }], fallback: 'noord', officers })
  const made = async (who: Person, path: string, body: object) => (await town.as(who).post(`${plan}${path}`, body)).id
  priority = await made(coordinator, '/priorities', {
    ...{ concern: { domain: 'participation', lifeArea: 'finances' }, about: [parent.id], over: ['youth'] },
    ...{ needs: [], reason: REASON },
  })
  const youth = { domain: 'youth', about: [child.id] }
  const goal = await made(youthWorker, '/goals', { ...youth, lifeArea: 'domestic-relations', words: ELSE[0] })
  const left = { protocol: PROTOCOL, step: STEP, insteadDone: ELSE[1], situation: 'Kim vertrouwt iemand' }
  const deviation = await made(youthWorker, '/deviations', { ...youth, ...left })
  const action = await made(youthWorker, '/actions', { goal, owner: youthWorker.id, words: ELSE[2] })
  const wish = { words: ELSE[3], wish: 'Een ander', firstTo: 'addressee-and-challenged' }
  const other = await made(parent, '/challenges', { on: { kind: 'coordinator', id: family.planId }, ...wish })
  await town.as(lead).post(`${plan}/challenges/${other}/answers`, { finding: 'not', words: 'Gehoord', heard: true })
  others = [goal, deviation, action, other, child.id, youthWorker.id]
  challenge = await made(parent, '/challenges', {
    ...{ on: { kind: 'priority', id: priority }, words: WORDS, wish: 'Draai het om' },
    firstTo: 'addressee-and-challenged',
  })
  const document = (await (await fetch(`${town.api}/openapi.json`)).json()) as OpenAPIObject
  routes = routesIn(await town.routes(), document).filter(({ pattern }) => pattern.startsWith('/v1/plans/:planId'))
}, 60_000)
afterAll(() => town.close())

const asks = (who: Person, path: string, method = 'GET', body?: object) =>
  town.as(who).asks(method, path, body && { body })
const itsState = async () => (await asks(family.parent, `${plan}/challenges/${challenge}`)).body
const isDueTo = async (who: Person) =>
  ((await town.as(who).get('/due'))['items'] as readonly { item: { id: string } }[]).some(
    ({ item }) => item.id === challenge,
  )
const waitsFor = (addressee: string) => until(async () => (await itsState())['addressee'] === addressee)
const answer = { finding: 'upheld', words: 'De school gaat voor', heard: true, changes: 'School eerst' }

describe('what nobody answers', () => {
  it('is due to who coordinates, and to nobody above them', async () => {
    await until(() => isDueTo(family.coordinator))
    expect(await isDueTo(lead)).toBe(false)
    expect(await isDueTo(officer)).toBe(false)
    // The list does not tell a lead of it yet; so it is not there for them either.
    for (const who of [lead, officer]) expect((await asks(who, `${plan}/challenges/${challenge}`)).status).toBe(404)
    for (const who of [lead, officer])
      expect((await asks(who, `${plan}/challenges/${challenge}/answers`, 'POST', answer)).status).toBe(404)
  })

  it('is not early: on the last moment of its term it is theirs still', async () => {
    town.itIs('2026-03-16T22:00:00.000Z')
    const { body } = await asks(family.parent, `${plan}/challenges/${challenge}`)
    expect(body).toMatchObject({ addressee: 'coordinator', dueAt: '2026-03-16T22:59:59.999Z', steps: [] })
  })

  it('goes up to the lead by itself, and to the escalation officer', async () => {
    town.itIs('2026-03-17T09:00:00.000Z')
    await waitsFor('team-lead')
    await until(() => isDueTo(lead))
    expect((await asks(officer, `${plan}/challenges/${challenge}`)).status).toBe(404)
    town.itIs('2026-04-01T09:00:00.000Z')
    await waitsFor('escalation-officer')
    await until(() => isDueTo(officer))
    expect((await itsState())['steps']).toMatchObject([
      { because: 'unanswered', addressee: 'team-lead' },
      { because: 'unanswered', addressee: 'escalation-officer' },
    ])
  }, 30_000)
})

describe('the escalation officer', () => {
  it('reads it with what it is of', async () => {
    expect(await town.as(officer).get(`${plan}/challenges/${challenge}`)).toMatchObject({ words: WORDS })
    expect(await town.as(officer).get(`${plan}/priorities/${priority}`)).toMatchObject({ reason: REASON })
  })

  it('opens nothing else by any route of the plan', async () => {
    const reads = routes.filter(({ method }) => method === 'GET')
    expect(reads.length).toBeGreaterThan(20)
    const told: string[] = []
    for (const { pattern } of reads)
      for (const id of pattern.includes(':id') ? others : ['']) {
        const path = pattern.replace('/v1', '').replace(':planId', family.planId).replaceAll(/:\w+/g, id)
        const query = pattern.endsWith('/changes') ? '?from=-1&to=500' : ''
        const { status, body } = await asks(officer, path + query)
        const said = JSON.stringify(body)
        if (id !== '' && ![403, 404].includes(status)) told.push(`${path}: ${String(status)}`)
        if (ELSE.some((words) => said.includes(words))) told.push(`${path}: ${said}`)
      }
    expect(told).toEqual([])
  }, 30_000)

  it('does nothing else there', async () => {
    const writes = routes.filter(({ method, pattern }) => method !== 'GET' && !pattern.endsWith('previews'))
    expect(writes.length).toBeGreaterThan(40)
    const done: string[] = []
    for (const { method, pattern, operation } of writes)
      for (const id of pattern.includes(':id') ? [priority, ...others] : ['']) {
        const path = pattern.replace('/v1', '').replace(':planId', family.planId).replaceAll(/:\w+/g, id)
        const takesBody = operation?.requestBody !== undefined
        const { status } = await asks(officer, path, method, takesBody ? {} : undefined)
        // What has a body is first judged by its body.
        if (![403, 404, ...(takesBody ? [400] : [])].includes(status)) done.push(`${method} ${path}: ${String(status)}`)
      }
    for (const [path, body] of [
      ['/goals', { domain: 'participation', about: [family.parent.id], lifeArea: 'finances', words: 'Iets' }],
      ['/members', { name: 'Iemand', birthDate: '1990-01-01' }],
      ['/challenges', { on: { kind: 'priority', id: priority }, words: 'x', wish: 'y', firstTo: 'addressee' }],
      [`/challenges/${others[3] ?? ''}/answers`, answer],
      [`/challenges/${challenge}/rejection`, {}],
    ] as const) {
      const { status } = await asks(officer, `${plan}${path}`, 'POST', body)
      if (![403, 404].includes(status)) done.push(`${path}: ${String(status)}`)
    }
    expect(done).toEqual([])
  }, 60_000)

  it('answers it, and that stands until who raised it takes it', async () => {
    await town.as(officer).post(`${plan}/challenges/${challenge}/answers`, answer)
    expect(await itsState()).toMatchObject({ state: 'answered', answers: [{ finding: 'upheld' }] })
    await until(async () => !(await isDueTo(officer)))
    await town.as(family.parent).post(`${plan}/challenges/${challenge}/acceptance`)
    // It reads on for thirty days, and then no more.
    expect((await asks(officer, `${plan}/challenges/${challenge}`)).status).toBe(200)
    town.itIs('2026-05-02T09:00:00.000Z')
    expect((await asks(officer, `${plan}/challenges/${challenge}`)).status).toBe(404)
    expect(await itsState()).toMatchObject({ state: 'accepted' })
  })
})

it('whose last answer is rejected stands as unanswered when nobody is left, to who raised it', async () => {
  const at = `${plan}/challenges/${others[3] ?? ''}`
  const addressee = async () => (await asks(family.parent, at)).body['addressee']
  await town.as(family.parent).post(`${at}/rejection`, { words: 'Nee' })
  expect(await addressee()).toBe('escalation-officer')
  town.itIs('2026-06-02T09:00:00.000Z')
  await until(async () => (await addressee()) === undefined)
  expect(await town.as(family.parent).get(at)).toMatchObject({
    state: 'unanswered',
    words: ELSE[3],
    steps: [{ because: 'not-accepted', words: 'Nee' }, { because: 'unanswered' }],
  })
}, 30_000)
