/** Planted faults: each is in the modules of the built API, and off until the process is told to have it. Loaded before the API, never by it. */
import { registerHooks } from 'node:module'
import { isMainThread } from 'node:worker_threads'
import { withFaults } from '../faults.ts'

if (isMainThread)
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context)
      if (!url.includes('/dist/') || loaded.source === undefined) return loaded
      return { ...loaded, source: withFaults(url, Buffer.from(loaded.source as string).toString()) }
    },
  })
