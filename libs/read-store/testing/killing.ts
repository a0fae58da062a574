/** Projectors in processes of their own, killed one after another; and the rows they leave beside rows made from the first event. How often, and what is to be thought of it, is the caller's. */
import { equal } from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { EventStore } from '../../event-store/port.ts'
import { openSqliteEventStore } from '../../event-store/sqlite.ts'
import { generationsOf, type Generation } from '../generations.ts'
import { lamps, lampsModel, lifeOf, onceReady, rowsOf, writerOf } from '../lamps.contract.ts'
import { leave, openAt, type FreshPlace, type Place } from '../places.contract.ts'
import type { Order } from '../projector-process.contract.ts'
import type { ReadStore } from '../read-store.ts'
import { runProjections } from '../run-projections.ts'

/** Two at a time, so that some die while another works on the same rows. */
const LANES = 2
const LAMPS = 20
const PROGRAM = fileURLToPath(new URL('../projector-process.contract.ts', import.meta.url))
const NODE_COMPILE_CACHE = process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), 'samenspel-compile-cache')
const CATCHING_UP_MS = 120_000
/** More than two batches of a projector: whoever is killed has left rows. */
const EVENTS_AT_LEAST = 15

export interface Killing {
  /** Where the rows are; SQLite files where nothing is said. */
  readonly fresh?: FreshPlace
  readonly kills: number
  /** A module that each projector loads first: where a fault can be planted. */
  readonly preload?: URL
  readonly onKill?: () => void
}

type Rows = Awaited<ReturnType<typeof rowsOf>>

export interface Survived {
  /** The generation that served, or was built to serve, when the last was killed. */
  readonly left: Generation | undefined
  /** The number of the last that was begun: each rebuild takes the next. */
  readonly lastBegun: number
  /** Theirs, carried on to the last event by a projector that nobody kills. */
  readonly rows: Rows
  readonly asFromZero: Rows
}

/** They have much to catch up with, and more comes. */
export const killedCatchingUp = ({ kills, fresh, ...killing }: Killing): Promise<Survived> =>
  somewhere(fresh, async (where, store) => {
    const live = lives(store)
    let last = ''
    for (let append = 0; append < kills; append += 1) last = await live(140)
    const writer = new AbortController()
    const writing = (async () => {
      while (!writer.signal.aborted) {
        last = await live(3)
        await pause(5)
      }
    })()
    await killed(where, { ...killing, kills, order: 'run', eventsAtMost: 80 }).finally(() => {
      writer.abort()
    })
    await writing
    return besideAnew(where, store, last)
  })

/** They build rows anew and put them in place, again and again. */
export const killedRebuilding = ({ fresh, ...killing }: Killing): Promise<Survived> =>
  somewhere(fresh, async (where, store) => {
    const live = lives(store)
    let last = ''
    // Few enough that some live to see their rows put in place.
    for (let append = 0; append < LAMPS; append += 1) last = await live(10)
    await killed(where, { ...killing, order: 'run-and-rebuild', eventsAtMost: 800 })
    return besideAnew(where, store, last)
  })

interface Where {
  /** Of the event store. */
  readonly directory: string
  readonly place: Place
  /** For rows made from the first event. */
  readonly beside: Place
}

async function somewhere<Result>(
  fresh: FreshPlace | undefined,
  work: (where: Where, store: EventStore) => Promise<Result>,
): Promise<Result> {
  const directory = mkdtempSync(join(tmpdir(), 'read-store-killed-'))
  const store = await openSqliteEventStore({ file: join(directory, 'events.db') })
  const place = fresh?.() ?? { file: join(directory, 'reads.db') }
  const beside = fresh?.() ?? { file: join(directory, 'beside.db') }
  try {
    return await work({ directory, place, beside }, store)
  } finally {
    await store.close()
    for (const one of [place, beside]) leave(one)
    rmSync(directory, { recursive: true })
  }
}

/** Lives of lamps, written down as they go on; as many events at once as are asked for. @returns the last position */
function lives(store: EventStore) {
  const hanging = Array.from({ length: LAMPS }, (_, number) => ({
    write: writerOf(store, `lamp-${String(number)}`),
    life: lifeOf(`lamp-${String(number)}`, Math.random),
  }))
  let turn = 0
  return async (events: number) => {
    const lamp = hanging[turn % LAMPS]
    turn += 1
    return lamp?.write(...Array.from({ length: events }, () => lamp.life.next().value)) ?? ''
  }
}

interface Spree extends Omit<Killing, 'fresh'> {
  readonly order: Order['do']
  readonly eventsAtMost: number
}

async function killed(where: Where, { kills, ...spree }: Spree): Promise<void> {
  await compiledOnce()
  await Promise.all(
    Array.from({ length: LANES }, (_, lane) =>
      killingSpree(where, { ...spree, kills: Math.floor((kills + lane) / LANES) }),
    ),
  )
}

/** What Node compiled it keeps for the next process, but only when one ends by itself: most of a short life would otherwise be spent on that. */
const compiledOnce = () => (compiled ??= somewhere(undefined, (where) => projectorAt(where).carriesOut('rebuild')))
let compiled: Promise<void> | undefined

/** Kills one process after another, each somewhere in its first events, while the next is being loaded. */
async function killingSpree(where: Where, { kills, order, eventsAtMost, preload, onKill }: Spree): Promise<void> {
  let next = projectorAt(where, preload)
  try {
    for (let count = 0; count < kills; count += 1) {
      const now = next
      next = projectorAt(where, preload)
      try {
        await now.carriesOn(order, EVENTS_AT_LEAST + Math.floor(Math.random() * (eventsAtMost - EVENTS_AT_LEAST)))
      } finally {
        await now.isKilled()
      }
      onKill?.()
    }
  } finally {
    await next.isKilled()
  }
}

/** A real process that is ready to take its order: loading took the time, so that the order is carried out at once. */
function projectorAt({ directory, place }: Where, preload?: URL) {
  const child = spawn(process.execPath, [...(preload === undefined ? [] : ['--import', preload.href]), PROGRAM], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning', NODE_COMPILE_CACHE },
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const gone = once(child, 'exit')
  const said = async () => {
    const line = await lines.next()
    if (line.done === true) throw new Error('a projector has ended')
    return line.value
  }
  const ready = said().then((line) => {
    equal(line, 'ready')
  })
  ready.catch(() => undefined)
  const order = async (what: Order['do']) => {
    await ready
    child.stdin.write(`${JSON.stringify({ directory, place, do: what } satisfies Order)}\n`)
  }
  return {
    async carriesOut(what: Order['do']) {
      await order(what)
      await gone
    },
    /** Faults that it meets it says as well, and tries again. */
    async carriesOn(what: Order['do'], events: number) {
      await order(what)
      for (let heard = 0; heard < events;) if ((await said()) === 'applying') heard += 1
    },
    async isKilled() {
      await ready.catch(() => undefined)
      child.kill('SIGKILL')
      await gone
    },
  }
}

async function besideAnew({ place, beside }: Where, store: EventStore, last: string): Promise<Survived> {
  const survivor = await openAt(place)
  const anew = await openAt(beside)
  try {
    const { active, building } = await survivor.write((transaction) => generationsOf(transaction, 'lamps'))
    const left = active ?? building
    const lastBegun = Math.max(active?.generation ?? 0, building?.generation ?? 0)
    await caughtUp(store, survivor, last)
    await caughtUp(store, anew, last)
    return { left, lastBegun, rows: await rowsOf(survivor), asFromZero: await rowsOf(anew) }
  } finally {
    await survivor.close()
    await anew.close()
  }
}

async function caughtUp(store: EventStore, readStore: ReadStore, position: string): Promise<void> {
  const controller = new AbortController()
  const faults: unknown[] = []
  const running = runProjections(store, readStore, [lamps], {
    signal: controller.signal,
    onFault: (_, fault) => faults.push(fault),
  })
  const done = await onceReady(() => readStore.caughtUpTo(lampsModel, position, CATCHING_UP_MS))
  controller.abort()
  await running
  if (!done || faults.length > 0) throw new Error('the rows did not catch up in peace', { cause: faults[0] })
}
