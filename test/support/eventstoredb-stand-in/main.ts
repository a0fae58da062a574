/** The stand-in as a process of its own: `node test/support/eventstoredb-stand-in/main.ts --port N`. It forgets everything when it ends. */
import { parseArgs } from 'node:util'
import { EventStoreDbStandIn } from './stand-in.ts'

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
const standIn = await EventStoreDbStandIn.start({ port: Number(values.port) })
process.stdout.write(`EventStoreDB stand-in (not a real server, nothing is kept) at ${standIn.url}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    standIn.stop()
    process.exit(0)
  })
