/** What a ground covers reaches a partner's topic, in order, whatever dies on the way: the relay, or the broker. Told over HTTP, relayed by the relay's own process, through a real broker. */
import { afterAll, beforeAll, expect } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { closeAll } from './support/closing.ts'
import { findKafka, type Broker } from './support/kafka-broker.ts'
import { needs } from './support/needs.ts'
import { aTopicReader, connectionTo, outOfOrder, subscribesOverKafka, topicsFor } from './support/partner-topic.ts'
import { aPartner, allEvents, DE_BRUG, DE_STAM, until } from './support/partners.ts'
import { startRelay } from './support/relay-process.ts'
import { aTown, type Person, type Town } from './support/story.ts'

const EVENTS = 200
const KILLS = 2

const kafka = await findKafka()
const real = needs('Kafka', kafka.missing)
const ourOwn = needs('a Kafka broker of our own', kafka.missingOurOwn)

let broker: Broker
let town: Town
let family: HelpedFamily
let deBrug: Person
let deStam: Person
/** Of De Stam, for the Wmo, as long as it is. */
let lot: Person
let joining: string

beforeAll(async () => {
  if (kafka.missing !== undefined) return
  ;[broker, town] = await Promise.all([kafka.start(), aTown()])
  family = await aHelpedFamily(town)
  deBrug = await aPartner(town, DE_BRUG)
  deStam = await aPartner(town, DE_STAM)
  lot = await town.person('professional', 'Lot', { activity: 'social-support' })
  await topicsFor(connectionTo(broker.brokers), [DE_BRUG, DE_STAM])
  await subscribesOverKafka(town, deBrug)
}, 400_000)
afterAll(async () => {
  if (kafka.missing !== undefined) return
  await closeAll({
    town: () => town.close(),
    broker: () => broker[Symbol.asyncDispose](),
  })
})

const relay = () => startRelay({ town, brokers: broker.brokers })
const reader = (organisation = DE_BRUG) => aTopicReader(connectionTo(broker.brokers), organisation)
const toldTo = async (partner: Person) => (await allEvents(town, partner)).map(({ id }) => id)

async function lotJoins() {
  const { id } = await town.as(family.coordinator).post(`/plans/${family.planId}/care-team/professionals`, {
    professional: lot.id,
    name: lot.name,
    scope: 'domain',
    organisation: DE_STAM,
    domain: 'wmo',
    activity: lot.activity,
    until: '2031-01-01T00:00:00Z',
  })
  joining = id
}

const aGoal = (words: string) => aGoalOf(family.youthWorker, 'youth', words)

async function aGoalOf(worker: Person, domain: string, words: string) {
  const goal = { domain, about: [family.child.id], lifeArea: 'work-and-education', words }
  await town.as(worker).post(`/plans/${family.planId}/goals`, goal)
}

real.describe('the relay', () => {
  real.it(
    'hands over what the feed tells, as CloudEvents in binary mode, by plan',
    async () => {
      await using running = relay()
      await using topic = reader()
      await aGoal('Weer naar school')
      const told = await allEvents(town, deBrug)
      const taken = await topic.take(told.length)
      expect(taken.map(({ headers }) => headers['ce_id'])).toEqual(told.map(({ id }) => id))
      const last = taken.at(-1)
      expect(last).toMatchObject({
        key: family.planId,
        headers: {
          'content-type': 'application/json',
          ce_specversion: '1.0',
          ce_type: 'nl.samenspel.plan.goal-proposed.v1',
          ce_source: 'urn:nld:oin:00000099000000000001:systeem:samenspel',
          ce_subject: family.planId,
          ce_dataref: told.at(-1)?.dataref,
          ce_sequence: told.at(-1)?.sequence,
        },
      })
      expect(JSON.parse(last?.value ?? '')).toEqual(told.at(-1)?.data)
      expect(new Set(taken.map(({ partition }) => partition)).size).toBe(1)
      expect(await running.stop()).toBe(0)
    },
    60_000,
  )

  real.it(
    'takes up a subscription that is made while it runs: what a ground covers, and nothing of another law',
    async () => {
      await using running = relay()
      await using topic = reader(DE_STAM)
      await running.says('relaying')
      await lotJoins()
      await subscribesOverKafka(town, deStam)
      await topic.take((await allEvents(town, deStam)).length)
      expect(topic.ids()).toEqual(await toldTo(deStam))
      const domains = topic.taken.map(({ value }) => (JSON.parse(value) as { readonly domain: string }).domain)
      expect(new Set(domains)).toEqual(new Set(['general', 'wmo']))
    },
    60_000,
  )

  ourOwn.it(
    `is killed ${String(KILLS)} times in ${String(EVENTS)} events: none lost, none out of order`,
    async () => {
      await using topic = reader()
      const before = (await toldTo(deBrug)).length
      const writing = (async () => {
        for (let count = 0; count < EVENTS; count += 1) await aGoal(`Doel ${String(count)}`)
      })()
      for (let kill = 1; kill <= KILLS; kill += 1) {
        await using running = relay()
        // At a moment in which it is at work, and no other.
        await topic.take(before + kill * 60)
        await running.kill()
      }
      await writing
      await using running = relay()
      const told = await toldTo(deBrug)
      await topic.take(told.length)
      expect(topic.ids()).toEqual(told)
      expect(outOfOrder(topic.taken)).toEqual([])
      await running.stop()
    },
    120_000,
  )

  ourOwn.it(
    'outlives the broker, and hands over nothing for which a ground ended in between',
    async () => {
      await using running = relay()
      await running.says('relaying')
      const before = await toldTo(deBrug)
      await broker.kill()
      await aGoalOf(lot, 'wmo', 'Hulp in huis')
      expect(await running.says('an engine is missing')).toMatchObject({ engine: expect.stringMatching(/^Kafka /) })
      await town.as(family.coordinator).post(`/plans/${family.planId}/care-team/professionals/${joining}/departure`, {})
      await aGoal('Terwijl de broker er niet is')
      await broker.startAgain()
      await using bruns = reader()
      await using stams = reader(DE_STAM)
      const told = await toldTo(deBrug)
      await bruns.take(told.length, 60_000)
      expect(bruns.ids()).toEqual(told)
      expect(told.length).toBeGreaterThan(before.length)
      // All that it ever had came before; the goal of its own professional came too late for it.
      await stams.take(1)
      const types = () => stams.taken.map(({ headers }) => headers['ce_type'])
      await until(() => types().includes('nl.samenspel.plan.goal-proposed.v1'), 2_000).catch(() => undefined)
      expect(types()).not.toContain('nl.samenspel.plan.goal-proposed.v1')
    },
    120_000,
  )
})

real.describe('a relay beside another', () => {
  real.it(
    'waits until the first one is gone, and goes on where that one was',
    async () => {
      await using first = relay()
      await first.says('relaying')
      await using second = relay()
      await second.says('waiting for the lease')
      await aGoal('Terwijl er twee zijn')
      await using topic = reader()
      await topic.take((await toldTo(deBrug)).length)
      expect(second.said.map(({ msg }) => msg)).toEqual(['waiting for the lease'])
      expect(await first.stop()).toBe(0)
      await second.says('relaying')
      await aGoal('Van de tweede')
      const told = await toldTo(deBrug)
      await topic.take(told.length)
      expect(topic.ids()).toEqual(told)
    },
    60_000,
  )
})
