/** What can go wrong between an append and the server, on a stand-in that makes it go wrong: it is written once, or not and said so. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { AppendFault } from '../../test/support/eventstoredb-stand-in/faults.ts'
import { EventStoreDbStandIn } from '../../test/support/eventstoredb-stand-in/stand-in.ts'
import {
  RevisionConflict,
  StoreBusy,
  StoreUnavailable,
  StreamDamaged,
  TooLarge,
  type Appended,
  type EventStore,
} from './port.ts'
import { NOTHING_IS_SEALED } from './sealed-values.ts'
import { openSqliteSealedValues } from './sqlite-sealed-values.ts'
import { openOn } from './testing/eventstoredb.ts'
import { eventNamed, namesIn, until } from './testing/events.ts'
import { OtherProcess } from './testing/other-process.ts'

let standIn: EventStoreDbStandIn
let store: EventStore
let directory: string

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'eventstoredb-'))
  standIn = await EventStoreDbStandIn.start()
  store = await openOn(standIn.url)
})
afterEach(async () => {
  await store.close()
  standIn.stop()
  rmSync(directory, { recursive: true })
})

const reads = () => standIn.calls.filter((call) => call === 'read').length
const appends = () => standIn.calls.filter((call) => call === 'append').length

describe('an append whose answer does not come', () => {
  it.each<[string, AppendFault]>([
    ['was written, and the answer was lost', 'lose-the-answer'],
    ['was written, and the call failed', 'fail-after-writing'],
    ['was written, and is answered too late', { answerAfterMs: 600 }],
    ['was refused by a busy server', 'fail-before-writing'],
    ['was never looked at', 'ignore'],
    ['waits in the server, and is written after we asked again', { writeAfterMs: 450 }],
  ])('is sent again with the same ids behind the same revision, and stands there once: it %s', async (_, fault) => {
    await store.append('plan-1', 'no-stream', [eventNamed('a')])
    standIn.faults.appends.push(fault)

    const { revision, position } = await store.append('plan-1', 0, [eventNamed('b'), eventNamed('c')])
    expect(revision).toBe(2)
    expect(appends()).toBe(3)
    // What is still on its way in the server finds its own ids there.
    await until('nothing is on its way', () => standIn.faults.late === 0)
    expect(await namesIn(store, 'plan-1')).toEqual(['a', 'b', 'c'])
    expect(position).toBe(await store.head())
  })

  it('is a conflict when somebody else was written there meanwhile, and their revision is told', async () => {
    standIn.faults.appends.push('fail-before-writing')
    const mine = store.append('plan-1', 'no-stream', [eventNamed('mine')])
    await until('the server was too busy', () => appends() === 1)
    standIn.log.append('samenspel.plan-1', 'no-stream', [proposed('theirs')])

    await expect(mine).rejects.toBeInstanceOf(RevisionConflict)
    await expect(mine).rejects.toMatchObject({ stream: 'plan-1', expected: 'no-stream', actual: 0 })
    await expect(mine).rejects.toThrow('stream is at 0, not at no-stream')
  })

  it('is told as unknown when patience ends; the same append is right then, and no other is', async () => {
    await store.close()
    store = await openOn(standIn.url, { patienceMs: 300 })
    standIn.faults.appends.push('lose-the-answer', 'ignore', 'ignore', 'ignore', 'ignore')

    const unknown = store.append('plan-1', 'no-stream', [eventNamed('a')])
    await expect(unknown).rejects.toMatchObject({ constructor: StoreUnavailable, reason: 'unreachable' })
    standIn.faults.appends.length = 0

    await expect(store.append('plan-1', 'no-stream', [eventNamed('x')])).rejects.toMatchObject({ actual: 0 })
    expect(await store.append('plan-1', 'no-stream', [eventNamed('a')])).toMatchObject({ revision: 0 })
    expect(await namesIn(store, 'plan-1')).toEqual(['a'])
  })

  it('stands once whatever goes wrong with it, three times in a row and with others beside it', async () => {
    const fault = fc.constantFrom<AppendFault>('lose-the-answer', 'fail-after-writing', 'fail-before-writing', 'ignore')
    await store.close()
    store = await openOn(standIn.url, { callTimeoutMs: 60 })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 4 }), fc.integer({ min: 1, max: 3 }), async (faults, writers) => {
        run += 1
        standIn.faults.appends.push(...faults)
        const streams = Array.from({ length: writers }, (_, writer) => `run-${String(run)}-${String(writer)}`)
        const written = streams.map((stream) => store.append(stream, 'no-stream', [eventNamed(stream)]))
        expect((await Promise.all(written)).map(({ revision }) => revision)).toEqual(streams.map(() => 0))
        for (const stream of streams) expect(await namesIn(store, stream)).toEqual([stream])
        standIn.faults.appends.length = 0
      }),
      { numRuns: 8 },
    )
  })
})

describe('what an append costs', () => {
  /** Calls to the server during it, by name. */
  async function callsOf(append: () => Promise<Appended>): Promise<readonly [calls: readonly string[], Appended]> {
    const before = standIn.calls.length
    const appended = await append()
    return [standIn.calls.slice(before), appended]
  }
  const behindA = (...names: readonly string[]) =>
    store.append(
      'plan-1',
      0,
      names.map((name) => eventNamed(name)),
    )

  beforeEach(async () => {
    await store.append('plan-1', 'no-stream', [eventNamed('a')])
  })

  it('is one call, also where it was sent again whole or in part: its position is in the answer', async () => {
    const [once, appended] = await callsOf(() => behindA('b', 'c'))
    const [again, same] = await callsOf(() => behindA('b', 'c'))
    const [inPart, first] = await callsOf(() => behindA('b'))
    expect([once, again, inPart]).toEqual([['append'], ['append'], ['append']])
    const there = await store.read('plan-1')
    expect(appended).toEqual({ revision: 2, position: there[2]?.position, written: [] })
    expect(same).toEqual(appended)
    expect(first).toEqual({ revision: 1, position: there[1]?.position, written: [] })
  })

  it('is one call more where a stream begins: the answer is the same for one that was deleted softly and goes on elsewhere', async () => {
    const [calls] = await callsOf(() => store.append('plan-2', 'no-stream', [eventNamed('d')]))
    expect(calls).toEqual(['append', 'read'])
  })

  it('is one call more where the answer has no position', async () => {
    standIn.faults.hidesAppendPositions = true
    const [calls, { position }] = await callsOf(() => behindA('b'))
    expect(calls).toEqual(['append', 'read'])
    expect(position).toBe(await store.head())
  })

  it('is held against what the answer says: another revision than was claimed is damage', async () => {
    standIn.faults.appends.push({ tellsRevision: 7 })
    await expect(behindA('b')).rejects.toMatchObject({ constructor: StreamDamaged, stream: 'plan-1' })
  })
})

describe('a server that is gone', () => {
  it('is told as unreachable, with what was heard of it, and waited for: an append goes through once it is back', async () => {
    await store.append('plan-1', 'no-stream', [eventNamed('a')])
    const { port, log, url } = standIn
    standIn.stop()
    const appended = store.append('plan-1', 0, [eventNamed('b')])
    const read = namesIn(store, 'plan-1')
    const opened = openOn(url, { patienceMs: 300 })
    await expect(opened).rejects.toMatchObject({ constructor: StoreUnavailable, reason: 'unreachable' })
    await expect(opened).rejects.toThrow(/UNAVAILABLE/)
    standIn = await EventStoreDbStandIn.start({ port, log })

    expect(await appended).toMatchObject({ revision: 1 })
    expect((await read)[0]).toBe('a')
  })

  it('holds nobody for longer than patience: reads that are never answered end', async () => {
    await store.append('plan-1', 'no-stream', [eventNamed('a')])
    await store.close()
    store = await openOn(standIn.url, { callTimeoutMs: 100, patienceMs: 300 })
    standIn.faults.ignoresReads = true

    const before = reads()
    await expect(store.read('plan-1')).rejects.toMatchObject({ reason: 'unreachable' })
    await expect(store.head()).rejects.toMatchObject({ reason: 'unreachable' })
    // Each of the two at once, after 50 and after 100 ms more: 200 more are beyond its patience.
    expect(reads() - before).toBeLessThanOrEqual(2 * 3)
  })

  it('does not end the process of those who write when their connections are cut', async () => {
    const other = new OtherProcess(standIn.url)
    expect(await other.opened).toEqual({ is: 'opened' })
    const load = other.ask({ do: 'load', run: 'cut', writers: 64, bytes: 20_000 })
    load.catch(() => undefined)
    const written = () => [...other.acknowledged.values()].reduce((all, revision) => all + revision, 0)
    for (let cut = 0, before = -1; cut < 8; cut += 1) {
      await until('there is load', () => written() > before + 30, 20_000)
      before = written()
      standIn.dropConnections()
    }
    const before = written()
    await until('the process goes on', () => written() > before + 30, 20_000)
    await other.kill()
    for (const [stream, revision] of other.acknowledged) {
      const ids = (await store.read(stream)).map(({ id }) => id)
      expect(ids.length).toBeGreaterThan(revision)
      expect(new Set(ids).size).toBe(ids.length)
    }
  }, 60_000)
})

describe('two processes', () => {
  it('that start the same stream at once: one wins, 100 times of 100', async () => {
    const two = [new OtherProcess(standIn.url), new OtherProcess(standIn.url)]
    for (const { opened } of two) expect(await opened).toEqual({ is: 'opened' })
    for (let race = 0; race < 100; race += 1) {
      const stream = `plan-${String(race)}`
      const named = two.map((_, index) => eventNamed(`${stream}-${String(index)}`))
      const outcomes = await Promise.all(
        two.map((one, index) => one.ask({ do: 'append', stream, expected: 'no-stream', events: [named[index]!] })),
      )
      const winner = outcomes.findIndex(({ is }) => is === 'appended')
      expect(outcomes[1 - winner]).toEqual({ is: 'conflict', actual: 0 })
      expect(await namesIn(store, stream)).toEqual([`${stream}-${String(winner)}`])
    }
    await Promise.all(two.map((one) => one.close()))
  }, 30_000)
})

describe('an append that cannot be', () => {
  it('is refused before it is sent when the server would find it too large, its type and references counted', async () => {
    const event = { ...eventNamed('a', 'x'.repeat(1024 * 1024 - 30)), type: 'T'.repeat(20) }
    await expect(store.append('plan-1', 'no-stream', [event])).rejects.toMatchObject({
      constructor: TooLarge,
      bytes: 1024 * 1024 + 10,
    })
    expect(appends()).toBe(0)
    expect(await store.append('plan-1', 'no-stream', [{ ...event, type: 'T'.repeat(15) }])).toMatchObject({
      revision: 0,
    })
  })

  it('is too large for a server with another limit, and not tried again', async () => {
    await store.close()
    standIn.stop()
    standIn = await EventStoreDbStandIn.start({ maxAppendBytes: 10_000 })
    store = await openOn(standIn.url)
    await expect(store.append('plan-1', 'no-stream', [eventNamed('a', 'x'.repeat(20_000))])).rejects.toBeInstanceOf(
      TooLarge,
    )
    expect(appends()).toBe(1)
  })

  it('is refused before it is sent when an id is no UUID or not in the form the server gives back', async () => {
    const { id } = eventNamed('a')
    for (const wrong of ['a', '', id.toUpperCase(), `{${id}}`])
      await expect(store.append('plan-1', 'no-stream', [{ ...eventNamed('a'), id: wrong }])).rejects.toBeInstanceOf(
        RangeError,
      )
    expect(appends()).toBe(0)
  })

  it('is told to come again when too many are under way, and those are written', async () => {
    await store.close()
    store = await openOn(standIn.url, { maxQueuedAppends: 3, maxQueuedBytes: 1_000 })
    const append = (name: string, body?: string) => store.append(name, 'no-stream', [eventNamed(name, body)])
    const waiting = ['a', 'b', 'c'].map((name) => append(name))
    await expect(append('d')).rejects.toMatchObject({ constructor: StoreBusy, retryAfterMs: expect.any(Number) })
    await Promise.all(waiting)

    const large = append('d', 'x'.repeat(5_000))
    await expect(append('e')).rejects.toBeInstanceOf(StoreBusy)
    await large
    expect(await append('e')).toMatchObject({ revision: 0 })
  })
})

describe('what stands in EventStoreDB', () => {
  it('is the envelope byte for byte, with references and no ciphertext, in one call that nobody else shares', async () => {
    const body = '{"data":{"note":{"sealed":"ref-1","sha256":"…"}},"naam":"Zoë"}'
    await store.append('plan-1', 'no-stream', [{ ...eventNamed('a', body), sealed: '{"ref-1":{"bytes":"c2VjcmV0"}}' }])

    const [logged] = standIn.log.stream('samenspel.plan-1') ?? []
    expect(Buffer.from(logged?.data ?? []).toString()).toBe(body)
    expect(logged?.contentType).toBe('application/octet-stream')
    expect(Buffer.from(logged?.metadata ?? []).toString()).toBe('{"sealed":["ref-1"]}')
    expect(standIn.calls).not.toContain('batchAppend')
  })

  it('has its sealed values in their table before it is written', async () => {
    const table = await onSealedFile()
    const there: unknown[] = []
    standIn.log.listen(() => there.push(table.prepare('SELECT ref FROM sealed_value').get()?.ref))
    await store.append('plan-1', 'no-stream', [{ ...eventNamed('a'), sealed: '{"ref-1":{"bytes":"c2VjcmV0"}}' }])
    table.close()

    expect(there).toEqual(['ref-1'])
  })

  it('is not written at all when its sealed values cannot be', async () => {
    await store.close()
    const sealedValues = openSqliteSealedValues(':memory:')
    store = await openOn(standIn.url, { sealedValues })
    await sealedValues.close()
    const append = store.append('plan-1', 'no-stream', [{ ...eventNamed('a'), sealed: '{"ref-1":{}}' }])
    await expect(append).rejects.toMatchObject({ constructor: StoreUnavailable, reason: 'closed' })
    expect(standIn.log.stream('samenspel.plan-1')).toBeUndefined()
  })

  it('gives each event its own values back, as the text that came, and leaves out what was erased', async () => {
    const table = await onSealedFile()
    const sealed = '{"a":{"bytes":"1"},"b":{"bytes":"2"}}'
    await store.append('plan-1', 'no-stream', [{ ...eventNamed('x'), sealed }, eventNamed('y')])
    await store.append('plan-2', 'no-stream', [{ ...eventNamed('z'), sealed: '{"c":{"bytes":"3"}}' }])
    const read = async () => (await store.readAll(undefined, 10)).map((event) => event.sealed)

    expect(await read()).toEqual([sealed, undefined, '{"c":{"bytes":"3"}}'])
    table.exec("DELETE FROM sealed_value WHERE ref = 'a'")
    table.close()
    expect(await read()).toEqual(['{"b":{"bytes":"2"}}', undefined, '{"c":{"bytes":"3"}}'])
  })
})

/** Opens the store again with its sealed values in a file, and that file beside it. */
async function onSealedFile(): Promise<DatabaseSync> {
  await store.close()
  const file = join(directory, 'sealed.db')
  store = await openOn(standIn.url, { sealedValues: openSqliteSealedValues(file) })
  return new DatabaseSync(file)
}

const proposed = (name: string) => ({
  id: eventNamed(name).id,
  type: 'NeedReported',
  contentType: 'application/octet-stream',
  data: new TextEncoder().encode('{}'),
  metadata: new Uint8Array(),
})

describe('whether appends are written', () => {
  it('is found out by one that cannot be where it claims: nothing is written by it', async () => {
    const before = standIn.calls.length
    await store.mustTakeWrites?.()
    expect(standIn.calls.slice(before)).toContain('append')
    expect(await store.head()).toBeUndefined()
  })

  it('is no where the server refuses it, or the sealed values beside it', async () => {
    standIn.faults.appends.push('fail-before-writing')
    await expect(store.mustTakeWrites?.()).rejects.toMatchObject({ reason: 'unreachable' })
    const full = {
      ...NOTHING_IS_SEALED,
      mustTakeWrites: () => Promise.reject(new StoreUnavailable('disk-full', 'no room')),
    }
    const other = await openOn(standIn.url, { sealedValues: full })
    await expect(other.mustTakeWrites?.()).rejects.toMatchObject({ reason: 'disk-full' })
    await other.close()
  })
})
