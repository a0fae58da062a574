/** A command against its stream: one effect however often it is sent, and a lost race decided again. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { Refusal, type Concerns, type Decider } from '../deciding/decider.ts'
import { foldingOf, Folds } from './folds.ts'
import { handle, type Ask } from './handle.ts'
import { inMemoryEventStore } from './in-memory.ts'
import { RevisionConflict, StoreUnavailable, type EventStore } from './port.ts'
import { fromStored } from './recorded.ts'

type Counted = Concerns & { readonly type: 'Counted'; readonly by: number }
interface Count {
  readonly type: 'Count'
  readonly by: number
}

/** Counts up to a hundred, twice for an even number, and not at all for nought. */
const counter: Decider<Count, number, Counted> = {
  initial: 0,
  decide({ by }, total) {
    if (total + by > 100) throw new Refusal('HUNDRED_IS_THE_LIMIT', { total })
    const counted = { type: 'Counted', domain: 'general', about: [] } as const
    if (by === 0) return []
    return by % 2 === 0
      ? [
          { ...counted, by: by / 2 },
          { ...counted, by: by / 2 },
        ]
      : [{ ...counted, by }]
  },
  evolve: (total, { by }) => total + by,
}

const NOW = () => '2026-03-02T09:00:00.000Z'
const foldsOn = (store: EventStore, maxEvents?: number) =>
  new Folds(store, foldingOf(counter, {}), maxEvents === undefined ? {} : { maxEvents })
const idOf = (command: number) => `00000000-0000-4000-8000-${String(command).padStart(12, '0')}`

const ask = (command: number, by: number, more: Partial<Ask<Count, number>> = {}): Ask<Count, number> => ({
  commandId: idOf(command),
  digest: `digest of ${String(by)}`,
  deed: { by: { kind: 'system', id: 'test' }, activity: 'plan-coordination', legalBasis: 'Jeugdwet 2.1' },
  municipality: '0363',
  correlationId: 'trace',
  causationId: idOf(command),
  ready: () => Promise.resolve({ command: { type: 'Count', by }, ciphertexts: {} }),
  ...more,
})

const totalIn = async (store: EventStore) => (await foldsOn(store).at('s')).state
const revisionsIn = async (store: EventStore) => (await store.read('s')).map(({ revision }) => revision)

describe('a command', () => {
  it('sent again, after any others and to another process, has one effect and the same answer', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ command: fc.nat(6), forgets: fc.boolean() }), { minLength: 1, maxLength: 30 }),
        async (sent) => {
          const store = inMemoryEventStore()
          let folds = foldsOn(store)
          const answers = new Map<number, unknown>()
          for (const { command, forgets } of sent) {
            if (forgets) folds = foldsOn(store)
            const by = command + 1
            const { events, revision } = await handle(folds, counter, 's', ask(command, by), NOW)
            const answer = { revision, ids: events.map(({ envelope }) => envelope.id) }
            expect(answer).toEqual(answers.get(command) ?? answer)
            answers.set(command, answer)
          }
          const expected = [...answers.keys()].reduce((total, command) => total + command + 1, 0)
          expect(await totalIn(store)).toBe(expected)
        },
      ),
    ))

  it('with the id of another is refused', async () => {
    const folds = foldsOn(inMemoryEventStore())
    await handle(folds, counter, 's', ask(1, 3), NOW)
    await expect(handle(folds, counter, 's', ask(1, 5), NOW)).rejects.toMatchObject({
      code: 'COMMAND_ID_WAS_USED_FOR_ANOTHER_REQUEST',
    })
  })

  it('sent twice at the same moment, with another body the second time, is one of the two and refuses the other', async () => {
    const store = inMemoryEventStore()
    const both = await Promise.allSettled([
      handle(foldsOn(store), counter, 's', ask(1, 3), NOW),
      handle(foldsOn(store), counter, 's', ask(1, 5), NOW),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await revisionsIn(store)).toEqual([0])
  })

  it('that was refused, or was already so, leaves no trace', async () => {
    const store = inMemoryEventStore()
    const folds = foldsOn(store)
    await expect(handle(folds, counter, 's', ask(1, 101), NOW)).rejects.toThrow(Refusal)
    expect(await handle(folds, counter, 's', ask(2, 0), NOW)).toMatchObject({ events: [], revision: -1 })
    expect(await revisionsIn(store)).toEqual([])
  })

  it('known already is answered before what its sender saw is compared', async () => {
    const folds = foldsOn(inMemoryEventStore())
    const first = await handle(folds, counter, 's', ask(1, 3, { expected: 'no-stream' }), NOW)
    await handle(folds, counter, 's', ask(2, 3), NOW)
    expect(await handle(folds, counter, 's', ask(1, 3, { expected: 'no-stream' }), NOW)).toEqual(first)
  })
})

describe('of writers at the same stream', () => {
  it('every one gets through, deciding again on what the others wrote, and no revision is skipped', async () => {
    const store = inMemoryEventStore()
    const folds = [foldsOn(store), foldsOn(store)] as const
    const writers = Array.from({ length: 32 }, (_, n) =>
      handle(folds[n % 2 === 0 ? 0 : 1], counter, 's', ask(n, 3), NOW),
    )
    await Promise.all(writers)
    expect(await totalIn(store)).toBe(96)
    expect(await revisionsIn(store)).toEqual(Array.from({ length: 32 }, (_, revision) => revision))
    await expect(handle(folds[0], counter, 's', ask(99, 5), NOW)).rejects.toMatchObject({ details: { total: 96 } })
  })

  it('who insists on what they saw is told where the stream is', async () => {
    const folds = foldsOn(inMemoryEventStore())
    await handle(folds, counter, 's', ask(1, 3), NOW)
    const late = handle(folds, counter, 's', ask(2, 3, { expected: 'no-stream' }), NOW)
    await expect(late).rejects.toEqual(new RevisionConflict('s', 'no-stream', 0))
  })

  it('who may no longer is refused on the second turn: each turn is authorised anew', async () => {
    const store = inMemoryEventStore()
    let turns = 0
    const late = ask(2, 3, {
      ready: async () => {
        turns += 1
        if (turns > 1) throw new Refusal('NOT_FOUND')
        await handle(foldsOn(store), counter, 's', ask(1, 1), NOW)
        return { command: { type: 'Count', by: 3 }, ciphertexts: {} }
      },
    })
    await expect(handle(foldsOn(store), counter, 's', late, NOW)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(turns).toBe(2)
  })
})

describe('what is recorded', () => {
  it('is never before the last, also when the clock goes back', async () => {
    const store = inMemoryEventStore()
    const folds = foldsOn(store)
    await handle(folds, counter, 's', ask(1, 1), () => '2026-03-02T10:00:00.000Z')
    await handle(folds, counter, 's', ask(2, 1), () => '2026-03-02T09:00:00.000Z')
    const [, second] = await store.read('s')
    expect(second && fromStored<Counted>(second, {}).envelope.recordedAt).toBe('2026-03-02T10:00:00.000Z')
  })

  it('whose append may or may not have been written is retried with the same ids', async () => {
    const store = inMemoryEventStore()
    const append = store.append.bind(store)
    store.append = async (...written) => {
      await append(...written)
      store.append = append
      throw new StoreUnavailable('io-error', 'the answer was lost')
    }
    await expect(handle(foldsOn(store), counter, 's', ask(1, 2), NOW)).rejects.toThrow(StoreUnavailable)
    const { events } = await handle(foldsOn(store), counter, 's', ask(1, 2), NOW)
    expect(events).toHaveLength(2)
    expect(await revisionsIn(store)).toEqual([0, 1])
  })

  it('is kept in memory up to a bound, and folded anew beyond it', async () => {
    const store = inMemoryEventStore()
    const folds = foldsOn(store, 3)
    for (const stream of ['a', 'b', 'c', 'd']) await handle(folds, counter, stream, ask(1, 2), NOW)
    for (const stream of ['a', 'b', 'c', 'd']) expect((await folds.at(stream)).state).toBe(2)
  })
})

describe('an older form of an event', () => {
  it('is brought up to date when read, version by version, and a newer one than is known is refused', async () => {
    const store = inMemoryEventStore()
    await handle(foldsOn(store), counter, 's', ask(1, 3), NOW)
    const [stored] = await store.read('s')
    if (stored === undefined) throw new Error('one event was written')
    const doubled = (data: Readonly<Record<string, unknown>>) => ({ ...data, by: Number(data['by']) * 2 })
    const negated = (data: Readonly<Record<string, unknown>>) => ({ ...data, by: -Number(data['by']) })
    expect(fromStored<Counted>(stored, { Counted: [doubled, negated] }).event.by).toBe(-6)
    const newer = { ...stored, body: stored.body.replace('"schema":1', '"schema":4') }
    expect(() => fromStored<Counted>(newer, { Counted: [doubled, negated] })).toThrow(/newer than this version knows/)
  })
})
