import type { EventStore } from './port.ts'

/** The same store, to which is appended otherwise. */
export const withAppend = (store: EventStore, append: EventStore['append']): EventStore => ({
  append,
  read: (...asked) => store.read(...asked),
  readAll: (...asked) => store.readAll(...asked),
  subscribe: (...asked) => store.subscribe(...asked),
  mustTakeWrites: async () => store.mustTakeWrites?.(),
  head: () => store.head(),
  era: () => store.era?.() ?? 0,
  close: () => store.close(),
})
