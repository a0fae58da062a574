/** On a broker that asks who is there, an organisation reads its own topic and no other's, only the relay writes, and what `npm run topics` makes is all that is needed for it. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { groupPrefixOf, topicOf } from '../libs/relaying/partner-topics.ts'
import { consumeKafka, openKafkaPublisher } from '../libs/messaging/kafkajs.ts'
import { aHelpedFamily } from './support/a-helped-family.ts'
import { closeAll } from './support/closing.ts'
import { OWN_ENVIRONMENT } from './support/environment.ts'
import { findKafka, type Broker } from './support/kafka-broker.ts'
import { needs } from './support/needs.ts'
import { connectionTo, subscribesOverKafka } from './support/partner-topic.ts'
import { aPartner, allEvents, DE_BRUG, DE_STAM } from './support/partners.ts'
import { startRelay, type RelayProcess } from './support/relay-process.ts'
import { aPartnerHome, startSamplePartner } from './support/sample-partner-process.ts'
import { aTown, type Person, type Town } from './support/story.ts'

const run = promisify(execFile)

const RELAY = 'samenspel-relay'
const USERS = { admin: 'of-the-broker', [RELAY]: 'of-the-relay', [DE_BRUG]: 'of-de-brug', [DE_STAM]: 'of-de-stam' }

const kafka = await findKafka()
const ourOwn = needs('a Kafka broker of our own', kafka.missingOurOwn)

const home = mkdtempSync(join(tmpdir(), 'samenspel-users-'))
let broker: Broker
let town: Town
let relay: RelayProcess
let deBrug: Person
/** Of whoever makes topics. */
let complaints = ''

beforeAll(async () => {
  if (kafka.missingOurOwn !== undefined) return
  ;[broker, town] = await Promise.all([kafka.start(USERS), aTown()])
  for (const [username, password] of Object.entries(USERS))
    writeFileSync(fileOf(username), JSON.stringify({ mechanism: 'plain', username, password }))
  await aHelpedFamily(town)
  deBrug = await aPartner(town, DE_BRUG)
  await subscribesOverKafka(town, deBrug)
  // As an operator does, for who has subscribed; and for one who has not yet.
  expect(await topics()).toContain(`${topicOf(DE_BRUG)}: made`)
  expect(await topics('--partner', DE_STAM)).toContain(`${topicOf(DE_STAM)}: made`)
  relay = startRelay({ town, brokers: broker.brokers, credentialsFile: fileOf(RELAY) })
}, 400_000)
afterAll(async () => {
  rmSync(home, { recursive: true, force: true })
  if (kafka.missingOurOwn !== undefined) return
  await closeAll({
    relay: () => relay.stop(),
    town: () => town.close(),
    broker: () => broker[Symbol.asyncDispose](),
  })
})

const fileOf = (user: string) => join(home, `${user}.json`)

async function topics(...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run(
    process.execPath,
    ['dist/apps/relay/topics.js', '--relay', `User:${RELAY}`, ...args],
    {
      env: {
        ...OWN_ENVIRONMENT,
        SAMENSPEL_DATA_DIR: town.dataDir,
        SAMENSPEL_KAFKA_BROKERS: broker.brokers.join(','),
        SAMENSPEL_KAFKA_REPLICAS: '1',
        SAMENSPEL_KAFKA_CREDENTIALS_FILE: fileOf('admin'),
      },
    },
  )
  complaints += stderr
  return stdout
}

/** What the broker says to a user who reads a topic in a group; undefined where it let them, until they left. */
async function whyNot(user: string, topic: string, groupId: string): Promise<string | undefined> {
  const leaving = new AbortController()
  const reading = consumeKafka(
    connectionTo(broker.brokers, fileOf(user)),
    { topic, groupId, signal: leaving.signal },
    () => {
      leaving.abort()
      return Promise.resolve()
    },
  )
  return reading.then(
    () => undefined,
    (fault: unknown) => (fault as { readonly code: string }).code,
  )
}

ourOwn.describe('where the broker asks who is there', () => {
  ourOwn.it('its client waits without a word, also where nothing waits to be sent', () => {
    expect(complaints).toBe('')
  })

  ourOwn.it(
    'a partner takes what comes in its own topic, with its own credentials',
    async () => {
      using own = aPartnerHome(town, deBrug.token)
      const flags = [...own.flags(DE_BRUG, broker.brokers), '--kafka-credentials-file', fileOf(DE_BRUG)]
      await using partner = startSamplePartner(flags)
      await partner.says('nl.samenspel.', (await allEvents(town, deBrug)).length)
    },
    60_000,
  )

  ourOwn.it(
    'another partner’s credentials open neither its topic nor its groups',
    async () => {
      expect(await whyNot(DE_STAM, topicOf(DE_BRUG), `${groupPrefixOf(DE_STAM)}one`)).toBe('TOPIC_AUTHORIZATION_FAILED')
      // The client's word for it, who is not told where a group is that is not its own.
      const NOT_ITS_GROUP = 'KafkaJSGroupCoordinatorNotFound'
      expect(await whyNot(DE_STAM, topicOf(DE_STAM), `${groupPrefixOf(DE_BRUG)}one`)).toBe(NOT_ITS_GROUP)
      expect(await whyNot(DE_BRUG, topicOf(DE_BRUG), `${groupPrefixOf(DE_BRUG)}three`)).toBeUndefined()
    },
    60_000,
  )

  ourOwn.it(
    'a partner who takes another’s name without their topic’s permission is told so, and ends',
    async () => {
      using own = aPartnerHome(town, deBrug.token)
      const flags = [...own.flags(DE_STAM, broker.brokers), '--topic', topicOf(DE_BRUG)]
      await using partner = startSamplePartner([...flags, '--kafka-credentials-file', fileOf(DE_STAM)])
      expect(await partner.ended).toBe(1)
      expect(partner.complained()).toContain('Not authorized to access topics')
    },
    60_000,
  )

  ourOwn.it(
    'nobody but the relay writes',
    async () => {
      for (const user of [DE_BRUG, DE_STAM]) {
        const opened = openKafkaPublisher(connectionTo(broker.brokers, fileOf(user)))
        await expect(opened).rejects.toMatchObject({ code: 'CLUSTER_AUTHORIZATION_FAILED' })
      }
    },
    60_000,
  )
})
