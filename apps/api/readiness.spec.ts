import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { until } from '../../test/support/partners.ts'
import { aTownHere, type TownHere } from '../../test/support/town-here.ts'
import { StoreUnavailable } from '../../libs/event-store/port.ts'
import { VaultUnavailable } from '../../libs/sealing/vault.ts'
import { BEHIND_AT_MOST_MS, whatIsNotReady } from './readiness.ts'

const OPEN = { stage: 'open' } as const

let town: TownHere
beforeEach(async () => {
  town = await aTownHere()
})
afterEach(() => town.close())

/** Long enough for a machine that is busy: whether writes are taken is found out with one. */
const notReady = (system: Partial<TownHere['system']> = {}) =>
  whatIsNotReady({ ...town.system, ...system }, OPEN, 2_000)

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
      { part: 'event store', because: 'no answer within 2000 ms' },
      { part: 'key vault', because: 'closed' },
      { part: 'read store', because: 'closed' },
    ])
  })

  it('names what takes no writes though it can be read, what webhooks stand on, and rows that know what never happened', async () => {
    const { store, vault, webhooks, readStore } = town.system
    const full = new StoreUnavailable('disk-full', 'no room left')
    const readOnly = new VaultUnavailable('read-only', 'it may not be written')
    const without = <Part extends object>(part: Part, members: Partial<Part>): Part =>
      Object.assign(Object.create(part) as Part, members)
    const { setAsides } = webhooks
    const damaged = () => Promise.reject(new StoreUnavailable('corrupt', 'damaged'))
    const system = {
      store: without(store, { head: () => store.head(), mustTakeWrites: () => Promise.reject(full) }),
      vault: without(vault, {
        keysById: (ids) => vault.keysById(ids),
        mustTakeWrites: () => Promise.reject(readOnly),
      }),
      webhooks: without(webhooks, { setAsides: without(setAsides, { count: damaged }) }),
    }
    expect(await notReady(system)).toEqual([
      { part: 'event store', because: 'disk-full' },
      { part: 'key vault', because: 'read-only' },
      { part: 'webhooks', because: 'corrupt' },
    ])
    const reached = await readStore.positions()
    const ahead = reached.map((one) => (one.projection === 'caseload' ? { ...one, position: '9'.repeat(16) } : one))
    const rows = Object.create(readStore, { positions: { value: () => Promise.resolve(ahead) } }) as typeof readStore
    expect(await notReady({ readStore: rows })).toContainEqual({
      part: 'list caseload',
      because: 'it knows more than the events',
    })
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
