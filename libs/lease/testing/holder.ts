/** A process that takes a lease, says so, and, where it is told what to write, goes on writing whatever it hears of the lease: for the tests, run by plain Node. */
import { setTimeout as pause } from 'node:timers/promises'
import { openPostgresReadStore } from '../../read-store/postgres-read-store.ts'
import { fileLease } from '../file-lease.ts'
import type { TakeLease } from '../port.ts'
import { postgresLease, type PostgresLeaseOptions } from '../../postgres/lease.ts'

export type HeldAt = { readonly file: string } | Pick<PostgresLeaseOptions, 'place' | 'name' | 'schema' | 'lastsMs'>

export interface Order {
  readonly at: HeldAt
  /** Of a read store on the same PostgreSQL. */
  readonly writesTo?: string
}

export const takeAt = (at: HeldAt): TakeLease => ('file' in at ? fileLease(at.file) : postgresLease(at))

const say = (line: string) => process.stdout.write(`${line}\n`)

async function hold({ at, writesTo }: Order): Promise<void> {
  const lease = await takeAt(at)(new AbortController().signal)
  say('holds')
  lease?.lost.addEventListener('abort', () => say('lost'))
  if ('file' in at || writesTo === undefined || lease?.mustHold === undefined) {
    await new Promise((resolve) => setTimeout(resolve, 600_000))
    return
  }
  const readStore = (await openPostgresReadStore({ place: at.place, schema: writesTo })).under(lease.mustHold)
  const place = readStore.checkpoint('holder')
  for (let written = 1; ; written += 1) {
    await place.write(`first ${String(written)}`).then(
      () => say('wrote'),
      (fault: unknown) => say(`refused: ${String(fault)}`),
    )
    await pause(1)
  }
}

if (process.argv[1] === import.meta.filename) await hold(JSON.parse(process.argv[2] ?? '') as Order)
