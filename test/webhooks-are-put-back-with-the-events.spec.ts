/** The state of webhooks and topics is put back from the backup together with the events: whoever was registered by then misses nothing that happens since, wherever their subscription had begun. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfiguration } from '../libs/installation/configuration.ts'
import { openSystem } from '../libs/installation/system.ts'
import { receiver, type Receiver } from '../libs/messaging/testing/receiver.ts'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { closeAll } from './support/closing.ts'
import { aPartner, allEvents, DE_BRUG, pageOfEvents, until } from './support/partners.ts'
import { subscribesOverKafka } from './support/partner-topic.ts'
import { aRestartableTown, type RestartableTown } from './support/restartable-town.ts'
import type { Person } from './support/story.ts'

const OF_THE_BACKUP = ['events.db', 'vault.db', 'access.db', 'webhooks.db']
const backup = mkdtempSync(join(tmpdir(), 'samenspel-backup-'))

let town: RestartableTown
let family: HelpedFamily
let brug: Person
const told = { topic: [] as string[], fromNow: [] as string[], fromCursor: [] as string[], paused: [] as string[] }
const endpoints: Receiver[] = []
const since: string[] = []
let before: string
let lost: { readonly goal: string; readonly subscription: string }
let paused: string
const settings: Record<string, string> = {}

const itemOf = (body: string): string => {
  const { item, data } = JSON.parse(body) as { item?: { id: string }; data?: { item?: { id: string } } }
  return (item ?? data?.item)?.id ?? 'something else'
}

async function hears(heard: string[]): Promise<string> {
  const endpoint = await receiver({
    answer(received, response) {
      if (String(received.headers['webhook-id']).startsWith('challenge-')) return void response.end(received.body)
      heard.push(itemOf(received.body))
      response.writeHead(204).end()
    },
  })
  endpoints.push(endpoint)
  return endpoint.url
}

async function subscribes(heard: string[], more: Readonly<Record<string, string>> = {}): Promise<string> {
  const body = { channel: 'webhook', endpoint: await hears(heard), ...more }
  return (await town.as(brug).post('/subscriptions', body)).id
}

async function aGoal(words: string): Promise<string> {
  const body = { domain: 'youth', about: [family.child.id], lifeArea: 'work-and-education', words }
  return (await town.as(family.youthWorker).post(`/plans/${family.planId}/goals`, body)).id
}

async function putBack(dataDir: string): Promise<void> {
  for (const file of OF_THE_BACKUP) {
    for (const behind of ['-wal', '-shm']) rmSync(join(dataDir, file + behind), { force: true })
    cpSync(join(backup, file), join(dataDir, file))
  }
  const refused = await openSystem(readConfiguration({ SAMENSPEL_DATA_DIR: dataDir })).then(
    () => 'it started',
    (fault: unknown) => String(fault),
  )
  // Only the lists still know of what is gone.
  expect(refused).toMatch(/the events .* more was known to: the lists /)
  expect(refused).not.toContain('the webhook deliveries')
  settings['SAMENSPEL_RESTORED'] = /SAMENSPEL_RESTORED=([0-9a-f]{12})/.exec(refused)?.[1] ?? ''
}

beforeAll(async () => {
  town = await aRestartableTown((_, messages) => {
    told.topic.push(...messages.map(({ value }) => itemOf(value)))
    return Promise.resolve()
  })
  family = await aHelpedFamily(town)
  brug = await aPartner(town, DE_BRUG)
  const { next = '' } = await pageOfEvents(town, brug, 'limit=1')
  await subscribesOverKafka(town, brug)
  await subscribes(told.fromNow)
  await subscribes(told.fromCursor, { cursor: next })
  paused = await subscribes(told.paused)
  await town.as(brug).post(`/subscriptions/${paused}/pause`, {})
  before = await aGoal('Weer naar school')
  await until(() => [told.topic, told.fromNow, told.fromCursor].every((heard) => heard.includes(before)))
  await town.restart((dataDir) => {
    for (const file of OF_THE_BACKUP) cpSync(join(dataDir, file), join(backup, file))
  })

  lost = { goal: await aGoal('Leren koken'), subscription: await subscribes([]) }
  await until(() => [told.topic, told.fromNow, told.fromCursor].every((heard) => heard.includes(lost.goal)))
  await town.restart(putBack, settings)
  // The new history grows past the old one.
  for (const words of ['Zwemmen', 'Gitaar leren', 'Naar oma', 'Vrienden maken']) since.push(await aGoal(words))
}, 240_000)
afterAll(async () => {
  await closeAll({
    town: () => town.close(),
    endpoints: () => Promise.all(endpoints.map((endpoint) => endpoint.close())),
  })
  rmSync(backup, { recursive: true })
})

describe('who was registered in the backup', () => {
  it.each<keyof typeof told>(['topic', 'fromNow', 'fromCursor'])(
    'misses no word of what happens since, in its order: %s',
    async (channel) => {
      await until(() => since.every((id) => told[channel].includes(id)), 30_000)
      expect([...new Set(told[channel].filter((id) => since.includes(id)))]).toEqual(since)
    },
    40_000,
  )

  it('hears once it goes on all that it has not heard, and nothing of what never was', async () => {
    expect(told.paused).toEqual([])
    await town.as(brug).post(`/subscriptions/${paused}/resumption`, {})
    await until(() => since.every((id) => told.paused.includes(id)), 30_000)
    expect([...new Set(told.paused)]).toEqual([before, ...since])
  }, 40_000)

  it('has nothing of who registered behind it', async () => {
    expect((await town.as(brug).asks('GET', `/subscriptions/${lost.subscription}`)).status).toBe(404)
    expect((await allEvents(town, brug)).map(({ data }) => data.item.id)).not.toContain(lost.goal)
  })
})
