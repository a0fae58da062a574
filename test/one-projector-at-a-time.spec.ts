/** The read models are kept by one projector at a time: one that is killed is followed by another, and one that is told to stop leaves in order. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import type { EventStore } from '../libs/event-store/port.ts'
import { openSqliteEventStore } from '../libs/event-store/sqlite.ts'
import { whichProtocols } from '../libs/protocol/which-protocols.ts'
import { hung, onceReady, writerOf } from '../libs/read-store/lamps.contract.ts'
import type { ReadStore } from '../libs/read-store/read-store.ts'
import { openSqliteReadStore } from '../libs/read-store/sqlite-read-store.ts'
import { closeAll } from './support/closing.ts'
import { startProjector } from './support/projector-process.ts'

let dataDir: string
let store: EventStore
let readStore: ReadStore

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'samenspel-projector-'))
  store = await openSqliteEventStore({ file: join(dataDir, 'events.db') })
  readStore = openSqliteReadStore({ file: join(dataDir, 'reads.db') })
})
afterEach(() =>
  closeAll({
    readStore: () => readStore.close(),
    store: () => store.close(),
    files: () => {
      rmSync(dataDir, { recursive: true })
    },
  }),
)

it('has one at work; the next begins when that one is killed, and ends with status 0 when it is told to', async () => {
  const write = writerOf(store, 'house-1')
  const known = async (lamp: string) => {
    const position = await write(hung(lamp))
    return onceReady(() => readStore.caughtUpTo(whichProtocols, position, 10_000))
  }
  await using first = startProjector(dataDir)
  await first.says('projecting')
  await using second = startProjector(dataDir)
  await second.says('waiting for the lease')
  expect(await known('hall')).toBe(true)
  expect(second.hasSaid('projecting')).toBe(false)

  await first.end('SIGKILL')
  await second.says('projecting')
  expect(await known('kitchen')).toBe(true)

  await using third = startProjector(dataDir)
  await third.says('waiting for the lease')
  expect(await second.end('SIGTERM')).toBe(0)
  await third.says('projecting')
  expect(await known('attic')).toBe(true)
  expect(await third.end('SIGTERM')).toBe(0)
}, 60_000)
