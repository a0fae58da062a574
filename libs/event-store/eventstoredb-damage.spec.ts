/**
 * What an administrator or another user of the same EventStoreDB can do to streams: to those of others, which is nothing to us, and to ours, which is
 * damage of that stream and told by its name, while the others go on.
 */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { EventStoreDbStandIn } from '../../test/support/eventstoredb-stand-in/stand-in.ts'
import { StreamDamaged, type EventStore, type StoredEvent } from './port.ts'
import { openOn } from './testing/eventstoredb.ts'
import { collect, eventNamed, namesIn, namesOf } from './testing/events.ts'

let standIn: EventStoreDbStandIn
let store: EventStore

beforeEach(async () => {
  standIn = await EventStoreDbStandIn.start()
  store = await openOn(standIn.url)
  await store.append('plan-1', 'no-stream', [eventNamed('a'), eventNamed('b'), eventNamed('c')])
})
afterEach(async () => {
  await store.close()
  standIn.stop()
})

const ON_SERVER = 'samenspel.plan-1'
const all = () => store.readAll(undefined, 1_000)
const damaged = { constructor: StreamDamaged, reason: 'corrupt', stream: 'plan-1' }

async function followed(isEnough: (events: readonly StoredEvent[]) => boolean): Promise<readonly StoredEvent[]> {
  const stop = new AbortController()
  return (await collect(store.subscribe(undefined, { signal: stop.signal }), stop, isEnough)).flat()
}

describe('a stream of others that was deleted for ever', () => {
  it.each(['somebody-else', 'samenspel-two.plan-1', 'plan-1', 'samenspelplan'])(
    'is nothing to us, whatever its name: %s',
    async (stream) => {
      standIn.log.append(stream, 'no-stream', [written()])
      standIn.log.tombstone(stream)
      await store.append('plan-2', 'no-stream', [eventNamed('d')])
      standIn.log.tombstone('one-more')

      expect(namesOf(await all())).toEqual(['a', 'b', 'c', 'd'])
      expect(await store.head()).toBe((await all()).at(-1)?.position)
      expect(namesOf(await followed((events) => events.length === 4))).toEqual(['a', 'b', 'c', 'd'])
      const again = await openOn(standIn.url)
      expect(await namesIn(again, 'plan-2')).toEqual(['d'])
      await again.close()
    },
  )
})

describe('a stream of ours that was deleted for ever', () => {
  beforeEach(async () => {
    standIn.log.tombstone(ON_SERVER)
    await store.append('plan-2', 'no-stream', [eventNamed('d')])
  })

  it('is damaged, by its name, to who reads it or writes to it', async () => {
    await expect(store.read('plan-1')).rejects.toMatchObject(damaged)
    await expect(store.read('plan-1', 2)).rejects.toThrow('the stream plan-1 is damaged: it was deleted for ever')
    await expect(store.append('plan-1', 2, [eventNamed('x')])).rejects.toMatchObject(damaged)
    await expect(store.append('plan-1', 'no-stream', [eventNamed('x')])).rejects.toMatchObject(damaged)
  })

  it('stops nobody who reads or follows all, and is seen there as an event that nobody can read', async () => {
    const seen = [
      ['plan-1', 0],
      ['plan-1', 1],
      ['plan-1', 2],
      ['plan-1', Number.MAX_SAFE_INTEGER],
      ['plan-2', 0],
    ]
    for (const events of [await all(), await followed(({ length }) => length === 5)]) {
      expect(events.map(({ stream, revision }) => [stream, revision])).toEqual(seen)
      expect(events[3]).toMatchObject({ type: '$streamDeleted', body: '' })
    }
    expect(await store.head()).toBe((await all()).at(-1)?.position)
    const again = await openOn(standIn.url)
    expect(await namesIn(again, 'plan-2')).toEqual(['d'])
    await again.close()
  })
})

describe('a stream of ours that shows less than was written', () => {
  it.each<[string, () => void]>([
    [
      'was deleted softly',
      () => {
        standIn.log.deleteSoftly(ON_SERVER)
      },
    ],
    ['was deleted softly and went on', goneOn],
    [
      'keeps only its last two',
      () => {
        standIn.log.setMetadata(ON_SERVER, { $maxCount: 2 })
      },
    ],
    [
      'keeps what is young, and has nothing that is',
      () => {
        standIn.log.setMetadata(ON_SERVER, { $maxAge: -1 })
      },
    ],
    [
      'begins at its second',
      () => {
        standIn.log.setMetadata(ON_SERVER, { $tb: 1 })
      },
    ],
    [
      'begins behind its end',
      () => {
        standIn.log.setMetadata(ON_SERVER, { $tb: 9 })
      },
    ],
  ])('is damaged, by its name: it %s', async (_, shorten) => {
    expect(await namesIn(store, 'plan-1')).toEqual(['a', 'b', 'c'])
    shorten()
    await expect(store.read('plan-1')).rejects.toMatchObject(damaged)
    await expect(store.read('plan-1', 0, 1)).rejects.toMatchObject(damaged)
    await expect(store.read('plan-1', 0, 10, 1)).rejects.toMatchObject(damaged)
    // The others are as they were.
    expect(await store.read('plan-2')).toEqual([])
    expect(await all()).toHaveLength(standIn.log.stream(ON_SERVER)?.length ?? 0)
  })

  it('is damaged to who reads on in the middle, too, where what they ask for is hidden and something behind it is not', async () => {
    standIn.log.setMetadata(ON_SERVER, { $tb: 2 })
    await expect(store.read('plan-1', 1)).rejects.toThrow('shows revision 2 where 1 was written')
    // What is not hidden itself is shown, and says nothing of what is.
    expect(namesOf(await store.read('plan-1', 2))).toEqual(['c'])
  })

  it('is damaged where a page ends and the next begins elsewhere', async () => {
    const many = Array.from({ length: 700 }, (_, index) => written(`e-${String(index)}`))
    standIn.log.append('samenspel.long', 'no-stream', many)
    standIn.faults.beforeRead = (stream, from) => {
      if (stream === 'samenspel.long' && from === 500) standIn.log.setMetadata('samenspel.long', { $tb: 600 })
    }
    await expect(store.read('long')).rejects.toThrow('shows revision 600 where 500 was written')
  })

  it('is no other than one that never was, or has an access list of its own', async () => {
    standIn.log.setMetadata('samenspel.plan-3', { $acl: { $r: 'somebody' } })
    expect(await store.read('plan-3')).toEqual([])
    await store.append('plan-3', 'no-stream', [eventNamed('d')])
    expect(await namesIn(store, 'plan-3')).toEqual(['d'])
  })

  function goneOn(): void {
    standIn.log.deleteSoftly(ON_SERVER)
    standIn.log.append(ON_SERVER, 'no-stream', [written()])
  }
})

describe('an append that does not land where it claimed', () => {
  it('is damage of its stream: it was deleted softly, and goes on behind what was there', async () => {
    standIn.log.deleteSoftly(ON_SERVER)
    const append = store.append('plan-1', 'no-stream', [eventNamed('x')])
    await expect(append).rejects.toMatchObject(damaged)
    await expect(append).rejects.toThrow('what was appended does not stand where it claimed to')
  })
})

describe('what somebody else wrote under our name', () => {
  it('is damage of that stream, and stops nobody who reads or follows all', async () => {
    const json = { ...written(), contentType: 'application/json', data: new TextEncoder().encode('{"not":"ours"}') }
    standIn.log.append(ON_SERVER, 2, [json])
    await store.append('plan-2', 'no-stream', [eventNamed('d')])

    await expect(store.read('plan-1')).rejects.toThrow('revision 3 was not written by this software')
    for (const events of [await all(), await followed(({ length }) => length === 5)]) {
      expect(events.map(({ stream }) => stream)).toEqual(['plan-1', 'plan-1', 'plan-1', 'plan-1', 'plan-2'])
      expect(events[3]).toMatchObject({ id: json.id, body: '' })
    }
  })

  it('takes no process down by what it says of sealed values', async () => {
    const metadata = new TextEncoder().encode('{"sealed":{"not":"a list"}}')
    standIn.log.append(ON_SERVER, 2, [{ ...written(), metadata }])
    expect(await all()).toHaveLength(4)
  })
})

const written = (name: string = randomUUID()) => ({
  id: eventNamed(name).id,
  type: 'NeedReported',
  contentType: 'application/octet-stream',
  data: new TextEncoder().encode('{}'),
  metadata: new Uint8Array(),
})
