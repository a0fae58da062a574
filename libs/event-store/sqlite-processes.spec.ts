import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { EventStore } from './port.ts'
import { openSqliteEventStore } from './sqlite.ts'
import { event, idAt, idsIn, until } from './testing/events.ts'
import { OtherProcess } from './testing/other-process.ts'

const RACES = 100
const CONTENDED_LENGTH = 2000
const KILLS = 10

let directory: string
let file: string
let others: OtherProcess[]

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'event-store-'))
  file = join(directory, 'events.db')
  others = []
})
afterEach(async () => {
  await Promise.all(others.map((other) => other.close()))
  await rm(directory, { recursive: true })
})

async function startOther(): Promise<OtherProcess> {
  const other = new OtherProcess(file)
  others.push(other)
  expect(await other.opened).toEqual({ is: 'opened' })
  return other
}

const startTwo = (): Promise<[OtherProcess, OtherProcess]> => Promise.all([startOther(), startOther()])

describe('two processes on one file', () => {
  it(`that start the same stream at once: one wins, ${String(RACES)} times of ${String(RACES)}`, async () => {
    const two = await startTwo()
    const store = await openSqliteEventStore({ file })

    for (let race = 0; race < RACES; race += 1) {
      const stream = `plan-${String(race)}`
      const outcomes = await Promise.all(
        two.map((process, index) =>
          process.ask({
            do: 'append',
            stream,
            expected: 'no-stream',
            events: [event(`${String(race)}-${String(index)}`)],
          }),
        ),
      )
      const winner = outcomes.findIndex(({ is }) => is === 'appended')
      expect(outcomes[1 - winner]).toEqual({ is: 'conflict', actual: 0 })
      expect(await idsIn(store, stream)).toEqual([`${String(race)}-${String(winner)}`])
    }
    await store.close()
  })

  it('with 16 writers each on one stream: every revision has exactly one winner, and none is missing', async () => {
    const two = await startTwo()
    const answers = await Promise.all(
      two.map((process) => process.ask({ do: 'contend', stream: 'plan-1', writers: 16, length: CONTENDED_LENGTH })),
    )
    const won = answers.map((answer) => (answer.is === 'won' ? answer.wins : []))
    const all = won.flat().sort((one, other) => one.due - other.due)

    const store = await openSqliteEventStore({ file })
    const stored = await store.read('plan-1')
    await store.close()
    expect(stored.length).toBeGreaterThanOrEqual(CONTENDED_LENGTH)
    expect(stored.map(({ revision }) => revision)).toEqual(stored.map((_, index) => index))
    expect(all).toEqual(stored.map(({ revision, id }) => ({ due: revision, revision, id })))
    // Neither process may starve the other, or "two processes" would say nothing.
    expect(Math.min(...won.map(({ length }) => length))).toBeGreaterThan(CONTENDED_LENGTH / 20)
  }, 60_000)

  it('tell each other: a live subscription has the commit of the other process within 100 ms', async () => {
    const other = await startOther()
    const store = await openSqliteEventStore({ file })
    const stop = new AbortController()
    const arrivals = new Map<string, number>()
    const following = (async () => {
      for await (const batch of store.subscribe(undefined, { signal: stop.signal })) {
        for (const { position } of batch) arrivals.set(position, performance.timeOrigin + performance.now())
      }
    })()

    const delaysMs: number[] = []
    for (let commit = 0; commit < 15; commit += 1) {
      const answer = await other.ask({
        do: 'append',
        stream: `plan-${String(commit)}`,
        expected: 'no-stream',
        events: [event(randomUUID())],
      })
      if (answer.is !== 'appended') throw new Error(answer.is)
      await until('the event has arrived', () => arrivals.has(answer.position))
      delaysMs.push((arrivals.get(answer.position) ?? Infinity) - answer.at)
    }
    stop.abort()
    await following
    await store.close()
    expect(delaysMs.sort((a, b) => a - b)[7]).toBeLessThan(100)
  })
})

describe('a process that is killed while it writes', () => {
  it(`loses nothing that it acknowledged, leaves no half append and stops nobody else, ${String(KILLS)} times`, async () => {
    const survivor = await startOther()
    const survived = survivor.ask({ do: 'load', run: 'survivor', writers: 2 })
    survived.catch(() => undefined)
    const store = await openSqliteEventStore({ file })

    for (let kill = 0; kill < KILLS; kill += 1) {
      const victim = await startOther()
      victim.ask({ do: 'load', run: `victim-${String(kill)}`, writers: 8 }).catch(() => undefined)
      const enough = 10 + Math.floor(Math.random() * 200)
      await until('there was some load', () => sum(victim.acknowledged) >= enough)
      await victim.kill()
      await expectAllThere(store, victim)
    }
    const before = sum(survivor.acknowledged)
    await until('the survivor goes on', () => sum(survivor.acknowledged) > before)
    await store.close()

    // Everybody dies; what opens the file next has only the file and its log.
    await survivor.kill()
    const recovered = await openSqliteEventStore({ file })
    for (const other of others) await expectAllThere(recovered, other)
    await recovered.close()
  }, 60_000)
})

const sum = (acknowledged: ReadonlyMap<string, number>): number =>
  [...acknowledged.values()].reduce((all, revision) => all + revision, 0)

async function expectAllThere(store: EventStore, other: OtherProcess): Promise<void> {
  expect(other.acknowledged.size).toBeGreaterThan(0)
  for (const [stream, acknowledged] of other.acknowledged) {
    const ids = await idsIn(store, stream)
    expect(ids.length).toBeGreaterThan(acknowledged)
    expect(ids.length % 2).toBe(0)
    expect(ids).toEqual(ids.map((_, revision) => idAt(stream, revision)))
  }
}
