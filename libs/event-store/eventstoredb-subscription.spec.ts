/** Subscriptions on a stand-in that breaks them in every way it can: each event comes once, in order, and what happened is told. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { SubscriptionFault } from '../../test/support/eventstoredb-stand-in/faults.ts'
import { EventStoreDbStandIn } from '../../test/support/eventstoredb-stand-in/stand-in.ts'
import { supervised, type Arriving, type Interruption } from './eventstoredb-subscription.ts'
import { Doorbell } from './following.ts'
import type { EventStore, Position, StoredEvent } from './port.ts'
import { openOn } from './testing/eventstoredb.ts'
import { collect, eventNamed, namesOf, until } from './testing/events.ts'

let standIn: EventStoreDbStandIn
let store: EventStore
let interruptions: Interruption[]

beforeEach(async () => {
  standIn = await EventStoreDbStandIn.start()
  interruptions = []
  store = await opened()
})
afterEach(async () => {
  await store.close()
  standIn.stop()
})

const opened = (watchEveryMs = 50) =>
  openOn(standIn.url, {
    watchEveryMs,
    onInterruption: (interruption) => {
      interruptions.push(interruption)
    },
  })

/** What a subscriber has had, as it comes. */
function following(after?: Position, batchSize = 7) {
  const stop = new AbortController()
  const had: StoredEvent[] = []
  const ended = (async () => {
    for await (const batch of store.subscribe(after, { signal: stop.signal, batchSize })) had.push(...batch)
  })()
  const end = () => {
    stop.abort()
    return ended
  }
  return { had, end }
}

const append = (name: string) => store.append(name, 'no-stream', [eventNamed(name)])
const names = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `e-${String(from + index)}`)

it('is begun anew at once also where it breaks off while the head is being asked for', async () => {
  const WATCH_EVERY_MS = 2_000
  const stop = new AbortController()
  const head = Promise.withResolvers<Position | undefined>()
  let isAsked = false
  const begun: { over: Arriving['over']; readonly bell: Doorbell }[] = []
  const following = supervised(undefined, {
    begin: () => {
      const arriving = { bell: new Doorbell(), over: undefined, take: () => [], stop: () => undefined }
      begun.push(arriving)
      return arriving
    },
    head: () => {
      isAsked = true
      return head.promise
    },
    ...{ signal: stop.signal, batchSize: 1, watchEveryMs: WATCH_EVERY_MS, onInterruption: () => undefined },
  })
  const ended = following.next()
  await until('its head is asked for', () => isAsked)
  const [first] = begun
  if (first !== undefined) first.over = { fault: undefined }
  first?.bell.ring()
  head.resolve(undefined)
  const beganMs = performance.now()
  await until('it is begun anew', () => begun.length === 2)
  // Not only when it is watched again.
  expect(performance.now() - beganMs).toBeLessThan(WATCH_EVERY_MS - 500)
  stop.abort()
  await ended
})

describe('a subscription that breaks off', () => {
  it.each<[SubscriptionFault, Interruption['why']]>([
    ['fail', 'failed'],
    ['end', 'ended'],
    ['stall', 'stalled'],
  ])('goes on behind the last event that was taken, without one twice: the server lets it %s', async (fault, why) => {
    // The server says what it does; on a busy machine a watch that looks often could be quicker.
    if (fault !== 'stall') {
      await store.close()
      store = await opened(10_000)
    }
    const { had, end } = following()
    for (const name of names(0, 20)) await append(name)
    await until('the first have come', () => had.length === 20)
    standIn.faults.strike(fault)
    for (const name of names(20, 40)) await append(name)
    await until('the rest has come', () => had.length >= 40)
    await end()

    expect(namesOf(had)).toEqual(names(0, 40))
    expect(interruptions[0]).toMatchObject({ why, after: had[19]?.position, retryInMs: 100 })
  })

  it('goes on when every connection is cut, and when the server is started again', async () => {
    const { had, end } = following()
    await append('e-0')
    await until('it has come', () => had.length === 1)
    standIn.dropConnections()
    await append('e-1')
    await until('the next has come', () => had.length === 2)
    const { port, log } = standIn
    standIn.stop()
    await until('it was noticed', () => interruptions.length > 1)
    standIn = await EventStoreDbStandIn.start({ port, log })
    await append('e-2')
    await until('the last has come', () => had.length === 3)
    await end()

    expect(namesOf(had)).toEqual(names(0, 3))
  })

  it('gives each event once and in order whatever happens and however slowly it is taken', async () => {
    const fault = fc.constantFrom<SubscriptionFault | 'cut'>('fail', 'end', 'stall', 'cut')
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 4 }), fc.integer({ min: 1, max: 9 }), async (faults, batchSize) => {
        const before = await store.head()
        const { had, end } = following(before, batchSize)
        const expected: string[] = []
        for (const [turn, next] of [...faults, undefined].entries()) {
          for (let count = 0; count < 10; count += 1) {
            const name = randomUUID()
            await append(name)
            expected.push(name)
          }
          if (turn % 2 === 0) await until('some have come', () => had.length > 0)
          if (next === 'cut') standIn.dropConnections()
          else if (next !== undefined) standIn.faults.strike(next)
        }
        await until('all have come', () => had.length >= expected.length)
        await end()
        expect(namesOf(had)).toEqual(expected)
      }),
      { numRuns: 5 },
    )
  }, 60_000)

  it('tells nobody when it is ended by who follows, or when nothing happens', async () => {
    const { had, end } = following()
    await append('e-0')
    await until('it has come', () => had.length === 1)
    const looks = standIn.calls.length
    await until('it was compared with the head many times', () => standIn.calls.length > looks + 5)
    await end()
    await until('the server knows', () => standIn.faults.openSubscriptions === 0)
    expect(interruptions).toEqual([])
  })
})

describe('a position to go on from', () => {
  it('is one of an event that was taken: what the server has looked at beyond that comes again', async () => {
    for (const name of names(0, 60)) await append(name)
    const stop = new AbortController()
    const [taken = []] = await collect(
      store.subscribe(undefined, { signal: stop.signal, batchSize: 5 }),
      stop,
      () => true,
    )
    // By now the server has told checkpoints far behind these five.
    const { had, end } = following(taken.at(-1)?.position)
    await until('the rest has come', () => taken.length + had.length >= 60)
    await end()

    expect(namesOf([...taken, ...had])).toEqual(names(0, 60))
  })
})

describe('a slow reader', () => {
  it('is waited for by the server, costs bounded memory, and is not taken for a stalled subscription', async () => {
    const data = new TextEncoder().encode('x'.repeat(50_000))
    for (const name of names(0, 400))
      standIn.log.append(`samenspel.${name}`, 'no-stream', [{ ...someone(), id: eventNamed(name).id, data }])
    const stop = new AbortController()
    const batches = store.subscribe(undefined, { signal: stop.signal, batchSize: 5 })[Symbol.asyncIterator]()
    const first = (await batches.next()).value as readonly StoredEvent[]
    let sent = -1
    await until('the server waits', () => {
      const isStill = standIn.faults.sent === sent
      sent = standIn.faults.sent
      return isStill && sent > 0
    })
    expect(first.length).toBeLessThanOrEqual(5)
    expect(sent).toBeLessThan(200)

    const had = [...first]
    while (had.length < 400) had.push(...((await batches.next()).value as readonly StoredEvent[]))
    stop.abort()
    await batches.next()
    expect(namesOf(had)).toEqual(names(0, 400))
    expect(interruptions).toEqual([])
  })
})

it('reads more than a page of ours, each event once, from anywhere', async () => {
  for (const name of names(0, 1_200))
    standIn.log.append(`samenspel.${name}`, 'no-stream', [{ ...someone(), id: eventNamed(name).id }])
  const all = await store.readAll(undefined, 2_000)
  expect(namesOf(all)).toEqual(names(0, 1_200))
  expect(namesOf(await store.readAll(all[600]?.position, 550))).toEqual(names(600, 1_150))
})

describe('events of others on the same server', () => {
  beforeEach(async () => {
    await append('e-0')
    for (const stream of ['somebody-else', '$scavenges', '$$samenspel.plan-1', 'samenspel-two.plan-1', 'plan-1'])
      for (let count = 0; count < 600; count += 1) foreignEvent(stream)
    await append('e-1')
    for (let count = 0; count < 600; count += 1) foreignEvent('somebody-else')
  })

  it('are not read, not followed, and not the head', async () => {
    const all = await store.readAll(undefined, 1_000)
    expect(namesOf(all)).toEqual(names(0, 2))
    expect(namesOf(await store.readAll(all[1]?.position, 1_000))).toEqual(['e-1'])
    expect(await store.head()).toBe(all[1]?.position)

    const { had, end } = following()
    await until('both have come', () => had.length === 2)
    expect(standIn.faults.sent).toBe(2)
    const looks = standIn.calls.length
    await until('it was compared with the head', () => standIn.calls.length > looks + 3)
    await end()
    expect(namesOf(had)).toEqual(names(0, 2))
    expect(interruptions).toEqual([])
  })

  it('are passed over once to find the head, not each time', async () => {
    const readsToFindIt = async () => {
      const before = standIn.calls.length
      await store.head()
      return standIn.calls.length - before
    }
    await readsToFindIt()
    foreignEvent('somebody-else')
    expect(await readsToFindIt()).toBe(1)
    expect(await readsToFindIt()).toBe(1)
  })
})

describe('a server that does not tell positions', () => {
  it('is refused as too old', async () => {
    await append('e-0')
    standIn.faults.hidesPositions = true
    await expect(store.read('e-0')).rejects.toMatchObject({ reason: 'not-a-store' })
    await expect(append('e-1')).rejects.toThrow('22.6 or later')
  })
})

const someone = () => ({
  id: randomUUID(),
  type: 'SomethingElse',
  contentType: 'application/octet-stream',
  data: new TextEncoder().encode('{}'),
  metadata: new Uint8Array(),
})

function foreignEvent(stream: string): void {
  const length = standIn.log.stream(stream)?.length ?? 0
  standIn.log.append(stream, length === 0 ? 'no-stream' : length - 1, [someone()])
}
