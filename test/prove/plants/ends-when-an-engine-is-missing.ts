/** A planted fault: a process that could go on ends where an engine is missing. Loaded before a program, never by one. */
import { isMainThread } from 'node:worker_threads'
import type { Engine } from '../../../libs/telemetry/engines.ts'
import { built } from '../../bench/work/built.ts'

if (isMainThread) {
  const module = await built<{ readonly Engine: typeof Engine }>('libs/telemetry/engines.js')
  module.Engine.prototype.missing = () => process.exit(1)
}
