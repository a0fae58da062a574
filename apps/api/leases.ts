/** What one process does at a time, and the leases for it. */
import { join } from 'node:path'
import { fileLease } from '../../libs/lease/file-lease.ts'
import type { TakeLease } from '../../libs/lease/port.ts'
import type { Configuration } from './configuration.ts'

export type Alone = 'projector' | 'relay' | 'webhooks'

export const leaseFor = ({ dataDir }: Pick<Configuration, 'dataDir'>, what: Alone): TakeLease =>
  fileLease(join(dataDir, `${what}.lease`))
