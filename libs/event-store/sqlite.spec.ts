import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { needs } from '../../test/support/needs.ts'
import { RevisionConflict, StoreBusy, StoreUnavailable, type EventStore } from './port.ts'
import { openSqliteEventStore, type SqliteEventStoreOptions } from './sqlite.ts'
import { collect, event, idsIn } from './testing/events.ts'
import { OtherProcess } from './testing/other-process.ts'

let directory: string
let file: string
let store: EventStore

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'event-store-'))
  file = join(directory, 'events.db')
})
afterEach(async () => {
  await store.close()
  rmSync(directory, { recursive: true })
})

async function opened(options: Omit<SqliteEventStoreOptions, 'file'> = {}): Promise<EventStore> {
  store = await openSqliteEventStore({ file, lockTimeoutMs: 100, ...options })
  return store
}

/** Another program holds the write lock until this is called. */
function lock(): () => void {
  const other = new DatabaseSync(file)
  other.exec('BEGIN IMMEDIATE')
  return () => {
    other.exec('ROLLBACK')
    other.close()
  }
}

const big = (id: string) => event(id, 'x'.repeat(900_000))

/** Appends until there is no room, and tells which appends were acknowledged. */
async function fillUp(): Promise<readonly string[]> {
  const acknowledged: string[] = []
  for (;;) {
    const id = `fill-${String(acknowledged.length)}`
    try {
      await store.append(id, 'no-stream', [event(id, 'x'.repeat(20_000))])
      acknowledged.push(id)
    } catch (fault) {
      expect(fault).toBeInstanceOf(StoreUnavailable)
      expect(fault).toMatchObject({ reason: 'disk-full' })
      return acknowledged
    }
  }
}

async function expectExactly(ids: readonly string[]): Promise<void> {
  expect((await store.readAll(undefined, 10_000)).map(({ id }) => id)).toEqual(ids)
  expect((await store.readAll(await store.head(), 10)).map(({ id }) => id)).toEqual(ids.slice(-1))
  for (const id of ids) expect(await idsIn(store, id)).toEqual([id])
}

const onASmallDisk = needs('a small file system of its own', whyNothingCanBeMounted())

describe('a disk without room', () => {
  it('refuses appends, lets reads go on, and takes the same appends once there is room, without being opened again', async () => {
    await opened()
    await store.append('plan-1', 'no-stream', [event('first')])
    await store.close()
    const other = new DatabaseSync(file)
    other.exec('CREATE TABLE ballast AS SELECT zeroblob(400000) AS weight')
    const { pages } = { ...other.prepare('SELECT page_count AS pages FROM pragma_page_count').get() }

    await opened({ maxFileBytes: (Number(pages) + 20) * 8192 })
    const acknowledged = await fillUp()
    expect(acknowledged.length).toBeGreaterThan(0)
    const refused = `fill-${String(acknowledged.length)}`
    expect(await idsIn(store, refused)).toEqual([])
    expect((await store.readAll(undefined, 1000)).map(({ id }) => id)).toEqual(['first', ...acknowledged])

    other.exec('DROP TABLE ballast')
    other.close()
    await store.append(refused, 'no-stream', [event(refused, 'x'.repeat(20_000))])
    expect((await store.readAll(undefined, 1000)).map(({ id }) => id)).toEqual(['first', ...acknowledged, refused])
  })

  it('refuses in a group commit only what does not fit', async () => {
    await opened({ maxFileBytes: 500_000 })
    const outcomes = await Promise.allSettled([
      store.append('plan-1', 'no-stream', [event('a')]),
      store.append('plan-2', 'no-stream', [big('b')]),
      store.append('plan-1', 0, [event('c')]),
      store.append('plan-3', 0, [event('d')]),
      store.append('plan-4', 'no-stream', [big('e'), event('f')]),
      store.append('plan-1', 1, [event('g')]),
    ])

    expect(
      outcomes.map((outcome) =>
        outcome.status === 'fulfilled' ? outcome.value.revision : (outcome.reason as unknown),
      ),
    ).toEqual([
      0,
      expect.objectContaining({ reason: 'disk-full' }),
      1,
      expect.any(RevisionConflict),
      expect.objectContaining({ reason: 'disk-full' }),
      2,
    ])
    expect((await store.readAll(undefined, 100)).map(({ id }) => id)).toEqual(['a', 'c', 'g'])
  })

  onASmallDisk.it('that is a real one loses nothing it acknowledged', async () => {
    const small = join(directory, 'small')
    mkdirSync(small)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', small])
    try {
      file = join(small, 'events.db')
      writeFileSync(join(small, 'ballast'), new Uint8Array(1_000_000))
      await opened()
      const before = await fillUp()
      await expectExactly(before)

      unlinkSync(join(small, 'ballast'))
      const refused = `fill-${String(before.length)}`
      await store.append(refused, 'no-stream', [event(refused)])
      await expectExactly([...before, refused])
      await store.close()
      await opened()
      await expectExactly([...before, refused])
      await store.close()
    } finally {
      execFileSync('umount', ['--lazy', small])
    }
  })
})

function whyNothingCanBeMounted(): string | undefined {
  const place = mkdtempSync(join(tmpdir(), 'event-store-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', place], { stdio: 'ignore' })
    execFileSync('umount', [place], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'this user may not mount a small file system'
  } finally {
    rmSync(place, { recursive: true })
  }
}

describe('a read', () => {
  it('never misses what anyone has written: two stores on one file, against their model', async () => {
    await opened()
    const other = await openSqliteEventStore({ file })
    const stores = [store, other]
    const moves = fc.array(
      fc.record({
        writes: fc.nat(1),
        reads: fc.nat(1),
        stream: fc.nat(2),
        behind: fc.nat(3),
        count: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 30 },
    )
    try {
      await fc.assert(
        fc.asyncProperty(moves, async (all) => {
          const run = randomUUID()
          const model = new Map<string, string[]>()
          for (const { writes, reads, stream, behind, count } of all) {
            const name = `${run}-${String(stream)}`
            const ids = model.get(name) ?? []
            const from = Math.max(ids.length - behind, 0)
            const read = async () => (await stores[reads]!.read(name, from)).map(({ id }) => id)
            expect(await read()).toEqual(ids.slice(from))
            const added = Array.from({ length: count }, () => randomUUID())
            await stores[writes]!.append(
              name,
              ids.length === 0 ? 'no-stream' : ids.length - 1,
              added.map((id) => event(id)),
            )
            model.set(name, [...ids, ...added])
            expect(await read()).toEqual([...ids, ...added].slice(from))
          }
        }),
        { numRuns: 40 },
      )
    } finally {
      await other.close()
    }
  })

  it('that began behind the end learns nothing of the stream but that', async () => {
    await opened()
    await store.append('plan-1', 'no-stream', [event('a'), event('b')])
    expect(await store.read('plan-1', 7)).toEqual([])
    expect(await idsIn(store, 'plan-1')).toEqual(['a', 'b'])
  })
})

describe('a store that another program keeps locked', () => {
  it('refuses appends after waiting, lets reads go on, and takes the same appends afterwards', async () => {
    await opened()
    await store.append('plan-1', 'no-stream', [event('a')])
    const unlock = lock()

    const refused = await Promise.allSettled([
      store.append('plan-1', 0, [event('b')]),
      store.append('plan-2', 'no-stream', [event('c')]),
    ])
    expect(refused).toMatchObject([{ reason: { reason: 'locked' } }, { reason: { reason: 'locked' } }])
    expect(await idsIn(store, 'plan-1')).toEqual(['a'])

    unlock()
    await store.append('plan-1', 0, [event('b')])
    expect(await idsIn(store, 'plan-1')).toEqual(['a', 'b'])
  })

  it('takes as many appends as may wait, says StoreBusy to the next, and writes exactly the former', async () => {
    await opened({ maxQueuedAppends: 5, lockTimeoutMs: 10_000 })
    const unlock = lock()
    const waiting = Array.from({ length: 5 }, (_, index) =>
      store.append(`plan-${String(index)}`, 'no-stream', [event('a')]),
    )
    const busy = store.append('plan-5', 'no-stream', [event('a')])
    await expect(busy).rejects.toBeInstanceOf(StoreBusy)
    await expect(busy).rejects.toMatchObject({ retryAfterMs: expect.any(Number) })

    unlock()
    await Promise.all(waiting)
    expect(await store.readAll(undefined, 100)).toHaveLength(5)
    await store.append('plan-5', 'no-stream', [event('a')])
  })

  it('counts the bytes that wait, and lets one append wait however large', async () => {
    await opened({ maxQueuedBytes: 10_000, lockTimeoutMs: 10_000 })
    const unlock = lock()
    const large = store.append('plan-1', 'no-stream', [big('a')])
    await expect(store.append('plan-2', 'no-stream', [event('b')])).rejects.toBeInstanceOf(StoreBusy)

    unlock()
    await large
    await store.append('plan-2', 'no-stream', [event('b')])
    await store.append('plan-3', 'no-stream', [event('c')])
    expect((await store.readAll(undefined, 100)).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })

  it('answers a retry of an append that is not durable yet only together with it', async () => {
    await opened({ lockTimeoutMs: 10_000 })
    await store.append('plan-1', 'no-stream', [event('a')])
    const unlock = lock()
    let answered = 0
    const count = (): void => {
      answered += 1
    }
    const twice = [1, 2].map(() => store.append('plan-1', 0, [event('b')]))
    for (const one of twice) void one.then(count)
    await idsIn(store, 'plan-1')
    expect(answered).toBe(0)

    unlock()
    const [once, again] = await Promise.all(twice)
    expect([once, again].map((appended) => appended?.written.length)).toEqual([1, 0])
    expect(again).toEqual({ ...once, written: [] })
    expect(await idsIn(store, 'plan-1')).toEqual(['a', 'b'])
  })
})

describe('appends that come at once', () => {
  it('share their commits, more of them than fit one transaction as well', async () => {
    await opened()
    const stop = new AbortController()
    const following = collect(store.subscribe(undefined, { signal: stop.signal }), stop, (all) => all.length === 3000)
    await Promise.all(
      Array.from({ length: 1500 }, (_, index) =>
        store.append(`plan-${String(index)}`, 'no-stream', [event('a'), event('b')]),
      ),
    )
    expect((await following).flat()).toEqual(await store.readAll(undefined, 10_000))
  })

  it('wake a subscriber at once, without waiting for the next look at the file', async () => {
    await opened({ pollMs: 3_600_000 })
    const stop = new AbortController()
    const batches = store.subscribe(undefined, { signal: stop.signal })[Symbol.asyncIterator]()
    for (const id of ['a', 'b', 'c']) {
      const next = batches.next()
      await store.append(id, 'no-stream', [event(id)])
      expect((await next).value).toMatchObject([{ id }])
    }
    stop.abort()
  })

  it('are answered in the order in which they came to each stream, however large they are', async () => {
    await opened()
    const appends = Array.from({ length: 12 }, (_, index) =>
      store.append('plan-1', index === 0 ? 'no-stream' : index - 1, [big(`e-${String(index)}`)]),
    )
    expect((await Promise.all(appends)).map(({ revision }) => revision)).toEqual(appends.map((_, index) => index))
  })
})

describe('a store that lost its writing thread', () => {
  it('says so to appends that wait, leaves the file to others, and takes appends again on the next one', async () => {
    await opened()
    const other = new OtherProcess(file)
    await other.opened
    const append = (id: string) =>
      other.ask({ do: 'append', stream: 'plan-1', expected: 'no-stream', events: [event(id)] })
    const unlock = lock()
    const waiting = append('a')
    await other.ask({ do: 'lose-the-writing-thread' })
    unlock()

    expect(await waiting).toMatchObject({
      is: 'unavailable',
      reason: 'io-error',
      message: expect.stringContaining('thread'),
    })
    expect(await idsIn(store, 'plan-1')).toEqual([])
    await store.append('plan-1', 'no-stream', [event('c')])
    let again = await append('b')
    const untilMs = performance.now() + 20_000
    while (again.is === 'unavailable' && performance.now() < untilMs) again = await append('b')
    expect(again).toEqual({ is: 'conflict', actual: 0 })
    expect(await other.ask({ do: 'append', stream: 'plan-1', expected: 0, events: [event('d')] })).toMatchObject({
      is: 'appended',
      revision: 1,
    })
    await other.close()
  })
})

describe('whether appends are written', () => {
  it('is found out by a write that changes nothing, and follows what happens to the file', async () => {
    await opened({ lockTimeoutMs: 50 })
    await store.append('plan-1', 'no-stream', [event('a')])
    const unlock = lock()
    await expect(store.mustTakeWrites?.()).rejects.toMatchObject({ reason: 'locked' })
    unlock()
    const untilMs = performance.now() + 20_000
    const isTaken = () =>
      store.mustTakeWrites?.().then(
        () => true,
        () => false,
      )
    while (!(await isTaken()) && performance.now() < untilMs) await new Promise((resolve) => setImmediate(resolve))
    expect(await isTaken()).toBe(true)
    expect(await idsIn(store, 'plan-1')).toEqual(['a'])
  })
})
