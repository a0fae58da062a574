/** What projectors that are killed leave, on every engine of the read store, as one suite. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { EventStore } from '../event-store/port.ts'
import { openSqliteEventStore } from '../event-store/sqlite.ts'
import { lamps, lampsModel, lifeOf, onceReady, rowsOf, writerOf } from './lamps.contract.ts'
import { generationsOf } from './generations.ts'
import { leave, openAt, type FreshPlace, type Place } from './places.contract.ts'
import type { Order } from './projector-process.contract.ts'
import type { ReadStore } from './read-store.ts'
import { runProjections } from './run-projections.ts'

/** Two at a time, so that some die while another works on the same rows. */
const LANES = 2
const LAMPS = 20

const script = fileURLToPath(new URL('./projector-process.contract.ts', import.meta.url))
export interface Kills {
  readonly catchingUp: number
  readonly rebuilding: number
}

/** @param kills even numbers, so that both lanes die as often */
export function killedContract(fresh: FreshPlace, kills: Kills): void {
  let compiled: string
  let directory: string
  let place: Place
  let beside: Place
  let store: EventStore
  let children: ChildProcess[] = []

  // What Node compiled it keeps for the next process, but only when one ends by itself: most of a short life would otherwise be spent on that.
  beforeAll(async () => {
    place = fresh()
    compiled = mkdtempSync(join(tmpdir(), 'read-store-compiled-'))
    directory = mkdtempSync(join(tmpdir(), 'read-store-killed-'))
    store = await openSqliteEventStore({ file: join(directory, 'events.db') })
    const first = spawned()
    await first.carriesOut('rebuild')
    await store.close()
    rmSync(directory, { recursive: true })
    leave(place)
  })
  afterAll(() => {
    rmSync(compiled, { recursive: true })
  })

  beforeEach(async () => {
    children = []
    place = fresh()
    beside = fresh()
    directory = mkdtempSync(join(tmpdir(), 'read-store-killed-'))
    store = await openSqliteEventStore({ file: join(directory, 'events.db') })
  })
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL')
    await store.close()
    rmSync(directory, { recursive: true })
    for (const one of [place, beside]) leave(one)
  })

  /** A real process that is ready to take its order: loading took the time, so that the order is carried out at once. */
  function spawned() {
    const child = spawn(process.execPath, [script], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: compiled },
    })
    children.push(child)
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const gone = once(child, 'exit')
    const said = async (line: string) => {
      expect(await lines.next()).toEqual({ done: false, value: line })
    }
    const ready = said('ready')
    const order = async (what: Order['do']) => {
      await ready
      child.stdin.write(`${JSON.stringify({ directory, place, do: what } satisfies Order)}\n`)
    }
    return {
      async carriesOut(what: Order['do']) {
        await order(what)
        await gone
      },
      async carriesOn(what: Order['do'], events: number) {
        await order(what)
        for (let heard = 0; heard < events; heard += 1) await said('applying')
      },
      async isKilled() {
        await ready
        child.kill('SIGKILL')
        await gone
      },
    }
  }

  /** Kills one process after another, each somewhere in its first events, while the next is being loaded. */
  async function killingSpree(kills: number, what: Order['do'], eventsAtMost: number): Promise<void> {
    let next = spawned()
    for (let killed = 0; killed < kills; killed += 1) {
      const now = next
      next = spawned()
      await now.carriesOn(what, 1 + Math.floor(Math.random() * eventsAtMost))
      await now.isKilled()
    }
    await next.isKilled()
  }

  const killed = async (kills: number, what: Order['do'], eventsAtMost: number) => {
    await Promise.all(Array.from({ length: LANES }, () => killingSpree(kills / LANES, what, eventsAtMost)))
  }

  /** Lives of lamps, written down as they go on; as many events at once as are asked for. @returns the last position */
  function lives() {
    const lamps = Array.from({ length: LAMPS }, (_, number) => ({
      write: writerOf(store, `lamp-${String(number)}`),
      life: lifeOf(`lamp-${String(number)}`, Math.random),
    }))
    let turn = 0
    return async (events: number) => {
      const lamp = lamps[turn % LAMPS]
      turn += 1
      return lamp?.write(...Array.from({ length: events }, () => lamp.life.next().value)) ?? ''
    }
  }

  async function caughtUp(readStore: ReadStore, position: string): Promise<void> {
    const controller = new AbortController()
    const faults: unknown[] = []
    const running = runProjections(store, readStore, [lamps], {
      signal: controller.signal,
      onFault: (_, fault) => faults.push(fault),
    })
    expect(await onceReady(() => readStore.caughtUpTo(lampsModel, position, 60_000))).toBe(true)
    controller.abort()
    await running
    expect(faults).toEqual([])
  }

  /** The rows that the killed left, carried on to the end, against rows made from the first event. @returns the generations the killed left */
  async function expectAsFromZero(last: string) {
    const survivor = await openAt(place)
    const left = await survivor.write((transaction) => generationsOf(transaction, 'lamps'))
    await caughtUp(survivor, last)
    const anew = await openAt(beside)
    await caughtUp(anew, last)
    const rows = await rowsOf(survivor)
    const expected = await rowsOf(anew)
    await survivor.close()
    await anew.close()
    expect(rows.lamps).toEqual(expected.lamps)
    expect(rows.switchings).toEqual(expected.switchings)
    return left
  }

  describe('projectors that are killed', () => {
    it('while they have much to catch up with, and more comes, leave the rows that a rebuild from the first event makes', async () => {
      const live = lives()
      let last = ''
      for (let append = 0; append < 60; append += 1) last = await live(150)
      const writer = new AbortController()
      const writing = (async () => {
        while (!writer.signal.aborted) {
          last = await live(3)
          await pause(5)
        }
      })()
      await killed(kills.catchingUp, 'run', 80).finally(() => {
        writer.abort()
      })
      await writing
      const left = await expectAsFromZero(last)
      // They did much before they died, or their deaths show nothing.
      expect(Number(left.active?.position)).toBeGreaterThan(15 * kills.catchingUp)
    }, 600_000)

    it('while they build rows anew and put them in place, leave the same', async () => {
      const live = lives()
      let last = ''
      for (let append = 0; append < 2 * LAMPS; append += 1) last = await live(10)
      await killed(kills.rebuilding, 'run-and-rebuild', 800)
      const left = await expectAsFromZero(last)
      // Each beginning of a rebuild takes the next number.
      expect(Math.max(left.active?.generation ?? 0, left.building?.generation ?? 0)).toBeGreaterThanOrEqual(
        kills.rebuilding,
      )
    }, 600_000)
  })
}
