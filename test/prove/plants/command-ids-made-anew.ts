/** A planted fault: a request that is sent again has another command id, whatever its Idempotency-Key. Loaded before the built API, never by it. */
import { randomUUID } from 'node:crypto'
import { isMainThread } from 'node:worker_threads'
import type { Caller } from '../../../apps/api/caller.ts'
import { built } from '../../bench/work/built.ts'

if (isMainThread) {
  const module = await built<{ readonly Caller: typeof Caller }>('apps/api/caller.js')
  const ids = new WeakMap<Caller, Map<string, string>>()
  module.Caller.prototype.commandId = function (stream) {
    const own = ids.get(this) ?? new Map<string, string>()
    ids.set(this, own)
    const id = own.get(stream) ?? randomUUID()
    own.set(stream, id)
    return id
  }
}
