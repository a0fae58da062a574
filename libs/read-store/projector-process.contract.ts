/** Another process on the same files, for the tests: it says when it is ready, takes one order, and works until it is done or killed. Run by plain Node. */
import { createInterface } from 'node:readline'
import { openSqliteEventStore } from '../event-store/sqlite.ts'
import { lamps } from './lamps.contract.ts'
import { rebuild } from './build.ts'
import { openSqliteReadStore } from './read-store.ts'
import { runProjections } from './run-projections.ts'

export interface Order {
  readonly directory: string
  /** `run`: follow until killed. `rebuild`: once, then end. `run-and-rebuild`: follow, and rebuild again and again, until killed. */
  readonly do: 'run' | 'rebuild' | 'run-and-rebuild'
}

const say = (line: string) => process.stdout.write(`${line}\n`)

async function carryOut({ directory, do: what }: Order): Promise<void> {
  const store = await openSqliteEventStore({ file: `${directory}/events.db` })
  const readStore = openSqliteReadStore({ file: `${directory}/reads.db` })
  const signal = new AbortController().signal
  const batches = { signal, batchSize: 7, onFault: (name: string, fault: unknown) => say(`${name}: ${String(fault)}`) }
  say('running')
  if (what === 'rebuild') {
    await rebuild(store, readStore, lamps, { pageSize: 50 })
    say('rebuilt')
    await readStore.close()
    await store.close()
    return
  }
  const running = runProjections(store, readStore, [lamps], batches)
  while (what === 'run-and-rebuild') {
    await rebuild(store, readStore, lamps, { pageSize: 50 }).catch((fault: unknown) => say(String(fault)))
  }
  await running
}

say('ready')
for await (const line of createInterface({ input: process.stdin })) {
  await carryOut(JSON.parse(line) as Order)
  break
}
