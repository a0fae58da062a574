/**
 * A canary in every text, name, number and date that can be sent, where it belongs and where it does not, through the API, the relay and the projector as
 * they are run: it is in no log, metric, trace, address, id or message of any of them, in no access record and not in the processing log; and what of it is
 * sealed is in none of their files.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { OpenAPIObject } from '@nestjs/swagger'
import { readConfiguration } from '../libs/installation/configuration.ts'
import { accessFile, eventsFile } from '../libs/installation/event-stores.ts'
import { testBsn } from '../apps/populate/names.ts'
import type { StoredEvent } from '../libs/event-store/port.ts'
import { openSqliteEvents } from '../libs/event-store/sqlite-events.ts'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { startApi, type ApiProcess } from './support/api-process.ts'
import { closeAll } from './support/closing.ts'
import { otlpReceiver, type OtlpReceiver } from './support/otlp-receiver.ts'
import { findKafka } from './support/kafka-broker.ts'
import { needs } from './support/needs.ts'
import { aTopicReader, connectionTo, subscribesOverKafka, topicsFor } from './support/partner-topic.ts'
import { aPartner, DE_BRUG, until } from './support/partners.ts'
import { startProjector } from './support/projector-process.ts'
import { startRelay } from './support/relay-process.ts'
import { operationsOf } from './support/routes.ts'
import { bodiesOf, SOME_DAY, SOME_ID, SOME_WORDS } from './support/samples.ts'
import { peopleAt, type People, type Person } from './support/story.ts'

const WORDS = 'Kanarie zingt hier van het Achterom'
const NAME = 'Kanarie Zangvogel'
const BORN = '1987-03-29'
const BSN = testBsn(77)
/** As they might be found: whole, in part, or as an address has them. */
const CANARIES = [WORDS, NAME, 'anarie', 'Zangvogel', 'Achterom', 'zingt%20hier', 'zingt+hier', BORN, BSN]
/** What an administrator sends is published, as a protocol is, and the name of a team stands in clear: they are in files, and in nothing else that is looked into. */
const PUBLISHED = 'Kwikstaart fluit op het Voorhof'
const PUBLISHED_DAY = '1988-04-27'
const PUBLISHED_CANARIES = ['wikstaart', 'Voorhof', 'fluit%20op', 'fluit+op', PUBLISHED_DAY]

const kafka = await findKafka()
const real = needs('Kafka', kafka.missing)

let dataDir: string
let log: string
let api: ApiProcess
let otlp: OtlpReceiver
let people: People
let family: HelpedFamily
let document: OpenAPIObject
const addresses: string[] = []

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'samenspel-canary-'))
  log = join(dataDir, 'processing.jsonl')
  otlp = await otlpReceiver()
  api = await startApi(dataDir, { ...tellsAll(), SAMENSPEL_PROCESSING_LOG: log })
  people = await peopleAt(`${api.url}/v1`, readConfiguration({ SAMENSPEL_DATA_DIR: dataDir }), {
    heldAgainstTheDocument: false,
  })
  family = await aHelpedFamily(people)
  document = (await (await fetch(`${api.url}/v1/openapi.json`)).json()) as OpenAPIObject
}, 60_000)
afterAll(() =>
  closeAll({
    api: () => api[Symbol.asyncDispose](),
    otlp: () => otlp[Symbol.asyncDispose](),
    files: () => {
      rmSync(dataDir, { recursive: true })
    },
  }),
)

/** The settings of a process that says as much as it can. */
const tellsAll = () => ({
  SAMENSPEL_LOG_LEVEL: 'trace',
  OTEL_EXPORTER_OTLP_ENDPOINT: otlp.url,
  OTEL_BSP_SCHEDULE_DELAY: '50',
  OTEL_METRIC_EXPORT_INTERVAL: '200',
})

async function sent(person: Person, method: string, path: string, body?: unknown, headers?: Record<string, string>) {
  const answer = await people
    .as(person)
    .asks(method, path, { ...(body !== undefined && { body }), ...(headers && { headers }) })
  addresses.push(
    answer.headers.get('location') ?? '',
    answer.headers.get('link') ?? '',
    answer.headers.get('etag') ?? '',
  )
  if (answer.status < 300) addresses.push(answer.body.id, answer.body.etag)
  return answer
}

const inAddress = (path: string) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'planId' ? family.planId : SOME_ID))

/** Everything that can be sent, full, with the canary wherever a text of one's own may stand, and its day of birth wherever a day may. */
const everyBody = (words = WORDS, day = BORN) =>
  bodiesOf(document).map(({ method, path, whole }) => {
    const planted = JSON.stringify(whole)
      .replaceAll(`"team":"${SOME_WORDS}"`, `"team":"${PUBLISHED}"`)
      .replaceAll(SOME_WORDS, words)
      .replaceAll(`"${SOME_DAY}"`, `"${day}"`)
      .replaceAll('123456782', BSN)
    return { method, path: inAddress(path), body: JSON.parse(planted) as unknown }
  })

describe('a canary', () => {
  it('is sent in every text there is, kept by who may, and in what is refused', async () => {
    const { planId, coordinator, youthWorker, parent, administrator, child } = family
    const partner = await aPartner(people, DE_BRUG)
    const plan = `/plans/${planId}`
    const joined = await sent(coordinator, 'POST', `${plan}/members`, { name: NAME, birthDate: BORN, bsn: BSN })
    expect(joined.status).toBe(201)
    const goal = { domain: 'youth', about: [child.id], lifeArea: 'housing', words: WORDS }
    expect((await sent(youthWorker, 'POST', `${plan}/goals`, goal)).status).toBe(201)
    for (const { method, path, body } of everyBody())
      for (const person of [coordinator, youthWorker]) await sent(person, method, path, body)
    for (const { method, path, body } of everyBody(PUBLISHED, PUBLISHED_DAY))
      await sent(administrator, method, path, body)

    // Where it does not belong.
    const asIs = encodeURIComponent(WORDS)
    await sent(coordinator, 'GET', `/plans/${asIs}`)
    await sent(coordinator, 'GET', `${plan}?search=${asIs}`)
    await sent(coordinator, 'GET', `/${asIs}`)
    await sent(coordinator, 'POST', `${plan}/goals`, { ...goal, [WORDS]: WORDS, domain: WORDS })
    await sent(coordinator, 'POST', `${plan}/goals`, goal, { 'idempotency-key': 'Kanarie-zingt' })
    await sent(coordinator, 'POST', `${plan}/goals`, goal, {
      'processing-activity': 'Kanarie-zingt',
      traceparent: 'Kanarie',
    })
    await fetch(`${api.url}/v1${plan}/goals`, {
      method: 'POST',
      headers: { authorization: `Bearer ${coordinator.token}`, 'content-type': 'application/json' },
      body: `{ "words": "${WORDS}"`,
    })
    const everyRead = operationsOf(document).filter(({ method }) => method === 'get')
    for (const { path } of everyRead)
      for (const person of [coordinator, parent, partner]) await sent(person, 'GET', inAddress(path))
    const { body } = await sent(coordinator, 'GET', plan)
    expect(JSON.stringify(body)).toContain(NAME)
    expect(JSON.stringify((await sent(youthWorker, 'GET', plan)).body)).toContain(WORDS)
  }, 120_000)

  it('is in no log, no metric, no trace, no address and no id', async () => {
    await until(() => otlp.spans().length > 500 && otlp.metric('samenspel.append.duration').length > 0)
    expect(foundIn(otlp.text())).toEqual([])
    expect(foundIn(api.stderr())).toEqual([])
    expect(foundIn(addresses.join('\n'))).toEqual([])
    const stored = await allIn(eventsFile(dataDir))
    expect(stored.length).toBeGreaterThan(30)
    expect(foundIn(stored.map(({ stream, id, type }) => `${stream} ${id} ${type}`).join('\n'))).toEqual([])
  }, 60_000)

  it('is in no access record, and not in the processing log', async () => {
    const records = await allIn(accessFile(dataDir))
    expect(records.length).toBeGreaterThan(60)
    expect(foundIn(records.map((record) => JSON.stringify(record)).join('\n'))).toEqual([])
    // Nor is anyone else by name.
    expect(records.filter(({ body }) => /Mirjam|Kim |de Vries|Yara|Noor|Odile/.test(body))).toEqual([])
    await until(() => readFileSync(log, 'utf8').split('\n').length > 20)
    expect(foundIn(readFileSync(log, 'utf8'))).toEqual([])
  }, 60_000)

  real.it(
    'is in nothing that the relay says, measures or sends',
    async () => {
      await using broker = await kafka.start()
      const connection = connectionTo(broker.brokers)
      await topicsFor(connection, [DE_BRUG])
      const partner = await aPartner(people, DE_BRUG)
      await subscribesOverKafka(people, partner)
      const spansBefore = otlp.spans().length
      const town = { api: `${api.url}/v1`, dataDir }
      await using relay = startRelay({ town, brokers: broker.brokers, environment: tellsAll() })
      await using topic = aTopicReader(connection, DE_BRUG)
      const taken = await topic.take(8)
      expect(taken.map(({ headers }) => headers['ce_type'])).toContain('nl.samenspel.plan.goal-proposed.v1')
      expect(foundIn(JSON.stringify(taken))).toEqual([])
      expect(await relay.stop()).toBe(0)
      expect(otlp.spans().length).toBeGreaterThan(spansBefore)
      expect(relay.said.length).toBeGreaterThan(0)
      expect(foundIn(JSON.stringify(relay.said))).toEqual([])
      expect(foundIn(otlp.text())).toEqual([])
    },
    400_000,
  )

  it('is in nothing that the projector says or measures, and in no file, where it makes all lists anew', async () => {
    api.signal('SIGTERM')
    expect(await api.ended).toBe(0)
    expect(sealedFoundIn(dataDir)).toEqual([])
    for (const file of readdirSync(dataDir).filter((name) => /^(?:access-)?reads\.db/.test(name)))
      rmSync(join(dataDir, file))
    const told = otlp.text().length
    await using projector = startProjector(dataDir, tellsAll())
    await projector.says('projecting')
    await until(() => otlp.text().includes('"samenspel-projector"') && listedIn(dataDir, family.planId))
    expect(await projector.end('SIGTERM')).toBe(0)
    expect(otlp.text().length).toBeGreaterThan(told)
    expect(foundIn(projector.stderr())).toEqual([])
    expect(foundIn(otlp.text())).toEqual([])
    expect(sealedFoundIn(dataDir)).toEqual([])
  }, 60_000)
})

const foundIn = (text: string) => [...CANARIES, ...PUBLISHED_CANARIES].filter((canary) => text.includes(canary))

const READ_STORES = ['reads.db', 'access-reads.db']
const bytesOf = (directory: string, name: string) => readFileSync(join(directory, name))
const filesIn = (directory: string) => readdirSync(directory).filter((name) => !name.endsWith('-shm'))

/** Whether both of the read stores know of the plan, in their files or in what is to come into those. */
const listedIn = (directory: string, planId: string) =>
  READ_STORES.every((store) =>
    filesIn(directory).some((name) => name.startsWith(store) && bytesOf(directory, name).includes(planId)),
  )

/** In every file, byte by byte: events, sealed values, read models, access records, deliveries, keys. */
const sealedFoundIn = (directory: string) =>
  filesIn(directory).flatMap((name) => {
    const bytes = bytesOf(directory, name)
    return CANARIES.filter((canary) => bytes.includes(canary)).map((canary) => `${canary} in ${name}`)
  })

async function allIn(file: string): Promise<readonly StoredEvent[]> {
  const events = openSqliteEvents(file)
  const all = await events.readAll(undefined, 100_000)
  await events.close()
  return all
}
