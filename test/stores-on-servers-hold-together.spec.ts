/** The drills of stores that do not belong together where vault, sealed values and lists are in a real PostgreSQL, and the events on a server (a stand-in for EventStoreDB). */
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Sealed } from '../libs/deciding/decider.ts'
import { readConfiguration } from '../libs/installation/configuration.ts'
import { openSystem, type System } from '../libs/installation/system.ts'
import { openSchema } from '../libs/postgres/database.ts'
import type { PostgresPlace } from '../libs/postgres/place.ts'
import { Plain } from '../libs/sealing/plain.ts'
import { closeAll } from './support/closing.ts'
import { EventStoreDbStandIn } from './support/eventstoredb-stand-in/stand-in.ts'
import { aCluster, type Cluster } from './support/cluster.ts'
import { needs } from './support/needs.ts'
import { backupOf } from './support/postgres-backup.ts'

type Purpose = 'READS' | 'VAULT' | 'SEALED_VALUES'
type Settings = Readonly<Record<string, string>>
const SCHEMAS = {
  VAULT: 'samenspel_vault',
  SEALED_VALUES: 'samenspel_sealed_values',
  READS: 'samenspel_reads',
} as const

const [cluster, other] = [await aCluster(), await aCluster()]
const missing = [cluster, other].find((one) => typeof one === 'string')

const placeIn = (settings: Settings, purpose: Purpose): PostgresPlace => ({
  url: settings[`SAMENSPEL_${purpose}_POSTGRES`] ?? '',
  passwordFile: settings[`SAMENSPEL_${purpose}_POSTGRES_PASSWORD_FILE`],
})

const opened = (settings: Settings): Promise<System> =>
  openSystem(readConfiguration({ ...settings, SAMENSPEL_LOG_LEVEL: 'silent' }))

/** Something said of somebody new, with lists that follow it. */
async function saysSomething({ sealing, store, readStore }: System): Promise<void> {
  const [id, stream] = [randomUUID(), `plan-${randomUUID()}`]
  const context = { tenant: '0363', stream, commandId: id, domain: 'general', contentOwner: `plan:${stream}` }
  const { command, values } = await sealing.seal<{ readonly name: Sealed }>(
    { name: new Plain('somebody new') },
    { ...context, subjects: [randomUUID()] },
  )
  const body = JSON.stringify({ data: command, recordedAt: '2026-11-22T09:00:00.000Z' })
  const event = { id, type: 'SomethingElse', body, sealed: JSON.stringify(values) }
  const { position } = await store.append(stream, 'no-stream', [event])
  await readStore.checkpoint('another').write(position)
}

async function said({ settings }: Cluster): Promise<void> {
  const system = await opened(settings)
  for (let times = 0; times < 3; times += 1) await saysSomething(system)
  await system.close()
}

/** What keeps it from starting; 'opens' where nothing does. */
const outcome = (settings: Settings): Promise<string> =>
  opened(settings).then(
    async (system) => {
      await system.close()
      return 'opens'
    },
    (fault: unknown) => String(fault),
  )

/** With one of its databases another. */
const withDatabase = (settings: Settings, purpose: Purpose, { url, passwordFile }: PostgresPlace): Settings => ({
  ...settings,
  [`SAMENSPEL_${purpose}_POSTGRES`]: url,
  ...(passwordFile !== undefined && { [`SAMENSPEL_${purpose}_POSTGRES_PASSWORD_FILE`]: passwordFile }),
})

const APART = /StoresApart[^]*nothing was started or changed[^]*Put back/

/** Of lists, which follow from the events, it is to have them made anew. */
const mendedBy = (settings: Settings, purpose: Purpose): string => {
  const { url } = placeIn(settings, purpose)
  return purpose === 'READS'
    ? `psql '${url}' -c 'drop schema ${SCHEMAS.READS} cascade'`
    : `pg_restore --clean --if-exists --single-transaction --dbname='${url}' BACKUP/${SCHEMAS[purpose]}.dump`
}

/** Another server, of which this test lets go at its end. */
async function nothingHappened(): Promise<EventStoreDbStandIn> {
  const standIn = await EventStoreDbStandIn.start()
  standIns.push(standIn)
  return standIn
}
const standIns: EventStoreDbStandIn[] = []

/** A new database, beside one of a cluster. */
async function nothingBeside(place: PostgresPlace): Promise<PostgresPlace> {
  const name = `empty_${randomUUID().replaceAll('-', '')}`
  const db = openSchema<unknown>(place, { schema: 'public', connections: 1 })
  await sql
    .raw(`create database ${name}`)
    .execute(db)
    .finally(() => db.destroy())
  const url = new URL(place.url)
  url.pathname = `/${name}`
  return { ...place, url: url.href }
}

beforeAll(async () => {
  if (typeof cluster === 'string' || typeof other === 'string') return
  await said(cluster)
  await said(other)
}, 60_000)
afterAll(async () => {
  for (const standIn of standIns) standIn.stop()
  const started = [cluster, other].filter((one) => typeof one !== 'string')
  await closeAll(
    { clusters: () => Promise.all(started.map((one) => one[Symbol.asyncDispose]())) },
    { atMostMs: 30_000 },
  )
}, 40_000)

needs('PostgreSQL', typeof missing === 'string' ? missing : undefined).describe('stores on servers', () => {
  if (typeof cluster === 'string' || typeof other === 'string') return
  const { settings } = cluster

  it.each<[Purpose, string, RegExp]>([
    ['VAULT', 'the key vault', APART],
    ['SEALED_VALUES', 'the sealed values', APART],
    ['READS', 'the lists', /^opens$/],
  ])(
    'start with an older %s, or are refused with what mends it, and start with the newest',
    async (purpose, name, expected) => {
      const place = placeIn(settings, purpose)
      const older = await backupOf(place, SCHEMAS[purpose])
      await said(cluster)
      const newest = await backupOf(place, SCHEMAS[purpose])
      await older.putBack()
      const refusal = await outcome(settings)
      expect(refusal).toMatch(expected)
      if (refusal !== 'opens') {
        expect(refusal).toContain(`${name} (127.0.0.1:`)
        expect(refusal).toContain(mendedBy(settings, purpose))
        // Or older events, which are on a server of another kind.
        expect(refusal).toMatch(/events that are as old as it: rm -rf DB && cp -a BACKUP\/eventstoredb DB/)
      }
      await newest.putBack()
      expect(await outcome(settings)).toBe('opens')
    },
    60_000,
  )

  it.each<[Purpose, RegExp]>([
    ['VAULT', /the root key is not the one this vault was made with[^]*cp BACKUP\/root\.key '/],
    ['SEALED_VALUES', /the events \(esdb:.*not those of: the sealed values/],
    ['READS', /the events \(esdb:.*the lists/],
  ])(
    'are refused with the %s of another, and with what mends it',
    async (purpose, expected) => {
      const theirs = withDatabase(settings, purpose, placeIn(other.settings, purpose))
      const refusal = await outcome(theirs)
      expect(refusal).toMatch(expected)
      expect(refusal).toContain(mendedBy(theirs, purpose))
      expect(await outcome(settings)).toBe('opens')
    },
    60_000,
  )

  it('are refused with the vault of another and its root key, also with the code', async () => {
    const theirs = {
      ...withDatabase(settings, 'VAULT', placeIn(other.settings, 'VAULT')),
      SAMENSPEL_ROOT_KEY_FILE: other.settings['SAMENSPEL_ROOT_KEY_FILE'] ?? '',
    }
    const refusal = await outcome(theirs)
    expect(refusal).toMatch(/the events \(esdb:.*not those of: the key vault/)
    expect(refusal).toContain(mendedBy(theirs, 'VAULT'))
    const withCode = await outcome({ ...theirs, SAMENSPEL_RESTORED: /=([0-9a-f]{12})$/.exec(refusal)?.[1] ?? '' })
    expect(withCode).toMatch(/the key vault \(.*\) is older than the events, or of another/)
    expect(withCode).toContain(mendedBy(theirs, 'VAULT'))
    expect(await outcome(settings)).toBe('opens')
  }, 60_000)

  it.each<[string, () => Promise<string>, RegExp]>([
    ['another’s', () => Promise.resolve(other.standIn.url), /not those of: the key vault/],
    [
      'missing',
      () => nothingHappened().then(({ url }) => url),
      /are missing or empty, and of them know: the key vault/,
    ],
  ])(
    'are refused with events that are %s',
    async (_, events, expected) => {
      const refusal = await outcome({ ...settings, SAMENSPEL_EVENT_STORE: await events() })
      expect(refusal).toMatch(expected)
      expect(refusal).toMatch(/: rm -rf DB && cp -a BACKUP\/eventstoredb DB/)
      expect(await outcome(settings)).toBe('opens')
    },
    60_000,
  )

  it.each<[Purpose, RegExp]>([
    ['VAULT', /there are events, but no vault at 127/],
    ['SEALED_VALUES', /StoresApart[\s\S]*the sealed values/],
    ['READS', /^opens$/],
  ])(
    'start with no %s, or are refused with what mends it',
    async (purpose, expected) => {
      const empty = withDatabase(settings, purpose, await nothingBeside(placeIn(settings, purpose)))
      const refusal = await outcome(empty)
      expect(refusal).toMatch(expected)
      if (refusal !== 'opens') expect(refusal).toContain(mendedBy(empty, purpose))
      expect(await outcome(settings)).toBe('opens')
    },
    60_000,
  )
})
