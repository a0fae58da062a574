import { randomUUID } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { GroupedAppends, type Place } from './grouped-appends.ts'
import { inMemoryEventStore } from './testing/in-memory.ts'
import { MAX_APPEND_BYTES, StoreUnavailable, type EventStore } from './port.ts'
import { eventNamed } from './testing/events.ts'

const named = (name: string) => (place: Place) => ({
  ...eventNamed(name),
  id: randomUUID(),
  body: JSON.stringify({ name, ...place }),
})
const bodies = async (store: EventStore, stream: string) =>
  (await store.read(stream)).map(({ body }) => JSON.parse(body) as Place & { readonly name: string })

/** Counts the appends of a store that is otherwise as it is. */
function counting(store: EventStore) {
  const sizes: number[] = []
  const append: EventStore['append'] = (stream, expected, events) => {
    sizes.push(events.length)
    return store.append(stream, expected, events)
  }
  return { append, sizes }
}

describe('appends that come together', () => {
  it('are one append, in their order, each told its place; what comes meanwhile is the next', async () => {
    const store = inMemoryEventStore()
    const counted = counting(store)
    const appends = new GroupedAppends(counted, () => 'looks-1')
    await Promise.all(Array.from({ length: 64 }, (_, place) => appends.append(named(String(place)))))
    await appends.append(named('later'))
    expect(counted.sizes).toEqual([64, 1])
    const written = await bodies(store, 'looks-1')
    expect(written.map(({ name }) => name)).toEqual([
      ...Array.from({ length: 64 }, (_, place) => String(place)),
      'later',
    ])
    expect(written.every(({ revision, stream }, place) => revision === place && stream === 'looks-1')).toBe(true)
  })

  it('find their place behind what another process wrote, and on a stream that was begun before a restart', async () => {
    const store = inMemoryEventStore()
    const [one, other] = [new GroupedAppends(store, () => 'looks-1'), new GroupedAppends(store, () => 'looks-1')]
    for (let round = 0; round < 20; round += 1)
      await Promise.all([one, other].flatMap((appends) => [appends.append(named('a')), appends.append(named('b'))]))
    await new GroupedAppends(store, () => 'looks-1').append(named('after a restart'))
    const written = await bodies(store, 'looks-1')
    expect(written).toHaveLength(81)
    expect(written.every(({ revision }, place) => revision === place)).toBe(true)
  })

  it('go to the stream of that moment, also back to one of before', async () => {
    const store = inMemoryEventStore()
    let stream = 'looks-1'
    const appends = new GroupedAppends(store, () => stream)
    for (const next of ['looks-1', 'looks-2', 'looks-1', 'looks-1']) {
      stream = next
      await appends.append(named(next))
    }
    expect([(await bodies(store, 'looks-1')).length, (await bodies(store, 'looks-2')).length]).toEqual([3, 1])
  })

  it('too large for one append go in several', async () => {
    const store = inMemoryEventStore()
    const counted = counting(store)
    const appends = new GroupedAppends(counted, () => 'looks-1')
    const large = () => ({
      ...eventNamed('large'),
      id: randomUUID(),
      body: JSON.stringify('x'.repeat(MAX_APPEND_BYTES / 3)),
    })
    await Promise.all(Array.from({ length: 5 }, () => appends.append(large)))
    expect(counted.sizes).toEqual([2, 2, 1])
  })

  it('are each told that the store is away, and go on when it is back', async () => {
    const store = inMemoryEventStore()
    let isAway = true
    const append: EventStore['append'] = (...given) =>
      isAway ? Promise.reject(new StoreUnavailable('disk-full', 'full')) : store.append(...given)
    const appends = new GroupedAppends({ append }, () => 'looks-1')
    const refused = await Promise.allSettled([appends.append(named('a')), appends.append(named('b'))])
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    isAway = false
    await appends.append(named('c'))
    expect((await bodies(store, 'looks-1')).map(({ name }) => name)).toEqual(['c'])
  })
})
