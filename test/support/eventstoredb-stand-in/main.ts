/**
 * The stand-in as a process of its own: `node test/support/eventstoredb-stand-in/main.ts --port N`. It forgets everything when it ends. A line `kill` on its
 * standard input takes its server away, and `start` brings it back, at the same port and with the same log: a server that was killed and kept its disk.
 * `keep` notes what there is, as a backup does, and `back` puts that back, in the place of all that came since.
 */
import { parseArgs } from 'node:util'
import { createInterface } from 'node:readline'
import { StandInLog, type Logged } from './log.ts'
import { EventStoreDbStandIn } from './stand-in.ts'

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
let standIn = await EventStoreDbStandIn.start({ port: Number(values.port) })
process.stdout.write(`EventStoreDB stand-in (not a real server, nothing is kept) at ${standIn.url}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    standIn.stop()
    process.exit(0)
  })
let kept: readonly Logged[] = []
for await (const line of createInterface({ input: process.stdin })) {
  const again = (log: StandInLog) => EventStoreDbStandIn.start({ port: standIn.port, log })
  if (line === 'kill') standIn.stop()
  else if (line === 'start') standIn = await again(standIn.log)
  else if (line === 'keep') kept = [...standIn.log.all]
  else if (line === 'back') {
    standIn.stop()
    standIn = await again(new StandInLog(kept))
  }
  process.stdout.write(`${line}: done\n`)
}
