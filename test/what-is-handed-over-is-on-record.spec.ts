/** What is handed over to a partner, over a webhook or over Kafka, leaves one access record a batch, durable before it is sent, with how far the channel has come; where nothing is handed over there is none. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { AccessRecorded, Channel } from '../libs/access/access-record.ts'
import { revisionsIn } from '../libs/access/revisions.ts'
import type { Envelope } from '../libs/deciding/envelope.ts'
import { receiver, type Receiver } from '../libs/messaging/testing/receiver.ts'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { findKafka, type Broker } from './support/kafka-broker.ts'
import { needs } from './support/needs.ts'
import { aTopicReader, connectionTo, subscribesOverKafka, topicsFor } from './support/partner-topic.ts'
import { allEvents, aPartner, DE_BRUG, headersOf, until, type CloudEventTold } from './support/partners.ts'
import { startRelay } from './support/relay-process.ts'
import { aTown, type Person, type Town } from './support/story.ts'

type Recorded = Envelope & { readonly data: Omit<AccessRecorded, 'type' | 'domain' | 'about'> }

const kafka = await findKafka()
const BEGINNING = '2020-01-01T00:00:00Z'

let town: Town
let family: HelpedFamily
let deBrug: Person

beforeAll(async () => {
  town = await aTown()
  family = await aHelpedFamily(town)
  deBrug = await aPartner(town, DE_BRUG)
}, 60_000)
afterAll(() => town.close())

/** In the order of the store. */
async function over(channel: Channel): Promise<readonly Recorded[]> {
  const all = await town.system.access.store.readAll(undefined, 100_000)
  return all.map(({ body }) => JSON.parse(body) as Recorded).filter(({ data }) => data.channel === channel)
}

/** The revisions that records say were told, in their order. */
const toldIn = (records: readonly Recorded[]): readonly number[] =>
  records.flatMap(({ data }) => data.looks.flatMap(({ told = '' }) => [...revisionsIn(told)]))

/** Those of the plan that the feed has for them, with all else that a record must say of a delivery. */
const revisionsOf = (events: readonly { readonly id: string }[], all: readonly Envelope[]): readonly number[] =>
  events.map(({ id }) => all.find((one) => one.id === id)?.revision ?? -1)

const stored = async () =>
  (await town.system.store.read(`plan-${family.planId}`)).map(({ body }) => JSON.parse(body) as Envelope)

const aGoal = () =>
  town.as(family.youthWorker).post(`/plans/${family.planId}/goals`, {
    ...{ domain: 'youth', about: [family.child.id], lifeArea: 'work-and-education', words: 'Weer naar school' },
  })
/** Of a family that they have no part in. */
const notForThem = () => town.as(family.coordinator).post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })

function isRight({ actor, data }: Recorded, channel: Channel, subscription: string) {
  expect(actor).toEqual({ kind: 'organisation', id: subscription, role: 'partner', organisation: DE_BRUG })
  expect(data).toMatchObject({
    kind: 'events',
    channel,
    outcome: 'answered',
    checkpoint: expect.stringMatching(/^\d+$/),
  })
  expect(data.looks).toMatchObject([{ plan: family.planId, grounds: ['partner'] }])
}

describe('a webhook', () => {
  let endpoint: Receiver
  /** How many records there were of webhooks, each time that something came. */
  const onRecordThen: number[] = []
  let failing = 0

  beforeAll(async () => {
    endpoint = await receiver({
      answer: ({ headers, body }, response) => {
        if (String(headers['webhook-id']).startsWith('challenge-')) response.end(body)
        else
          void over('webhook').then((records) => {
            onRecordThen.push(records.length)
            failing -= 1
            response.writeHead(failing >= 0 ? 500 : 204).end()
          })
      },
    })
  })
  afterAll(() => endpoint.close())

  it('leaves a record for each event that is sent, before it is; also for one that is not taken, and sent again', async () => {
    const { id } = await town.as(deBrug).post('/subscriptions', { channel: 'webhook', endpoint: endpoint.url })
    await notForThem()
    failing = 1
    const goals = [await aGoal(), await aGoal()]
    await until(() => onRecordThen.length === 3)
    const records = await over('webhook')
    expect(onRecordThen).toEqual([1, 2, 3])
    for (const record of records) isRight(record, 'webhook', id)
    const sent = endpoint.received.slice(-3).map(({ body }) => JSON.parse(body) as CloudEventTold)
    expect(new Set(sent.map(({ data }) => data.item.id))).toEqual(new Set(goals.map((goal) => goal.id)))
    expect(toldIn(records)).toEqual(revisionsOf(sent, await stored()))
    for (const [place, { data }] of records.entries()) {
      const [there] = await town.system.store.readAll(data.checkpoint ?? '', 1)
      expect(there?.id).toBe(sent[place]?.id)
    }
    await town.as(deBrug).delete(`/subscriptions/${id}`)
  }, 60_000)

  it('leaves none where nothing is for its organisation', async () => {
    const before = (await over('webhook')).length
    const { id } = await town.as(deBrug).post('/subscriptions', { channel: 'webhook', endpoint: endpoint.url })
    await notForThem()
    const head = await town.system.store.head()
    await until(async () => {
      const { deliveries } = await town.as(deBrug).get(`/subscriptions/${id}`)
      return (
        (deliveries as { readonly lagMs?: number } | undefined)?.lagMs === 0 &&
        head === (await town.system.store.head())
      )
    })
    expect(await over('webhook')).toHaveLength(before)
    await town.as(deBrug).delete(`/subscriptions/${id}`)
  }, 60_000)

  it('names what can be fetched, and that is a read of its own', async () => {
    const dataref = (await allEvents(town, deBrug)).at(-1)?.dataref ?? ''
    const before = (await town.system.access.store.readAll(undefined, 100_000)).length
    expect((await fetch(dataref, { headers: headersOf(deBrug) })).status).toBe(200)
    const left = (await town.system.access.store.readAll(undefined, 100_000)).slice(before)
    expect(left.map(({ body }) => JSON.parse(body) as Recorded)).toMatchObject([
      {
        actor: { organisation: DE_BRUG },
        data: { kind: 'events', outcome: 'answered', looks: [{ plan: family.planId }] },
      },
    ])
  })
})

const real = needs('Kafka', kafka.missing)

real.describe('a topic of Kafka', () => {
  let broker: Broker
  beforeAll(async () => {
    broker = await kafka.start()
    await topicsFor(connectionTo(broker.brokers), [DE_BRUG])
  }, 400_000)
  afterAll(async () => {
    await broker[Symbol.asyncDispose]()
  })

  real.it(
    'leaves a record for each batch, with how far it came, and none where nothing is for its organisation',
    async () => {
      const id = await subscribesOverKafka(town, deBrug, { since: BEGINNING })
      const told = await allEvents(town, deBrug)
      await using relay = startRelay({ town, brokers: broker.brokers })
      await using topic = aTopicReader(connectionTo(broker.brokers), DE_BRUG)
      await topic.take(told.length)
      const records = await over('kafka')
      for (const record of records) isRight(record, 'kafka', id)
      // Many together, and each of them in one record, in the order in which they were taken.
      expect(records.length).toBeLessThan(told.length)
      expect(toldIn(records)).toEqual(revisionsOf(told, await stored()))
      const checkpoints = records.map(({ data }) => data.checkpoint ?? '')
      expect(checkpoints).toEqual([...new Set(checkpoints)].sort())

      await notForThem()
      await aGoal()
      await topic.take(told.length + 1)
      expect(await over('kafka')).toHaveLength(records.length + 1)
      expect(relay.said.filter(({ level }) => level >= 50)).toEqual([])
    },
    120_000,
  )
})
