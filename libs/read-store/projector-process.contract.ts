/** Another process on the same files, for the tests: it says when it is ready, takes one order, and works until it is done or killed, saying so at each event. Run by plain Node. */
import { createInterface } from 'node:readline'
import { openSqliteEvents } from '../event-store/sqlite-events.ts'
import { rebuild, RebuildTakenOver } from './build.ts'
import { lamps } from './lamps.contract.ts'
import { openAt, type Place } from './places.contract.ts'
import type { Projection } from './projection.ts'
import { runProjections } from './run-projections.ts'

export interface Order {
  /** Of the event store. */
  readonly directory: string
  /** Of the read store. */
  readonly place: Place
  /** `run`: follow until killed. `rebuild`: once, then end. `run-and-rebuild`: follow, and rebuild again and again, until killed. */
  readonly do: 'run' | 'rebuild' | 'run-and-rebuild'
}

const say = (line: string) => process.stdout.write(`${line}\n`)

/** A word for each event that is being applied, so that who kills this process can choose where, on a machine of any speed. */
const audible = (projection: Projection): Projection => ({
  ...projection,
  changesAfter(event) {
    say('applying')
    return projection.changesAfter(event)
  },
})

async function carryOut({ directory, place, do: what }: Order): Promise<void> {
  const store = openSqliteEvents(`${directory}/events.db`, 2)
  const readStore = await openAt(place)
  const heard = audible(lamps)
  if (what === 'rebuild') {
    await rebuild(store, readStore, lamps, { pageSize: 50 })
    say('rebuilt')
    process.exit()
  }
  const running = runProjections(store, readStore, [heard], {
    signal: new AbortController().signal,
    batchSize: 7,
    onFault: (name, fault) => say(`${name}: ${String(fault)}`),
  })
  while (what === 'run-and-rebuild')
    await rebuild(store, readStore, heard, { pageSize: 50 }).catch((fault: unknown) => {
      if (!(fault instanceof RebuildTakenOver)) say(String(fault))
    })
  await running
}

say('ready')
for await (const line of createInterface({ input: process.stdin })) {
  await carryOut(JSON.parse(line) as Order)
  break
}
