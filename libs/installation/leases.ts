/** What one process does at a time, and the leases for it: of a machine by its files, of a cluster beside what is written under them. */
import { join } from 'node:path'
import type { Logger } from 'pino'
import { fileLease } from '../lease/file-lease.ts'
import type { TakeLease } from '../lease/port.ts'
import { postgresLease } from '../postgres/lease.ts'
import { troubleOf } from '../postgres/trouble.ts'
import { postgresPlacesOf } from './configuration.ts'
import type { Configuration } from './settings.ts'

export type Alone = 'projector' | 'access-projector' | 'processing-log' | 'relay' | 'webhooks' | 'ticker'

export function leaseFor(configuration: Configuration, what: Alone, log: Pick<Logger, 'warn'>): TakeLease {
  const place = postgresPlacesOf(configuration)?.reads
  return place === undefined
    ? fileLease(join(configuration.dataDir, `${what}.lease`))
    : postgresLease({
        place,
        name: what,
        onFault(fault) {
          const trouble = troubleOf(fault)
          // Told once, by whoever holds the connection.
          if (trouble === 'unreachable') return
          log.warn({ lease: what, because: trouble ?? 'fault' }, 'a lease could not be asked for or renewed')
        },
      })
}
