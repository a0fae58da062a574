/** Whoever reads anything of anybody leaves a record of it, durable before the answer, also where they are refused; without one there is no answer. Over every route that the document has. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { asOfNow } from './support/as-of-now.ts'
import type { OpenAPIObject } from '@nestjs/swagger'
import { LOOKED_AT, type AccessRecorded } from '../libs/access/access-record.ts'
import type { Envelope } from '../libs/deciding/envelope.ts'
import { aDeviationRead, aHelpedFamily, anInspectionIsOpened, type HelpedFamily } from './support/a-helped-family.ts'
import { aPartner, aStream, DE_BRUG, headersOf, pageOfEvents } from './support/partners.ts'
import { operationsOf } from './support/routes.ts'
import { aTown, type Person, type Town } from './support/story.ts'

type Recorded = Envelope & { readonly data: Omit<AccessRecorded, 'type' | 'domain' | 'about'> }

/** What is about nobody: the only reads that leave nothing. */
const OF_NOBODY = [
  '/ages-by-law',
  '/coordination-bases',
  '/event-schemas',
  '/event-schemas/{type}/{version}',
  '/processing-activities',
  '/protocols',
  '/protocols/{protocolId}',
  '/protocols/{protocolId}/versions',
  '/protocols/{protocolId}/lessons',
  '/second-readers',
  '/subscriptions',
  '/subscriptions/{subscriptionId}',
  '/teams',
  '/break-glass-roles',
  '/terms',
  '/unanswered',
]

let town: Town
let family: HelpedFamily
let deBrug: Person
let document: OpenAPIObject
const ids: Record<string, string> = {}

beforeAll(async () => {
  town = await aTown()
  family = await aHelpedFamily(town)
  deBrug = await aPartner(town, DE_BRUG)
  const { deviation } = await aDeviationRead(town, family)
  const { planId, child, coordinator, youthWorker } = family
  await anInspectionIsOpened(town, family)
  const noor = town.as(coordinator)
  const yara = town.as(youthWorker)
  const about = [child.id]
  const goal = await yara.post(`/plans/${planId}/goals`, {
    domain: 'youth',
    about,
    lifeArea: 'housing',
    words: 'Slapen',
  })
  const action = await yara.post(`/plans/${planId}/actions`, { goal: goal.id, owner: youthWorker.id, words: 'Bellen' })
  Object.assign(ids, { goals: goal.id, actions: action.id, deviations: deviation, members: child.id })
  document = (await (await fetch(`${town.api}/openapi.json`)).json()) as OpenAPIObject
  await noor.get(`/plans/${planId}`)
}, 60_000)
afterAll(() => town.close())

const all = async (): Promise<readonly Recorded[]> =>
  (await town.system.access.store.readAll(undefined, 100_000)).map(({ body }) => JSON.parse(body) as Recorded)

/** The records that something left. */
async function leftBy<Answer>(doing: () => Promise<Answer>) {
  const before = (await all()).length
  const answer = await doing()
  return { answer, left: (await all()).slice(before) }
}

const reads = () =>
  operationsOf(document)
    .filter(({ method }) => method === 'get')
    .map(({ path }) => path)

const SOMEBODY = '9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a11'

/** A read's address with what is there in the place of each part, and an unknown id where nothing is. */
function addressOf(path: string): string {
  const parts = path.split('/')
  const address = parts.map((part, place) => {
    if (part === '{planId}') return family.planId
    if (!part.startsWith('{')) return part
    if (part === '{protocolId}') return 'meldcode'
    return ids[parts[place - 1] ?? ''] ?? SOMEBODY
  })
  return address.join('/') + (path.endsWith('/changes') ? '?from=-1&to=0' : '')
}

const ofSomebody = () => reads().filter((path) => !OF_NOBODY.includes(path) && path !== '/events')

describe('a read', () => {
  it('is of a kind that is known, or of nobody', () => {
    const words = ofSomebody().map((path) =>
      path === '/plans/{planId}' ? 'plan' : (path.split('/').findLast((word) => !word.startsWith('{')) ?? ''),
    )
    expect(words.filter((word) => !Object.hasOwn(LOOKED_AT, word))).toEqual([])
    expect(OF_NOBODY.filter((path) => !reads().includes(path))).toEqual([])
  })

  it('leaves one record, whoever asks and whatever comes of it', async () => {
    const { coordinator, youthWorker, parent, auditor, administrator } = family
    const stranger = await town.person('coordinator', 'Bram')
    const wrong: unknown[] = []
    let answered = 0
    for (const path of ofSomebody())
      for (const person of [coordinator, youthWorker, parent, auditor, administrator, deBrug, stranger]) {
        const { answer, left } = await leftBy(() => town.as(person).asks('GET', addressOf(path)))
        if (answer.status === 200) answered += 1
        const code = answer.status === 200 ? 'answered' : answer.body['code']
        const [record] = left
        const isRight =
          left.length === 1 &&
          record?.actor.id === person.id &&
          record.data.outcome === code &&
          record.processingActivity === person.activity &&
          record.correlationId === (answer.headers.get('traceparent') ?? record.traceparent ?? '').slice(3, 35) &&
          (!path.startsWith('/plans/') || record.data.looks.some(({ plan }) => plan === family.planId))
        if (!isRight) wrong.push({ path, by: person.role, status: answer.status, left })
      }
    expect(wrong).toEqual([])
    expect(answered).toBeGreaterThan(60)
  }, 120_000)

  it('leaves none where it is about nobody, or is no read of anything', async () => {
    const { left } = await leftBy(async () => {
      for (const path of OF_NOBODY) await town.as(family.coordinator).asks('GET', addressOf(path))
      await town.as(family.coordinator).asks('GET', `/plans/${family.planId}?nonsense=1`)
      await fetch(`${town.api}/plans/${family.planId}`)
    })
    expect(left).toEqual([])
  })

  it('says who, for whom, at what, on which ground and facts; with nobody’s words', async () => {
    const { planId, child, parent, youthWorker } = family
    const goal = ids['goals'] ?? ''
    const { left } = await leftBy(() => town.as(youthWorker).get(`/plans/${planId}/goals/${goal}`))
    expect(left[0]).toMatchObject({
      type: 'AccessRecorded',
      actor: { kind: 'person', id: youthWorker.id, role: 'professional' },
      about: [child.id],
      data: {
        kind: 'goals',
        outcome: 'answered',
        tables: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
        looks: [
          {
            plan: planId,
            grounds: ['care-team'],
            domains: ['youth'],
            persons: [child.id],
            items: [{ kind: 'goal', id: goal }],
            facts: { plan: expect.any(Number) as unknown, at: expect.any(String) as unknown },
          },
        ],
      },
    })
    expect(left[0]?.stream).toMatch(/^access-[a-z0-9-]+-\d{4}-\d\d-\d\d$/)
    const read = await leftBy(() => town.as(parent).get(`/plans/${planId}`))
    expect(read.left[0]?.data.looks[0]).toMatchObject({
      grounds: ['family'],
      sees: expect.stringMatching(/^[0-9,-]+$/) as unknown,
    })
    expect(JSON.stringify(await all())).not.toMatch(/Slapen|Mirjam|Kim|Yara/)
  })

  it('of another’s file says for whom', async () => {
    const { planId, child, parent, coordinator } = family
    const representative = {
      representative: parent.id,
      name: 'Mirjam',
      represents: child.id,
      kind: 'parental-authority',
      proof: { kind: 'brp', date: '2026-01-05' },
    }
    await town
      .as(coordinator)
      .post(`/plans/${planId}/care-team/representatives`, { ...representative, from: '2020-01-01T00:00:00Z' })
    const { left } = await leftBy(() => town.as(parent).get(`/plans/${planId}`))
    expect(left[0]?.data.looks[0]?.onBehalfOf).toEqual([child.id])
  })

  it('of a list names the plans in it, and nothing where it is empty', async () => {
    const { planId, coordinator } = family
    const { left } = await leftBy(async () => {
      await town.as(coordinator).asks('GET', '/caseload', { headers: await asOfNow(town) })
    })
    expect(left[0]?.data).toMatchObject({
      kind: 'caseload',
      looks: [{ plan: planId, items: expect.anything() as unknown }],
    })
    const nobody = await town.person('coordinator', 'Nora')
    const empty = await leftBy(() => town.as(nobody).get('/caseload'))
    expect(empty.left.map(({ data }) => data.looks)).toEqual([[]])
  })
})

describe('what a partner is told', () => {
  it('leaves one record a page, with how far it came; an empty page none', async () => {
    const { answer, left } = await leftBy(() => pageOfEvents(town, deBrug, 'limit=5'))
    expect(answer.events).toHaveLength(5)
    expect(left).toHaveLength(1)
    expect(left[0]).toMatchObject({
      actor: { kind: 'organisation', organisation: DE_BRUG },
      data: { kind: 'events', channel: 'feed', checkpoint: expect.stringMatching(/^\d+$/) as unknown },
    })
    expect(left[0]?.data.looks).toMatchObject([{ plan: family.planId, grounds: ['partner'] }])
    const empty = await leftBy(() => pageOfEvents(town, deBrug, 'type=nl.samenspel.plan.priority-lifted.v1'))
    expect([empty.answer.events, empty.left]).toEqual([[], []])
    const refused = await leftBy(() => town.as(family.coordinator).asks('GET', '/events'))
    expect(refused.left.map(({ data }) => data.outcome)).toEqual(['ONLY_A_PARTNER_ORGANISATION_DOES_THIS'])
  })

  it('over a stream leaves its records too, and what an event refers to is a read', async () => {
    const { events } = await pageOfEvents(town, deBrug, 'limit=100')
    const { left } = await leftBy(async () => {
      await using stream = await aStream(town, deBrug)
      await stream.take(events.length)
    })
    const told = left.filter(({ data }) => data.channel === 'stream')
    expect(told.length).toBeGreaterThan(0)
    expect(told.length).toBeLessThan(events.length)

    const dataref = events.find(({ type }) => type.includes('goal-proposed'))?.dataref ?? ''
    const { left: fetched } = await leftBy(() => fetch(dataref, { headers: headersOf(deBrug) }))
    expect(fetched).toMatchObject([
      { data: { kind: 'events', outcome: 'answered', looks: [{ grounds: ['partner'] }] } },
    ])
  })
})

describe('where no record can be made', () => {
  it('there is no answer, over any route; what is about nobody goes on, and so do commands', async () => {
    await town.system.access.store.close()
    const { coordinator, planId } = family
    const told: unknown[] = []
    for (const path of ofSomebody()) {
      const { status, body } = await town.as(coordinator).asks('GET', addressOf(path))
      if (status !== 503 || body['code'] !== 'LOOK_CANNOT_BE_PUT_ON_RECORD' || 'plan' in body)
        told.push({ path, status, body })
    }
    expect(told).toEqual([])
    expect((await pageOfEvents(town, deBrug)).status).toBe(503)
    expect((await town.as(coordinator).asks('GET', '/protocols')).status).toBe(200)
    expect(
      (await town.as(coordinator).asks('POST', `/plans/${planId}/client-support-offers`, { body: { accepted: true } }))
        .status,
    ).toBe(201)
    const ready = await fetch(new URL('/health/ready', town.api))
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({ notReady: [{ part: 'access records', because: 'closed' }] })
  }, 60_000)
})
