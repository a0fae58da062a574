import { expect, it } from '@jest/globals'
import { historyOf, markedStore } from '../event-store/marking.ts'
import { inMemoryEventStore } from '../event-store/testing/in-memory.ts'
import { mustBelongTogether, noteHistory, type Beside, type Together } from './hold-together.ts'

it('takes a mark that another process made, and has not noted beside rows that were read past it, for no parting', async () => {
  const store = inMemoryEventStore()
  const marking = {
    municipality: 'rivierstad',
    clock: () => '2026-03-02T09:00:00.000Z',
    deed: { activity: 'log-verification', legalBasis: '' },
  }
  const [one, other] = [markedStore(store, marking), markedStore(store, marking)]
  const noted = new Map<string, string>()
  let asked = 0
  const notes = {
    // Of the lists the other notes it when they were asked for the third time.
    noted: async (name: string) => {
      if (++asked === 3) await noteHistory(lists, events, await historyOf(store))
      return noted.get(name)
    },
    note(name: string, text: string) {
      noted.set(name, text)
      return Promise.resolve()
    },
  }
  const place = (name: string) => ({ name, at: 'here', putBack: 'so' })
  const lists: Beside = { ...place('the lists'), notes, furthest: async () => (await store.head()) ?? '' }
  const events: Together = { ...place('the events'), store: one, beside: [lists] }
  await one.mark()
  await noteHistory(lists, events, await historyOf(store))
  await other.mark()

  const vault = { ...lists, name: 'the key vault', keys: { neverKnown: () => Promise.resolve([]) } }
  expect((await mustBelongTogether([events], { vault }, undefined)).get(events)).toEqual([])
})
