/** The relay as a process: one at a time, the others wait until it is gone. */
import type { Logger } from 'pino'
import { underLease } from '../../libs/lease/under-lease.ts'
import { GONE_BACK } from '../../libs/installation/going-back.ts'
import { leaseFor } from '../../libs/installation/leases.ts'
import { runProcess } from '../../libs/installation/run-process.ts'
import { tellUnreadable, UnreadableEvents } from '../../libs/installation/unreadable-events.ts'
import type { Configuration } from '../../libs/installation/settings.ts'
import { startTelemetry } from '../../libs/telemetry/start-telemetry.ts'
import { kafkaConnectionOf } from './kafka-settings.ts'
import { openRelaying } from './open.ts'
import { relayAlone } from './relay-alone.ts'

await runProcess(runRelay)

async function runRelay(configuration: Configuration, log: Logger, signal: AbortSignal): Promise<void> {
  const connection = kafkaConnectionOf(configuration, 'samenspel-relay')
  const telemetry = await startTelemetry('samenspel-relay', process.env)
  try {
    // Not opened anew at each lease: an engine that is away then would end a process that can go on.
    const relaying = await openRelaying(configuration, new UnreadableEvents(tellUnreadable(log)))
    try {
      for (const parting of relaying.kept.partings) log.warn(parting, GONE_BACK)
      log.info('waiting for the lease')
      await relaying.kept.during(
        (goingOn) =>
          underLease(leaseFor(configuration, 'relay', log), goingOn, (lease, working) =>
            relayAlone(relaying, connection, lease, log, working),
          ),
        log,
        signal,
      )
    } finally {
      await relaying.close()
    }
  } finally {
    await telemetry?.close()
  }
}
