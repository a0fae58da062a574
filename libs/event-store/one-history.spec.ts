/** A server whose disk is put back under a process (a stand-in for EventStoreDB): nothing of the old history is told or built upon from then on. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { EventStoreDbStandIn } from '../../test/support/eventstoredb-stand-in/stand-in.ts'
import { HISTORY_STREAM, historyOf, markedStore } from './marking.ts'
import { OneHistory } from './one-history.ts'
import type { EventStore, Position, StoredEvent } from './port.ts'
import { eventNamed, namesIn } from './testing/events.ts'
import { openOn } from './testing/eventstoredb.ts'

const MARKING = {
  municipality: '0363',
  clock: () => '2026-03-02T09:00:00.000Z',
  deed: { activity: 'log-verification', legalBasis: '' },
}
const PUT_BACK = { reason: 'put-back' }

let standIn: EventStoreDbStandIn
let bare: EventStore
let one: OneHistory
let store: ReturnType<typeof markedStore>
/** A subscription is open, as in every process that follows. */
let following: AbortController
let ended: Promise<unknown>

beforeEach(async () => {
  standIn = await EventStoreDbStandIn.start()
  bare = await openOn(standIn.url)
  one = new OneHistory(bare)
  store = markedStore(one.store, MARKING, bare)
  await store.append('plan-1', 'no-stream', [eventNamed('one')])
  following = new AbortController()
  ended = all(store, undefined, following.signal)
})
afterEach(async () => {
  following.abort()
  await ended
  await bare.close()
  standIn.stop()
})

/** What it ended with, if with a fault. */
async function all(of: EventStore, after: Position | undefined, signal: AbortSignal, seen: StoredEvent[] = []) {
  try {
    for await (const batch of of.subscribe(after, { signal })) seen.push(...batch)
    return undefined
  } catch (fault) {
    return fault
  }
}

const asItIs = () => standIn.log.asItWas(standIn.log.all.length)

describe('a store that is put back under a process', () => {
  it('lets go of what is behind there, and takes and tells nothing until the process has gone back', async () => {
    const backup = asItIs()
    await store.append('plan-1', 0, [eventNamed('lost')])
    standIn = await standIn.putBack(backup)

    await expect(store.append('plan-1', 1, [eventNamed('on what is gone')])).rejects.toMatchObject(PUT_BACK)
    await expect(store.read('plan-1')).rejects.toMatchObject(PUT_BACK)
    await expect(store.head()).rejects.toMatchObject(PUT_BACK)
    expect(await ended).toMatchObject(PUT_BACK)
    expect(one.over.aborted).toBe(true)
    expect(one.parting?.behind).toBe((await bare.readAll(undefined, 10)).at(-1)?.position)

    store.saysAnew(one.parting === undefined ? [] : [one.parting])
    await store.mark()
    one.goOn(await historyOf(bare))
    expect(store.era?.()).toBe(1)
    expect(await namesIn(store, 'plan-1')).toEqual(['one'])
    await store.append('plan-1', 0, [eventNamed('instead')])
    expect(await store.read(HISTORY_STREAM)).toHaveLength(2)
  })

  it('is found out where it has grown past what was known, by others and before anybody looked', async () => {
    await one.look()
    const backup = asItIs()
    await store.append('plan-1', 0, [eventNamed('lost')])
    const behind = backup.all.at(-1)
    const seen: StoredEvent[] = []
    const other = all(store, await store.head(), following.signal, seen)
    standIn.stop()
    // Others go on with it, as they do: with a mark.
    const elsewhere = await EventStoreDbStandIn.start({ log: backup })
    const others = await openOn(elsewhere.url)
    const marked = markedStore(others, MARKING)
    await marked.append('plan-1', 0, [eventNamed('other')])
    await marked.append('plan-1', 1, [eventNamed('and more'), eventNamed('and more still')])
    await others.close()
    elsewhere.stop()
    standIn = await EventStoreDbStandIn.start({ port: standIn.port, log: backup })

    await expect(store.append('plan-1', 1, [eventNamed('on what is gone')])).rejects.toMatchObject(PUT_BACK)
    expect(Number(one.parting?.behind)).toBe(behind?.position)
    // What stands behind the old place is of another history.
    expect([await other, seen]).toEqual([expect.objectContaining(PUT_BACK), []])
  })

  it('is no other for having been away', async () => {
    await store.append('plan-1', 0, [eventNamed('two')])
    standIn = await standIn.putBack(asItIs())
    await store.append('plan-1', 1, [eventNamed('three')])
    expect(await namesIn(store, 'plan-1')).toEqual(['one', 'two', 'three'])
    expect([one.parting, store.era?.()]).toEqual([undefined, 0])
  })

  it('is no other where another process has started meanwhile and marked it, and this one read on past that', async () => {
    await markedStore(bare, MARKING).append('plan-2', 'no-stream', [{ ...eventNamed('theirs'), id: randomUUID() }])
    await store.readAll(undefined, 100)
    await one.look()
    await one.look()
    expect(one.parting).toBeUndefined()
  })
})
