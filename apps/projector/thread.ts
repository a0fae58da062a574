/** The thread in which the read models follow the events of a file, beside the requests. It says what went wrong, and ends when it is told to. */
import { parentPort, workerData } from 'node:worker_threads'
import { openSqliteEvents } from '../../libs/event-store/sqlite-events.ts'
import { runProjections, type Following } from '../../libs/read-store/run-projections.ts'
import { openSqliteReadStore } from '../../libs/read-store/sqlite-read-store.ts'
import { tellProjected } from '../../libs/telemetry/projected.ts'
import { startTelemetry } from '../../libs/telemetry/start-telemetry.ts'
import type { Died, Files } from './in-a-thread.ts'
import { ALL_LISTS, type FallenBehind, type Going, type Unreadable } from '../../libs/installation/tell-of-lists.ts'
import { ACCESS_PROJECTIONS, PROJECTIONS } from '../../libs/installation/projections.ts'
import { nameOfFault } from '../../libs/telemetry/name-of-fault.ts'

// On its way to who started this thread a fault loses which it was.
process.once('uncaughtExceptionMonitor', (fault) => {
  parentPort?.postMessage({ died: nameOfFault(fault) } satisfies Died)
})
const { events, reads, access, accessReads } = workerData as Files
const stopping = new AbortController()
const telemetry = await startTelemetry('samenspel-api', process.env)
parentPort?.once('message', () => {
  stopping.abort()
})
const { signal } = stopping
const onFault: Following['onFault'] = (projection, fault, retryInMs) => {
  parentPort?.postMessage({
    projection,
    fault: nameOfFault(fault),
    retryInMs,
  } satisfies FallenBehind)
}
const onGoing: Following['onGoing'] = (going) => {
  parentPort?.postMessage({ going } satisfies Going)
}
const onUnreadable: Following['onUnreadable'] = ({ position, because, stream }) => {
  parentPort?.postMessage({ unreadable: { position, because, stream } } satisfies Unreadable)
}
const store = openSqliteEvents(events)
const onSetAside = () => {
  parentPort?.postMessage({ projection: ALL_LISTS, fault: 'ListsAreDamaged', retryInMs: 0 } satisfies FallenBehind)
}
const readStore = openSqliteReadStore({ file: reads, onSetAside })
const accessStore = openSqliteEvents(access)
const accessReadStore = openSqliteReadStore({ file: accessReads, onSetAside })
await Promise.all([
  runProjections(store, readStore, PROJECTIONS, {
    signal,
    onFault,
    onGoing,
    onUnreadable,
    ...(telemetry !== undefined && { onBatch: tellProjected }),
  }),
  runProjections(accessStore, accessReadStore, ACCESS_PROJECTIONS, { signal, onFault, onGoing, onUnreadable }),
])
await accessReadStore.close()
await accessStore.close()
await readStore.close()
await store.close()
await telemetry?.close()
parentPort?.close()
