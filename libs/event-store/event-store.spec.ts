import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from '@jest/globals'
import { eventStoreContract } from './event-store.contract.ts'
import { inMemoryEventStore } from './testing/in-memory.ts'
import { openSqliteEventStore } from './sqlite.ts'

let directory: string
let files = 0

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'event-store-'))
})
afterAll(() => rm(directory, { recursive: true }))

eventStoreContract('in memory', () => Promise.resolve({ store: inMemoryEventStore() }))

eventStoreContract('SQLite', async () => {
  files += 1
  const file = join(directory, `${String(files)}.db`)
  const store = await openSqliteEventStore({ file })
  return {
    store,
    reopen: async () => {
      await store.close()
      return openSqliteEventStore({ file })
    },
  }
})
