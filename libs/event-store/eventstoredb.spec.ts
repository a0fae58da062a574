/** The adapter against the stand-in, by the contract of every event store. What goes wrong on the way to a server has its own spec. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from '@jest/globals'
import { EventStoreDbStandIn } from '../../test/support/eventstoredb-stand-in/stand-in.ts'
import { eventStoreContract } from './event-store.contract.ts'
import { openEventStoreDb } from './eventstoredb.ts'
import { openSqliteSealedValues } from './sqlite-sealed-values.ts'

let directory: string
let standIn: EventStoreDbStandIn

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'eventstoredb-'))
  standIn = await EventStoreDbStandIn.start()
})
afterAll(async () => {
  standIn.stop()
  await rm(directory, { recursive: true })
})

eventStoreContract('EventStoreDB (stand-in)', async () => {
  const namespace = `test-${randomUUID()}`
  const open = () =>
    openEventStoreDb({
      connection: standIn.url,
      namespace,
      sealedValues: openSqliteSealedValues(join(directory, `${namespace}.db`)),
    })
  const store = await open()
  return {
    store,
    reopen: async () => {
      await store.close()
      return open()
    },
  }
})
