/**
 * Whatever stands in the store for one subscription, and whatever its endpoint or topic does, the other organisations are served: by webhook, over Kafka, by
 * the feed and by a stream that is open, while it comes, and after a restart. Who has it sees that it is set aside; and it comes back when it is mended.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { topicOf } from '../libs/relaying/partner-topics.ts'
import { planStream, subscriptionStream } from '../libs/installation/system.ts'
import type { NewEvent } from '../libs/event-store/port.ts'
import { MessageRefused, NotTaken } from '../libs/messaging/kafka.ts'
import { receiver, type Answering, type Receiver } from '../libs/messaging/testing/receiver.ts'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { closeAll } from './support/closing.ts'
import {
  allEvents,
  aPartner,
  aStream,
  DE_BRUG,
  DE_STAM,
  pageOfEvents,
  until,
  type OpenStream,
} from './support/partners.ts'
import { aRestartableTown, type RestartableTown } from './support/restartable-town.ts'
import type { Asking, Person, Told } from './support/story.ts'

const TRIALS = 40
/** Whose subscriptions are broken in every way. */
const DE_SLOPER = '00000099000000000007'

let town: RestartableTown
let family: HelpedFamily
let deBrug: Person
let brug: Asking
let deStam: Person
let stam: Asking
let sloper: Asking
let endpoint: Receiver
let stream: OpenStream
/** Ids of events that came over Kafka. */
const topic: string[] = []
/** What happens to messages for the topic of the one that is broken. */
let broken: () => Promise<void> = () => Promise.resolve()

const sayingBack: Answering = ({ headers, body }, response) => {
  response.end(String(headers['webhook-id']).startsWith('challenge-') ? body : undefined)
}

beforeAll(async () => {
  town = await aRestartableTown((to, messages) => {
    if (to !== topicOf(DE_BRUG)) return broken()
    topic.push(...messages.map(({ headers }) => headers['ce_id'] ?? ''))
    return Promise.resolve()
  })
  family = await aHelpedFamily(town)
  deBrug = await aPartner(town, DE_BRUG)
  brug = town.as(deBrug)
  deStam = await aPartner(town, DE_STAM)
  stam = town.as(deStam)
  sloper = town.as(await aPartner(town, DE_SLOPER))
  endpoint = await receiver({ answer: sayingBack })
  await brug.post('/subscriptions', { channel: 'webhook', endpoint: endpoint.url })
  await brug.post('/subscriptions', { channel: 'kafka' })
  stream = await aStream(town, deBrug)
  await stream.take((await allEvents(town, deBrug)).length)
  await town.as(family.coordinator).post(`/plans/${family.planId}/referrals`, {
    to: DE_STAM,
    domain: 'wmo',
    about: [family.child.id],
    words: 'Hulp in huis',
    until: '2031-01-01T00:00:00Z',
  })
}, 60_000)
afterAll(() =>
  closeAll({
    stream: () => stream[Symbol.asyncDispose](),
    town: () => town.close(),
    endpoint: () => endpoint.close(),
  }),
)

/** Something happens that De Brug is to have: it comes, over every channel. */
async function allIsServed(where: unknown): Promise<void> {
  const goal = { domain: 'youth', about: [family.child.id], lifeArea: 'work-and-education', words: 'Weer naar school' }
  const { id: goalId } = await town.as(family.youthWorker).post(`/plans/${family.planId}/goals`, goal)
  const feed = await allEvents(town, deBrug)
  const id = feed.findLast(({ data }) => data.item.id === goalId)?.id ?? 'it is not in the feed'
  const missing = () => [
    ...(topic.includes(id) ? [] : ['kafka']),
    ...(endpoint.received.some(({ headers }) => headers['webhook-id'] === id) ? [] : ['webhook']),
    ...(streamed.has(id) ? [] : ['stream']),
  ]
  await until(async () => {
    for (const { event } of await stream.take(Math.min(1, stream.pending()))) streamed.add(event.id)
    return missing().length === 0
  }).catch(() => {
    throw new Error(`not served over ${missing().join(', ')} beside ${JSON.stringify(where)}`)
  })
  expect(
    ((await brug.get('/subscriptions'))['subscriptions'] as readonly Told[]).map((one) => one['setAside']),
  ).toEqual([undefined, undefined])
}
const streamed = new Set<string>()

const itemOf = async (id: string): Promise<Told | undefined> =>
  ((await stam.get('/subscriptions'))['subscriptions'] as readonly Told[]).find((one) => one.id === id)
const reasonIn = (told: Told | undefined): unknown => (told?.['setAside'] as Told | undefined)?.['because']

const ready = async () => {
  const answer = await fetch(town.api.replace('/v1', '/health/ready'))
  return { status: answer.status, body: (await answer.json()) as { readonly degraded: readonly Told[] } }
}

/** An event of a subscription as it might stand in a store: written by another version, or damaged. */
interface Written {
  readonly type: string
  readonly schema?: unknown
  readonly data?: unknown
  /** Instead of all of it. */
  readonly body?: string
}

function stored(stream: string, revision: number, { type, schema = 1, data, body }: Written): NewEvent {
  const id = randomUUID()
  const envelope = {
    envelope: 1,
    id,
    type,
    schema,
    municipality: '0363',
    stream,
    revision,
    sequence: revision,
    recordedAt: new Date().toISOString(),
    actor: { kind: 'organisation', id: randomUUID(), role: 'partner', organisation: DE_STAM },
    domain: 'general',
    about: [],
    processingActivity: 'partner-information',
    legalBasis: '',
    commandId: randomUUID(),
    correlationId: 'c',
    causationId: 'd',
    data,
  }
  return { id, type, body: body ?? JSON.stringify(envelope) }
}

const odd = fc.constantFrom<unknown>(null, undefined, '', 'x', 0, -1, true, [], {}, [null], [{}], ['x', 1], {
  types: 1,
})
const wholeWanted = { types: [], domains: [], plans: [] }
const registration = (more: object = {}) => ({
  organisation: DE_SLOPER,
  channel: 'kafka',
  wanted: wholeWanted,
  start: { position: '' },
  ...more,
})
const wanted = fc.oneof(
  odd,
  fc.record({ types: fc.oneof(odd, fc.constant(['nl.samenspel.plan.nothing.v9'])), domains: odd, plans: odd }),
  fc.constantFrom(
    { ...wholeWanted, types: null },
    { ...wholeWanted, types: ['nl.x'] },
    { ...wholeWanted, domains: ['x'] },
    { ...wholeWanted, plans: ['x'] },
  ),
)
const start = fc.oneof(
  odd,
  fc.record({ position: fc.constantFrom<unknown>(null, 'x', '12', '9'.repeat(16), '00000000-0000', 7), since: odd }),
)
const aChannel = fc.constantFrom<unknown>('kafka', 'webhook')
const channel = fc.oneof(aChannel, odd, fc.constant('pigeon'))
const sealed = fc.oneof(odd, fc.constant({ sealed: 'gone', sha256: 'AAAA' }))
const data = fc.oneof(
  odd,
  fc.record({ channel: aChannel, wanted }).map(registration),
  fc.record({ channel: aChannel, start }).map(registration),
  fc.record({ channel, organisation: fc.oneof(fc.constant(DE_SLOPER), odd) }).map(registration),
  fc
    .oneof(sealed, fc.constantFrom('https://10.0.0.1/', ''))
    .map((one) => registration({ channel: 'webhook', endpoint: one })),
)
const registered = fc.oneof(
  { weight: 6, arbitrary: data.map((one): Written => ({ type: 'SubscriptionRegistered', data: one })) },
  { weight: 1, arbitrary: fc.constant<Written>({ type: 'SubscriptionRegistered', schema: 99, data: registration() }) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(
        ...['{', 'null', '', '[]', '"x"', '{"data":null}', 'not json at all'],
        `{"data":{"organisation":"${DE_SLOPER}","channel":{}},"recordedAt":"x"}`,
      )
      .map((body): Written => ({ type: 'SubscriptionRegistered', body })),
  },
)
const later = fc.constantFrom<readonly Written[]>(
  [],
  [{ type: 'EndpointProved', data: {} }],
  [{ type: 'SubscriptionPaused', body: '{' }],
  [
    { type: 'EndpointProved', data: {} },
    { type: 'ReplayRequested', data: { replay: null, start: null } },
  ],
  [{ type: 'SecretRotated', data: { version: null } }],
  [{ type: 'SecretRotated', data: { version: 2, previousUntil: 'x' } }],
  [{ type: 'SubscriptionResumed', schema: 7, data: {} }],
  [{ type: 'NobodyKnowsThis', data: {} }],
)

async function appended(first: Written, others: readonly Written[]): Promise<string> {
  const id = randomUUID()
  const to = subscriptionStream(id)
  const whole = (one: Written): Written =>
    typeof one.data === 'object' && one.data !== null && 'organisation' in one.data
      ? { ...one, data: { subscription: id, ...one.data } }
      : one
  await town.system.store.append(
    to,
    'no-stream',
    [first, ...others].map((one, at) => stored(to, at, whole(one))),
  )
  return id
}

describe('a subscription that cannot be read or served', () => {
  it('stops no other organisation, whatever stands in the store, while it comes and after a restart', async () => {
    await allIsServed('nothing')
    await fc.assert(
      fc.asyncProperty(registered, later, async (first, others) => {
        const id = await appended(first, others)
        await allIsServed({ first, others })
        const theirs = (await sloper.get('/subscriptions'))['subscriptions'] as readonly Told[]
        const isListed = theirs.some((one) => one.id === id)
        expect((await sloper.asks('GET', `/subscriptions/${id}`)).status).toBe(isListed ? 200 : 404)
      }),
      { numRuns: TRIALS, endOnFailure: true },
    )
    await stream[Symbol.asyncDispose]()
    await town.restart()
    stream = await aStream(town, deBrug)
    await allIsServed('all of them')
    const { status, body } = await ready()
    expect({ status, body }).toMatchObject({ status: 200, body: { ready: true } })
  }, 240_000)

  it('is seen to be set aside by whose it is, and counted for who runs this', async () => {
    const cases: readonly (readonly [string, Written, readonly Written[]])[] = [
      ['wanted-is-unknown', aRegistration({ wanted: { ...wholeWanted, types: null } }), []],
      ['wanted-is-unknown', aRegistration({ wanted: { ...wholeWanted, types: ['nl.samenspel.plan.x.v1'] } }), []],
      ['start-is-unknown', aRegistration({ start: { position: 'x' } }), []],
      ['channel-is-unknown', aRegistration({ channel: 'pigeon' }), []],
      ['subscription-cannot-be-read', { ...aRegistration({ channel: 'webhook' }), schema: 99 }, []],
      [
        'subscription-cannot-be-read',
        aRegistration({ channel: 'webhook' }),
        [{ type: 'SubscriptionPaused', body: '{' }],
      ],
      ['endpoint-cannot-be-opened', aRegistration({ channel: 'webhook' }), [{ type: 'EndpointProved', data: {} }]],
    ]
    for (const [because, first, others] of cases) {
      const began = Date.now() - 1_000
      const id = await appended(first, others)
      await until(async () => reasonIn(await itemOf(id)) === because)
      const read = await stam.get(`/subscriptions/${id}`)
      expect(read['setAside']).toEqual({ because, since: expect.any(String) })
      const { since } = read['setAside'] as { readonly since: string }
      expect(Date.parse(since)).toBeGreaterThanOrEqual(began)
      expect(reasonIn(await itemOf(id))).toBe(because)
      expect((await brug.asks('GET', `/subscriptions/${id}`)).status).toBe(404)
      const { status, body } = await ready()
      expect(status).toBe(200)
      expect(body.degraded[0]).toMatchObject({ part: 'subscriptions', because: 'set aside' })
      const ended = await stam.asks('DELETE', `/subscriptions/${id}`)
      if (because === 'subscription-cannot-be-read')
        expect({ status: ended.status, code: ended.body['code'] }).toEqual({
          status: 409,
          code: 'SUBSCRIPTION_IS_SET_ASIDE',
        })
      else expect(ended.status).toBe(200)
    }
  }, 60_000)

  it('comes back by itself when it is mended', async () => {
    const id = await appended(aRegistration({ wanted: wholeWanted, start: { position: 'x' } }), [])
    await until(async () => reasonIn(await itemOf(id)) === 'start-is-unknown')
    // Its organisation asks for everything again: from then on it is one that can be read.
    let handedOver = 0
    broken = () => {
      handedOver += 1
      return Promise.resolve()
    }
    await stam.post(`/subscriptions/${id}/replays`, { since: '2020-01-01T00:00:00Z' })
    await until(() => handedOver > 0, 20_000)
    expect(await itemOf(id)).not.toHaveProperty('setAside')
    await stam.delete(`/subscriptions/${id}`)
  }, 60_000)
})

const aRegistration = (more: object): Written => ({
  type: 'SubscriptionRegistered',
  data: registration({ organisation: DE_STAM, ...more }),
})

describe('a topic that is missing, refuses, or takes nothing', () => {
  const REASONS = [
    ['topic-cannot-be-written', () => Promise.reject(new NotTaken('UNKNOWN_TOPIC_OR_PARTITION', 'no such topic'))],
    ['topic-cannot-be-written', () => Promise.reject(new NotTaken('TOPIC_AUTHORIZATION_FAILED', 'not for you'))],
    ['event-cannot-be-handed-over', () => Promise.reject(new MessageRefused('MESSAGE_TOO_LARGE', 'too large'))],
    ['cannot-be-served', () => Promise.reject(new TypeError('nobody knows'))],
  ] as const

  it('holds up no other, is seen, and is written to again when it can be', async () => {
    for (const [because, fails] of REASONS) {
      broken = fails
      const { id } = await stam.post('/subscriptions', { channel: 'kafka', since: '2020-01-01T00:00:00Z' })
      await until(async () => reasonIn(await itemOf(id)) === because)
      await allIsServed(because)
      broken = () => Promise.resolve()
      await until(async () => reasonIn(await itemOf(id)) === undefined, 20_000)
      await stam.delete(`/subscriptions/${id}`)
    }
  }, 90_000)

  it('that never answers holds up no other, also when its subscription is changed', async () => {
    const silence = Promise.withResolvers<undefined>()
    broken = () => silence.promise
    const { id } = await stam.post('/subscriptions', { channel: 'kafka', since: '2020-01-01T00:00:00Z' })
    await allIsServed('a topic that never answers')
    await stam.post(`/subscriptions/${id}/pause`)
    const another = await receiver({ answer: sayingBack })
    const { id: fresh } = await brug.post('/subscriptions', { channel: 'webhook', endpoint: another.url })
    await brug.delete(`/subscriptions/${fresh}`)
    await allIsServed('a topic that never answers, paused')
    await another.close()
    silence.resolve(undefined)
    await stam.delete(`/subscriptions/${id}`)
  }, 60_000)
})

describe('an endpoint that hangs, redirects, or answers nonsense', () => {
  it('holds up no other', async () => {
    const answers: readonly Answering[] = [
      () => undefined,
      (_, response) => response.writeHead(302, { location: endpoint.url }).end(),
      (_, response) => response.socket?.end('nonsense\r\n\r\n'),
      (_, response) => response.socket?.destroy(),
      (_, response) => response.writeHead(500).end('x'.repeat(100_000)),
      (_, response) => response.writeHead(200, { 'content-length': '10' }).write('a'),
    ]
    for (const [at, answer] of answers.entries()) {
      const theirs = await receiver({ answer: sayingBack })
      const more = { channel: 'webhook', endpoint: theirs.url, since: '2020-01-01T00:00:00Z' }
      theirs.answer = (received, response) => {
        ;(String(received.headers['webhook-id']).startsWith('challenge-') ? sayingBack : answer)(received, response)
      }
      const { id } = await stam.post('/subscriptions', more)
      await until(() => theirs.received.length > 1)
      await allIsServed(`endpoint ${String(at)}`)
      await stam.delete(`/subscriptions/${id}`)
      await theirs.close()
    }
  }, 60_000)
})

describe('an event of a plan that cannot be read', () => {
  it('holds back that plan from whoever has a part in it, and nothing else from anybody', async () => {
    const noor = town.as(family.coordinator)
    const { planId } = await noor.post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })
    const { id: member } = await noor.post(`/plans/${planId}/members`, { name: 'Sam Jansen', birthDate: '2012-06-15' })
    const referral = { domain: 'wmo', about: [member], words: 'Hulp in huis', until: '2031-01-01T00:00:00Z' }
    await noor.post(`/plans/${planId}/referrals`, { ...referral, to: DE_STAM })
    broken = () => Promise.resolve()
    const { id } = await stam.post('/subscriptions', { channel: 'kafka', since: '2020-01-01T00:00:00Z' })
    await until(async () => (await stam.get(`/subscriptions/${id}`))['deliveries'] !== undefined)
    const before = await allEvents(town, deStam)

    // Of a newer form, so that it can be known for whom they are; and damaged, so that it cannot.
    const { store } = town.system
    const to = planStream(planId)
    const revision = (await store.read(to)).length
    const data = { referral: randomUUID(), ...referral, to: DE_STAM }
    const poison = [
      stored(to, revision, { type: 'ReferralMade', schema: 99, data }),
      stored(to, revision + 1, { type: 'ProfessionalJoined', body: '{' }),
    ]
    await store.append(to, revision - 1, poison)
    await allIsServed('a plan that cannot be read')
    const deliveries = async () => (await stam.get(`/subscriptions/${id}`))['deliveries']
    await until(async () => 'incomplete' in ((await deliveries()) as Told))
    expect(reasonIn(await itemOf(id))).toBeUndefined()
    await allIsServed('a plan that cannot be read, found by who is in it')

    const first = await pageOfEvents(town, deStam, 'limit=100')
    // Whether it may have the earlier ones of that plan cannot be judged any more either.
    expect(first.events).toEqual(before.filter(({ subject }) => subject !== planId))
    expect(first.events).toHaveLength(before.length - 1)
    const next = await stam.asks('GET', `/events?limit=100&cursor=${first.next ?? ''}`)
    expect([next.status, next.headers.get('incomplete'), next.body]).toEqual([200, 'true', []])
  }, 60_000)
})
