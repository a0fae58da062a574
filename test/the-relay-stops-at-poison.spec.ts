/** An event that cannot be read holds back its plan over Kafka, which is said, and nothing else; a fault before an acknowledgement loses nothing, and one behind it makes repeats with the same id, never a gap. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { planStream } from '../libs/installation/system.ts'
import { relayToKafka, type Place, type ToKafka } from '../apps/relay/kafka-relay.ts'
import { toKafkaSubscriptions } from '../apps/relay/kafka-subscriptions.ts'
import { StoreUnavailable, type StoredEvent } from '../libs/event-store/port.ts'
import { NotTaken } from '../libs/messaging/kafka.ts'
import { openKafkaPublisher } from '../libs/messaging/kafkajs.ts'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { closeAll } from './support/closing.ts'
import { findKafka, type Broker } from './support/kafka-broker.ts'
import { needs } from './support/needs.ts'
import { aTopicReader, connectionTo, outOfOrder, subscribesOverKafka, topicsFor } from './support/partner-topic.ts'
import { aPartner, allEvents, DE_BRUG, DE_STAM, until } from './support/partners.ts'
import { startRelay } from './support/relay-process.ts'
import { aTownHere, type TownHere } from './support/town-here.ts'
import { relayingOn } from '../libs/relaying/for-organisation.ts'

const FAULTS = 5
const SET_ASIDE = 'an event cannot be read: its stream is set aside, and the others go on'

const kafka = await findKafka()
const real = needs('Kafka', kafka.missing)

let broker: Broker
let town: TownHere
let family: HelpedFamily
let subscription: string

beforeAll(async () => {
  if (kafka.missing !== undefined) return
  ;[broker, town] = await Promise.all([kafka.start(), aTownHere()])
  family = await aHelpedFamily(town)
  await topicsFor(connectionTo(broker.brokers), [DE_BRUG])
  subscription = await subscribesOverKafka(town, await aPartner(town, DE_BRUG))
}, 400_000)
afterAll(async () => {
  if (kafka.missing !== undefined) return
  await closeAll({
    town: () => town.close(),
    broker: () => broker[Symbol.asyncDispose](),
  })
})

const reader = () => aTopicReader(connectionTo(broker.brokers), DE_BRUG)

async function aGoal(words: string) {
  const goal = { domain: 'youth', about: [family.child.id], lifeArea: 'work-and-education', words }
  await town.as(family.youthWorker).post(`/plans/${family.planId}/goals`, goal)
}

const toldNow = async () => (await allEvents(town, await aPartner(town, DE_BRUG))).map(({ id }) => id)

/** A relay in this process, of which something is otherwise. */
function relayingWith(otherwise: (to: ReturnType<typeof toKafkaSubscriptions>) => Partial<ToKafka>) {
  const stopping = new AbortController()
  const relaying = relayingOn(town.system)
  const { folds, webhooks: deliveries, access } = town.system
  const to = toKafkaSubscriptions({ ...relaying, subscriptions: folds.subscriptions, deliveries })
  const nothing = () => undefined
  const plain = { ...to, recorded: access.delivered, openPublisher: publisher, onFault: nothing, onReached: nothing }
  const ended = relayToKafka(relaying, { ...plain, ...otherwise(to) }, stopping.signal)
  return {
    async stop() {
      stopping.abort()
      await ended
    },
  }
}

const publisher = () => openKafkaPublisher(connectionTo(broker.brokers))

real.describe('a fault before the acknowledgement', () => {
  real.it(
    'loses nothing: the place is still before what was not taken',
    async () => {
      let faults = 0
      const relay = relayingWith(() => ({
        async openPublisher() {
          const real = await publisher()
          return {
            ...real,
            publish(topic, messages) {
              if (faults >= FAULTS) return real.publish(topic, messages)
              faults += 1
              return Promise.reject(new NotTaken('NOT_LEADER_OR_FOLLOWER', 'the broker takes nothing now'))
            },
          }
        },
      }))
      await aGoal('Voor de storing')
      await until(() => faults === FAULTS)
      const told = await toldNow()
      await using topic = reader()
      await topic.take(told.length)
      await relay.stop()
      expect(topic.ids()).toEqual(told)
    },
    60_000,
  )
})

real.describe('a fault between the acknowledgement and the writing down of the place', () => {
  real.it(
    'brings repeats with the same id, nothing out of order and no gap',
    async () => {
      let faults = 0
      let written = 0
      const failing = (place: Place): Place => ({
        ...place,
        write(position, held) {
          if (faults >= FAULTS) {
            written += 1
            return place.write(position, held)
          }
          faults += 1
          return Promise.reject(new StoreUnavailable('io-error', 'the disk is not there'))
        },
      })
      const relay = relayingWith((to) => ({ placeOf: (subscriber) => failing(to.placeOf(subscriber)) }))
      for (let count = 0; count < FAULTS; count += 1) await aGoal(`Doel ${String(count)}`)
      const told = await toldNow()
      await using topic = reader()
      await topic.take(told.length)
      await until(() => faults === FAULTS && written > 0)
      await relay.stop()
      expect(topic.ids()).toEqual(told)
      expect(topic.taken.length).toBeGreaterThan(told.length)
      expect(outOfOrder(topic.taken)).toEqual([])
    },
    60_000,
  )
})

real.describe('an event that cannot be read', () => {
  real.it(
    'holds back its plan, named by its place, at the next start too; what is of other plans and of others is told',
    async () => {
      const told = (await allEvents(town, await aPartner(town, DE_BRUG))).map(({ id }) => id)
      const ofOthers = await subscribesOverKafka(town, await aPartner(town, DE_STAM))
      await topicsFor(connectionTo(broker.brokers), [DE_STAM])
      const start = () => startRelay({ town, brokers: broker.brokers })
      await using running = start()
      await running.says('relaying')
      await using topic = reader()
      await using others = aTopicReader(connectionTo(broker.brokers), DE_STAM)
      await aGoal('Het laatste dat nog verteld wordt')
      await until(() => topic.taken.some(({ headers }) => !told.includes(headers['ce_id'] ?? '')), 30_000)
      const poison = await poisoned()
      const behind = await anotherPlan()
      await running.says(SET_ASIDE, 30_000)
      await others.take(1)
      await until(() => topic.taken.some(({ key }) => key === behind), 30_000)
      expect(await running.stop()).toBe(0)
      await using next = start()
      await next.says(SET_ASIDE, 30_000)
      for (const { said } of [running, next])
        expect(said).toContainEqual(
          expect.objectContaining({ level: 50, position: poison.position, because: 'newer-version' }),
        )
      expect(topic.ids()).not.toContain(poison.id)
      const ofPlan = topic.taken.filter(({ key }) => key === family.planId).map(({ headers }) => headers['ce_id'])
      expect(new Set(ofPlan).size).toBe(told.length + 1)
      const seen = await town.as(await aPartner(town, DE_BRUG)).get(`/subscriptions/${subscription}`)
      expect(seen).not.toHaveProperty('setAside')
      expect(seen).toMatchObject({ deliveries: { incomplete: true } })
      expect(
        (await town.as(await aPartner(town, DE_STAM)).get(`/subscriptions/${ofOthers}`))['deliveries'],
      ).not.toHaveProperty('incomplete')
    },
    120_000,
  )
})

/** As a newer version of the software would have written it. */
async function poisoned(): Promise<StoredEvent> {
  const stream = planStream(family.planId)
  const { store } = town.system
  const events = await store.read(stream)
  const goal = events.findLast(({ type }) => type === 'GoalProposed')
  if (goal === undefined) throw new Error('a goal was proposed')
  const { id: _id, ...envelope } = JSON.parse(goal.body) as Record<string, unknown>
  const id = randomUUID()
  const revision = events.length
  const body = JSON.stringify({ ...envelope, id, revision, schema: 99 })
  const poison = { id, type: goal.type, body }
  const { position } = await store.append(stream, revision - 1, [poison])
  return { ...poison, stream, revision, position }
}

async function anotherPlan(): Promise<string> {
  const noor = town.as(family.coordinator)
  const { planId } = await noor.post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })
  await noor.post(`/plans/${planId}/care-team/professionals`, {
    professional: family.youthWorker.id,
    name: family.youthWorker.name,
    scope: 'domain',
    organisation: DE_BRUG,
    domain: 'youth',
    activity: family.youthWorker.activity,
    until: '2031-01-01T00:00:00Z',
  })
  const { id: member } = await noor.post(`/plans/${planId}/members`, { name: 'Sam Jansen', birthDate: '2012-06-15' })
  await noor.post(`/plans/${planId}/referrals`, {
    to: DE_STAM,
    domain: 'wmo',
    about: [member],
    words: 'Hulp in huis',
    until: '2031-01-01T00:00:00Z',
  })
  return planId
}
