/** What projections that follow the events promise on every engine of the read store, as one suite. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { inMemoryEventStore } from '../event-store/testing/in-memory.ts'
import type { EventStore, StoredEvent } from '../event-store/port.ts'
import { hung, lamps, lampsModel, onceReady, rowsOf, swept, switched, takenDown, writerOf } from './lamps.contract.ts'
import { leave, openAt, type FreshPlace, type Place } from './places.contract.ts'
import type { Projection } from './projection.ts'
import { RowsNotReady, type ReadStore } from './read-store.ts'
import { beginAll, runProjections } from './run-projections.ts'
import { untilStopped } from './testing/until-stopped.ts'

export function projectionsContract(fresh: FreshPlace): void {
  let place: Place
  let store: EventStore
  let readStore: ReadStore
  let faults: (readonly [string, unknown])[]
  let going: string[]
  const { begin, stop } = untilStopped()

  beforeEach(async () => {
    place = fresh()
    store = inMemoryEventStore()
    readStore = await open()
    faults = []
    going = []
  })
  afterEach(async () => {
    await stop()
    await readStore.close()
    await store.close()
    leave(place)
  })

  const open = () => openAt(place)

  function run(projections: readonly Projection[] = [lamps], batchSize = 256, on = readStore): void {
    begin((signal) =>
      runProjections(store, on, projections, {
        signal,
        batchSize,
        onFault: (name, fault) => faults.push([name, fault]),
        onGoing: (name) => going.push(name),
        lookAgainEveryMs: 50,
      }),
    )
  }

  const IN_TIME_MS = 5_000
  const known = (position: string, on = readStore) => onceReady(() => on.caughtUpTo(lampsModel, position, IN_TIME_MS))

  const takenDownOf = (lamp: string) => ({
    id: '00000000-0000-4000-8000-000000000001',
    type: takenDown(lamp).type,
    body: '',
  })

  /** The projection, and every event it was asked about. */
  function watched(projection: Projection = lamps): Projection & { readonly asked: StoredEvent[] } {
    const asked: StoredEvent[] = []
    return {
      ...projection,
      asked,
      changesAfter(event) {
        asked.push(event)
        return projection.changesAfter(event)
      },
    }
  }

  describe('projections', () => {
    it('follow the events that are there, and then each as it comes', async () => {
      const write = writerOf(store, 'house-1')
      await write(hung('hall'), hung('kitchen', 'house-2'), switched('hall', 1))
      run()
      await known(await write(switched('kitchen', 1)))
      await known(await write(switched('kitchen', 2), switched('hall', 2), switched('hall', 3)))
      await known(await write(hung('attic'), takenDown('kitchen')))
      expect(await rowsOf(readStore)).toEqual({
        lamps: [
          { lamp: 'attic', house: 'house-1', light: 'off' },
          { lamp: 'hall', house: 'house-1', light: 'on' },
        ],
        switchings: [1, 2, 3].map((time) => ({ lamp: 'hall', time })),
      })
    })

    it('go on after a restart from the event behind the last one they know', async () => {
      const write = writerOf(store, 'house-1')
      run()
      await known(await write(hung('hall'), switched('hall', 1), swept))
      await stop()
      const restarted = watched()
      run([restarted])
      await known(await write(switched('hall', 2)))
      expect(restarted.asked.map(({ revision }) => revision)).toEqual([3])
    })

    it('go on without an event that cannot be read, keep which it was, and are made anew once it can be', async () => {
      const write = writerOf(store, 'house-1')
      await write(hung('hall'))
      const damaged = { ...takenDownOf('hall'), body: '{' }
      await store.append('house-2', 'no-stream', [damaged])
      const missed = (await store.head()) ?? ''
      run()
      await known(await write(switched('hall', 1)))
      expect(await rowsOf(readStore)).toMatchObject({ lamps: [{ lamp: 'hall', light: 'on' }] })
      expect(await readStore.unreadable()).toEqual([{ position: missed, stream: 'house-2', because: 'damaged' }])
      expect(faults).toEqual([])
      await stop()
      const knowing: Projection = {
        ...lamps,
        changesAfter: (event) =>
          event.position === missed ? [{ remove: 'lamp', where: { lamp: 'hall' } }] : lamps.changesAfter(event),
      }
      run([knowing])
      const deadline = performance.now() + IN_TIME_MS
      while ((await readStore.unreadable()).length > 0 && performance.now() < deadline) await nextTurn()
      expect(await onceReady(() => rowsOf(readStore))).toMatchObject({ lamps: [] })
    })

    it('are made anew while they follow, once an event that they miss can be read', async () => {
      const write = writerOf(store, 'house-1')
      await write(hung('hall'))
      await store.append('house-2', 'no-stream', [{ ...takenDownOf('hall'), body: '{' }])
      const missed = (await store.head()) ?? ''
      let isMended = false
      const mended: Projection = {
        ...lamps,
        changesAfter: (event) =>
          isMended && event.position === missed
            ? [{ remove: 'lamp', where: { lamp: 'hall' } }]
            : lamps.changesAfter(event),
      }
      run([mended])
      await known(await write(switched('hall', 1)))
      expect(await readStore.unreadable()).toHaveLength(1)
      isMended = true
      const deadline = performance.now() + IN_TIME_MS
      while ((await readStore.unreadable()).length > 0 && performance.now() < deadline) await nextTurn()
      expect(await readStore.unreadable()).toEqual([])
      expect(await onceReady(() => rowsOf(readStore))).toMatchObject({ lamps: [] })
    })

    it('are not there to be read until they know all that had happened when they were begun', async () => {
      const write = writerOf(store, 'house-1')
      await write(hung('hall'))
      const last = await write(hung('kitchen'))
      await beginAll(store, readStore, [lamps])
      await expect(rowsOf(readStore)).rejects.toBeInstanceOf(RowsNotReady)
      run([lamps], 1)
      expect((await onceReady(() => rowsOf(readStore))).lamps).toHaveLength(2)
      expect(await known(last)).toBe(true)
    })

    it('keep all of a batch or nothing of it', async () => {
      const write = writerOf(store, 'house-1')
      const faulty: Projection = {
        ...lamps,
        changesAfter(event) {
          if (event.revision === 2) throw new Error('cannot be applied')
          return lamps.changesAfter(event)
        },
      }
      run([faulty])
      await known(await write(hung('hall')))
      const last = await write(switched('hall', 1), switched('hall', 2))
      expect(await onceReady(() => readStore.caughtUpTo(lampsModel, last, 300))).toBe(false)
      expect(await rowsOf(readStore)).toMatchObject({ lamps: [{ lamp: 'hall', light: 'off' }], switchings: [] })
    })

    it('try again after a fault, and say so each time, while the others go on', async () => {
      let failing = true
      const faulty: Projection = {
        ...lamps,
        name: 'faulty',
        tables: {},
        changesAfter(event) {
          if (failing) throw new Error(`cannot apply ${event.type}`)
          return []
        },
      }
      await beginAll(store, readStore, [faulty, lamps])
      const position = await writerOf(store, 'house-1')(hung('hall'))
      run([faulty, lamps])
      expect(await known(position)).toBe(true)
      expect(await onceReady(() => readStore.caughtUpTo(faulty, position, 500))).toBe(false)
      expect(faults.length).toBeGreaterThan(1)
      expect(new Set(faults.map(([name, fault]) => [name, String(fault)].join()))).toEqual(
        new Set(['faulty,Error: cannot apply LampHung']),
      )
      expect(going).toEqual(['lamps'])
      failing = false
      expect(await readStore.caughtUpTo(faulty, position, IN_TIME_MS)).toBe(true)
      const deadline = performance.now() + IN_TIME_MS
      while (going.length < 2 && performance.now() < deadline) await nextTurn()
      expect(going).toEqual(['lamps', 'faulty'])
    })

    it('apply each event once, also when two follow on one store', async () => {
      const other = await open()
      run([lamps], 3)
      run([lamps], 4, other)
      const write = writerOf(store, 'house-1')
      let last = await write(hung('hall'))
      for (let time = 1; time <= 301; time += 1) last = await write(switched('hall', time))
      expect(await known(last)).toBe(true)
      expect(await known(last, other)).toBe(true)
      const { lamps: rows, switchings } = await rowsOf(readStore)
      expect(rows).toEqual([{ lamp: 'hall', house: 'house-1', light: 'on' }])
      expect(switchings).toHaveLength(301)
      await stop()
      await other.close()
    })

    it('open only events of the types their read model names', async () => {
      run()
      await known(await writerOf(store, 'house-1')(hung('hall'), switched('hall', 1)))
      await store.append('elsewhere', 'no-stream', [{ id: '9', type: 'SomethingElse', body: 'not even JSON' }])
      const position = await store.head()
      expect(await known(position ?? '')).toBe(true)
      expect(faults).toEqual([])
    })

    it('drop rows that know events which the event store, restored from a backup, does not', async () => {
      run()
      await known(await writerOf(store, 'house-1')(hung('hall'), switched('hall', 1), switched('hall', 2)))
      await stop()
      await store.close()
      store = inMemoryEventStore()
      const position = await writerOf(store, 'house-1')(hung('kitchen'))
      run()
      const deadline = performance.now() + IN_TIME_MS
      while ((await onceReady(() => rowsOf(readStore))).switchings.length > 0 && performance.now() < deadline)
        await nextTurn()
      expect(await known(position)).toBe(true)
      expect(await rowsOf(readStore)).toEqual({
        lamps: [{ lamp: 'kitchen', house: 'house-1', light: 'off' }],
        switchings: [],
      })
    })

    it('refuse to share names', async () => {
      await expect(
        runProjections(store, readStore, [lamps, { ...lamps, name: 'other lamps' }], {
          signal: AbortSignal.abort(),
          onFault: () => undefined,
        }),
      ).rejects.toThrow('two projections share a name: lamp, switching')
    })
  })

  describe('who waits for a position', () => {
    it('is answered at once where the rows know it, and no later than they asked where they never do', async () => {
      run()
      const write = writerOf(store, 'house-1')
      const position = await write(hung('hall'))
      await known(position)
      expect(await readStore.caughtUpTo(lampsModel, position, 0)).toBe(true)
      const never = '9'.repeat(16)
      const inOrder: string[] = []
      const waited = async (who: string, forMs: number) => {
        expect(await readStore.caughtUpTo(lampsModel, never, forMs)).toBe(false)
        inOrder.push(who)
      }
      await Promise.all([waited('long', 1_000), waited('short', 100)])
      expect(inOrder).toEqual(['short', 'long'])
    })

    it('hears of what another connection has written', async () => {
      const other = await open()
      run([lamps], 256, other)
      const write = writerOf(store, 'house-1')
      await onceReady(() => readStore.read([lampsModel], () => Promise.resolve()))
      for (let time = 1; time <= 20; time += 1) {
        const position = await write(time === 1 ? hung('hall') : switched('hall', time))
        expect(await readStore.caughtUpTo(lampsModel, position, IN_TIME_MS)).toBe(true)
      }
      await stop()
      await other.close()
    })

    it('is answered, all at once, however many wait', async () => {
      run()
      const write = writerOf(store, 'house-1')
      await known(await write(hung('hall')))
      const next = String(2).padStart(16, '0')
      const waiting = Array.from({ length: 1_000 }, () => readStore.caughtUpTo(lampsModel, next, IN_TIME_MS))
      await write(switched('hall', 1))
      expect(new Set(await Promise.all(waiting))).toEqual(new Set([true]))
    })
  })

  describe('a checkpoint of its own', () => {
    it('is read as it was last written, by its name', async () => {
      const [one, other] = [readStore.checkpoint('one'), readStore.checkpoint('other')]
      expect(await one.read()).toBeUndefined()
      await one.write('0000000000000007')
      await one.write('0000000000000008')
      await other.write('0000000000000003')
      expect([await one.read(), await other.read()]).toEqual(['0000000000000008', '0000000000000003'])
    })
  })
}
