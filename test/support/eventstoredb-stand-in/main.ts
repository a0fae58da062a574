/**
 * The stand-in as a process of its own: `node test/support/eventstoredb-stand-in/main.ts --port N`. It forgets everything when it ends. A line `kill` on its
 * standard input takes its server away, and `start` brings it back, at the same port and with the same log: a server that was killed and kept its disk.
 */
import { parseArgs } from 'node:util'
import { createInterface } from 'node:readline'
import { EventStoreDbStandIn } from './stand-in.ts'

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
let standIn = await EventStoreDbStandIn.start({ port: Number(values.port) })
process.stdout.write(`EventStoreDB stand-in (not a real server, nothing is kept) at ${standIn.url}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    standIn.stop()
    process.exit(0)
  })
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'kill') standIn.stop()
  else if (line === 'start') standIn = await EventStoreDbStandIn.start({ port: standIn.port, log: standIn.log })
  process.stdout.write(`${line}: done\n`)
}
