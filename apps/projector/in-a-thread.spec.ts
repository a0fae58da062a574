import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EventStore } from '../../libs/event-store/port.ts'
import { openSqliteEventStore } from '../../libs/event-store/sqlite.ts'
import { eventNamed } from '../../libs/event-store/testing/events.ts'
import { whoHasAPart } from '../../libs/plan/lists/who-has-a-part.ts'
import { beginAll } from '../../libs/read-store/run-projections.ts'
import { openSqliteReadStore } from '../../libs/read-store/sqlite-read-store.ts'
import type { Told } from '../../libs/installation/tell-of-lists.ts'
import { projectInAThread, type Files } from './in-a-thread.ts'
import { PROJECTIONS } from '../../libs/installation/projections.ts'

const WITHIN_MS = 20_000

let directory: string
let files: Files
let access: EventStore
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'projector-thread-'))
  files = {
    events: join(directory, 'events.db'),
    reads: join(directory, 'reads.db'),
    access: join(directory, 'access.db'),
    accessReads: join(directory, 'access-reads.db'),
  }
  access = await openSqliteEventStore({ file: files.access })
})
afterEach(async () => {
  await access.close()
  rmSync(directory, { recursive: true })
})

/** Of a type that no read model knows: what they learn is only that it was there. */
const something = (name: string) => ({ ...eventNamed(name), type: 'SomethingElse' })

it('follows what another thread writes, and ends when it is told to', async () => {
  const store = await openSqliteEventStore({ file: files.events })
  const readStore = openSqliteReadStore({ file: files.reads })
  await beginAll(store, readStore, PROJECTIONS)
  const stopping = new AbortController()
  const told: Told[] = []
  const projecting = projectInAThread(files, stopping.signal, (what) => told.push(what))
  for (const [revision, name] of ['first', 'second'].entries()) {
    const { position } = await store.append('plan-1', revision === 0 ? 'no-stream' : revision - 1, [something(name)])
    for (const { name, version, tables } of PROJECTIONS)
      expect(await readStore.caughtUpTo({ name, version, tables }, position, WITHIN_MS)).toBe(true)
  }
  stopping.abort()
  await projecting
  // Nothing but that each follows.
  expect(told.filter((what) => !('going' in what))).toEqual([])
  expect(told).toEqual(expect.arrayContaining(PROJECTIONS.map(({ name }) => ({ going: name }))))
  await readStore.close()
  await store.close()
}, 60_000)

it('says when the thread has died, and starts another', async () => {
  const store = await openSqliteEventStore({ file: files.events })
  const { position } = await store.append('plan-1', 'no-stream', [something('first')])
  mkdirSync(files.reads)
  const stopping = new AbortController()
  const { promise: heard, resolve: hear } = Promise.withResolvers<Told>()
  const projecting = projectInAThread(files, stopping.signal, hear)
  expect(await heard).toMatchObject({ projection: 'all', fault: 'StoreUnavailable (io-error)' })
  rmdirSync(files.reads)
  const readStore = openSqliteReadStore({ file: files.reads })
  await beginAll(store, readStore, PROJECTIONS)
  expect(await readStore.caughtUpTo(whoHasAPart, position, WITHIN_MS)).toBe(true)
  stopping.abort()
  await projecting
  await readStore.close()
  await store.close()
}, 60_000)
