/** The sample partner sees of the story what its organisation may see, once each and in order, whatever restarts; and says plainly what it could not fetch, and why. Through the API, the relay's own process and a real broker. */
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { HISTORY_REPLACED } from '../libs/relaying/history-replaced.ts'
import { topicOf } from '../libs/relaying/partner-topics.ts'
import { openKafkaPublisher } from '../libs/messaging/kafkajs.ts'
import { receiver } from '../libs/messaging/testing/receiver.ts'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { closeAll } from './support/closing.ts'
import { findKafka, type Broker } from './support/kafka-broker.ts'
import { needs } from './support/needs.ts'
import { connectionTo, subscribesOverKafka, topicsFor } from './support/partner-topic.ts'
import { aPartner, allEvents, DE_BRUG, until } from './support/partners.ts'
import { startRelay, type RelayProcess } from './support/relay-process.ts'
import { aPartnerHome, startSamplePartner, type PartnerHome } from './support/sample-partner-process.ts'
import { aTown, type Person, type Town } from './support/story.ts'

const kafka = await findKafka()
const real = needs('Kafka', kafka.missing)

const MUNICIPALITY = '00000099000000000001'

let broker: Broker
let town: Town
let family: HelpedFamily
let relay: RelayProcess
let deBrug: Person
let home: PartnerHome
let subscription: string

beforeAll(async () => {
  if (kafka.missing !== undefined) return
  ;[broker, town] = await Promise.all([kafka.start(), aTown()])
  family = await aHelpedFamily(town)
  deBrug = await aPartner(town, DE_BRUG)
  home = aPartnerHome(town, deBrug.token)
  await topicsFor(connectionTo(broker.brokers), [DE_BRUG])
  subscription = await subscribesOverKafka(town, deBrug)
  relay = startRelay({ town, brokers: broker.brokers })
}, 400_000)
afterAll(async () => {
  if (kafka.missing !== undefined) return
  await closeAll({
    relay: () => relay.stop(),
    town: () => town.close(),
    broker: () => broker[Symbol.asyncDispose](),
    home: () => {
      home[Symbol.dispose]()
    },
  })
})

const partner = (...more: readonly string[]) => startSamplePartner([...home.flags(DE_BRUG, broker.brokers), ...more])

async function aGoal(words: string) {
  const goal = { domain: 'youth', about: [family.child.id], lifeArea: 'work-and-education', words }
  await town.as(family.youthWorker).post(`/plans/${family.planId}/goals`, goal)
}

/** Handed over, all of it, before anybody took it in. */
async function isHandedOver() {
  await until(async () => {
    const read = await town.as(deBrug).get(`/subscriptions/${subscription}`)
    return (read['deliveries'] as { readonly lagMs: number } | undefined)?.lagMs === 0
  })
}

real.describe('the sample partner', () => {
  real.it(
    'learns what its organisation may have, each event once, also when it is killed and begins again',
    async () => {
      const first = partner()
      await aGoal('Weer naar school')
      await first.says('Weer naar school')
      await first.kill()
      await aGoal('Elke week zwemmen')
      await using second = partner()
      await second.says('Elke week zwemmen')
      const told = await allEvents(town, deBrug)
      // What it was killed at is learned again, or known again; all else is said once.
      const said = [...first.said, ...second.said].filter((line) => line.startsWith('nl.samenspel.'))
      expect(said.length).toBeLessThanOrEqual(told.length + 1)
      const learned = [...new Set(said.filter((line) => !line.includes(': had already (')))]
      expect(learned.map((line) => line.split(' ', 1)[0])).toEqual(told.map(({ type }) => type))
      expect(learned.at(-1)).toBe(
        `nl.samenspel.plan.goal-proposed.v1 ${family.planId}: A goal was proposed (youth; work and education) ${JSON.stringify(await itemOf(told.at(-1)?.dataref))}`,
      )
      expect(await second.stop()).toBe(0)
    },
    90_000,
  )

  real.it(
    'knows again what comes twice, and fetches it once',
    async () => {
      const had = (await allEvents(town, deBrug)).length
      await using running = partner()
      await town.as(deBrug).post(`/subscriptions/${subscription}/replays`, { since: '2020-01-01T00:00:00Z' })
      const again = await running.says(': had already (', had)
      expect(again).toHaveLength(had)
      expect(running.said.filter((line) => line.startsWith('nl.samenspel.'))).toEqual(again)
    },
    60_000,
  )

  real.it(
    'says that a fetch is refused, and why: the ground ended after the event came',
    async () => {
      const noor = town.as(family.coordinator)
      const { planId } = await noor.post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })
      const joining = await noor.post(`/plans/${planId}/care-team/professionals`, {
        professional: family.youthWorker.id,
        name: family.youthWorker.name,
        scope: 'domain',
        organisation: DE_BRUG,
        domain: 'youth',
        activity: family.youthWorker.activity,
        until: '2031-01-01T00:00:00Z',
      })
      await isHandedOver()
      await noor.post(`/plans/${planId}/care-team/professionals/${joining.id}/departure`, {})
      await using running = partner()
      // What happened before it had a ground may have been judged, and left out, before it had one.
      const [refused] = await running.says(`${planId}: fetching it was REFUSED`)
      expect(refused).toContain('403 GROUND_HAS_ENDED: The ground on which your organisation was sent this has ended')
      expect(running.said.filter((line) => line.includes(planId) && !line.includes('REFUSED'))).toEqual([])
    },
    60_000,
  )

  real.it(
    'waits where its token counts no more, and goes on with the next one',
    async () => {
      const token = home.write('token', 'worn-out')
      await aGoal('Met een nieuw token')
      await using running = partner()
      await running.says('waiting to fetch: 401')
      home.write('token', deBrug.token)
      await running.says('Met een nieuw token')
      expect(token).toBe(home.tokenFile)
    },
    60_000,
  )

  real.it(
    'asks for its token by client credentials',
    async () => {
      const asked: string[] = []
      await using issuer = await aTokenEndpoint(deBrug.token, asked)
      const secret = home.write('secret', 'a word')
      await aGoal('Zelf gevraagd')
      const flags = home.flags(DE_BRUG, broker.brokers)
      await using running = startSamplePartner(
        flags.filter((_, at) => at !== 6 && at !== 7),
        {
          PARTNER_TOKEN_URL: issuer.url,
          PARTNER_CLIENT_ID: 'de:brug',
          PARTNER_CLIENT_SECRET_FILE: secret,
        },
      )
      await running.says('Zelf gevraagd')
      expect(asked).toEqual([
        `Basic ${Buffer.from('de%3Abrug:a%20word').toString('base64')} grant_type=client_credentials&resource=urn%3Asamenspel%3Aapi`,
      ])
    },
    60_000,
  )

  real.it(
    'finds out what never was, when it is told that a backup was put back',
    async () => {
      const publisher = await openKafkaPublisher(connectionTo(broker.brokers))
      try {
        await aGoal('Wat er nog is')
        await using running = partner()
        await running.says('Wat er nog is')
        const [gone, now] = [randomUUID(), Date.now()]
        const message = (id: string, type: string, value: object, more: Readonly<Record<string, string>>) => ({
          key: gone,
          value: JSON.stringify(value),
          headers: {
            ...{ 'content-type': 'application/json', ce_specversion: '1.0', ce_id: id, ce_type: type },
            ...{ ce_source: `urn:nld:oin:${MUNICIPALITY}:systeem:samenspel`, ...more },
          },
        })
        await publisher.publish(topicOf(DE_BRUG), [
          message(
            gone,
            'nl.samenspel.plan.goal-proposed.v1',
            { domain: 'youth' },
            {
              ...{ ce_subject: family.planId, ce_sequence: String(now * 1_000) },
              ce_dataref: `${town.api}/plans/${family.planId}/events/${gone}`,
            },
          ),
          message(randomUUID(), HISTORY_REPLACED.type, { since: new Date(now - 3_600_000).toISOString() }, {}),
        ])
        await running.says(`${gone} NEVER WAS`)
        await aGoal('Wat daarna komt')
        await running.says('Wat daarna komt')
        expect(running.said.filter((line) => line.includes('NEVER WAS'))).toHaveLength(1)
      } finally {
        await publisher.close()
      }
    },
    60_000,
  )

  real.it(
    'takes its token nowhere but to the API, and says what is out of order and what is no event',
    async () => {
      const elsewhere = await receiver()
      const publisher = await openKafkaPublisher(connectionTo(broker.brokers))
      try {
        const event = (id: string, sequence: string, dataref: string) => ({
          key: 'p',
          value: '{"domain":"youth"}',
          headers: {
            'content-type': 'application/json',
            ...{ ce_specversion: '1.0', ce_id: id, ce_type: 'nl.forged.v1', ce_source: 'urn:nld:oin:forged' },
            ...{ ce_subject: 'p', ce_dataref: dataref, ce_sequence: sequence },
          },
        })
        await publisher.publish(topicOf(DE_BRUG), [
          event('one', '0000000005', `${elsewhere.url}/plans/p/events/one`),
          event('two', '0000000004', `${town.api}.evil.example/plans/p/events/two`),
          { key: 'p', value: 'no event', headers: {} },
        ])
        await using running = partner()
        await running.says(`nl.forged.v1 p: it was NOT FETCHED: its dataref is not at ${town.api}`, 2)
        await running.says('nl.forged.v1 p: OUT OF ORDER in youth: 0000000004 after 0000000005')
        await running.says('is no event for us: No CloudEvent detected')
        expect(elsewhere.connections()).toBe(0)
      } finally {
        await publisher.close()
        await elsewhere.close()
      }
    },
    60_000,
  )
})

describe('the sample partner, told too little', () => {
  it('names every fault at once', async () => {
    await using running = startSamplePartner([
      '--oin',
      '12',
      '--brokers',
      'here',
      '--colour',
      'red',
      '--client-id',
      'c',
    ])
    expect(await running.ended).toBe(2)
    expect(running.complained().split('\n\n', 1)[0]?.split('\n')).toEqual([
      '--colour is not a flag',
      '"red" belongs to no flag',
      '--oin (PARTNER_OIN): expected an OIN of 20 digits',
      '--api (PARTNER_API) is missing: the municipality’s API, with its /v1',
      '--brokers (PARTNER_KAFKA_BROKERS): expected brokers such as kafka-1.example.nl:9092',
      'A token is needed: --token-file; or --token-url with --client-id and --client-secret-file',
    ])
  })
})

async function itemOf(dataref = ''): Promise<unknown> {
  const { body } = await town.as(deBrug).asks('GET', dataref.replace(town.api, ''))
  return body['item']
}

/** It gives what it is told to give, and keeps what it was asked. */
async function aTokenEndpoint(token: string, asked: string[]): Promise<AsyncDisposable & { readonly url: string }> {
  const server: Server = createServer((request, answer) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    request.once('end', () => {
      asked.push(`${request.headers.authorization ?? ''} ${body}`)
      answer.writeHead(200, { 'content-type': 'application/json' })
      answer.end(JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 600 }))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/token`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
