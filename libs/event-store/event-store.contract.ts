/** What every event store promises, as one suite that each adapter runs. What only one of them can do has its own spec. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { anyAppendsBehave } from './any-appends.contract.ts'
import {
  BYTES_AT_ONCE,
  MAX_APPEND_BYTES,
  RevisionConflict,
  StoreUnavailable,
  TooLarge,
  type Appended,
  type EventStore,
  type Expected,
  type NewEvent,
  type Position,
  type StoredEvent,
} from './port.ts'
import { collect, drained, eventNamed as event, namesIn, namesOf } from './testing/events.ts'

export interface StoreUnderTest {
  readonly store: EventStore
  /** Closes the store and opens the same one again; absent where a store does not outlive its process. */
  readonly reopen?: () => Promise<EventStore>
}

export function eventStoreContract(name: string, openStore: () => Promise<StoreUnderTest>): void {
  describe(`the event store contract: ${name}`, () => {
    let underTest: StoreUnderTest
    let store: EventStore

    beforeEach(async () => {
      underTest = await openStore()
      store = underTest.store
    })
    afterEach(() => store.close())

    describe('an append', () => {
      it('starts a stream and continues it, and tells the last revision and position', async () => {
        const first = await store.append('plan-1', 'no-stream', [event('a'), event('b')])
        const second = await store.append('plan-1', 1, [event('c')])

        expect(first.revision).toBe(1)
        expect(second.revision).toBe(2)
        expect(first.position < second.position).toBe(true)
        expect(await store.head()).toBe(second.position)
      })

      it('keeps every byte of envelope and sealed values, and no more than it was given', async () => {
        const whole = { ...event('a', '{"naam":"Zoë \\u0000 🏠"}'), sealed: '{"v1":"…"}' }
        await store.append('plan-1', 'no-stream', [{ ...whole, secret: 'x' } as NewEvent, event('b')])

        const [a, b] = await store.read('plan-1')
        expect(a).toEqual({ ...whole, stream: 'plan-1', revision: 0, position: a?.position })
        expect(b).toEqual({ ...event('b'), stream: 'plan-1', revision: 1, position: b?.position })
        expect(b).not.toHaveProperty('sealed')
      })

      it.each<[string, Expected, Expected]>([
        ['a start of a stream that exists', 'no-stream', 1],
        ['a revision that has been passed', 0, 1],
        ['a revision that is still to come', 2, 1],
      ])('refuses %s, tells where the stream is and writes nothing', async (_, expected, actual) => {
        await store.append('plan-1', 'no-stream', [event('a'), event('b')])

        const refused = store.append('plan-1', expected, [event('x'), event('y')])
        await expect(refused).rejects.toBeInstanceOf(RevisionConflict)
        await expect(refused).rejects.toMatchObject({ stream: 'plan-1', expected, actual })
        expect(await namesIn(store, 'plan-1')).toEqual(['a', 'b'])
      })

      it('to a stream that does not exist is refused with that', async () => {
        await expect(store.append('plan-1', 0, [event('x')])).rejects.toMatchObject({ actual: 'no-stream' })
        expect(await store.head()).toBeUndefined()
      })

      it('tells where its events stand, if the store can know that it wrote them', async () => {
        const { position, written } = await store.append('plan-1', 'no-stream', [event('a'), event('b')])
        const positions = (await store.read('plan-1')).map((stored) => stored.position)
        expect(position).toBe(positions.at(-1))
        expect([[], positions]).toContainEqual(written)
      })

      it('of the same ids again gives the same answer, and writes nothing', async () => {
        const once = await store.append('plan-1', 'no-stream', [event('a'), event('b')])
        await store.append('plan-1', 1, [event('c')])

        const again = await store.append('plan-1', 'no-stream', [event('a'), event('b')])
        expect(again).toEqual({ ...once, written: [] })
        expect(await namesIn(store, 'plan-1')).toEqual(['a', 'b', 'c'])
      })

      it('of the first of the same ids is a retry too, and answers for those', async () => {
        await store.append('plan-1', 'no-stream', [event('a'), event('b')])

        const [a] = await store.read('plan-1')
        expect(await store.append('plan-1', 'no-stream', [event('a')])).toEqual({
          revision: 0,
          position: a?.position,
          written: [],
        })
      })

      it.each([
        ['more than was written', ['a', 'b', 'c']],
        ['another order', ['b', 'a']],
        ['one other id', ['a', 'x']],
      ])('that claims taken revisions with %s is a conflict', async (_, ids) => {
        await store.append('plan-1', 'no-stream', [event('a'), event('b')])

        const events = ids.map((id) => event(id))
        await expect(store.append('plan-1', 'no-stream', events)).rejects.toMatchObject({ actual: 1 })
        expect(await namesIn(store, 'plan-1')).toEqual(['a', 'b'])
      })

      it('may be as large as the limit, sealed values included, and is refused one byte beyond it, before anything is written', async () => {
        const half = MAX_APPEND_BYTES / 2
        const sealed = `{"v1":"${'x'.repeat(half - 9)}"}`
        const filling = [event('a', 'é'.repeat(half / 2)), { ...event('b', ''), sealed }]
        await expect(store.append('plan-1', 'no-stream', [...filling, event('c', 'x')])).rejects.toMatchObject({
          bytes: MAX_APPEND_BYTES + 1,
        })
        await expect(store.append('plan-1', 'no-stream', [...filling, event('c', 'x')])).rejects.toBeInstanceOf(
          TooLarge,
        )
        expect(await store.read('plan-1')).toEqual([])

        await store.append('plan-1', 'no-stream', filling)
        expect(await namesIn(store, 'plan-1')).toEqual(['a', 'b'])
      })

      it('of nothing, or behind what is no revision, is a mistake of the caller', async () => {
        await expect(store.append('plan-1', 'no-stream', [])).rejects.toBeInstanceOf(RangeError)
        await expect(store.append('plan-1', -1, [event('a')])).rejects.toBeInstanceOf(RangeError)
        await expect(store.append('plan-1', 0.5, [event('a')])).rejects.toBeInstanceOf(RangeError)
      })

      it('is judged as if alone when many come at once: one winner a revision, and retries among them answer alike', async () => {
        const rivals = Array.from({ length: 20 }, (_, index) => event(`rival-${String(index)}`))
        const outcomes = await Promise.allSettled([
          ...rivals.map((rival) => store.append('plan-1', 'no-stream', [rival])),
          ...rivals.map((rival) => store.append('plan-1', 'no-stream', [rival])),
          store.append('plan-1', 0, [event('next')]),
          store.append('plan-2', 'no-stream', [event('elsewhere')]),
        ])

        const [winner, next] = await store.read('plan-1')
        const won = outcomes.flatMap((outcome, index) => (outcome.status === 'fulfilled' ? [index] : []))
        const first = rivals.findIndex(({ id }) => id === winner?.id)
        expect(won.filter((index) => index !== 40)).toEqual([first, first + 20, 41])
        const [once, again] = [outcomes[first], outcomes[first + 20]].map(appendedBy)
        expect({ ...once, written: [] }).toEqual({ ...again, written: [] })
        expect([once, again].filter((one) => one !== undefined && one.written.length > 0).length).toBeLessThan(2)
        // Which of two comes first is the store's affair where it is not in this process.
        expect(next === undefined ? [] : namesOf([next])).toEqual(won.includes(40) ? ['next'] : [])
      })
    })

    describe('a read', () => {
      it('of a stream that is not there is empty', async () => {
        expect(await store.read('plan-1')).toEqual([])
        expect(await store.readAll(undefined, 10)).toEqual([])
        expect(await store.head()).toBeUndefined()
      })

      it('of a stream begins with the revision named and ends at the limit', async () => {
        await store.append(
          'plan-1',
          'no-stream',
          ['a', 'b', 'c', 'd'].map((id) => event(id)),
        )

        expect(namesOf(await store.read('plan-1', 1, 2))).toEqual(['b', 'c'])
        expect(namesOf(await store.read('plan-1', 3))).toEqual(['d'])
        expect(await store.read('plan-1', 4)).toEqual([])
        expect(await store.read('plan-1', 0, 0)).toEqual([])
      })

      it('of all begins with the position named, in the order written, whatever the stream', async () => {
        await store.append('plan-1', 'no-stream', [event('a'), event('b')])
        await store.append('plan-2', 'no-stream', [event('c')])
        await store.append('plan-1', 1, [event('d')])

        const all = await store.readAll(undefined, 10)
        expect(namesOf(all)).toEqual(['a', 'b', 'c', 'd'])
        expect(await store.readAll(all[1]?.position, 2)).toEqual(all.slice(1, 3))
        expect(await store.readAll(all[3]?.position, 10)).toEqual(all.slice(3))
      })

      it('within a number of bytes ends before the event that goes over it, gives one at least, and goes on from there', async () => {
        const sizes = [10, 300, 1, 1, 900, 700, 5, 5, 5, 400]
        for (const [at, size] of sizes.entries()) {
          const sealed = `{"v${String(at)}":"${'x'.repeat(size)}"}`
          await store.append('plan-1', at === 0 ? 'no-stream' : at - 1, [{ ...event(`e-${String(at)}`, '{}'), sealed }])
        }
        const whole = await store.read('plan-1')
        expect(await store.read('plan-1', 0, 100, 600)).toEqual(whole.slice(0, 4))
        expect(await store.read('plan-1', 4, 100, 600)).toEqual(whole.slice(4, 5))
        expect(await store.read('plan-1', 4, 100, 0)).toEqual(whole.slice(4, 5))
        expect(await store.read('plan-1', 0, 3, 600)).toEqual(whole.slice(0, 3))
        expect(await store.readAll(whole[6]?.position, 100, 600)).toEqual(whole.slice(6))
        expect(await store.readAll(whole[4]?.position, 100, 600)).toEqual(whole.slice(4, 5))
        expect(await store.read('plan-1', 10, 100, 600)).toEqual([])
        expect(await store.read('plan-1', 0, 100, 600)).toEqual(whole.slice(0, 4))
        await store.append('plan-1', 9, [event('e-10')])
        expect(namesOf(await store.read('plan-1', 10))).toEqual(['e-10'])
      })

      it('gives positions that sort as text in the order written', async () => {
        for (let index = 0; index < 12; index += 1)
          await store.append(`plan-${String(index)}`, 'no-stream', [event(randomUUID())])

        const positions = (await store.readAll(undefined, 100)).map(({ position }) => position)
        expect(positions).toEqual([...new Set(positions)].sort())
        expect(new Set(positions.map((position) => position.length)).size).toBe(1)
      })

      it('from what is no position is a mistake of the caller, and never a read from the beginning', async () => {
        await store.append('plan-1', 'no-stream', [event('a')])

        await expect(store.readAll('yesterday', 10)).rejects.toBeInstanceOf(RangeError)
        await expect(drained(store.subscribe('', { signal: new AbortController().signal }))).rejects.toBeInstanceOf(
          RangeError,
        )
      })
    })

    describe('a subscription', () => {
      it('gives what is there and then what comes, each event once and in order, while appends go on', async () => {
        const ids = Array.from({ length: 300 }, (_, index) => `e-${String(index)}`)
        const stop = new AbortController()
        const received = collect(
          store.subscribe(undefined, { signal: stop.signal, batchSize: 7 }),
          stop,
          (all) => all.length >= 300,
        )
        for (let done = 0; done < ids.length; done += 30) {
          const chunk = ids.slice(done, done + 30)
          await Promise.all(
            chunk.map((id, index) => store.append(`plan-${String(done + index)}`, 'no-stream', [event(id)])),
          )
        }

        const batches = await received
        expect(batches.flat()).toEqual(await store.readAll(undefined, 1000))
        expect(batches.every(({ length }) => length >= 1 && length <= 7)).toBe(true)
      })

      it('begins behind the position named, not with it', async () => {
        const a = await store.append('plan-1', 'no-stream', [event('a')])
        await store.append('plan-1', 0, [event('b')])

        const stop = new AbortController()
        const [batch] = await collect(store.subscribe(a.position, { signal: stop.signal }), stop, () => true)
        expect(namesOf(batch ?? [])).toEqual(['b'])
      })

      it('waits with the next batch until the last was taken, and loses nothing meanwhile', async () => {
        const stop = new AbortController()
        const batches = store.subscribe(undefined, { signal: stop.signal, batchSize: 10 })[Symbol.asyncIterator]()
        await store.append('plan-1', 'no-stream', [event('a')])
        expect((await batches.next()).value).toHaveLength(1)
        for (let index = 0; index < 25; index += 1) await store.append('plan-1', index, [event(`b-${String(index)}`)])

        const taken: StoredEvent[] = []
        for (let batch: readonly StoredEvent[] = []; taken.length < 25; taken.push(...batch)) {
          batch = (await batches.next()).value as readonly StoredEvent[]
          expect(batch.length).toBeLessThanOrEqual(10)
        }
        expect(namesOf(taken)).toEqual(Array.from({ length: 25 }, (_, index) => `b-${String(index)}`))
        stop.abort()
        expect((await batches.next()).done).toBe(true)
      })

      it('hands over no more bytes at once than it must', async () => {
        const large = 'x'.repeat(BYTES_AT_ONCE / 5)
        for (let at = 0; at < 7; at += 1)
          await store.append('plan-1', at === 0 ? 'no-stream' : at - 1, [event(`e-${String(at)}`, `"${large}"`)])
        const stop = new AbortController()
        const isLast = (all: readonly StoredEvent[]): boolean => namesOf(all).at(-1) === 'e-6'
        const batches = await collect(store.subscribe(undefined, { signal: stop.signal }), stop, isLast)
        expect(batches.flat()).toHaveLength(7)
        expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThan(5)
      })

      it('serves several at once, each at its own place', async () => {
        const { position } = await store.append('plan-1', 'no-stream', [event('a'), event('b')])
        const namesFrom = async (after: Position | undefined): Promise<readonly string[]> => {
          const stop = new AbortController()
          const isLast = (all: readonly StoredEvent[]): boolean => namesOf(all).at(-1) === 'c'
          return namesOf((await collect(store.subscribe(after, { signal: stop.signal }), stop, isLast)).flat())
        }
        const following = Promise.all([namesFrom(undefined), namesFrom(position), namesFrom(undefined)])
        await store.append('plan-1', 1, [event('c')])
        expect(await following).toEqual([['a', 'b', 'c'], ['c'], ['a', 'b', 'c']])
      })

      it('ends without an error when it is aborted: before it began, waiting, and between two batches', async () => {
        expect(await drained(store.subscribe(undefined, { signal: AbortSignal.abort() }))).toBe(0)

        const waiting = new AbortController()
        const ended = drained(store.subscribe(undefined, { signal: waiting.signal }))
        waiting.abort()
        expect(await ended).toBe(0)

        await store.append('plan-1', 'no-stream', [event('a'), event('b')])
        const stop = new AbortController()
        const batches = await collect(
          store.subscribe(undefined, { signal: stop.signal, batchSize: 1 }),
          stop,
          () => true,
        )
        expect(batches).toHaveLength(1)
      })

      it('starts again from the position of the last event that was finished, also after a restart', async () => {
        for (let index = 0; index < 20; index += 1)
          await store.append(`plan-${String(index)}`, 'no-stream', [event(`e-${String(index)}`)])
        const stop = new AbortController()
        const before = (
          await collect(store.subscribe(undefined, { signal: stop.signal, batchSize: 8 }), stop, () => true)
        ).flat()

        if (underTest.reopen !== undefined) store = await underTest.reopen()
        const again = new AbortController()
        const isLast = (all: readonly StoredEvent[]): boolean => namesOf(all).at(-1) === 'e-19'
        const rest = (
          await collect(store.subscribe(before.at(-1)?.position, { signal: again.signal }), again, isLast)
        ).flat()
        expect([...before, ...rest]).toEqual(await store.readAll(undefined, 100))
      })
    })

    describe('when closed', () => {
      it('answers the appends that waited, refuses everything after that, and says so to subscribers', async () => {
        const unended = drained(store.subscribe(undefined, { signal: new AbortController().signal }))
        const told = expect(unended).rejects.toMatchObject({ reason: 'closed' })
        const waited = Array.from({ length: 50 }, (_, index) =>
          store.append(`plan-${String(index)}`, 'no-stream', [event('a')]),
        )
        await Promise.all([store.close(), store.close(), ...waited])
        await told

        const closed = { constructor: StoreUnavailable, reason: 'closed' }
        await expect(store.append('plan-1', 0, [event('b')])).rejects.toMatchObject(closed)
        await expect(store.read('plan-1')).rejects.toMatchObject(closed)
        await expect(store.readAll(undefined, 1)).rejects.toMatchObject(closed)
        await expect(store.head()).rejects.toMatchObject(closed)
      })
    })

    anyAppendsBehave(() => store)
  })
}

const appendedBy = (outcome: PromiseSettledResult<Appended> | undefined) =>
  outcome?.status === 'fulfilled' ? outcome.value : undefined
