/** The adapter against a real server, where there is one: by the contract of every event store. It adds streams and deletes none. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from '@jest/globals'
import { startServer, whyNoServer, type RealServer } from '../../test/support/eventstoredb-server.ts'
import { needs } from '../../test/support/needs.ts'
import { eventStoreContract } from './event-store.contract.ts'
import { openEventStoreDb } from './eventstoredb.ts'
import { openSqliteSealedValues } from './sqlite-sealed-values.ts'

const STARTING_MS = 180_000

needs('EventStoreDB', await whyNoServer()).describe('on a real server', () => {
  const directory = mkdtempSync(join(tmpdir(), 'eventstoredb-'))
  let server: RealServer

  beforeAll(async () => {
    server = await startServer()
  }, STARTING_MS)
  afterAll(async () => {
    await server.stop()
    rmSync(directory, { recursive: true })
  })

  eventStoreContract('EventStoreDB (server)', async () => {
    const namespace = `test-${randomUUID()}`
    const { connection, credentials } = server
    const open = () =>
      openEventStoreDb({
        connection,
        ...(credentials !== undefined && { credentials }),
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
})
