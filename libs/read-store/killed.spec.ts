import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
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
import type { Order } from './projector-process.contract.ts'
import { openSqliteReadStore, type ReadStore } from './read-store.ts'
import { runProjections } from './run-projections.ts'

const KILLS = 200
/** Two at a time, so that some die while another works on the same rows. */
const LANES = 2
const LIVES_MS = 40
const STREAMS = 10

const script = fileURLToPath(new URL('./projector-process.contract.ts', import.meta.url))
let directory: string
let store: EventStore
let children: ChildProcess[]

beforeEach(async () => {
  children = []
  directory = mkdtempSync(join(tmpdir(), 'read-store-killed-'))
  store = await openSqliteEventStore({ file: join(directory, 'events.db') })
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await store.close()
  rmSync(directory, { recursive: true })
})

/** A real process that is ready to take its order: loading took the time, so that the order is carried out at once. */
function spawned() {
  const child = spawn(process.execPath, [script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Compiled once for all two hundred: most of a short life would otherwise be spent on that.
    env: { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: join(directory, 'compiled') },
  })
  children.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const gone = once(child, 'exit')
  const said = async (line: string) => {
    expect(await lines.next()).toEqual({ done: false, value: line })
  }
  const ready = said('ready')
  return {
    async carriesOut(what: Order['do']) {
      await ready
      child.stdin.write(`${JSON.stringify({ directory, do: what } satisfies Order)}\n`)
      await said('running')
    },
    async isKilled() {
      await ready
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** Kills one process after another, the next being loaded while one works. @returns how many were killed */
async function killingSpree(kills: number): Promise<number> {
  let killed = 0
  let next = spawned()
  while (killed < kills) {
    const [now, begun] = [next, killed]
    next = spawned()
    await now.carriesOut(begun % 5 === 4 ? 'run-and-rebuild' : 'run')
    await pause(Math.random() * LIVES_MS)
    await now.isKilled()
    killed += 1
  }
  await next.isKilled()
  return killed
}

/** Lives of lamps, written as they go on, until told to stop. @returns how many events, and the last position */
async function writing(signal: AbortSignal) {
  const streams = Array.from({ length: STREAMS }, (_, number) => ({
    write: writerOf(store, `lamp-${String(number)}`),
    life: lifeOf(`lamp-${String(number)}`, Math.random),
  }))
  let events = 0
  let last = ''
  for (let turn = 0; !signal.aborted; turn += 1) {
    const stream = streams[turn % STREAMS]
    if (stream === undefined) break
    const some = Array.from({ length: 1 + Math.floor(Math.random() * 4) }, () => stream.life.next().value)
    last = await stream.write(...some)
    events += some.length
    await pause(1)
  }
  return { events, last }
}

async function caughtUp(readStore: ReadStore, position: string): Promise<void> {
  const controller = new AbortController()
  const running = runProjections(store, readStore, [lamps], {
    signal: controller.signal,
    onFault(_, fault) {
      throw fault
    },
  })
  expect(await onceReady(() => readStore.caughtUpTo(lampsModel, position, 20_000))).toBe(true)
  controller.abort()
  await running
}

describe('a projector killed two hundred times while events arrive', () => {
  it('has, row by row, what a rebuild from the first event has', async () => {
    const writer = new AbortController()
    const written = writing(writer.signal)
    const lanes = Promise.all(Array.from({ length: LANES }, () => killingSpree(KILLS / LANES)))
    const killed = await lanes.finally(() => {
      writer.abort()
    })
    const { events, last } = await written
    expect(killed.reduce((sum, one) => sum + one, 0)).toBe(KILLS)

    const survivor = openSqliteReadStore({ file: join(directory, 'reads.db') })
    await caughtUp(survivor, last)
    const fresh = openSqliteReadStore({ file: join(directory, 'fresh.db') })
    await caughtUp(fresh, last)

    const rows = await rowsOf(survivor)
    expect(rows.lamps.length + rows.switchings.length).toBeGreaterThan(STREAMS)
    expect(events).toBeGreaterThan(1_000)
    expect(rows).toEqual(await rowsOf(fresh))
    await survivor.close()
    await fresh.close()
  }, 600_000)
})
