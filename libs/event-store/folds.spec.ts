/** What is kept of streams is bounded by the memory it takes; what is not kept is folded all the same. */
import { describe, expect, it } from '@jest/globals'
import { historyOf, Folds } from './folds.ts'
import { inMemoryEventStore } from './testing/in-memory.ts'
import type { EventStore, NewEvent } from './port.ts'

const MIB = 1024 * 1024

function happened(revision: number, sealedBytes: number, named = false): NewEvent {
  const id = `00000000-0000-4000-8000-${String(revision).padStart(12, '0')}`
  const data = named ? { name: 'x' } : {}
  const envelope = {
    ...{ envelope: 1, id, type: 'Happened', schema: 1, stream: 's', revision, sequence: revision },
    ...{ recordedAt: '2026-03-02T09:00:00.000Z', domain: 'general', about: [], commandId: id, data },
    actor: { kind: 'person', id: 'noor', role: 'coordinator' },
  }
  return { id, type: 'Happened', body: JSON.stringify(envelope), sealed: `{"v":"${'x'.repeat(sealedBytes)}"}` }
}

async function filled(store: EventStore, stream: string, events: readonly NewEvent[]): Promise<void> {
  for (const [at, event] of events.entries())
    await store.append(stream, at === 0 ? 'no-stream' : at - 1, [
      { ...event, body: event.body.replace('"stream":"s"', `"stream":"${stream}"`) },
    ])
}

/** Counts what is read. */
function watched(store: EventStore): { readonly store: EventStore; readonly read: () => number } {
  let events = 0
  const read: EventStore['read'] = async (...asked) => {
    const page = await store.read(...asked)
    events += page.length
    return page
  }
  return { store: Object.assign(Object.create(store) as EventStore, { read }), read: () => events }
}

describe('a history', () => {
  it('leaves the ciphertexts of a large stream in the store, but for those to be at hand', async () => {
    const store = inMemoryEventStore()
    await filled(
      store,
      's',
      Array.from({ length: 40 }, (_, at) => happened(at, 50_000, at === 39)),
    )
    const histories = new Folds(
      store,
      historyOf({}, ({ event }) => 'name' in event),
    )
    const { state, bytes } = await histories.at('s')
    expect(state.map(({ envelope }) => envelope.revision)).toEqual(Array.from({ length: 40 }, (_, at) => at))
    const kept = state.filter(({ sealed }) => sealed !== undefined)
    expect(kept).toHaveLength(11)
    expect(state.filter(({ leftSealed }) => leftSealed)).toHaveLength(29)
    expect(state.at(-1)?.sealed).toBeDefined()
    expect(bytes).toBeGreaterThan(40 * 50_000)
  })

  it('of a stream larger than may be kept is folded anew each time, page by page, and drives out no other', async () => {
    const inMemory = inMemoryEventStore()
    const { store, read } = watched(inMemory)
    await filled(inMemory, 'small', [happened(0, 10)])
    await filled(
      inMemory,
      'large',
      Array.from({ length: 12 }, (_, at) => happened(at, 400_000)),
    )
    const histories = new Folds(store, historyOf({}), { maxBytes: MIB / 4 })
    await histories.at('small')
    for (let time = 1; time <= 2; time += 1) {
      const before = read()
      expect((await histories.at('large')).state).toHaveLength(12)
      expect(read() - before).toBe(12)
    }
    const before = read()
    expect((await histories.at('small')).state).toHaveLength(1)
    expect(read()).toBe(before)
  })

  it('that someone holds stays as it was when more happens', async () => {
    const store = inMemoryEventStore()
    await filled(store, 's', [happened(0, 10)])
    const histories = new Folds(store, historyOf({}))
    const { state } = await histories.at('s')
    await store.append('s', 0, [happened(1, 10)])
    expect((await histories.at('s')).state).toHaveLength(2)
    expect(state).toHaveLength(1)
  })
})
