/** Events, vault and access records are put back from a backup, as docs/operations.md tells; everyone who follows goes on from where it was made, and nobody misses what happens then. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfiguration } from '../libs/installation/configuration.ts'
import { openSystem } from '../libs/installation/system.ts'
import { receiver, type Receiver } from '../libs/messaging/testing/receiver.ts'
import { accountIn, aHelpedFamily, PROTOCOL, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { closeAll } from './support/closing.ts'
import {
  allEvents,
  aPartner,
  aStream,
  fetched,
  DE_BRUG,
  headersOf,
  pageOfEvents,
  until,
  type CloudEventTold,
} from './support/partners.ts'
import { subscribesOverKafka } from './support/partner-topic.ts'
import { aRestartableTown, type RestartableTown } from './support/restartable-town.ts'
import type { Person } from './support/story.ts'

const OF_THE_BACKUP = ['events.db', 'vault.db', 'access.db']
const backup = mkdtempSync(join(tmpdir(), 'samenspel-backup-'))

interface ReplacedTold {
  readonly id: string
  readonly type: typeof REPLACED
  readonly data: { readonly since: string }
}
const isReplaced = (told: CloudEventTold | ReplacedTold): told is ReplacedTold => told.type === REPLACED

let town: RestartableTown
let family: HelpedFamily
let brug: Person
let endpoint: Receiver
let replaying: Receiver
let replays: string
/** The items that each channel was told of, in order; and, between them, that what was told before may never have been. */
const byKafka: string[] = []
const byWebhook: string[] = []
const byReplay: string[] = []
const REPLACED = 'nl.samenspel.history-replaced.v1'
const replaced: Partial<Record<'kafka' | 'webhook' | 'feed' | 'stream', ReplacedTold>> = {}

let ofBefore: string
let ofTheLost: { readonly cursor: string; readonly streamed: string; readonly position: string; readonly tag: string }
let tagOfBefore: string
let firstLostAt: string
let lostRefs: readonly string[]
const items = { before: [] as string[], lost: [] as string[], since: [] as string[] }

async function aGoal(words: string): Promise<{ readonly id: string; readonly position: string }> {
  const goal = { domain: 'youth', about: [family.child.id], lifeArea: 'work-and-education', words }
  const { status, body, headers } = await town
    .as(family.youthWorker)
    .asks('POST', `/plans/${family.planId}/goals`, { body: goal })
  expect(status).toBe(201)
  return { id: body.id, position: headers.get('position') ?? '' }
}

const theLastCursor = async (): Promise<string> => {
  for (let { next, events } = await pageOfEvents(town, brug, 'limit=100'); ;) {
    if (events.length === 0) return next ?? ''
    ;({ next, events } = await pageOfEvents(town, brug, `limit=100&cursor=${next ?? ''}`))
  }
}

const tagNow = () => town.as(family.youthWorker).tagOf(family.planId)

/** Of one event each. */
async function theFirstTwoPages(cursor: string): Promise<readonly (readonly CloudEventTold[])[]> {
  const { events, next = '' } = await pageOfEvents(town, brug, `limit=1&cursor=${cursor}`)
  return [events, (await pageOfEvents(town, brug, `limit=1&cursor=${next}`)).events]
}

const settings: Record<string, string> = {}

async function putBack(dataDir: string): Promise<void> {
  for (const file of OF_THE_BACKUP) {
    for (const behind of ['-wal', '-shm']) rmSync(join(dataDir, file + behind), { force: true })
    cpSync(join(backup, file), join(dataDir, file))
  }
  const refused = await openSystem(readConfiguration({ SAMENSPEL_DATA_DIR: dataDir })).then(
    () => 'it started',
    (fault: unknown) => String(fault),
  )
  expect(refused).toMatch(/the events .* more was known to: the lists .*, the webhook deliveries /)
  settings['SAMENSPEL_RESTORED'] = /SAMENSPEL_RESTORED=([0-9a-f]{12})/.exec(refused)?.[1] ?? ''
}

beforeAll(async () => {
  town = await aRestartableTown((_, messages) => {
    for (const { value, headers } of messages)
      if (headers['ce_type'] === REPLACED) {
        byKafka.push(REPLACED)
        replaced.kafka = { id: headers['ce_id'] ?? '', type: REPLACED, data: JSON.parse(value) as ReplacedTold['data'] }
      } else byKafka.push(itemOf(value))
    return Promise.resolve()
  })
  endpoint = await hearing(byWebhook, (told) => (replaced.webhook = told))
  replaying = await hearing(byReplay)
  family = await aHelpedFamily(town)
  brug = await aPartner(town, DE_BRUG)
  await subscribesOverKafka(town, brug)
  await town.as(brug).post('/subscriptions', { channel: 'webhook', endpoint: endpoint.url })
  const { id } = await town.as(brug).post('/subscriptions', { channel: 'webhook', endpoint: replaying.url })
  replays = `/subscriptions/${id}/replays`
  items.before.push((await aGoal('Weer naar school')).id)
  await until(() => [byKafka, byWebhook].every((told) => told.includes(items.before[0] ?? '')))
  ofBefore = await theLastCursor()
  tagOfBefore = await tagNow()
  await town.restart((dataDir) => {
    for (const file of OF_THE_BACKUP) cpSync(join(dataDir, file), join(backup, file))
  })

  const written = [await aGoal('Leren koken'), await aGoal('Een eigen kamer')]
  items.lost.push(...written.map(({ id }) => id))
  await using stream = await aStream(town, brug, { lastEventId: ofBefore })
  const [one, second] = await stream.take(2)
  firstLostAt = String(one?.event['time'])
  lostRefs = [one, second].map((told) => told?.event.dataref ?? '')
  const [cursor, tag] = [await theLastCursor(), await tagNow()]
  ofTheLost = { cursor, tag, streamed: second?.id ?? '', position: written[1]?.position ?? '' }
  await until(() => [byKafka, byWebhook, byReplay].every((told) => items.lost.every((id) => told.includes(id))))
  // Asked for in what will be gone: the run of this endpoint never was.
  await town.as(brug).post(replays, { cursor: ofBefore })
  await until(() => items.lost.every((id) => timesHeard(byReplay, id) > 1))
  await stream[Symbol.asyncDispose]()

  await town.restart(putBack, settings)
  // The new history grows past the old one before anybody looks.
  for (const words of ['Zwemmen', 'Gitaar leren', 'Naar oma']) items.since.push((await aGoal(words)).id)
}, 240_000)
afterAll(async () => {
  await closeAll({ town: () => town.close(), endpoint: () => endpoint.close(), replaying: () => replaying.close() })
  rmSync(backup, { recursive: true })
})

const timesHeard = (told: readonly string[], id: string) => told.filter((one) => one === id).length

function hearing(told: string[], onReplaced: (told: ReplacedTold) => void = () => undefined): Promise<Receiver> {
  return receiver({
    answer(received, response) {
      if (String(received.headers['webhook-id']).startsWith('challenge-')) return void response.end(received.body)
      const event = JSON.parse(received.body) as CloudEventTold | ReplacedTold
      if (isReplaced(event)) onReplaced(event)
      told.push(isReplaced(event) ? REPLACED : event.data.item.id)
      response.writeHead(204).end()
    },
  })
}

const itemOf = (body: string) => {
  const told = JSON.parse(body) as { readonly item: { readonly id: string } } | CloudEventTold
  return ('item' in told ? (told.item as { readonly id: string }) : told.data.item).id
}

/** In order, each at least once, behind what was told before. */
const heardSince = (told: readonly string[]) => told.filter((id) => id === REPLACED || items.since.includes(id))
/** First that what was heard may never have been, and then what came instead. */
const itIsToldFirst = () => [REPLACED, ...items.since]

describe('after a restore', () => {
  it('a webhook gets everything that happens then', async () => {
    await until(() => items.since.every((id) => byWebhook.includes(id)), 30_000)
    expect([...new Set(heardSince(byWebhook))]).toEqual(itIsToldFirst())
  }, 40_000)

  it('a webhook whose replay was asked for in what is no more gets everything too, and is told', async () => {
    await until(() => items.since.every((id) => byReplay.includes(id)), 30_000)
    expect(byReplay).toContain(REPLACED)
    expect([...new Set(byReplay.filter((id) => items.since.includes(id)))]).toEqual(items.since)
  }, 40_000)

  it('a replay begins behind a cursor of before, and cannot begin in what is no more', async () => {
    const { status, body } = await town.as(brug).asks('POST', replays, { body: { cursor: ofTheLost.cursor } })
    expect([status, body['code']]).toEqual([410, 'CURSOR_IS_OF_ANOTHER_HISTORY'])
    await until(() => items.since.every((id) => byReplay.includes(id)), 30_000)
    const heard = byReplay.length
    await town.as(brug).post(replays, { cursor: ofBefore })
    await until(() => items.since.every((id) => byReplay.slice(heard).includes(id)), 30_000)
    const again = byReplay.slice(heard)
    expect([...new Set(again.filter((id) => items.since.includes(id)))]).toEqual(items.since)
    expect(again.filter((id) => items.lost.includes(id))).toEqual([])
    // With the cursor that the refusal gives, it does.
    await town.as(brug).post(replays, { cursor: String(body['cursor']) })
    await until(() => items.since.every((id) => timesHeard(byReplay.slice(heard), id) > 1), 30_000)
  }, 90_000)

  it('a topic gets everything that happens then', async () => {
    await until(() => items.since.every((id) => byKafka.includes(id)), 30_000)
    expect([...new Set(heardSince(byKafka))]).toEqual(itIsToldFirst())
  }, 40_000)

  it('a cursor of what is no more is answered with one from where it parted', async () => {
    const { status, text } = await pageOfEvents(town, brug, `cursor=${ofTheLost.cursor}`)
    const { code, cursor } = JSON.parse(text) as { readonly code: string; readonly cursor: string }
    expect([status, code]).toEqual([410, 'CURSOR_IS_OF_ANOTHER_HISTORY'])
    const [first, ...behind] = await allEvents(town, brug, `limit=100&cursor=${cursor}`)
    expect(first?.type).toBe(REPLACED)
    replaced.feed = first as unknown as ReplacedTold
    expect(behind.map(({ data }) => data.item.id)).toEqual(items.since)
    // It counts as one of its page, and comes once.
    const [page, next] = await theFirstTwoPages(cursor)
    expect([page, next].map((events) => events?.map(({ type }) => type === REPLACED))).toEqual([[true], [false]])
  })

  it('a stream is told by its last event, and goes on from that', async () => {
    const answer = await fetch(`${town.api}/events`, {
      headers: headersOf(brug, { accept: 'text/event-stream', 'last-event-id': ofTheLost.streamed }),
    })
    const [, lastEventId = ''] =
      /^id: (\S+)\nevent: history-replaced\ndata: \{"code":"CURSOR_IS_OF_ANOTHER_HISTORY".*\}\n\n$/.exec(
        await answer.text(),
      ) ?? []
    await using stream = await aStream(town, brug, { lastEventId })
    const [first, ...behind] = await stream.take(4)
    expect(first?.event.type).toBe(REPLACED)
    replaced.stream = first?.event as unknown as ReplacedTold
    expect(behind.map(({ event }) => event.data.item.id)).toEqual(items.since)
    await using again = await aStream(town, brug, { lastEventId: first?.id ?? '' })
    expect((await again.take(3)).map(({ event }) => event.data.item.id)).toEqual(items.since)
  })

  it('every channel says the same of it: from when on, to the minute, and nothing of whose plan it was', async () => {
    const { kafka, webhook, feed, stream } = replaced
    expect(webhook).toEqual({
      ...{ specversion: '1.0', type: REPLACED, source: 'urn:nld:oin:00000099000000000001:systeem:samenspel' },
      ...{ id: expect.any(String), time: expect.any(String), datacontenttype: 'application/json' },
      dataschema: `${town.api}/event-schemas/${REPLACED}/1`,
      data: { since: expect.stringMatching(/T\d\d:\d\d:00\.000Z$/) },
    })
    expect([feed, stream]).toEqual([webhook, webhook])
    expect(kafka).toEqual({ id: webhook?.id, type: REPLACED, data: webhook?.data })
    const [, example = ''] =
      /<!-- history-replaced -->\n```json\n([^`]*)```/.exec(readFileSync('docs/partners.md', 'utf8')) ?? []
    expect(Object.keys(JSON.parse(example) as object).sort()).toEqual(Object.keys(webhook ?? {}).sort())
    expect(Date.parse(webhook?.data.since ?? '')).toBeLessThan(Date.parse(firstLostAt))
    const schema = (await (await fetch(`${town.api}/event-schemas/${REPLACED}/1`)).json()) as { required: string[] }
    expect(schema.required).toEqual(Object.keys(webhook?.data ?? {}))
  })

  it('what never was is found out by who fetches it: it is not there', async () => {
    const statuses = lostRefs.map(async (dataref) => (await fetched(town.as(brug), { dataref })).status)
    expect(await Promise.all(statuses)).toEqual([404, 404])
  })

  it('a cursor of before stays good', async () => {
    const { status, events } = await pageOfEvents(town, brug, `cursor=${ofBefore}`)
    expect([status, events.map(({ data }) => data.item.id)]).toEqual([200, items.since])
  })

  it('a subscription cannot begin in what is no more', async () => {
    const { status, body } = await town.as(brug).asks('POST', '/subscriptions', {
      body: { channel: 'webhook', endpoint: endpoint.url, cursor: ofTheLost.cursor },
    })
    expect([status, body['code']]).toEqual([410, 'CURSOR_IS_OF_ANOTHER_HISTORY'])
  })

  it('a tag of what is no more insists on nothing that is there now, also where the plan has grown that far again', async () => {
    const goal = { domain: 'youth', about: [family.child.id], lifeArea: 'work-and-education', words: 'Rust in huis' }
    const { status, body } = await town.as(family.youthWorker).asks('POST', `/plans/${family.planId}/goals`, {
      body: goal,
      headers: { 'if-match': ofTheLost.tag },
    })
    // Nothing has come behind it: it is of nothing that is there.
    expect([status, body['code'], body['events'], body.etag]).toEqual([412, 'PLAN_HAS_CHANGED', [], await tagNow()])
  })

  it('nothing is decided on the sight of what is no more, and on that of before and of now it is', async () => {
    const decidedOn = async (basedOn: string) => {
      const { status, body } = await town.as(family.youthWorker).asks('POST', `/plans/${family.planId}/deviations`, {
        body: {
          ...{ domain: 'youth', about: [family.child.id], protocol: PROTOCOL, step: STEP, basedOn },
          ...{ insteadDone: 'Eerst gepraat', situation: 'Kim vertrouwt iemand', account: accountIn(60, town.now()) },
        },
      })
      return [status, body['code']]
    }
    expect(await decidedOn(ofTheLost.tag)).toEqual([409, 'BASED_ON_IS_OF_ANOTHER_HISTORY'])
    expect(await decidedOn(tagOfBefore)).toEqual([201, undefined])
    expect(await decidedOn(await tagNow())).toEqual([201, undefined])
  })

  it('who waits for a write that is gone is told so, and who waits for one of now gets it', async () => {
    const asked = (position: string) =>
      town.as(family.youthWorker).asks('GET', '/caseload', { headers: { 'consistent-after': position } })
    const gone = await asked(ofTheLost.position)
    expect([gone.status, gone.body['code']]).toEqual([410, 'WRITE_IS_OF_ANOTHER_HISTORY'])
    expect((await asked((await aGoal('Vrienden maken')).position)).status).toBe(200)
  })
})
