/** A planted fault: nobody looks whether a connection to PostgreSQL is answered, so that it is kept for ever. Loaded before a program, never by one. */
import { isMainThread } from 'node:worker_threads'
import type { Server } from '../../../libs/postgres/server.ts'
import { built } from '../../bench/work/built.ts'

if (isMainThread) {
  const module = await built<{ readonly Server: typeof Server }>('libs/postgres/server.js')
  module.Server.prototype.during = (_client, ask) => ask()
}
