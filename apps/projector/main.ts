/** The projector as a process: one at a time keeps the read models, the others wait until it is gone. */
import type { Logger } from 'pino'
import { isUnreachable } from '../../libs/event-store/away.ts'
import type { EventUnreadable } from '../../libs/event-store/recorded.ts'
import { observeLag, projectionLags } from '../../libs/telemetry/lag.ts'
import { tellProjected } from '../../libs/telemetry/projected.ts'
import { startTelemetry } from '../../libs/telemetry/start-telemetry.ts'
import { GONE_BACK } from '../../libs/installation/going-back.ts'
import { listsHeldTogether, storeOfOne } from '../../libs/installation/histories.ts'
import { leaseFor } from '../../libs/installation/leases.ts'
import { runProcess, sayLag } from '../../libs/installation/run-process.ts'
import { openAccessStore, openEventStore } from '../../libs/installation/event-stores.ts'
import { openAccessReadStore, openReadStore } from '../../libs/installation/system.ts'
import { projectAlone } from './project-alone.ts'
import { tellOfLists } from '../../libs/installation/tell-of-lists.ts'
import { ACCESS_PROJECTIONS, PROJECTIONS } from '../../libs/installation/projections.ts'
import type { Configuration } from '../../libs/installation/settings.ts'
import { tellUnreadable, UnreadableEvents } from '../../libs/installation/unreadable-events.ts'
import { nameOfFault } from '../../libs/telemetry/name-of-fault.ts'

await runProcess(runProjector)

async function runProjector(configuration: Configuration, log: Logger, signal: AbortSignal): Promise<void> {
  const telemetry = await startTelemetry('samenspel-projector', process.env)
  const clock = () => new Date().toISOString()
  const bare = await openEventStore(configuration, ({ why, fault, retryInMs }) => {
    if (isUnreachable(fault)) return
    log.warn({ why, retryInMs }, 'a subscription to the event store broke off, and goes on')
  })
  const unreadable = new UnreadableEvents(tellUnreadable(log))
  try {
    const readStore = await openReadStore(configuration)
    const bareAccess = await openAccessStore(configuration)
    const accessReadStore = await openAccessReadStore(configuration)
    try {
      const events = storeOfOne(bare, configuration, clock)
      const access = storeOfOne(bareAccess, configuration, clock)
      const { store } = events
      const opened = { events, readStore, access, accessReads: accessReadStore, clock }
      const kept = await listsHeldTogether(configuration, opened)
      for (const parting of kept.partings) log.warn(parting, GONE_BACK)
      log.info('waiting for the lease')
      const projecting = {
        store,
        readStore,
        projections: PROJECTIONS,
        take: leaseFor(configuration, 'projector', log),
        ...(telemetry !== undefined && { onBatch: tellProjected }),
        ...saying(log, 'lists'),
        ...telling(log, unreadable),
      }
      const lags = () => projectionLags(store, readStore, clock())
      if (telemetry !== undefined) observeLag('projection', lags, signal)
      const lagsInLog = async () => (await lags()).map(({ of: projection, lagMs }) => ({ projection, lagMs }))
      const projectingLooks = {
        ...projecting,
        store: access.store,
        readStore: accessReadStore,
        projections: ACCESS_PROJECTIONS,
        take: leaseFor(configuration, 'access-projector', log),
        ...saying(log, 'who-looked'),
      }
      await Promise.all([
        kept.during(
          (working) => Promise.all([projectAlone(projecting, working), projectAlone(projectingLooks, working)]),
          log,
          signal,
        ),
        sayLag(lagsInLog, (fault) => ({ fault: nameOfFault(fault) }), log, signal),
      ])
    } finally {
      await accessReadStore.close()
      await bareAccess.close()
      await readStore.close()
    }
  } finally {
    await bare.close()
    await telemetry?.close()
  }
}

/** Of what both meet on their way. */
function telling(log: Logger, unreadable: UnreadableEvents) {
  const tell = tellOfLists(log, unreadable)
  return {
    onUnreadable: (event: EventUnreadable) => {
      tell({ unreadable: event })
    },
    onGoing: (going: string) => {
      tell({ going })
    },
    onFault: (projection: string, fault: unknown, retryInMs: number) => {
      if (!isUnreachable(fault)) tell({ projection, fault: nameOfFault(fault), retryInMs })
    },
  }
}

/** What is kept under each of the two leases: said when it is held, and when it no longer is. */
function saying(log: Logger, keeps: 'lists' | 'who-looked') {
  return {
    onBegin: () => {
      log.info({ keeps }, 'projecting')
    },
    onLost: () => {
      log.warn({ keeps }, 'the lease was lost')
    },
  }
}
