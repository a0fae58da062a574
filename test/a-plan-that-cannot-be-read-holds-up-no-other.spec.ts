/**
 * A partner with a plan that cannot be read is told of the others, by feed, stream, webhook and Kafka, and that something is missing. What could not be told
 * is told when the plan can be read again, in its order; no channel has lost anything by then.
 */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { receiver, type Receiver } from '../libs/messaging/testing/receiver.ts'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { closeAll } from './support/closing.ts'
import { allEvents, aPartner, DE_BRUG, headersOf, until, type CloudEventTold } from './support/partners.ts'
import { aRestartableTown, type RestartableTown } from './support/restartable-town.ts'
import type { Asking, Person } from './support/story.ts'

/** Ids of events, by where they came, in their order; repeats left out. */
const came: Record<'feed' | 'stream' | 'webhook' | 'kafka', Set<string>> = {
  ...{ feed: new Set(), stream: new Set(), webhook: new Set(), kafka: new Set() },
}

let town: RestartableTown
let family: HelpedFamily
let deBrug: Person
let brug: Asking
let endpoint: Receiver
/** Whether the endpoint leaves messages without an answer, so that their rows wait. */
let isMute = false
let other: string
/** All that the partner may have of each plan, in its order. */
const expected: Record<'damaged' | 'other', readonly string[]> = { damaged: [], other: [] }
let whole: string
let position: number
/** Where the feed and the stream are gone on from. */
let cursor: string | undefined
let lastEventId: string | undefined
const subscriptions: string[] = []

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
  return planId
}

function inFile(work: (file: DatabaseSync) => void): void {
  const file = new DatabaseSync(join(town.dataDir, 'events.db'))
  work(file)
  file.close()
}

/** @returns whether it is complete */
async function feedGoesOn(): Promise<boolean> {
  for (;;) {
    const query = cursor === undefined ? '' : `?cursor=${cursor}`
    const answer = await fetch(`${town.api}/events${query}`, { headers: headersOf(deBrug) })
    if (answer.status === 503) continue
    expect(answer.status).toBe(200)
    const events = (await answer.json()) as readonly CloudEventTold[]
    for (const { id } of events) came.feed.add(id)
    cursor = /[?&]cursor=([^&>]+)/.exec(answer.headers.get('link') ?? '')?.[1]
    if (events.length === 0) return answer.headers.get('incomplete') !== 'true'
  }
}

/** Reads a stream until it has said as much. */
async function streamGoesOn(isEnough: () => boolean): Promise<string> {
  const leaving = new AbortController()
  const last = lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
  const answer = await fetch(`${town.api}/events`, {
    headers: headersOf(deBrug, { accept: 'text/event-stream', ...last }),
    signal: leaving.signal,
  })
  let text = ''
  for await (const part of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    text += Buffer.from(part).toString()
    for (const block of text.split('\n\n').slice(0, -1)) {
      lastEventId = /^id: (.+)$/m.exec(block)?.[1] ?? lastEventId
      const data = /^data: (.+)$/m.exec(block)?.[1]
      const id = data === undefined ? undefined : (JSON.parse(data) as { readonly id?: string }).id
      if (id !== undefined) came.stream.add(id)
    }
    if (isEnough()) break
  }
  leaving.abort()
  return text
}

const ofPlan = (ids: Iterable<string>, plan: keyof typeof expected) =>
  [...ids].filter((id) => expected[plan].includes(id))
const hasAll = (channel: keyof typeof came, plan: keyof typeof expected) =>
  ofPlan(came[channel], plan).length === expected[plan].length

beforeAll(async () => {
  town = await aRestartableTown((_, messages) => {
    for (const { headers } of messages) came.kafka.add(headers['ce_id'] ?? '')
    return Promise.resolve()
  })
  endpoint = await receiver({
    answer: ({ headers, body }, response) => {
      const id = String(headers['webhook-id'])
      if (isMute) return
      if (!id.startsWith('challenge-')) came.webhook.add(id)
      response.end(id.startsWith('challenge-') ? body : undefined)
    },
  })
  family = await aHelpedFamily(town)
  deBrug = await aPartner(town, DE_BRUG)
  brug = town.as(deBrug)
  other = await anotherPlan()
  // The last event of the plan: what stands before it is held back too, as it cannot be judged without.
  await town.restart(() => {
    inFile((file) => {
      const row = file
        .prepare('SELECT position, body FROM events JOIN streams ON key = stream WHERE name = ? ORDER BY revision DESC')
        .get(`plan-${family.planId}`)
      whole = String(row?.['body'])
      position = Number(row?.['position'])
      expect(position).toBeGreaterThan(0)
    })
  })
  const all = await allEvents(town, deBrug)
  expected.damaged = all.filter(({ data }) => data.plan === family.planId).map(({ id }) => id)
  await town.restart(() => {
    inFile((file) => file.prepare('UPDATE events SET body = ? WHERE position = ?').run(whole.slice(0, -9), position))
  })
  // What it may have of the other is more by now.
  const { id: goal } = await town
    .as(family.coordinator)
    .post(`/plans/${other}/members`, { name: 'Sam Jansen', birthDate: '2012-06-15' })
  expect(goal).toBeDefined()
  expect(await feedGoesOn()).toBe(false)
  expected.other = [...came.feed]
  const since = '2020-01-01T00:00:00Z'
  for (const asked of [{ channel: 'webhook', endpoint: endpoint.url }, { channel: 'kafka' }])
    subscriptions.push((await brug.post('/subscriptions', { ...asked, since })).id)
}, 60_000)
afterAll(() => closeAll({ town: () => town.close(), endpoint: () => endpoint.close() }))

describe('a plan that cannot be read', () => {
  it('holds up no other, over any channel, and each says that something is missing', async () => {
    expect(expected.other.length).toBeGreaterThan(1)
    expect(ofPlan(came.feed, 'damaged')).toEqual([])
    let said = ''
    said = await streamGoesOn(() => hasAll('stream', 'other'))
    said += await streamGoesOn(() => true)
    await until(() => hasAll('webhook', 'other') && hasAll('kafka', 'other'))
    for (const ids of Object.values(came)) expect([...ids]).toEqual(expected.other)
    expect(said).toContain('event: incomplete\ndata: {"code":"RECORD_CANNOT_BE_READ"}')
    for (const id of subscriptions) {
      const seen = await brug.get(`/subscriptions/${id}`)
      expect(seen).not.toHaveProperty('setAside')
      expect(seen['deliveries']).toMatchObject({ incomplete: true, waiting: 0 })
    }
    const ready = await fetch(town.api.replace('/v1', '/health/ready'))
    expect(await ready.json()).toMatchObject({
      degraded: [{ part: 'events', count: 1, positions: [String(position).padStart(16, '0')] }],
    })
  }, 30_000)

  it('is told when it can be read again, in its order, behind the same cursors', async () => {
    await town.restart(() => {
      inFile((file) => file.prepare('UPDATE events SET body = ? WHERE position = ?').run(whole, position))
    })
    expect(await feedGoesOn()).toBe(true)
    await streamGoesOn(() => hasAll('stream', 'damaged'))
    await until(() => hasAll('webhook', 'damaged') && hasAll('kafka', 'damaged'))
    for (const channel of ['feed', 'stream', 'webhook', 'kafka'] as const) {
      expect({ channel, ids: ofPlan(came[channel], 'damaged') }).toEqual({ channel, ids: expected.damaged })
      expect({ channel, ids: ofPlan(came[channel], 'other') }).toEqual({ channel, ids: expected.other })
    }
    for (const id of subscriptions)
      await until(async () => !('incomplete' in ((await brug.get(`/subscriptions/${id}`))['deliveries'] as object)))
  }, 30_000)

  it('holds back no row of another where its own were taken in before that, is named, and goes on by itself', async () => {
    isMute = true
    const before = endpoint.received.length
    const goal = { domain: 'youth', about: [family.child.id], lifeArea: 'work-and-education', words: 'Naar school' }
    await town.as(family.youthWorker).post(`/plans/${family.planId}/goals`, goal)
    await town.as(family.coordinator).post(`/plans/${other}/members`, { name: 'Bo Jansen', birthDate: '2014-06-15' })
    const [ofDamaged, ofOther] = await Promise.all(
      [family.planId, other].map(
        async (plan) => (await allEvents(town, deBrug)).findLast(({ data }) => data.plan === plan)?.id,
      ),
    )
    const waits = (id: string | undefined) =>
      endpoint.received.slice(before).some(({ headers }) => headers['webhook-id'] === id)
    await until(() => waits(ofDamaged) && waits(ofOther))
    await town.restart(() => {
      inFile((file) => file.prepare('UPDATE events SET body = ? WHERE position = ?').run(whole.slice(0, -9), position))
      isMute = false
    })
    await until(() => came.webhook.has(String(ofOther)))
    const ready = () => fetch(town.api.replace('/v1', '/health/ready')).then((answer) => answer.text())
    await until(async () => (await ready()).includes(String(position).padStart(16, '0')))
    expect(came.webhook).not.toContain(ofDamaged)
    inFile((file) => file.prepare('UPDATE events SET body = ? WHERE position = ?').run(whole, position))
    await until(() => came.webhook.has(String(ofDamaged)), 20_000)
  }, 40_000)
})
