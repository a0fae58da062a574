import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { until } from '../../test/support/partners.ts'
import { aTownHere, type TownHere } from '../../test/support/town-here.ts'
import { BEHIND_AT_MOST_MS, whatIsNotReady } from './readiness.ts'

const OPEN = { stage: 'open' } as const

let town: TownHere
beforeEach(async () => {
  town = await aTownHere()
})
afterEach(() => town.close())

const notReady = (system: Partial<TownHere['system']> = {}) => whatIsNotReady({ ...town.system, ...system }, OPEN, 200)

describe('readiness', () => {
  it('is there when every part answers and every list is up to date', async () => {
    await until(async () => (await notReady()).length === 0)
    const answer = await fetch(town.api.replace('/v1', '/health/ready'))
    expect([answer.status, await answer.json()]).toEqual([200, { ready: true, notReady: [], degraded: [] }])
  })

  it('names what is closed, and what does not answer', async () => {
    const closed = await aTownHere()
    await closed.close()
    const { vault, readStore } = closed.system
    const silent = { ...town.system.store, head: () => new Promise<undefined>(() => undefined) }
    expect(await notReady({ store: silent, vault, readStore })).toEqual([
      { part: 'event store', because: 'no answer within 200 ms' },
      { part: 'key vault', because: 'closed' },
      { part: 'read store', because: 'closed' },
    ])
  })

  it('names the lists that are too far behind the events', async () => {
    await until(async () => (await notReady()).length === 0)
    const noor = town.as(await town.person('coordinator', 'Noor'))
    await noor.post('/plans', { lifeAreas: ['domestic-relations'], reportedBy: 'family' })
    const head = (await town.system.store.head()) ?? ''
    const positions = () => town.system.readStore.positions()
    await until(async () => (await positions()).every(({ position }) => position >= head))
    const reached = await positions()
    const behind = reached.map((one) => (one.projection === 'caseload' ? { ...one, position: '' } : one))
    const later = new Date(Date.now() + BEHIND_AT_MOST_MS + 1_000).toISOString()
    const readStore = Object.create(town.system.readStore, {
      positions: { value: () => Promise.resolve(behind) },
    }) as TownHere['system']['readStore']
    expect(await notReady({ readStore })).toEqual([])
    expect(await notReady({ readStore, clock: () => later })).toEqual([
      { part: 'list caseload', because: expect.stringMatching(/^it is 6[0-9] s behind$/) },
    ])
  })
})
