/** The figure for the engines: sequences of commands that give the same outcomes and the same stream on SQLite and on EventStoreDB. `node test/prove/engines.ts [sequences]` */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEventStoreDb } from '../../libs/event-store/eventstoredb.ts'
import { openSqliteSealedValues } from '../../libs/event-store/sqlite-sealed-values.ts'
import { openSqliteEventStore } from '../../libs/event-store/sqlite.ts'
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in/stand-in.ts'
import { sameOnBothStores, type Compared } from '../support/same-on-both-stores.ts'

export interface EnginesAsked {
  readonly sequences: number
  readonly seed: number
  readonly say: (line: string) => void
}

/** One command in twenty meets a server that writes it and then fails the call. */
const FAILS_AT = { every: 20, at: 7 }

/** @throws AssertionError at the first difference, with the sequence that made it */
export async function proveEngines({ sequences, seed, say }: EnginesAsked): Promise<Compared> {
  const directory = mkdtempSync(join(tmpdir(), 'prove-engines-'))
  const standIn = await EventStoreDbStandIn.start()
  const sqlite = await openSqliteEventStore({ file: join(directory, 'events.db') })
  const eventStoreDb = await openEventStoreDb({
    connection: standIn.url,
    sealedValues: openSqliteSealedValues(join(directory, 'sealed-values.db')),
    patienceMs: 60_000,
  })
  say(`SQLite and EventStoreDB (a stand-in for the server), seed ${String(seed)}`)
  try {
    const beganMs = performance.now()
    const compared = await sameOnBothStores(sqlite, eventStoreDb, {
      sequences,
      commands: 40,
      seed,
      atOnce: 12,
      disturb: (command) => {
        if (command % FAILS_AT.every === FAILS_AT.at) standIn.faults.appends.push('fail-after-writing')
      },
      onProgress: (done) => {
        if (done % 250 === 0) say(`${String(done)} of ${String(sequences)}`)
      },
    })
    const seconds = Math.round((performance.now() - beganMs) / 1000)
    const { commands, events, refusals, conflicts, retries } = compared
    say(
      `${String(compared.sequences)} sequences, ${String(commands)} commands (${String(retries)} of them sent again), ${String(events)} events, ` +
        `${String(refusals)} refusals, ${String(conflicts)} conflicts: 0 differences, in ${String(seconds)} s`,
    )
    return compared
  } finally {
    await eventStoreDb.close()
    await sqlite.close()
    standIn.stop()
    rmSync(directory, { recursive: true })
  }
}

if (import.meta.main)
  await proveEngines({
    sequences: Number(process.argv[2] ?? 2_000),
    seed: Date.now() % 1_000_000_007,
    say: (line) => process.stdout.write(`${line}\n`),
  })
