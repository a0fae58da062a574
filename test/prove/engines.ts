/** Generated sequences of commands give the same outcomes and the same stream on SQLite and on EventStoreDB. A trial is a sequence. */
import { AssertionError } from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEventStoreDb } from '../../libs/event-store/eventstoredb.ts'
import { openSqliteSealedValues } from '../../libs/event-store/sqlite-sealed-values.ts'
import type { EventStore } from '../../libs/event-store/port.ts'
import { openSqliteEventStore } from '../../libs/event-store/sqlite.ts'
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in/stand-in.ts'
import { sameOnBothStores } from '../support/same-on-both-stores.ts'
import { progress, type Asked, type Proof } from './proof.ts'

/** One command in twenty meets a server that writes it and then fails the call. */
const FAILS_AT = { every: 20, at: 7 }

export async function proveEngines({ trials, planted, say }: Asked): Promise<Proof> {
  const directory = mkdtempSync(join(tmpdir(), 'prove-engines-'))
  const standIn = await EventStoreDbStandIn.start()
  const sqlite = await openSqliteEventStore({ file: join(directory, 'events.db') })
  const eventStoreDb = await openEventStoreDb({
    connection: standIn.url,
    sealedValues: openSqliteSealedValues(join(directory, 'sealed-values.db')),
    patienceMs: 60_000,
  })
  const seed = Date.now() % 1_000_000_007
  const promise = 'the same outcomes and the same stream on SQLite and on EventStoreDB (a stand-in for the server)'
  say(`${String(trials)} sequences of commands, seed ${String(seed)}`)
  try {
    const compared = await sameOnBothStores(sqlite, planted ? writingAnew(eventStoreDb) : eventStoreDb, {
      sequences: trials,
      commands: 40,
      seed,
      atOnce: 12,
      disturb: (command) => {
        if (command % FAILS_AT.every === FAILS_AT.at) standIn.faults.appends.push('fail-after-writing')
      },
      onProgress: progress(trials, say),
    })
    return { promise, trials, failures: 0, details: { seed, ...compared } }
  } catch (difference) {
    if (!(difference instanceof AssertionError)) throw difference
    say(difference.message)
    return { promise, trials, failures: 1, details: { seed, endedAtTheFirstDifference: true } }
  } finally {
    await eventStoreDb.close()
    await sqlite.close()
    standIn.stop()
    rmSync(directory, { recursive: true })
  }
}

/** The planted fault: a store that does not write the bytes that it was given, but what it understood of them. */
const writingAnew = (store: EventStore): EventStore => ({
  append: (stream, expected, events) =>
    store.append(
      stream,
      expected,
      events.map((event) => ({ ...event, body: JSON.stringify(JSON.parse(event.body), undefined, 1) })),
    ),
  read: (stream, from, limit, bytesAtMost) => store.read(stream, from, limit, bytesAtMost),
  readAll: (from, limit, bytesAtMost) => store.readAll(from, limit, bytesAtMost),
  subscribe: (after, options) => store.subscribe(after, options),
  head: () => store.head(),
  close: () => store.close(),
})
