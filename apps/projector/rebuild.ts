/** The command that makes read models anew, beside the ones in use and also while the server runs: `npm run rebuild -- all`, or a name. */
import { rebuildAll } from '../../libs/read-store/build.ts'
import { readConfiguration } from '../../libs/installation/configuration.ts'
import { makeOnlyForItsOwner, ownDataDirectory } from '../../libs/installation/data-directory.ts'
import { openAccessStore, openEventStore } from '../../libs/installation/event-stores.ts'
import { openAccessReadStore, openReadStore } from '../../libs/installation/system.ts'
import type { EventStore } from '../../libs/event-store/port.ts'
import type { Projection } from '../../libs/read-store/projection.ts'
import type { ReadStore } from '../../libs/read-store/read-store.ts'
import { besideOn, progressOf } from '../../libs/progress/progress.ts'
import { tellingOn } from '../../libs/progress/standard-output.ts'
import { UnreadableEvents } from '../../libs/installation/unreadable-events.ts'
import { ACCESS_PROJECTIONS, PROJECTIONS } from '../../libs/installation/projections.ts'

const { say, written } = tellingOn()
const [asked = 'all'] = process.argv.slice(2)
const isAsked = ({ name }: Projection) => asked === 'all' || asked === name
const ALL = [...PROJECTIONS, ...ACCESS_PROJECTIONS]
if (!ALL.some(isAsked)) {
  process.stderr.write(`There is no read model ${asked}: all, ${ALL.map(({ name }) => name).join(', ')}\n`)
  process.exitCode = 2
} else {
  try {
    const configuration = readConfiguration(process.env)
    makeOnlyForItsOwner()
    ownDataDirectory(configuration.dataDir)
    await anew(PROJECTIONS.filter(isAsked), await openEventStore(configuration), await openReadStore(configuration))
    const looks = ACCESS_PROJECTIONS.filter(isAsked)
    if (looks.length > 0)
      await anew(looks, await openAccessStore(configuration), await openAccessReadStore(configuration))
    await written()
  } catch (fault) {
    process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
    // What it had opened does not keep it.
    process.exit(1)
  }
}

async function anew(chosen: readonly Projection[], store: EventStore, readStore: ReadStore): Promise<void> {
  try {
    if (chosen.length === 0) return
    const names = chosen.map(({ name }) => name).join(', ')
    // A position is opaque; on every engine it also grows towards the head, and that is all a bar needs.
    const total = Number((await store.head()) ?? 0)
    const beganMs = performance.now()
    let seen = 0
    const missed = new UnreadableEvents(({ position, because }) => {
      process.stderr.write(`the event at ${position} cannot be read (${because}), and was left out\n`)
    })
    const progress = progressOf(besideOn(), chosen.length > 1 ? 'all' : names, total)
    await rebuildAll(store, readStore, chosen, {
      onUnreadable(event) {
        missed.tell(event)
      },
      onProgress({ events, position }) {
        seen = events
        progress.at(Number(position))
      },
    })
    progress.end()
    const seconds = (performance.now() - beganMs) / 1000
    const rate = Math.round(seen / Math.max(seconds, 0.001))
    say(`${names}: ${String(seen)} events in ${seconds.toFixed(1)} s, ${String(rate)} events/s`)
  } finally {
    await readStore.close()
    await store.close()
  }
}
