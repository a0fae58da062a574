/**
 * EventStoreDB by our adapter, and by the vendor's client as its documentation shows: `ours append N`, `ours read`, `client append N`,
 * `client read`. Both write the same bytes to one server, each writer to a stream of their own; without sealed values, which stand elsewhere.
 */
import { randomUUID } from 'node:crypto'
import { binaryEvent, EventStoreDBClient, NO_STREAM } from '@eventstore/db-client'
import { openEventStoreDb } from '../../../libs/event-store/eventstoredb.ts'
import { readCredentials } from '../../../libs/event-store/eventstoredb-connection.ts'
import { openSqliteSealedValues } from '../../../libs/event-store/sqlite-sealed-values.ts'
import type { MakeContender } from '../contender.ts'
import { manyAtOnce } from '../work/many-at-once.ts'
import { Appends } from '../work/same-bytes.ts'
import { sized } from '../work/size.ts'

const READ_AT_ONCE = 1_000
const EVENTS_READ = sized(20_000, 100)

export const contender: MakeContender = async ({ connection, credentialsFile = '' }) => {
  const credentials = credentialsFile === '' ? undefined : readCredentials(String(credentialsFile))
  const namespace = `bench-${randomUUID()}`
  const store = await openEventStoreDb({
    connection: String(connection),
    ...(credentials !== undefined && { credentials }),
    namespace,
    sealedValues: openSqliteSealedValues(':memory:'),
  })
  // Without credentials with the call, so that it appends in batches; where they are needed they are the client's own.
  const client = EventStoreDBClient.connectionString(
    String(connection).replace('://', credentials === undefined ? '://' : `://${signIn(credentials)}@`),
  )
  const appends = new Appends()
  const lengths = new Map<string, number>()

  /** @returns the stream of that writer, and how long it is, before two more */
  function growing(stream: string): number {
    const length = lengths.get(stream) ?? 0
    lengths.set(stream, length + 2)
    return length
  }
  const byUs = (writer: number): Promise<unknown> => {
    const stream = `ours-${String(writer)}`
    const length = growing(stream)
    const events = appends.next().map(({ id, type, body }) => ({ id, type, body }))
    return store.append(stream, length === 0 ? 'no-stream' : length - 1, events)
  }
  const byClient = (writer: number): Promise<unknown> => {
    const stream = `${namespace}.client-${String(writer)}`
    const length = growing(stream)
    const events = appends.next().map(({ id, type, body }) => binaryEvent({ id, type, data: Buffer.from(body) }))
    return client.appendToStream(stream, events, { expectedRevision: length === 0 ? NO_STREAM : BigInt(length - 1) })
  }
  /** One stream of many events, read from its beginning. */
  async function readByUs(): Promise<number> {
    let count = 0
    for (let page = READ_AT_ONCE; page === READ_AT_ONCE; count += page)
      page = (await store.read('long', count, READ_AT_ONCE)).length
    return count
  }
  async function readByClient(): Promise<number> {
    let count = 0
    for await (const _ of client.readStream(`${namespace}.long`, { maxCount: EVENTS_READ })) count += 1
    return count
  }
  async function makeLong(): Promise<void> {
    for (let length = lengths.get('long') ?? 0; length < EVENTS_READ; length = growing('long') + 2) {
      const events = appends.next().map(({ id, type, body }) => ({ id, type, body }))
      await store.append('long', length === 0 ? 'no-stream' : length - 1, events)
    }
  }

  return {
    async work(task, forMs) {
      const [who, what, writers] = task.split(' ')
      if (what === 'append') return manyAtOnce(Number(writers), forMs, who === 'ours' ? byUs : byClient)
      await makeLong()
      const began = performance.now()
      const units = await (who === 'ours' ? readByUs() : readByClient())
      return { units, ms: performance.now() - began }
    },
    async close() {
      await store.close()
      await client.dispose()
    },
  }
}

const signIn = ({ username, password }: { readonly username: string; readonly password: string }): string =>
  [username, password].map(encodeURIComponent).join(':')
