/** What a rebuild promises on every engine of the read store, as one suite. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { EventStore } from '../event-store/port.ts'
import { openSqliteEventStore } from '../event-store/sqlite.ts'
import { build, rebuild, RebuildTakenOver } from './build.ts'
import { generationsOf } from './generations.ts'
import {
  hung,
  lamps,
  lampsModel,
  laterLamps,
  laterModel,
  lifeOf,
  onceReady,
  rowsOf,
  switched,
  writerOf,
} from './lamps.contract.ts'
import { leave, openAt, type FreshPlace, type Place } from './places.contract.ts'
import type { Order } from './projector-process.contract.ts'
import type { Projection } from './projection.ts'
import { RowsNotReady, type ReadStore } from './read-store.ts'
import { runProjections } from './run-projections.ts'
import { untilStopped } from './testing/until-stopped.ts'

const IN_TIME_MS = 20_000
const script = fileURLToPath(new URL('./projector-process.contract.ts', import.meta.url))

export function rebuildContract(fresh: FreshPlace): void {
  let directory: string
  let place: Place
  let beside: Place
  let store: EventStore
  let readStore: ReadStore
  let faults: unknown[]
  const { begin, stop } = untilStopped()

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'rebuild-'))
    store = await openSqliteEventStore({ file: join(directory, 'events.db') })
    place = fresh()
    beside = fresh()
    readStore = await openAt(place)
    faults = []
  })
  afterEach(async () => {
    await stop()
    await readStore.close()
    await store.close()
    rmSync(directory, { recursive: true })
    for (const one of [place, beside]) leave(one)
  })

  function run(projection: Projection = lamps, on = readStore): void {
    begin((signal) =>
      runProjections(store, on, [projection], {
        signal,
        batchSize: 20,
        onFault: (_, fault) => faults.push(fault),
      }),
    )
  }

  const generation = async () => (await readStore.write((transaction) => generationsOf(transaction, 'lamps'))).active

  const NEVER_DOWN = () => 0.5

  /** Five hundred events of a few lamps, none ever taken down. @returns their writer, for more; and the last position */
  async function past() {
    const lives = Array.from({ length: 5 }, (_, number) => ({
      write: writerOf(store, `lamp-${String(number)}`),
      life: lifeOf(`lamp-${String(number)}`, NEVER_DOWN),
    }))
    const live = async (events: number) => {
      let last = ''
      for (const { write, life } of lives)
        last = await write(...Array.from({ length: events }, () => life.next().value))
      return last
    }
    return { live, last: await live(100) }
  }

  async function fromZero(position: string) {
    const anew = await openAt(beside)
    run(lamps, anew)
    expect(await onceReady(() => anew.caughtUpTo(lampsModel, position, IN_TIME_MS))).toBe(true)
    const rows = await rowsOf(anew)
    await stop()
    await anew.close()
    return rows
  }

  /** Events keep coming, and a reader keeps asking, while something else is done. @returns the last position, and how many readings there were */
  async function underway(live: (events: number) => Promise<string>, during: Promise<unknown>) {
    const over = new AbortController()
    let last = ''
    let readings = 0
    let seen = 0
    const writing = (async () => {
      while (!over.signal.aborted) last = await live(1)
    })()
    const reading = (async () => {
      while (!over.signal.aborted) {
        const { switchings } = await rowsOf(readStore)
        // Nobody who reads is ever set back: there is always as much as before.
        expect(switchings.length).toBeGreaterThanOrEqual(seen)
        seen = switchings.length
        readings += 1
        await nextTurn()
      }
    })()
    await during.finally(() => {
      over.abort()
    })
    await Promise.all([writing, reading])
    return { last, readings }
  }

  describe('a rebuild', () => {
    it('makes the same rows beside those that serve, while events arrive and readers read, and takes their place', async () => {
      const { live, last } = await past()
      run()
      expect(await onceReady(() => readStore.caughtUpTo(lampsModel, last, IN_TIME_MS))).toBe(true)
      const progress: number[] = []
      const onProgress = ({ events }: { events: number }) => progress.push(events)
      const after = await underway(live, rebuild(store, readStore, lamps, { pageSize: 25, onProgress }))
      expect(after.readings).toBeGreaterThan(3)
      expect(progress.length).toBeGreaterThan(10)
      expect(progress).toEqual([...progress].sort((one, other) => one - other))
      expect(await readStore.caughtUpTo(lampsModel, after.last, IN_TIME_MS)).toBe(true)
      expect(await generation()).toMatchObject({ generation: 2, state: 'active' })
      const rows = await rowsOf(readStore)
      await stop()
      expect(rows).toEqual(await fromZero(after.last))
      expect(faults).toEqual([])
    })

    it('changes nothing for who is reading while it takes their place', async () => {
      const { last } = await past()
      const other = await openAt(place)
      run()
      expect(await onceReady(() => readStore.caughtUpTo(lampsModel, last, IN_TIME_MS))).toBe(true)
      let isOver = false
      let rebuilding: Promise<void> | undefined
      await readStore.read([lampsModel], async (rows) => {
        const count = async () => (await rows.selectFrom('switching').selectAll().execute()).length
        const before = await count()
        expect(before).toBeGreaterThan(200)
        rebuilding = rebuild(store, other, lamps).finally(() => {
          isOver = true
        })
        const untilMs = performance.now() + 500
        while (!isOver && performance.now() < untilMs) expect(await count()).toBe(before)
        expect(await count()).toBe(before)
      })
      await rebuilding
      expect(await generation()).toMatchObject({ generation: 2 })
      await other.close()
    })

    it('may be made by another process, while this one serves and follows', async () => {
      const { live, last } = await past()
      run()
      expect(await onceReady(() => readStore.caughtUpTo(lampsModel, last, IN_TIME_MS))).toBe(true)
      const other = spawn(process.execPath, [script], {
        stdio: ['pipe', 'ignore', 'inherit'],
        env: { ...process.env, NODE_OPTIONS: '' },
      })
      const gone = once(other, 'exit')
      other.stdin.end(`${JSON.stringify({ directory, place, do: 'rebuild' } satisfies Order)}\n`)
      const after = await underway(live, gone)
      expect(await gone).toEqual([0, null])
      expect(await readStore.caughtUpTo(lampsModel, after.last, IN_TIME_MS)).toBe(true)
      expect(await generation()).toMatchObject({ generation: 2 })
      const rows = await rowsOf(readStore)
      await stop()
      expect(rows).toEqual(await fromZero(after.last))
      expect(faults).toEqual([])
    })

    it('leaves nothing of the rows before, and discards what an attempt before it left', async () => {
      const write = writerOf(store, 'house-1')
      const last = await write(hung('hall'), switched('hall', 1))
      run()
      expect(await onceReady(() => readStore.caughtUpTo(lampsModel, last, IN_TIME_MS))).toBe(true)
      const halfway = new AbortController()
      const given = rebuild(store, readStore, lamps, {
        signal: halfway.signal,
        pageSize: 1,
        onProgress: () => {
          halfway.abort(new Error('halfway'))
        },
      })
      await expect(given).rejects.toThrow('halfway')
      await rebuild(store, readStore, lamps)
      expect(await generation()).toMatchObject({ generation: 3, state: 'active' })
      await stop()
      const tables = await readStore.write(async (transaction) =>
        (await transaction.introspection.getTables())
          .filter(({ schema }) => 'file' in place || schema === place.schema)
          .map(({ name }) => name),
      )
      const made = ['lamp', 'lamp_g3', 'switching', 'switching_g3']
      expect(tables.filter((name) => /lamp|switching/.test(name)).sort()).toEqual(made)
    })

    it('gives way to another that begins', async () => {
      const { last } = await past()
      run()
      expect(await onceReady(() => readStore.caughtUpTo(lampsModel, last, IN_TIME_MS))).toBe(true)
      let second: Promise<void> | undefined
      const first = rebuild(store, readStore, lamps, {
        pageSize: 25,
        onProgress: () => {
          second ??= rebuild(store, readStore, lamps)
        },
      })
      await expect(first).rejects.toBeInstanceOf(RebuildTakenOver)
      await second
      expect(await generation()).toMatchObject({ generation: 3 })
    })
  })

  describe('a newer version of a read model', () => {
    const hungAt = () =>
      readStore.read([laterModel], (rows) =>
        rows.selectFrom('lamp').select(['lamp', 'hungAt']).orderBy('lamp').execute(),
      )

    it('is built beside the older one, which serves until then whoever still reads it', async () => {
      const write = writerOf(store, 'house-1')
      const last = await write(hung('hall'), hung('kitchen'), switched('hall', 1))
      run()
      expect(await onceReady(() => readStore.caughtUpTo(lampsModel, last, IN_TIME_MS))).toBe(true)
      await stop()

      await expect(hungAt()).rejects.toBeInstanceOf(RowsNotReady)
      expect((await rowsOf(readStore)).lamps).toHaveLength(2)
      run(laterLamps)
      const at = '2026-03-02T09:00:00.000Z'
      expect(await onceReady(hungAt)).toEqual(['hall', 'kitchen'].map((lamp) => ({ lamp, hungAt: at })))
      expect(await readStore.caughtUpTo(laterModel, await write(hung('attic')), IN_TIME_MS)).toBe(true)
      expect(await hungAt()).toHaveLength(3)
      await expect(rowsOf(readStore)).rejects.toBeInstanceOf(RowsNotReady)
      expect(faults).toEqual([])
    })

    it('is built once, however many processes start with it', async () => {
      const { last } = await past()
      run()
      expect(await onceReady(() => readStore.caughtUpTo(lampsModel, last, IN_TIME_MS))).toBe(true)
      await stop()
      const other = await openAt(place)
      run(laterLamps)
      run(laterLamps, other)
      await onceReady(hungAt)
      expect(await other.caughtUpTo(laterModel, last, IN_TIME_MS)).toBe(true)
      expect(await generation()).toMatchObject({ version: 2, generation: 2 })
      await stop()
      await other.close()
      expect(faults).toEqual([])
    })

    it('is not built again by who would have joined when it was done', async () => {
      const write = writerOf(store, 'house-1')
      run(laterLamps)
      const last = await write(hung('hall'))
      expect(await onceReady(() => readStore.caughtUpTo(laterModel, last, IN_TIME_MS))).toBe(true)
      const before = await generation()
      expect(await build(store, readStore, laterLamps, { joins: true })).toBe(true)
      expect(await generation()).toMatchObject({ version: 2, generation: before?.generation })
    })

    it('is not followed by an older one, which says what to do', async () => {
      const write = writerOf(store, 'house-1')
      run(laterLamps)
      const last = await write(hung('hall'))
      expect(await onceReady(() => readStore.caughtUpTo(laterModel, last, IN_TIME_MS))).toBe(true)
      await stop()
      run()
      const deadline = performance.now() + IN_TIME_MS
      while (faults.length === 0 && performance.now() < deadline) await nextTurn()
      expect(faults[0]).toMatchObject({
        reason: 'newer-format',
        message: expect.stringContaining('run that version, or rebuild lamps with this one'),
      })
      await rebuild(store, readStore, lamps)
      expect((await rowsOf(readStore)).lamps).toEqual([{ lamp: 'hall', house: 'house-1', light: 'off' }])
    })
  })
}
