/** A connection to EventStoreDB (a stand-in for it) that goes unanswered is thrown away, and all that waits there goes on over another; one that is only slow is kept. */
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { FaultyProxy } from '../../test/prove/faulty-proxy.ts'
import { EventStoreDbStandIn } from '../../test/support/eventstoredb-stand-in/stand-in.ts'
import type { EventStore, StoredEvent } from './port.ts'
import { openOn } from './testing/eventstoredb.ts'
import { eventNamed, namesIn, namesOf, until } from './testing/events.ts'

/** From the moment that who connects is served. */
const GOES_ON_WITHIN_MS = 5_000

let standIn: EventStoreDbStandIn
let proxy: FaultyProxy
let store: EventStore
let stop: AbortController
let had: StoredEvent[]
let interruptions: number

beforeEach(async () => {
  standIn = await EventStoreDbStandIn.start()
  proxy = await FaultyProxy.start(() => standIn.port)
  interruptions = 0
  store = await openOn(`esdb://127.0.0.1:${String(proxy.port)}?tls=false`, {
    callTimeoutMs: 5_000,
    patienceMs: 60_000,
    onInterruption: () => {
      interruptions += 1
    },
  })
  stop = new AbortController()
  had = []
})
afterEach(async () => {
  stop.abort()
  await store.close()
  await proxy.close()
  standIn.stop()
})

async function follows(): Promise<void> {
  for await (const batch of store.subscribe(undefined, { signal: stop.signal })) had.push(...batch)
}
const append = (name: string) => store.append(name, 'no-stream', [eventNamed(name)])
/** Over somebody else's way to the same server. */
async function appendedElsewhere(name: string): Promise<void> {
  const other = await openOn(standIn.url)
  await other.append(name, 'no-stream', [eventNamed(name)])
  await other.close()
}
async function within(limitMs: number, work: () => Promise<unknown>): Promise<void> {
  const beganMs = performance.now()
  await work()
  expect(performance.now() - beganMs).toBeLessThan(limitMs)
}

it('is thrown away where it was cut off without a word: who writes and who only follows go on, nothing twice', async () => {
  const following = follows()
  await append('before')
  await until('it follows', () => had.length === 1)

  proxy.swallow()
  await proxy.returns()
  await within(GOES_ON_WITHIN_MS, async () => {
    await append('written')
    await until('what was written comes', () => had.length === 2)
  })
  expect(namesOf(had)).toEqual(['before', 'written'])
  expect(await namesIn(store, 'written')).toEqual(['written'])
  stop.abort()
  await following
}, 30_000)

it('is thrown away also where nobody asks anything over it and events are only waited for', async () => {
  const following = follows()
  await append('before')
  await until('it follows', () => had.length === 1)

  proxy.swallow()
  await proxy.returns()
  await appendedElsewhere('elsewhere')
  await within(GOES_ON_WITHIN_MS, () => until('what was written elsewhere comes', () => had.length === 2))
  stop.abort()
  await following
}, 30_000)

it.each([
  ['refuses who comes', () => proxy.refuse()],
  [
    'takes what is sent, and never answers',
    () => {
      proxy.swallow()
      return Promise.resolve()
    },
  ],
])(
  'is made anew in time by whoever waits, however long its server %s',
  async (_, goesAway) => {
    const following = follows()
    await append('before')
    await until('it follows', () => had.length === 1)

    await goesAway()
    const appending = append('meanwhile')
    await new Promise((resolve) => setTimeout(resolve, 6_000))
    await proxy.returns()
    await within(GOES_ON_WITHIN_MS, async () => {
      await appending
      await until('what was written meanwhile comes', () => had.length === 2)
    })
    stop.abort()
    await following
  },
  40_000,
)

it('is kept where each answer takes two seconds', async () => {
  const following = follows()
  await append('before')
  await until('it follows', () => had.length === 1)
  proxy.slowMs = 2_000
  await append('slow')
  await until('it comes', () => had.length === 2)
  expect(interruptions).toBe(0)
  stop.abort()
  await following
}, 40_000)
