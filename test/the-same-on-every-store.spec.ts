/** What a plan does is the same on SQLite and on EventStoreDB, outcome by outcome and byte by byte; many more sequences of it run in `npm run prove`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { EventStore } from '../libs/event-store/port.ts'
import { openSqliteEventStore } from '../libs/event-store/sqlite.ts'
import { openOn } from '../libs/event-store/testing/eventstoredb.ts'
import { closeAll } from './support/closing.ts'
import { EventStoreDbStandIn } from './support/eventstoredb-stand-in/stand-in.ts'
import { sameOnBothStores } from './support/same-on-both-stores.ts'

const directory = mkdtempSync(join(tmpdir(), 'two-stores-'))
let standIn: EventStoreDbStandIn
let sqlite: EventStore
let eventStoreDb: EventStore

beforeAll(async () => {
  standIn = await EventStoreDbStandIn.start()
  sqlite = await openSqliteEventStore({ file: join(directory, 'events.db') })
  eventStoreDb = await openOn(standIn.url, { callTimeoutMs: 5_000, patienceMs: 15_000 })
})
afterAll(() =>
  closeAll({
    eventStoreDb: () => eventStoreDb.close(),
    sqlite: () => sqlite.close(),
    standIn: () => {
      standIn.stop()
    },
    files: () => {
      rmSync(directory, { recursive: true })
    },
  }),
)

it('gives 25 generated sequences of commands the same outcomes and the same stream, also where answers are lost on the way', async () => {
  const compared = await sameOnBothStores(sqlite, eventStoreDb, {
    sequences: 25,
    commands: 20,
    seed: Date.now() % 1_000_000_007,
    disturb: (command) => {
      if (command % 20 === 7) standIn.faults.appends.push('fail-after-writing')
    },
  })
  expect(compared.sequences).toBe(25)
  expect(Math.min(compared.events, compared.refusals, compared.conflicts, compared.retries)).toBeGreaterThan(0)
}, 60_000)
