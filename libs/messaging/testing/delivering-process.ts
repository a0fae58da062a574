/** A process that delivers numbered events to one endpoint, to be killed: `node delivering-process.ts FILE URL KEY EVENTS SUBJECTS`. */
import { deliverToAll } from '../deliver-to-all.ts'
import { SafePost } from '../safe-post.ts'
import { openSqliteWebhookDeliveries } from '../sqlite-webhook-deliveries.ts'
import { messageAt, stepsThrough } from './numbered-events.ts'

const [file = '', url = '', key = '', events, subjects] = process.argv.slice(2)
const endpoint = { id: 'endpoint', url, keys: [key], run: 'first' }
await deliverToAll(
  {
    deliveries: await openSqliteWebhookDeliveries(file),
    post: new SafePost({ rules: { allowsLoopback: true } }),
    clock: () => Date.now(),
    active: () => Promise.resolve([endpoint]),
    steps: (_, after, signal) => stepsThrough(() => Number(events), Number(subjects), after, signal),
    message: (_, at) => Promise.resolve(messageAt(at)),
    gone: () => Promise.resolve(),
    fault: (fault) => {
      process.stderr.write(`${String(fault)}\n`)
    },
  },
  new AbortController().signal,
)
