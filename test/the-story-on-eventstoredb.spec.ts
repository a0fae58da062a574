/** The essay's story, unchanged, on EventStoreDB (the stand-in for it): nothing but a setting chooses the store. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readConfiguration } from '../libs/installation/configuration.ts'
import { start } from '../apps/api/start.ts'
import { playDemo } from '../apps/demo/demo.ts'
import { EventStoreDbStandIn } from './support/eventstoredb-stand-in/stand-in.ts'

const directory = mkdtempSync(join(tmpdir(), 'samenspel-on-eventstoredb-'))
let standIn: EventStoreDbStandIn

beforeAll(async () => {
  standIn = await EventStoreDbStandIn.start()
})
afterAll(() => {
  standIn.stop()
  rmSync(directory, { recursive: true })
})

const configured = (name: string, more: NodeJS.ProcessEnv = {}) =>
  readConfiguration({
    SAMENSPEL_DATA_DIR: join(directory, name),
    SAMENSPEL_PORT: '0',
    SAMENSPEL_EVENT_STORE: standIn.url,
    SAMENSPEL_EVENT_STORE_NAMESPACE: name,
    SAMENSPEL_LOG_LEVEL: 'silent',
    ...more,
  })

describe('a system whose setting names EventStoreDB', () => {
  it("plays the essay's dilemma with every promise held, its events there and nowhere else, its sealed values beside them", async () => {
    const configuration = configured('story')
    const { running, promised } = await playDemo({ configuration, families: 3, seed: 'spec', say: () => undefined })
    const head = await running.system.store.head()
    await running.stop()

    expect(promised.filter(({ held }) => !held)).toEqual([])
    expect(promised.length).toBeGreaterThanOrEqual(25)
    expect(head).toBeDefined()
    expect(existsSync(join(configuration.dataDir, 'events.db'))).toBe(false)
    expect(existsSync(join(configuration.dataDir, 'sealed-values.db'))).toBe(true)
    const kinds = new Set(standIn.log.all.map(({ stream }) => stream.split('-')[0]))
    expect([...kinds]).toEqual(expect.arrayContaining(['story.plan', 'story.person', 'story.protocol']))
  }, 180_000)

  it('has after a restart what it had, in a directory that keeps its vault and read models', async () => {
    const configuration = configured('again')
    const { running } = await playDemo({
      configuration,
      families: 2,
      seed: 'spec',
      say: () => undefined,
      story: () => Promise.resolve({}),
    })
    const before = await running.system.store.readAll(undefined, 1_000)
    await running.stop()

    const again = await start(configuration)
    // And behind it the mark of this start, and what has gone up since.
    const after = await again.system.store.readAll(undefined, 1_000)
    expect(after.slice(0, before.length)).toEqual(before)
    const since = after.slice(before.length).filter(({ type }) => type !== 'DueWentUp')
    expect(since).toMatchObject([{ type: 'HistoryMarked' }])
    await again.stop()
  }, 60_000)

  it('refuses a new vault beside old events, and a directory that holds events of its own', async () => {
    await (await start(configured('old'))).stop()
    await expect(start(configured('elsewhere', { SAMENSPEL_EVENT_STORE_NAMESPACE: 'old' }))).rejects.toMatchObject({
      reason: 'missing',
    })
    const configuration = configured('elsewhere')
    writeFileSync(join(configuration.dataDir, 'events.db'), '')
    await expect(start(configuration)).rejects.toMatchObject({ reason: 'not-a-store' })
  })
})
