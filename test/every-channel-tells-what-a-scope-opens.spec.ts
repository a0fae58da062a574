/** Whoever works here for one goal is told of that, over every channel alike, and so is whom one item was shared with: over none of anything else, and over none once that is over. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { receiver, type Answering, type Received, type Receiver } from '../libs/messaging/testing/receiver.ts'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { closeAll } from './support/closing.ts'
import { findKafka, type Broker } from './support/kafka-broker.ts'
import { needs } from './support/needs.ts'
import {
  aTopicReader,
  connectionTo,
  subscribesOverKafka,
  topicsFor,
  type TopicReader,
} from './support/partner-topic.ts'
import {
  allEvents,
  aPartner,
  aStream,
  DE_BRUG,
  DE_STAM,
  fetched,
  until,
  type CloudEventTold,
  type OpenStream,
} from './support/partners.ts'
import { startRelay, type RelayProcess } from './support/relay-process.ts'
import { aTown, type Person, type Town } from './support/story.ts'

const SCHOOL = '00000099000000000004'
const IN_YEARS = '2031-01-01T00:00:00Z'
const IN_DAYS = new Date(Date.now() + 100 * 86_400_000).toISOString()

const kafka = await findKafka()
const overKafka = needs('Kafka', kafka.missing)

let town: Town
let family: HelpedFamily
let plan: string
/** Works here for one goal. */
let deStam: Person
/** Accepted a referral that opens nothing, and had one action shared with it. */
let school: Person
let endpoints: Readonly<Record<'stam' | 'school', Receiver>>
let stream: OpenStream
const ids = { open: '', secret: '', shared: '', joining: '', sharing: '' }

let broker: Broker | undefined
let relay: RelayProcess | undefined
let topics: Readonly<Record<'stam' | 'school', TopicReader>> | undefined

const noor = () => town.as(family.coordinator)
const yara = () => town.as(family.youthWorker)
const aGoal = async (words: string) => {
  const goal = { domain: 'youth', about: [family.child.id], lifeArea: 'housing', words }
  return (await yara().post(`${plan}/goals`, goal)).id
}
const anAction = async (goal: string, words: string) =>
  (await yara().post(`${plan}/actions`, { goal, owner: family.youthWorker.id, words })).id

const isChallenge = ({ headers }: Received) => String(headers['webhook-id']).startsWith('challenge-')
const taking: Answering = (received, response) => {
  if (isChallenge(received)) response.end(received.body)
  else response.writeHead(204).end()
}

beforeAll(async () => {
  town = await aTown()
  family = await aHelpedFamily(town)
  plan = `/plans/${family.planId}`
  ;[deStam, school] = [await aPartner(town, DE_STAM), await aPartner(town, SCHOOL)]
  endpoints = { stam: await receiver({ answer: taking }), school: await receiver({ answer: taking }) }
  await town.as(deStam).post('/subscriptions', { channel: 'webhook', endpoint: endpoints.stam.url })
  await town.as(school).post('/subscriptions', { channel: 'webhook', endpoint: endpoints.school.url })
  stream = await aStream(town, deStam)
  if (kafka.missing === undefined) {
    broker = await kafka.start()
    const { brokers } = broker
    await topicsFor(connectionTo(brokers), [DE_STAM, SCHOOL])
    for (const partner of [deStam, school]) await subscribesOverKafka(town, partner)
    relay = startRelay({ town, brokers })
    await relay.says('relaying')
    topics = {
      stam: aTopicReader(connectionTo(brokers), DE_STAM),
      school: aTopicReader(connectionTo(brokers), SCHOOL),
    }
  }

  ids.secret = await aGoal('Kim slaapt op een geheime plek')
  ids.shared = await anAction(ids.secret, 'Elke week praten met de mentor')
  ids.open = await aGoal('Weer naar school')
  const lot = await town.person('professional', 'Lot')
  const joins = {
    ...{ professional: lot.id, name: 'Lot', organisation: DE_STAM, domain: 'youth', activity: 'youth-support' },
    ...{ scope: { goals: [ids.open] }, until: IN_YEARS },
  }
  ids.joining = (await noor().post(`${plan}/care-team/professionals`, joins)).id
  const about = [family.child.id]
  const refers = { to: SCHOOL, domain: 'youth', about, words: 'Mentor', opens: [], until: IN_YEARS }
  const { id: referral } = await noor().post(`${plan}/referrals`, refers)
  await town.as(school).post(`${plan}/referrals/${referral}/acceptance`)
  const shares = {
    ...{ items: [{ kind: 'action', id: ids.shared }], to: { kind: 'organisation', id: SCHOOL } },
    ...{ ground: 'same-help', necessity: 'De mentor plant het gesprek', until: IN_DAYS },
  }
  ids.sharing = (await yara().post(`${plan}/sharings`, shares)).id
  // What each may be told of since: of the goal that is theirs, of another, and of what was shared.
  await anAction(ids.open, 'Rooster ophalen')
  await anAction(ids.secret, 'Tante bellen')
  await yara().post(`${plan}/actions/${ids.shared}/acceptance`, {})
}, 400_000)
afterAll(async () => {
  await closeAll({
    topics: () => Promise.all(Object.values(topics ?? {}).map((one) => one[Symbol.asyncDispose]())),
    relay: () => relay?.stop() ?? Promise.resolve(),
    stream: () => stream[Symbol.asyncDispose](),
    town: () => town.close(),
    stam: () => endpoints.stam.close(),
    school: () => endpoints.school.close(),
    broker: () => broker?.[Symbol.asyncDispose]() ?? Promise.resolve(),
  })
})

const idsOf = (events: readonly CloudEventTold[]) => events.map(({ id }) => id)
const kindsIn = (events: readonly CloudEventTold[]) =>
  new Set(events.map(({ data: { item } }) => (item.id === '' ? item.kind : `${item.kind} ${item.id}`)))

/** That came over a webhook. */
const delivered = (to: 'stam' | 'school'): readonly CloudEventTold[] =>
  endpoints[to].received.filter((one) => !isChallenge(one)).map(({ body }) => JSON.parse(body) as CloudEventTold)

describe('who works here for one goal', () => {
  it('is told over feed, stream and webhook of the same events, and of no other goal', async () => {
    const told = await allEvents(town, deStam)
    const kinds = kindsIn(told)
    expect(kinds).toContain(`goal ${ids.open}`)
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`${ids.secret}|${ids.shared}|${ids.sharing}`))
    // A joining tells of what was before it on the feed; over what is kept open comes what happens from then on.
    const since = told.filter(({ data: { item } }) => item.kind === 'professional' || item.kind === 'action')
    expect(since).toHaveLength(2)
    await until(() => idsOf(since).every((id) => idsOf(delivered('stam')).includes(id)))
    const streamed: CloudEventTold[] = []
    while (!idsOf(since).every((id) => idsOf(streamed).includes(id)))
      streamed.push(...(await stream.take(1)).map(({ event }) => event))
    // What was before it comes along where it had not gone by yet.
    for (const heard of [streamed, delivered('stam')]) expect(told).toEqual(expect.arrayContaining([...heard]))
  })

  it('fetches what it was told of, and not what another was', async () => {
    const deBrug = await aPartner(town, DE_BRUG)
    for (const one of await allEvents(town, deStam)) expect((await fetched(town.as(deStam), one)).status).toBe(200)
    const beyond = (await allEvents(town, deBrug)).filter(({ data }) => data.item.id === ids.secret)
    expect(beyond).toHaveLength(1)
    for (const one of beyond) expect((await fetched(town.as(deStam), one)).status).toBe(404)
  })
})

describe('whom one action was shared with', () => {
  it('is told of that and of what becomes of it, and of no goal', async () => {
    const told = await allEvents(town, school)
    const kinds = kindsIn(told)
    await until(() => delivered('school').length > 0 && delivered('school').at(-1)?.id === told.at(-1)?.id)
    expect(told).toEqual(expect.arrayContaining([...delivered('school')]))
    for (const one of [`sharing ${ids.sharing}`, `action ${ids.shared}`]) expect(kinds).toContain(one)
    expect([...kinds].filter((one) => one.startsWith('goal'))).toEqual([])
    for (const one of told) expect((await fetched(town.as(school), one)).status).toBe(200)
  })
})

overKafka.describe('over Kafka', () => {
  overKafka.it(
    'who works here for one goal, and whom something was shared with, get the same, and nothing that the feed has not',
    async () => {
      for (const [to, partner] of [
        ['stam', deStam],
        ['school', school],
      ] as const) {
        const told = idsOf(await allEvents(town, partner))
        await until(() => topics?.[to].ids().includes(told.at(-1) ?? '') === true, 60_000)
        expect(told).toEqual(expect.arrayContaining([...(topics?.[to].ids() ?? [])]))
      }
    },
    90_000,
  )
})

describe('once that is over', () => {
  it('nothing more comes over any channel, and nothing is fetched', async () => {
    const before = { stam: await allEvents(town, deStam), school: await allEvents(town, school) }
    const narrows = { scope: { goals: [] } }
    await noor().post(`${plan}/care-team/professionals/${ids.joining}/narrowing`, narrows)
    await noor().post(`${plan}/sharings/${ids.sharing}/end`, {})
    await yara().post(`${plan}/goals/${ids.open}/revisions`, { words: 'Twee dagen naar school' })
    await yara().post(`${plan}/actions/${ids.shared}/completion`, {})
    const after = { stam: await allEvents(town, deStam), school: await allEvents(town, school) }
    expect(kindsIn(after.stam)).not.toContain(`goal ${ids.open}`)
    expect(kindsIn(after.school)).not.toContain(`action ${ids.shared}`)
    // What both may still be told is behind all that is not for them.
    await until(() =>
      idsOf(after.stam)
        .slice(-1)
        .every((id) => idsOf(delivered('stam')).includes(id)),
    )
    const known = new Set([...idsOf(before.stam), ...idsOf(after.stam)])
    expect(idsOf(delivered('stam')).filter((id) => !known.has(id))).toEqual([])
    for (const one of before.stam.filter(({ data }) => data.item.id === ids.open))
      expect((await fetched(town.as(deStam), one)).body['code']).toBe('GROUND_HAS_ENDED')
    for (const one of before.school.filter(({ data }) => data.item.id === ids.shared))
      expect((await fetched(town.as(school), one)).body['code']).toBe('GROUND_HAS_ENDED')
    if (topics === undefined) return
    const kafkaKnown = new Set([...idsOf(before.school), ...idsOf(after.school)])
    expect(topics.school.ids().filter((id) => !kafkaKnown.has(id))).toEqual([])
  })
})
