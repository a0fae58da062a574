/** What several lists that follow the same events promise on every engine of the read store, as one suite. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { RowChange, Tables } from '../deciding/read-model.ts'
import { inMemoryEventStore } from '../event-store/testing/in-memory.ts'
import type { EventsToRead, EventStore } from '../event-store/port.ts'
import { hung, lamps, lampsModel, onceReady, switched, writerOf } from './lamps.contract.ts'
import { leave, openAt, type FreshPlace, type Place } from './places.contract.ts'
import type { Projection } from './projection.ts'
import type { ReadStore } from './read-store.ts'
import { runProjections } from './run-projections.ts'
import { untilStopped } from './testing/until-stopped.ts'

const IN_TIME_MS = 5_000
const LISTS = ['first', 'second', 'third']

interface Counting extends EventsToRead {
  handedOut: number
}

const named = (name: string, more: Partial<Projection> = {}): Projection => ({
  ...lamps,
  name,
  tables: Object.fromEntries(Object.entries(lamps.tables).map(([table, its]) => [`${name}_${table}`, its])),
  changesAfter: (event) => lamps.changesAfter(event).map((change) => ofTable(name, change)),
  ...more,
})

/** The same in a table of a list's own. */
function ofTable(name: string, change: RowChange<Tables>): RowChange<Tables> {
  if ('put' in change) return { ...change, put: `${name}_${change.put}` }
  return 'change' in change
    ? { ...change, change: `${name}_${change.change}` }
    : { ...change, remove: `${name}_${change.remove}` }
}

export function severalListsContract(fresh: FreshPlace): void {
  let place: Place
  let store: EventStore
  let readStore: ReadStore
  let faults: (readonly [string, unknown])[]
  const { begin, stop } = untilStopped()

  beforeEach(async () => {
    place = fresh()
    store = inMemoryEventStore()
    readStore = await openAt(place)
    faults = []
  })
  afterEach(async () => {
    await stop()
    await readStore.close()
    await store.close()
    leave(place)
  })

  const run = (projections: readonly Projection[], batchSize?: number) => {
    followOn(store, projections, batchSize)
  }

  const knownBy = (name: string, position: string) =>
    onceReady(() => readStore.caughtUpTo({ ...lampsModel, name }, position, IN_TIME_MS))

  /** The store, and how many events of it were handed out. */
  function counted(): Counting {
    const counting: Counting = {
      handedOut: 0,
      head: () => store.head(),
      read: (...asked) => store.read(...asked),
      close: () => store.close(),
      async readAll(...asked) {
        const events = await store.readAll(...asked)
        counting.handedOut += events.length
        return events
      },
      async *subscribe(...asked) {
        for await (const events of store.subscribe(...asked)) {
          counting.handedOut += events.length
          yield events
        }
      },
    }
    return counting
  }

  function followOn(from: EventsToRead, projections: readonly Projection[], batchSize = 20): void {
    begin((signal) =>
      runProjections(from, readStore, projections, {
        signal,
        batchSize,
        onFault: (name, fault) => faults.push([name, fault]),
      }),
    )
  }

  describe('several lists', () => {
    it('read each event once, when they are made and when they follow', async () => {
      const write = writerOf(store, 'house-1')
      let last = await write(hung('hall'), ...Array.from({ length: 99 }, (_, time) => switched('hall', time)))
      const counting = counted()
      followOn(
        counting,
        LISTS.map((name) => named(name)),
      )
      for (const name of LISTS) expect(await knownBy(name, last)).toBe(true)
      // A read takes in the event that it begins behind.
      const pages = 100 / 20
      expect(counting.handedOut).toBeLessThanOrEqual(100 + pages)
      const before = counting.handedOut
      for (let time = 100; time < 150; time += 1) last = await write(switched('hall', time))
      for (const name of LISTS) expect(await knownBy(name, last)).toBe(true)
      expect(counting.handedOut - before).toBe(50)
      expect(faults).toEqual([])
    })

    it('come as far as each other with each batch: nobody ever reads one that is behind another', async () => {
      const write = writerOf(store, 'house-1')
      let last = await write(hung('hall'))
      run(
        LISTS.map((name) => named(name)),
        3,
      )
      for (const name of LISTS) expect(await knownBy(name, last)).toBe(true)
      const seen = new Set<string>()
      for (let time = 1; time <= 60; time += 1) {
        last = await write(switched('hall', time))
        const positions = (await readStore.positions()).map(({ position }) => position)
        expect(new Set(positions).size).toBe(1)
        seen.add(positions[0] ?? '')
        if (time % 10 === 0) expect(await knownBy('first', last)).toBe(true)
      }
      for (const name of LISTS) expect(await knownBy(name, last)).toBe(true)
      expect(seen.size).toBeGreaterThan(1)
    })

    it('leave one behind that cannot apply an event, which catches up by itself and goes along again', async () => {
      let isFailing = true
      const changesAfter: Projection['changesAfter'] = (event) => {
        if (isFailing && event.revision >= 2) throw new Error('cannot be applied')
        return lamps.changesAfter(event).map((change) => ofTable('second', change))
      }
      const write = writerOf(store, 'house-1')
      await write(hung('hall'))
      const counting = counted()
      followOn(
        counting,
        LISTS.map((name) => named(name, name === 'second' ? { changesAfter } : {})),
      )
      const fine = await write(switched('hall', 1))
      for (const name of LISTS) expect(await knownBy(name, fine)).toBe(true)
      let last = fine
      for (let time = 2; time <= 30; time += 1) last = await write(switched('hall', time))
      for (const name of ['first', 'third']) expect(await knownBy(name, last)).toBe(true)
      expect(await readStore.caughtUpTo({ ...lampsModel, name: 'second' }, last, 0)).toBe(false)
      expect(new Set(faults.map(([name]) => name))).toEqual(new Set(['second']))
      isFailing = false
      expect(await knownBy('second', last)).toBe(true)
      // It goes along once it heard that its rows are written.
      await nextTurn()
      const before = counting.handedOut
      for (let time = 31; time <= 60; time += 1) last = await write(switched('hall', time))
      for (const name of LISTS) expect(await knownBy(name, last)).toBe(true)
      // Each once, whatever it read by itself at the end.
      expect(counting.handedOut - before).toBeLessThan(40)
      const rows = await readStore.write(async (transaction) =>
        Promise.all(LISTS.map((name) => transaction.selectFrom(`${name}_switching`).selectAll().execute())),
      )
      expect(rows.map(({ length }) => length)).toEqual([60, 60, 60])
    })

    it('leave one behind whose rows the engine refuses, and the others keep the whole of the batch', async () => {
      const refused: Projection['changesAfter'] = (event) => [
        ...lamps.changesAfter(event).map((change) => ofTable('second', change)),
        { remove: 'second_lamp', where: { nothing: 'of the kind' } },
      ]
      run(LISTS.map((name) => named(name, name === 'second' ? { changesAfter: refused } : {})))
      const last = await writerOf(store, 'house-1')(hung('hall'), switched('hall', 1))
      for (const name of ['first', 'third']) expect(await knownBy(name, last)).toBe(true)
      expect(new Set(faults.map(([name]) => name))).toEqual(new Set(['second']))
      const rows = await readStore.write((transaction) => transaction.selectFrom('third_lamp').selectAll().execute())
      expect(rows).toMatchObject([{ lamp: 'hall', light: 'on' }])
    })

    it('are brought up together from where each is, when they begin apart', async () => {
      const write = writerOf(store, 'house-1')
      await write(hung('hall'), switched('hall', 1))
      run([named('first')])
      expect(await knownBy('first', await write(switched('hall', 2)))).toBe(true)
      await stop()
      run([named('second')])
      expect(await knownBy('second', await write(switched('hall', 3)))).toBe(true)
      await stop()
      run(LISTS.map((name) => named(name)))
      const last = await write(switched('hall', 4))
      for (const name of LISTS) expect(await knownBy(name, last)).toBe(true)
      const rows = await readStore.write(async (transaction) =>
        Promise.all(LISTS.map((name) => transaction.selectFrom(`${name}_switching`).selectAll().execute())),
      )
      expect(rows.map(({ length }) => length)).toEqual([4, 4, 4])
      expect(faults).toEqual([])
    })
  })
}
