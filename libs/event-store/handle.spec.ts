/** A command against its stream: one effect however often it is sent, and a lost race decided again. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { Refusal, type Concerns, type Decider } from '../deciding/decider.ts'
import { foldingOf, Folds, historyOf } from './folds.ts'
import { handle, type Ask } from './handle.ts'
import { inMemoryEventStore } from './testing/in-memory.ts'
import { StoreUnavailable, type EventStore } from './port.ts'
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
const foldsOn = (store: EventStore, maxBytes?: number) =>
  new Folds(store, foldingOf(counter, {}), maxBytes === undefined ? {} : { maxBytes })
const idOf = (command: number) => `00000000-0000-4000-8000-${String(command).padStart(12, '0')}`

const as = (command: number) => ({
  commandId: idOf(command),
  deed: { by: { kind: 'system', id: 'test' }, activity: 'plan-coordination', legalBasis: 'Jeugdwet 2.1' } as const,
  municipality: '0363',
  correlationId: 'trace',
  causationId: idOf(command),
})

const ask = (command: number, by: number, more: Partial<Ask<Count, number>> = {}): Ask<Count, number> => ({
  ...as(command),
  digest: `digest of ${String(by)}`,
  ready: () => Promise.resolve({ command: { type: 'Count', by }, ciphertexts: {} }),
  ...more,
})

const beforeTheFirst = ({ revision }: { readonly revision: number }) =>
  revision < 0 ? Promise.resolve() : Promise.reject(new Refusal('HAS_CHANGED'))

type LampSet = Concerns & { readonly type: 'LampSet'; readonly on: boolean }
const lamp: Decider<{ readonly on: boolean }, boolean, LampSet> = {
  initial: false,
  decide: ({ on }, now) => (on === now ? [] : [{ type: 'LampSet', domain: 'general', about: [], on }]),
  evolve: (_, { on }) => on,
}
const lampFolds = (store: EventStore) => new Folds(store, foldingOf(lamp, {}))
const lampOn = (store: EventStore) => (command: number, on: boolean) =>
  handle(
    lampFolds(store),
    lamp,
    'lamp',
    {
      ...as(command),
      digest: String(on),
      isNamed: true,
      ready: () => Promise.resolve({ command: { on }, ciphertexts: {} }),
    },
    NOW,
  )

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

  it('that was refused, or was already so and has no name of its own, leaves no trace', async () => {
    const store = inMemoryEventStore()
    const folds = foldsOn(store)
    await expect(handle(folds, counter, 's', ask(1, 101, { isNamed: true }), NOW)).rejects.toThrow(Refusal)
    expect(await handle(folds, counter, 's', ask(2, 0), NOW)).toMatchObject({ events: [], revision: -1 })
    expect(await revisionsIn(store)).toEqual([])
  })

  it('that was already so is known when it comes again: it does not undo what others did since', async () => {
    const store = inMemoryEventStore()
    const setTo = lampOn(store)
    await setTo(1, true)
    const first = await setTo(2, true)
    await setTo(3, false)
    expect(await setTo(2, true)).toEqual({ ...first, isRepeat: true })
    expect((await lampFolds(store).at('lamp')).state).toBe(false)
    await expect(setTo(2, false)).rejects.toMatchObject({ code: 'COMMAND_ID_WAS_USED_FOR_ANOTHER_REQUEST' })
    expect(await setTo(4, false)).toMatchObject({ events: [] })
  })

  it('that changed nothing happened to nobody: no fold takes notice, whatever comes between', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 20 }), async (switches) => {
        const store = inMemoryEventStore()
        const setTo = lampOn(store)
        for (const [command, on] of switches.entries()) await setTo(command, on)
        const changes = switches.filter((on, place) => on !== (switches[place - 1] ?? false))
        const happened = (await new Folds(store, historyOf<LampSet>({})).at('lamp')).state
        expect(happened.map(({ event }) => event.on)).toEqual(changes)
        expect(await store.read('lamp')).toHaveLength(switches.length)
      }),
    ))

  it('known already is answered before what its sender saw is compared', async () => {
    const folds = foldsOn(inMemoryEventStore())
    const first = await handle(folds, counter, 's', ask(1, 3, { mustStillHold: beforeTheFirst }), NOW)
    await handle(folds, counter, 's', ask(2, 3), NOW)
    expect(await handle(folds, counter, 's', ask(1, 3, { mustStillHold: beforeTheFirst }), NOW)).toEqual({
      ...first,
      isRepeat: true,
    })
  })

  it('known already is not answered to who may not hear of it any more', async () => {
    const folds = foldsOn(inMemoryEventStore())
    await handle(folds, counter, 's', ask(1, 3), NOW)
    const mayHear = () => Promise.reject(new Refusal('COMMAND_WAS_CARRIED_OUT'))
    await expect(handle(folds, counter, 's', ask(1, 3, { mayHear }), NOW)).rejects.toThrow('COMMAND_WAS_CARRIED_OUT')
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

  it('who insists on what they saw is asked again on each turn, and refused on the first where it holds no longer', async () => {
    const store = inMemoryEventStore()
    const asked: number[] = []
    const late = ask(2, 3, {
      mustStillHold: async (fold) => {
        asked.push(fold.revision)
        if (asked.length === 1) await handle(foldsOn(store), counter, 's', ask(1, 1), NOW)
        await beforeTheFirst(fold)
      },
    })
    await expect(handle(foldsOn(store), counter, 's', late, NOW)).rejects.toThrow('HAS_CHANGED')
    expect(asked).toEqual([-1, 0])
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
  it('is later than the command before, also when the clock stands still or goes back, and of one command at one moment', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(3), fc.integer({ min: -5, max: 5 })), { maxLength: 20 }),
        async (sent) => {
          const store = inMemoryEventStore()
          const folds = foldsOn(store)
          let now = Date.parse('2026-03-02T10:00:00.000Z')
          for (const [command, [by, passed]] of sent.entries()) {
            now += passed
            await handle(folds, counter, 's', ask(command, by + 1), () => new Date(now).toISOString())
          }
          const recorded = (await store.read('s')).map((one) => fromStored<Counted>(one, {}).envelope)
          const moments = [...new Map(recorded.map(({ commandId, recordedAt }) => [commandId, recordedAt])).values()]
          expect(moments).toEqual([...new Set(moments)].sort())
          expect(new Set(recorded.map(({ commandId, recordedAt }) => commandId + recordedAt)).size).toBe(moments.length)
        },
      ),
    ))

  it('is of now again behind what a clock that was far ahead recorded, and grows from there on', async () => {
    const store = inMemoryEventStore()
    const folds = foldsOn(store)
    const clock = [
      '2026-03-02T10:00:00.000Z',
      '2090-01-01T00:00:00.000Z',
      '2026-03-02T10:01:00.000Z',
      '2026-03-02T10:01:00.000Z',
    ]
    for (const [command, now] of clock.entries()) await handle(folds, counter, 's', ask(command, 1), () => now)
    const recorded = (await store.read('s')).map((one) => fromStored<Counted>(one, {}).envelope.recordedAt)
    expect(recorded).toEqual([...clock.slice(0, 3), '2026-03-02T10:01:00.001Z'])
  })

  it('has ids that do not follow from its command: another attempt has others', async () => {
    const idsOn = async (store: EventStore) => {
      const { events } = await handle(foldsOn(store), counter, 's', ask(1, 2), NOW)
      return events.map(({ envelope }) => envelope.id)
    }
    const drawn = [...(await idsOn(inMemoryEventStore())), ...(await idsOn(inMemoryEventStore()))]
    expect(new Set(drawn).size).toBe(4)
  })

  it('whose append may or may not have been written is found in the stream when it comes again', async () => {
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
    const folds = foldsOn(store, 3 * 1_024)
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
