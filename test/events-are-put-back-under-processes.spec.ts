/** EventStoreDB (a stand-in for it) is put back from a backup while the API and the relay run on: they notice, go back to where the histories part, and nobody misses what happens then. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { start, type Running } from '../apps/api/start.ts'
import { relayToKafka } from '../apps/relay/kafka-relay.ts'
import { toKafkaSubscriptions } from '../apps/relay/kafka-subscriptions.ts'
import { openRelaying, type OpenRelaying } from '../apps/relay/open.ts'
import { readConfiguration } from '../libs/installation/configuration.ts'
import { UnreadableEvents } from '../libs/installation/unreadable-events.ts'
import type { Message, Publisher } from '../libs/messaging/kafka.ts'
import { receiver, type Receiver } from '../libs/messaging/testing/receiver.ts'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { closeAll } from './support/closing.ts'
import { EventStoreDbStandIn } from './support/eventstoredb-stand-in/stand-in.ts'
import { subscribesOverKafka } from './support/partner-topic.ts'
import { aPartner, aStream, allEvents, DE_BRUG, pageOfEvents, until, type OpenStream } from './support/partners.ts'
import { peopleAt, whoCoordinatesReadsAll, type Answer, type People, type Person, type Town } from './support/story.ts'
import { UNHURRIED } from './support/unhurried.ts'

const REPLACED = 'nl.samenspel.history-replaced.v1'
const BSN = '111222333'
const dataDir = mkdtempSync(join(tmpdir(), 'samenspel-put-back-'))
const log = pino({ level: 'silent' })
const stopping = new AbortController()

let standIn: EventStoreDbStandIn
let api: Running
let relaying: OpenRelaying
let relay: Promise<void>
let people: People
let family: HelpedFamily
let brug: Person
let endpoint: Receiver
let stream: OpenStream
const byWebhook: string[] = []
const byKafka: string[] = []
const items = { before: '', lost: [] as string[], since: [] as string[] }
let lost: { readonly cursor: string; readonly position: string; readonly tag: string; readonly key: string }
let otherPlan: string
/** Everything that was answered while the store was being put back. */
const meanwhile: number[] = []

const itemIn = (told: { type?: string; data?: { item: { id: string } }; item?: { id: string } }) =>
  told.type === REPLACED ? REPLACED : (told.data?.item.id ?? told.item?.id ?? '')

const publisher: Publisher = {
  publish(_topic, messages: readonly Message[]) {
    for (const { value, headers } of messages)
      byKafka.push(headers['ce_type'] === REPLACED ? REPLACED : itemIn(JSON.parse(value) as object))
    return Promise.resolve()
  },
  close: () => Promise.resolve(),
}

const asksForGoal = (words: string, key: string = randomUUID()): Promise<Answer> =>
  people.as(family.youthWorker).asks('POST', `/plans/${family.planId}/goals`, {
    body: { domain: 'youth', about: [family.child.id], lifeArea: 'work-and-education', words },
    headers: { 'idempotency-key': key },
  })

async function aGoal(words: string, key?: string) {
  const { status, body, headers } = await asksForGoal(words, key)
  expect([status, body]).toEqual([201, expect.anything()])
  return { id: body.id, position: headers.get('position') ?? '' }
}

const joins = (plan: string, name: string) =>
  people
    .as(family.coordinator)
    .asks('POST', `/plans/${plan}/members`, { body: { name, birthDate: '2014-01-01', bsn: BSN } })

const town = () => people as Town

async function theLastCursor(): Promise<string> {
  for (let { next, events } = await pageOfEvents(town(), brug, 'limit=100'); ;) {
    if (events.length === 0) return next ?? ''
    ;({ next, events } = await pageOfEvents(town(), brug, `limit=100&cursor=${next ?? ''}`))
  }
}

beforeAll(async () => {
  standIn = await EventStoreDbStandIn.start()
  const configured = (more: Readonly<Record<string, string>> = {}) =>
    readConfiguration({
      ...{ ...UNHURRIED, SAMENSPEL_DATA_DIR: dataDir, SAMENSPEL_PORT: '0', SAMENSPEL_LOG_LEVEL: 'silent' },
      SAMENSPEL_EVENT_STORE: standIn.url,
      ...more,
    })
  const configuration = configured()
  api = await start(configuration)
  relaying = await openRelaying(configured({ SAMENSPEL_PUBLIC_URL: api.url }), new UnreadableEvents(() => undefined))
  const nothing = () => undefined
  relay = relaying.kept.during(
    (working) =>
      relayToKafka(
        relaying,
        {
          ...toKafkaSubscriptions(relaying),
          recorded: relaying.recorded,
          openPublisher: () => Promise.resolve(publisher),
          ...{ onFault: nothing, onReached: nothing, refreshEveryMs: 50 },
        },
        working,
      ),
    log,
    stopping.signal,
  )
  people = await peopleAt(`${api.url}/v1`, configuration)
  await whoCoordinatesReadsAll(people)
  endpoint = await receiver({
    answer(received, response) {
      if (String(received.headers['webhook-id']).startsWith('challenge-')) return void response.end(received.body)
      byWebhook.push(itemIn(JSON.parse(received.body) as object))
      response.writeHead(204).end()
    },
  })
  family = await aHelpedFamily(people)
  brug = await aPartner(people, DE_BRUG)
  await subscribesOverKafka(people, brug)
  await people.as(brug).post('/subscriptions', { channel: 'webhook', endpoint: endpoint.url })
  ;({ planId: otherPlan } = await people
    .as(family.coordinator)
    .post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' }))
  items.before = (await aGoal('Weer naar school')).id
  await until(() => [byKafka, byWebhook].every((told) => told.includes(items.before)))
  const backup = standIn.log.asItWas(standIn.log.all.length)

  const key = randomUUID()
  const written = [await aGoal('Leren koken', key), await aGoal('Een eigen kamer')]
  items.lost.push(...written.map(({ id }) => id))
  expect((await joins(family.planId, 'Sam')).status).toBe(201)
  await until(() => [byKafka, byWebhook].every((told) => items.lost.every((id) => told.includes(id))))
  lost = {
    ...{ cursor: await theLastCursor(), position: written[1]?.position ?? '', key },
    tag: await people.as(family.youthWorker).tagOf(family.planId),
  }
  stream = await aStream(town(), brug, { lastEventId: lost.cursor })

  standIn = await standIn.putBack(backup)
  await until(async () => {
    const { status, body } = await asksForGoal('Zwemmen')
    meanwhile.push(status)
    if (status === 201) items.since.push(body.id)
    return status === 201
  }, 20_000)
  items.since.push((await aGoal('Gitaar leren')).id, (await aGoal('Naar oma')).id)
}, 120_000)
afterAll(async () => {
  stopping.abort()
  await closeAll(
    {
      relay: () => relay.then(() => relaying.close()),
      api: () => api.stop(),
      endpoint: () => endpoint.close(),
    },
    { atMostMs: 20_000 },
  )
  standIn.stop()
  rmSync(dataDir, { recursive: true })
}, 60_000)

describe('processes that ran on while their events were put back', () => {
  it('took nothing until they had gone back', () => {
    expect(meanwhile.at(-1)).toBe(201)
    expect(new Set(meanwhile.slice(0, -1))).toEqual(meanwhile.length > 1 ? new Set([503]) : new Set())
  })

  it('tell nothing any more of what never was', async () => {
    const { text } = await people
      .as(family.youthWorker)
      .get(`/plans/${family.planId}`)
      .then((plan) => ({ text: JSON.stringify(plan) }))
    for (const id of [items.before, ...items.since]) expect(text).toContain(id)
    for (const id of items.lost) expect(text).not.toContain(id)
  })

  it.each<[string, () => readonly string[]]>([
    ['a webhook', () => byWebhook],
    ['a topic', () => byKafka],
  ])(
    'tell over %s first that what was heard may never have been, and then all that happens',
    async (_, told) => {
      await until(() => items.since.every((id) => told().includes(id)), 30_000)
      const since = told().filter((id) => id === REPLACED || items.since.includes(id))
      expect([...new Set(since)]).toEqual([REPLACED, ...items.since])
    },
    40_000,
  )

  it('end a stream that was open, and answer a cursor of what is gone with where to go on', async () => {
    await stream.ended
    const { status, text } = await pageOfEvents(town(), brug, `cursor=${lost.cursor}`)
    const { code, cursor } = JSON.parse(text) as { readonly code: string; readonly cursor: string }
    expect([status, code]).toEqual([410, 'CURSOR_IS_OF_ANOTHER_HISTORY'])
    const [first, ...behind] = await allEvents(town(), brug, `limit=100&cursor=${cursor}`)
    expect([first?.type, ...behind.map(({ data }) => data.item.id)]).toEqual([REPLACED, ...items.since])
  })

  it('insist on no tag of what is gone, and say that a write is', async () => {
    const asked = (headers: Readonly<Record<string, string>>) =>
      people.as(family.youthWorker).asks('POST', `/plans/${family.planId}/goals`, {
        body: { domain: 'youth', about: [family.child.id], lifeArea: 'work-and-education', words: 'Rust' },
        headers,
      })
    expect((await asked({ 'if-match': lost.tag })).status).toBe(412)
    const waiting = await people
      .as(family.youthWorker)
      .asks('GET', '/caseload', { headers: { 'consistent-after': lost.position } })
    expect([waiting.status, waiting.body['code']]).toEqual([410, 'WRITE_IS_OF_ANOTHER_HISTORY'])
  })

  it('do anew what is sent again and was done in what is gone only', async () => {
    const again = await aGoal('Leren koken', lost.key)
    expect(JSON.stringify(await people.as(family.youthWorker).get(`/plans/${family.planId}`))).toContain(again.id)
  })

  it('let who joined in what is gone only join another plan, and not a third', async () => {
    expect((await joins(otherPlan, 'Sam')).status).toBe(201)
    const { status, body } = await joins(family.planId, 'Sam')
    expect([status, body['code']]).toEqual([409, 'PERSON_IS_IN_ANOTHER_PLAN'])
  })

  it('are ready, with lists that know what happened since', async () => {
    const { position } = await aGoal('Vrienden maken')
    const list = await people
      .as(family.youthWorker)
      .asks('GET', '/caseload', { headers: { 'consistent-after': position } })
    expect(list.status).toBe(200)
    await until(async () => (await fetch(`${api.url}/health/ready`)).status === 200)
  })

  it('have no subscription begin in what is gone, also where that was still there when it was asked for', async () => {
    const [asked, mayAnswer] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
    const slow = await receiver({
      answer({ body }, response) {
        asked.resolve(undefined)
        void mayAnswer.promise.then(() => response.end(body))
      },
    })
    const backup = standIn.log.asItWas(standIn.log.all.length)
    const gone = await aGoal('Leren fietsen')
    const cursor = await theLastCursor()
    const registered = people
      .as(brug)
      .asks('POST', '/subscriptions', { body: { channel: 'webhook', endpoint: slow.url, cursor } })
    await asked.promise
    standIn = await standIn.putBack(backup)
    await until(async () => (await asksForGoal('Leren zwemmen')).status === 201, 20_000)
    await aGoal('Leren schaatsen')
    mayAnswer.resolve(undefined)
    const { status, body } = await registered
    await slow.close()
    expect([status, body['code']]).toEqual([410, 'CURSOR_IS_OF_ANOTHER_HISTORY'])
    const { events } = await pageOfEvents(town(), brug, `limit=100&cursor=${String(body['cursor'])}`)
    const [first, ...behind] = events
    expect([first?.type, behind.map(({ data }) => data.item.id)]).toEqual([REPLACED, expect.any(Array)])
    expect(behind.map(({ data }) => data.item.id)).not.toContain(gone.id)
  }, 60_000)
})
