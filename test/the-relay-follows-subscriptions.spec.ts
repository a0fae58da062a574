/** Over Kafka comes what is subscribed to, as it stands: paused, resumed, replayed, ended; and its organisation sees how far that has come. Through a real broker, relayed by the relay's own process. */
import { afterAll, beforeAll, expect } from '@jest/globals'
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
import { aPartner, allEvents, DE_BRUG, DE_STAM, pageOfEvents, until } from './support/partners.ts'
import { startRelay, type RelayProcess } from './support/relay-process.ts'
import { aTown, type Asking, type Person, type Town } from './support/story.ts'

const PROPOSED = 'nl.samenspel.plan.goal-proposed.v1'

const kafka = await findKafka()
const real = needs('Kafka', kafka.missing)

let broker: Broker
let town: Town
let family: HelpedFamily
let relay: RelayProcess
let deBrug: Person
let deStam: Person
let brug: Asking
let subscription: string
let topic: TopicReader

beforeAll(async () => {
  if (kafka.missing !== undefined) return
  ;[broker, town] = await Promise.all([kafka.start(), aTown()])
  family = await aHelpedFamily(town)
  deBrug = await aPartner(town, DE_BRUG)
  deStam = await aPartner(town, DE_STAM)
  brug = town.as(deBrug)
  await topicsFor(connectionTo(broker.brokers), [DE_BRUG])
  subscription = await subscribesOverKafka(town, deBrug, { types: [PROPOSED] })
  relay = startRelay({ town, brokers: broker.brokers })
  topic = aTopicReader(connectionTo(broker.brokers), DE_BRUG)
  await relay.says('relaying')
}, 400_000)
afterAll(async () => {
  if (kafka.missing !== undefined) return
  await closeAll({
    topic: () => topic[Symbol.asyncDispose](),
    relay: () => relay.stop(),
    town: () => town.close(),
    broker: () => broker[Symbol.asyncDispose](),
  })
})

/** @returns the id of the event of it */
async function aGoal(words: string): Promise<string> {
  const goal = { domain: 'youth', about: [family.child.id], lifeArea: 'work-and-education', words }
  await town.as(family.youthWorker).post(`/plans/${family.planId}/goals`, goal)
  return (await allEvents(town, deBrug)).at(-1)?.id ?? ''
}

const deliveries = async (id = subscription, asking = brug) =>
  (await asking.get(`/subscriptions/${id}`))['deliveries'] as Readonly<Record<string, unknown>> | undefined
const timesTaken = (id: string) => topic.taken.filter(({ headers }) => headers['ce_id'] === id).length

real.describe('a subscription over Kafka', () => {
  real.it(
    'gets the types it asked for, and sees how far that has come',
    async () => {
      const first = await aGoal('Weer naar school')
      await until(() => timesTaken(first) === 1)
      const types = new Set(topic.taken.map(({ headers }) => headers['ce_type']))
      expect([...types]).toEqual([PROPOSED])
      await until(async () => (await deliveries())?.['lagMs'] === 0)
      const { cursor, ...rest } = (await deliveries()) ?? {}
      expect(rest).toEqual({ lagMs: 0, waiting: 0, deadLetters: 0 })
      // Also where the last that happened was not for it.
      await town.as(family.coordinator).post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })
      await until(async () => (await deliveries())?.['lagMs'] === 0)
      // It is a cursor of the feed: nothing is behind it.
      expect((await pageOfEvents(town, deBrug, `cursor=${String(cursor)}`)).events).toEqual([])
    },
    60_000,
  )

  real.it(
    'gets nothing while it is paused, sees that it falls behind, and goes on where it was',
    async () => {
      await brug.post(`/subscriptions/${subscription}/pause`)
      const meanwhile = await aGoal('Terwijl er gepauzeerd is')
      await until(async () => Number((await deliveries())?.['lagMs']) > 2_000)
      expect(timesTaken(meanwhile)).toBe(0)
      await brug.post(`/subscriptions/${subscription}/resumption`)
      await until(() => timesTaken(meanwhile) === 1)
    },
    60_000,
  )

  real.it(
    'is replayed from a moment: the same events come again, with the same ids, and no earlier ones',
    async () => {
      const before = topic.ids()
      const since = new Date().toISOString()
      const goals = [await aGoal('Sinds toen'), await aGoal('En daarna')]
      await until(() => goals.every((goal) => timesTaken(goal) === 1))
      await brug.post(`/subscriptions/${subscription}/replays`, { since })
      await until(() => goals.every((goal) => timesTaken(goal) === 2))
      expect(before.map(timesTaken)).toEqual(before.map(() => 1))
      expect(topic.taken.slice(-2).map(({ headers }) => headers['ce_id'])).toEqual(goals)
    },
    60_000,
  )

  real.it(
    'whose topic is not there sees why nothing comes, and holds up no other',
    async () => {
      const id = await subscribesOverKafka(town, deStam)
      await town.as(family.coordinator).post(`/plans/${family.planId}/referrals`, {
        to: DE_STAM,
        domain: 'wmo',
        about: [family.child.id],
        words: 'Hulp in huis',
        until: '2031-01-01T00:00:00Z',
      })
      await until(async () => (await deliveries(id, town.as(deStam)))?.['lastError'] !== undefined, 30_000)
      const { lastError } = (await deliveries(id, town.as(deStam))) ?? {}
      expect(lastError).toMatchObject({ said: 'UNKNOWN_TOPIC_OR_PARTITION' })
      const goal = await aGoal('Van een ander')
      await until(() => timesTaken(goal) === 1)
      await town.as(deStam).delete(`/subscriptions/${id}`)
    },
    60_000,
  )

  real.it(
    'that has ended gets nothing more, and the next one is taken up',
    async () => {
      await brug.delete(`/subscriptions/${subscription}`)
      const after = await aGoal('Na het einde')
      subscription = await subscribesOverKafka(town, deBrug, { since: new Date().toISOString() })
      const last = await aGoal('Van de volgende')
      await until(() => timesTaken(last) === 1)
      expect(timesTaken(after)).toBe(0)
    },
    60_000,
  )
})
