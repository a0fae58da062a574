/** An EventStoreDB adapter on a stand-in, with limits short enough to be reached in a test. */
import { openEventStoreDb, type EventStoreDbOptions } from '../eventstoredb.ts'
import type { EventStore } from '../port.ts'
import { openSqliteSealedValues } from '../sqlite-sealed-values.ts'

/** Its sealed values are forgotten when it closes, unless others are given. */
export const openOn = (
  connection: string,
  options: Omit<Partial<EventStoreDbOptions>, 'connection'> = {},
): Promise<EventStore> =>
  openEventStoreDb({
    connection,
    sealedValues: openSqliteSealedValues(':memory:'),
    callTimeoutMs: 250,
    patienceMs: 4_000,
    watchEveryMs: 50,
    ...options,
  })
