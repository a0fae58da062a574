/** In a cluster a projector that stands still is followed by another; when it goes on it writes nothing until the lease is its own again. */
import { afterAll, beforeAll, expect } from '@jest/globals'
import { readConfiguration } from '../libs/installation/configuration.ts'
import { openEventStore } from '../libs/installation/event-stores.ts'
import { openReadStore } from '../libs/installation/system.ts'
import type { EventStore } from '../libs/event-store/port.ts'
import { whichProtocols } from '../libs/protocol/which-protocols.ts'
import { hung, onceReady, writerOf } from '../libs/read-store/lamps.contract.ts'
import type { ReadStore } from '../libs/read-store/read-store.ts'
import { closeAll } from './support/closing.ts'
import { aCluster } from './support/cluster.ts'
import { needs } from './support/needs.ts'
import { until } from './support/partners.ts'
import { startProjector } from './support/projector-process.ts'

const cluster = await aCluster()
const settings: Readonly<Record<string, string>> =
  typeof cluster === 'string' ? {} : { ...cluster.settings, SAMENSPEL_LOG_LEVEL: 'info' }

let store: EventStore
let readStore: ReadStore

beforeAll(async () => {
  if (typeof cluster === 'string') return
  const configuration = readConfiguration(settings)
  store = await openEventStore(configuration)
  readStore = await openReadStore(configuration)
}, 60_000)
afterAll(async () => {
  if (typeof cluster === 'string') return
  await closeAll(
    {
      readStore: () => readStore.close(),
      store: () => store.close(),
      cluster: () => cluster[Symbol.asyncDispose](),
    },
    { atMostMs: 50_000 },
  )
}, 60_000)

const real = needs('PostgreSQL', typeof cluster === 'string' ? cluster : undefined)
real.describe('a projector of a cluster', () => {
  real.it(
    'that stands still is followed by another within half a minute, and finds the lease taken when it goes on',
    async () => {
      const dataDir = settings['SAMENSPEL_DATA_DIR'] ?? ''
      const write = writerOf(store, 'house-1')
      const known = async (lamp: string) => {
        const position = await write(hung(lamp))
        return onceReady(() => readStore.caughtUpTo(whichProtocols, position, 10_000))
      }
      await using first = startProjector(dataDir, settings)
      await first.says('projecting')
      expect(await known('hall')).toBe(true)
      await using second = startProjector(dataDir, settings)
      await second.says('waiting for the lease')

      first.signal('SIGSTOP')
      await until(() => second.timesOfLists('projecting') === 1, 30_000)
      expect(await known('kitchen')).toBe(true)
      first.signal('SIGCONT')
      await until(() => first.timesOfLists('the lease was lost') === 1, 30_000)
      expect(await known('attic')).toBe(true)
      expect(first.hasSaid('a list fell behind')).toBe(false)

      expect(await second.end('SIGTERM')).toBe(0)
      await until(() => first.timesOfLists('projecting') === 2, 30_000)
      expect(await known('cellar')).toBe(true)
      expect(await first.end('SIGTERM')).toBe(0)
    },
    90_000,
  )
})
