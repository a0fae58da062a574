/** Encrypted connections, credentials and clusters, on stand-ins; and one client for a whole process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { EventStoreDbStandIn } from '../../test/support/eventstoredb-stand-in/stand-in.ts'
import { ownCertificate, type Certificate } from '../messaging/testing/receiver.ts'
import { readCredentials } from './eventstoredb-connection.ts'
import { StoreUnavailable, type EventStore } from './port.ts'
import { openOn } from './testing/eventstoredb.ts'
import { eventNamed, namesIn, until } from './testing/events.ts'

const directory = mkdtempSync(join(tmpdir(), 'eventstoredb-tls-'))
let nodes: EventStoreDbStandIn[]
let stores: EventStore[]

beforeEach(() => {
  nodes = []
  stores = []
})
afterAll(() => {
  rmSync(directory, { recursive: true })
})
afterEach(async () => {
  for (const store of stores) await store.close()
  for (const node of nodes) node.stop()
})

async function start(...options: Parameters<typeof EventStoreDbStandIn.start>): Promise<EventStoreDbStandIn> {
  const node = await EventStoreDbStandIn.start(...options)
  nodes.push(node)
  return node
}

async function open(...options: Parameters<typeof openOn>): Promise<EventStore> {
  const store = await openOn(...options)
  stores.push(store)
  return store
}

/** Three nodes on one log, as replication would have it; the first leads. */
async function cluster(): Promise<readonly [EventStoreDbStandIn, EventStoreDbStandIn, EventStoreDbStandIn]> {
  const leader = await start()
  const all = [leader, await start({ log: leader.log }), await start({ log: leader.log })] as const
  for (const node of all) node.members = all.map(({ port }) => port)
  return all
}

/** At once, and after 50, 100 and 200 ms more: 400 more are beyond a patience of 600. */
const TRIES_AT_MOST = 4
const triesOf = (all: readonly EventStoreDbStandIn[]) =>
  all.flatMap(({ calls }) => calls).filter((call) => call === 'gossip').length

const listOf = (all: readonly EventStoreDbStandIn[], options = 'tls=false') =>
  `esdb://${all.map(({ port }) => `127.0.0.1:${String(port)}`).join(',')}?${options}`

describe('a cluster', () => {
  it('is found by any of its nodes, and written and read at its leader', async () => {
    const [leader, ...followers] = await cluster()
    const store = await open(listOf([...followers, leader]))
    await store.append('plan-1', 'no-stream', [eventNamed('a')])

    expect(await namesIn(store, 'plan-1')).toEqual(['a'])
    expect(leader.calls).toEqual(expect.arrayContaining(['append', 'read']))
    for (const { calls } of followers) expect(calls.filter((call) => call !== 'gossip')).toEqual([])
  })

  it('goes on under another leader: appends and subscriptions follow it', async () => {
    const [leader, second, third] = await cluster()
    const store = await open(listOf([leader, second, third]), { patienceMs: 10_000 })
    const stop = new AbortController()
    const had: string[] = []
    const following = (async () => {
      for await (const batch of store.subscribe(undefined, { signal: stop.signal }))
        had.push(...batch.map(({ stream }) => stream))
    })()
    await store.append('plan-1', 'no-stream', [eventNamed('a')])
    await until('it has come', () => had.length === 1)

    leader.stop()
    for (const node of [second, third]) node.members = [second.port, third.port]
    await store.append('plan-2', 'no-stream', [eventNamed('b')])
    // A leader that steps down says who leads now.
    for (const node of [second, third]) node.members = [third.port, second.port]
    await store.append('plan-3', 'no-stream', [eventNamed('c')])
    second.stop()
    await until('all have come', () => had.length === 3)
    stop.abort()
    await following

    expect(had).toEqual(['plan-1', 'plan-2', 'plan-3'])
    expect(third.calls).toContain('append')
  }, 30_000)

  it('that nobody can be reached of, or whose gossip never answers, keeps nobody longer than patience', async () => {
    const node = await start()
    node.faults.ignoresGossip = true
    const opened = open(listOf([node, node]), { callTimeoutMs: 200, patienceMs: 600 })
    await expect(opened).rejects.toMatchObject({ constructor: StoreUnavailable, reason: 'unreachable' })
    expect(triesOf([node])).toBeLessThanOrEqual(TRIES_AT_MOST * 2)
  })

  it('that is lost under those who write keeps them no longer either', async () => {
    const [leader, second] = await cluster()
    const store = await open(listOf([leader, second]), { callTimeoutMs: 200, patienceMs: 600 })
    for (const node of nodes) node.faults.ignoresGossip = true
    leader.stop()
    const before = triesOf([leader, second])
    const append = store.append('plan-1', 'no-stream', [eventNamed('a')])
    await expect(append).rejects.toMatchObject({ constructor: StoreUnavailable, reason: 'unreachable' })
    expect(triesOf([leader, second]) - before).toBeLessThanOrEqual(TRIES_AT_MOST * 2)
  })
})

describe('one process', () => {
  it('has one client for a server, however many stores are opened on it and whichever closes first', async () => {
    const node = await start()
    const [one, other] = [await open(node.url), await open(node.url)]
    await one.append('plan-1', 'no-stream', [eventNamed('a')])
    await one.close()
    await other.append('plan-1', 0, [eventNamed('b')])

    expect(await namesIn(other, 'plan-1')).toEqual(['a', 'b'])
    expect(node.clients.size).toBe(1)
  })

  it('has one for each of two servers, say of the events and of the access records', async () => {
    const [node, another] = [await start(), await start()]
    const [one, other] = [await open(node.url), await open(another.url)]
    await one.append('plan-1', 'no-stream', [eventNamed('a')])
    await other.append('plan-1', 'no-stream', [eventNamed('b')])
    expect([await namesIn(one, 'plan-1'), await namesIn(other, 'plan-1')]).toEqual([['a'], ['b']])
  })
})

describe('who may', () => {
  const credentials = { username: 'samenspel', password: 'with:colons@and%signs' }
  let certificate: Certificate

  beforeAll(async () => {
    certificate = await ownCertificate()
    writeFileSync(join(directory, 'own.crt'), certificate.cert)
    writeFileSync(join(directory, 'other.crt'), (await ownCertificate()).cert)
  })

  async function secure(): Promise<EventStoreDbStandIn> {
    const node = await start({ tls: { key: certificate.key, certificate: certificate.cert }, users: [credentials] })
    node.log.setMetadata('$all', { $acl: { $r: [credentials.username] } })
    return node
  }
  const urlOf = ({ port }: EventStoreDbStandIn, authority = 'own.crt') =>
    `esdb://localhost:${String(port)}?tls=true&tlsCAFile=${join(directory, authority)}`

  it('connects encrypted, to a server whose authority is named, with credentials from a file', async () => {
    const node = await secure()
    const file = join(directory, 'credentials')
    writeFileSync(file, `${credentials.username}:${credentials.password}\n`)
    const store = await open(urlOf(node), { credentials: readCredentials(file) })
    await store.append('plan-1', 'no-stream', [eventNamed('a')])
    const stop = new AbortController()
    const batches = store.subscribe(undefined, { signal: stop.signal })[Symbol.asyncIterator]()

    expect((await batches.next()).value).toHaveLength(1)
    expect(await namesIn(store, 'plan-1')).toEqual(['a'])
    expect(node.calls).not.toContain('batchAppend')
    stop.abort()
    await batches.next()
  })

  it('is told at once that the credentials are wrong, and neither of them in the message', async () => {
    const node = await secure()
    const wrong = { username: 'samenspel', password: 'changeit' }
    const opened = open(urlOf(node), { credentials: wrong })
    await expect(opened).rejects.toMatchObject({ constructor: StoreUnavailable, reason: 'denied' })
    await expect(opened).rejects.toThrow(/^(?!.*(changeit|samenspel)).*$/)
    expect(node.calls.length).toBe(1)
  })

  it('is denied a server whose administrator has not let it read all streams', async () => {
    const node = await secure()
    node.log.setMetadata('$all', {})
    await expect(open(urlOf(node), { credentials })).rejects.toMatchObject({ reason: 'denied' })
  })

  it('is told what others may do with our streams, where the server lets them read that', async () => {
    const node = await secure()
    const told: (readonly string[])[] = []
    const opened = async () => {
      const onOthersLetIn = (may: readonly string[]) => told.push(may)
      await (await open(urlOf(node), { credentials, onOthersLetIn, callTimeoutMs: 2_000 })).close()
      return told.splice(0)
    }
    // By the lists that a server comes with we may not know that they let everybody in.
    expect(await opened()).toEqual([])
    node.log.setMetadata('$settings', { $acl: { $r: credentials.username } })
    expect(await opened()).toEqual([['read', 'write', 'delete', 'cut or delete']])
    const ours = credentials.username
    node.log.setSettings({ $userStreamAcl: { $r: ours, $w: ours, $d: '$admins', $mr: ours, $mw: '$admins' } })
    expect(await opened()).toEqual([])
  })

  it('never talks to a server that another authority vouches for', async () => {
    const node = await secure()
    const opened = open(urlOf(node, 'other.crt'), { credentials, patienceMs: 300 })
    await expect(opened).rejects.toMatchObject({ reason: 'unreachable' })
    expect(node.calls).toEqual([])
  })

  it('is refused credentials without encryption, and encryption without credentials', async () => {
    const node = await start()
    await expect(open(node.url, { credentials })).rejects.toBeInstanceOf(RangeError)
    await expect(open('esdb://localhost:2113')).rejects.toBeInstanceOf(RangeError)
    expect(node.calls).toEqual([])
  })
})
