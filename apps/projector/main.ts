/** The projector as a process: one at a time keeps the read models, the others wait until it is gone. */
import { setInterval } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { EventStore } from '../../libs/event-store/port.ts'
import type { ReadStore } from '../../libs/read-store/read-store.ts'
import { observeLag, projectionLags } from '../../libs/telemetry/lag.ts'
import { tellProjected } from '../../libs/telemetry/projected.ts'
import { startTelemetry } from '../../libs/telemetry/start-telemetry.ts'
import { ConfigurationFaults, readConfiguration } from '../../libs/installation/configuration.ts'
import { leaseFor } from '../../libs/installation/leases.ts'
import { logOf } from '../../libs/installation/log.ts'
import { stopOnSignal } from '../../libs/installation/stop-on-signal.ts'
import { openAccessReadStore, openAccessStore, openEventStore, openReadStore } from '../../libs/installation/system.ts'
import { projectAlone } from './project-alone.ts'
import { ACCESS_PROJECTIONS, PROJECTIONS } from '../../libs/installation/projections.ts'
import type { Configuration } from '../../libs/installation/settings.ts'

const SAY_LAG_EVERY_MS = 10_000

try {
  const configuration = readConfiguration(process.env)
  const log = logOf(configuration)
  const stopping = new AbortController()
  const running = runProjector(configuration, log, stopping.signal)
  const stop = () => {
    stopping.abort()
    return running
  }
  stopOnSignal(stop, {
    withinMs: configuration.stopWithinMs,
    say: (why) => {
      log.warn(why)
    },
  })
  await running
} catch (fault) {
  process.stderr.write(`${fault instanceof ConfigurationFaults ? fault.message : String(fault)}\n`)
  process.exitCode = 1
}

async function runProjector(configuration: Configuration, log: Logger, signal: AbortSignal): Promise<void> {
  const telemetry = await startTelemetry('samenspel-projector', process.env)
  const store = await openEventStore(configuration, ({ why, retryInMs }) => {
    log.warn({ why, retryInMs }, 'a subscription to the event store broke off, and goes on')
  })
  try {
    const readStore = await openReadStore(configuration)
    const accessStore = await openAccessStore(configuration)
    const accessReadStore = await openAccessReadStore(configuration)
    try {
      log.info('waiting for the lease')
      const projecting = {
        store,
        readStore,
        projections: PROJECTIONS,
        take: leaseFor(configuration, 'projector', log),
        ...(telemetry !== undefined && { onBatch: tellProjected }),
        onBegin: () => {
          log.info('projecting')
        },
        onLost: () => {
          log.warn('the lease was lost')
        },
        onFault: (projection: string, fault: unknown, retryInMs: number) => {
          log.error({ projection, fault: nameOf(fault), retryInMs }, 'a list fell behind')
        },
      }
      if (telemetry !== undefined)
        observeLag('projection', () => projectionLags(store, readStore, new Date().toISOString()), signal)
      const projectingLooks = {
        ...projecting,
        store: accessStore,
        readStore: accessReadStore,
        projections: ACCESS_PROJECTIONS,
        take: leaseFor(configuration, 'access-projector', log),
      }
      await Promise.all([
        projectAlone(projecting, signal),
        projectAlone(projectingLooks, signal),
        sayLag(store, readStore, log, signal),
      ])
    } finally {
      await accessReadStore.close()
      await accessStore.close()
      await readStore.close()
    }
  } finally {
    await store.close()
    await telemetry?.close()
  }
}

async function sayLag(store: EventStore, readStore: ReadStore, log: Logger, signal: AbortSignal): Promise<void> {
  const tick = setInterval(SAY_LAG_EVERY_MS, undefined, { signal })
  try {
    for await (const _tick of tick)
      try {
        for (const { of: projection, lagMs } of await projectionLags(store, readStore, new Date().toISOString()))
          log.info({ projection, lagMs }, 'lag')
      } catch (fault) {
        log.error({ fault: nameOf(fault) }, 'the lag cannot be told')
      }
  } catch {
    // The signal ends the ticking.
  }
}

const nameOf = (fault: unknown): string => (fault instanceof Error ? fault.name : typeof fault)
