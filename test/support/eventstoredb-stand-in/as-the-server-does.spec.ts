/**
 * What was measured on EventStoreDB 23.10.6 with the vendor's client, held against the stand-in, so that what passes on it is no accident of it;
 * and against a real server, where there is one. There it deletes streams of its own, one of them for ever.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  BACKWARDS,
  binaryEvent,
  END,
  EventStoreDBClient,
  NO_STREAM,
  type Credentials,
  type ResolvedEvent,
} from '@eventstore/db-client'
import { ownCertificate } from '../../../libs/messaging/testing/receiver.ts'
import { startServer, whyNoServer, type RealServer } from '../eventstoredb-server.ts'
import { needs } from '../needs.ts'
import { DELETED } from './log.ts'
import { EventStoreDbStandIn } from './stand-in.ts'

const event = (id = randomUUID()) => binaryEvent({ id, type: 'Tried', data: new TextEncoder().encode('{}') })

/** Given with each call, as the adapter does: without them the client appends in batches. */
const ANYBODY: Credentials = { username: '', password: '' }

async function revisions(reading: AsyncIterable<ResolvedEvent>): Promise<readonly bigint[]> {
  const found: bigint[] = []
  for await (const { event: one } of reading) if (one !== undefined) found.push(one.revision)
  return found
}

function behavesSo(connectionNow: () => string, credentials: Credentials): void {
  let client: EventStoreDBClient
  const signedIn = { credentials }
  const named = () => `tried-${randomUUID()}`
  const shown = (stream: string) => revisions(client.readStream(stream, signedIn))
  const append = (stream: string, expectedRevision: typeof NO_STREAM | bigint, events = [event()]) =>
    client.appendToStream(stream, events, { ...signedIn, expectedRevision })
  /** @param count of events */
  async function written(count: number): Promise<string> {
    const stream = named()
    await append(
      stream,
      NO_STREAM,
      Array.from({ length: count }, () => event()),
    )
    return stream
  }

  beforeAll(() => {
    client = EventStoreDBClient.connectionString(connectionNow())
  })
  afterAll(async () => {
    await client.dispose()
  })

  it('answers an append, and one that is sent again whole or in part, with the position of its last event', async () => {
    const stream = named()
    const events = [event(), event(), event()]
    const first = await append(stream, NO_STREAM, events)
    await append(stream, 2n)
    const places: unknown[] = []
    for await (const { event: one } of client.readStream(stream, signedIn)) places.push(one?.position)

    expect(first.position).toEqual(places[2])
    expect((await append(stream, NO_STREAM, events)).position).toEqual(places[2])
    expect((await append(stream, NO_STREAM, events.slice(0, 2))).position).toEqual(places[1])
    expect(await append(stream, 0n, events.slice(1))).toMatchObject({ nextExpectedRevision: 2n, position: places[2] })
  })

  it('shows no stream that was deleted softly, and goes on with it behind where it was, answering otherwise', async () => {
    const stream = await written(2)
    await client.deleteStream(stream, signedIn)
    await expect(shown(stream)).rejects.toMatchObject({ type: 'stream-not-found' })

    expect(await append(stream, NO_STREAM)).toMatchObject({ nextExpectedRevision: 0n })
    expect(await shown(stream)).toEqual([2n])
  })

  it('shows less of a stream whose metadata say so, and says nothing of it', async () => {
    const stream = await written(4)
    await client.setStreamMetadata(stream, { maxCount: 3 }, signedIn)
    expect(await shown(stream)).toEqual([1n, 2n, 3n])
    await client.setStreamMetadata(stream, { truncateBefore: 2 }, signedIn)
    expect(await shown(stream)).toEqual([2n, 3n])
    await client.setStreamMetadata(stream, { truncateBefore: 9 }, signedIn)
    expect(await shown(stream)).toEqual([])
    expect(await append(stream, 3n)).toMatchObject({ nextExpectedRevision: 4n })
  })

  it('leaves a tombstone at the largest revision there is, and takes and shows nothing of its stream any more', async () => {
    const stream = await written(2)
    await client.tombstoneStream(stream, signedIn)
    await expect(shown(stream)).rejects.toMatchObject({ type: 'stream-deleted' })
    await expect(append(stream, NO_STREAM)).rejects.toMatchObject({ type: 'stream-deleted' })
    await expect(append(stream, 1n)).rejects.toMatchObject({ type: 'stream-deleted' })

    const last = client.readAll({ ...signedIn, direction: BACKWARDS, fromPosition: END, maxCount: 50 })
    const seen: unknown[] = []
    for await (const { event: one } of last) if (one?.streamId === stream) seen.push([one.type, one.revision])
    expect(seen[0]).toEqual(['$streamDeleted', DELETED])
    // What was written before it is there still, until a scavenge.
    expect(seen).toHaveLength(3)
  })
}

describe('the stand-in', () => {
  let standIn: EventStoreDbStandIn

  beforeAll(async () => {
    standIn = await EventStoreDbStandIn.start()
  })
  afterAll(() => {
    standIn.stop()
  })

  behavesSo(() => standIn.url, ANYBODY)

  it('shows what is young enough', async () => {
    const stream = 'tried-young'
    const client = EventStoreDBClient.connectionString(standIn.url)
    await client.appendToStream(stream, [event(), event()], { credentials: ANYBODY, expectedRevision: NO_STREAM })
    await client.setStreamMetadata(stream, { maxAge: 3_600 }, { credentials: ANYBODY })
    expect(await revisions(client.readStream(stream))).toEqual([0n, 1n])
    standIn.log.setMetadata(stream, { $maxAge: -1 })
    expect(await revisions(client.readStream(stream))).toEqual([])
    await client.dispose()
  })
})

describe('access lists on the stand-in', () => {
  const ours = { username: 'samenspel', password: 'one' }
  const other = { username: 'other', password: 'two' }
  const admin = { username: 'admin', password: 'three', isAdmin: true }
  const directory = mkdtempSync(join(tmpdir(), 'access-lists-'))
  let standIn: EventStoreDbStandIn
  let client: EventStoreDBClient

  beforeAll(async () => {
    // The client sends no credentials where nothing is encrypted.
    const { key, cert } = await ownCertificate()
    standIn = await EventStoreDbStandIn.start({ tls: { key, certificate: cert }, users: [ours, other, admin] })
    const authority = join(directory, 'own.crt')
    writeFileSync(authority, cert)
    client = EventStoreDBClient.connectionString(
      `esdb://localhost:${String(standIn.port)}?tls=true&tlsCAFile=${authority}`,
    )
    await append(ours)
  })
  afterAll(async () => {
    await client.dispose()
    standIn.stop()
    rmSync(directory, { recursive: true })
  })

  const append = (credentials: Credentials, stream = `samenspel.${randomUUID()}`) =>
    client.appendToStream(stream, [event()], { credentials, expectedRevision: NO_STREAM })
  const readAll = (credentials: Credentials) => revisions(client.readAll({ credentials, maxCount: 100 }))
  const read = (credentials: Credentials, stream: string) => revisions(client.readStream(stream, { credentials }))
  const DENIED = { type: 'access-denied' }

  it('let everybody who is signed in read and write streams of users, and administrators alone `$all` and `$settings`', async () => {
    await append(other, 'samenspel.plan-1')
    expect(await read(ours, 'samenspel.plan-1')).toEqual([0n])
    for (const credentials of [ours, other]) {
      await expect(readAll(credentials)).rejects.toMatchObject(DENIED)
      await expect(read(credentials, '$settings')).rejects.toMatchObject(DENIED)
      await expect(append(credentials, '$settings')).rejects.toMatchObject(DENIED)
    }
    expect((await readAll(admin)).length).toBeGreaterThan(0)
  })

  it('name who else reads `$all`, and who reads and writes streams of users', async () => {
    await client.setStreamMetadata('$all', { acl: { readRoles: ['samenspel'] } }, { credentials: admin })
    expect((await readAll(ours)).length).toBeGreaterThan(0)
    await expect(readAll(other)).rejects.toMatchObject(DENIED)

    const closed = { $userStreamAcl: { $r: 'samenspel', $w: 'samenspel', $mr: 'samenspel' } }
    standIn.log.setSettings(closed)
    await expect(read(other, 'samenspel.plan-1')).rejects.toMatchObject(DENIED)
    await expect(append(other)).rejects.toMatchObject(DENIED)
    await expect(read(other, '$$samenspel.plan-1')).rejects.toMatchObject(DENIED)
    expect(await read(ours, 'samenspel.plan-1')).toEqual([0n])
    await append(ours)
  })
})

needs('EventStoreDB', await whyNoServer()).describe('a real server', () => {
  const STARTING_MS = 180_000
  let server: RealServer

  beforeAll(async () => {
    server = await startServer()
  }, STARTING_MS)
  afterAll(async () => {
    await server.stop()
  })

  behavesSo(() => server.connection, ANYBODY)
})
