/** A planted fault: the cursor of a page counts an event that the page does not have. Loaded before the built API, never by it. */
import { isMainThread } from 'node:worker_threads'
import type { ReadEventsHandler } from '../../../apps/api/events/read-events.ts'
import { built } from '../../bench/work/built.ts'

if (isMainThread) {
  const module = await built<{ readonly ReadEventsHandler: typeof ReadEventsHandler }>('apps/api/events/read-events.js')
  const handler = module.ReadEventsHandler.prototype
  const execute = Reflect.get(handler, 'execute')
  handler.execute = async function (query) {
    const { events, next } = await execute.call(this, query)
    return { events: events.slice(0, -1), next }
  }
}
