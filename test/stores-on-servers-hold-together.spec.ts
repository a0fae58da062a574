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
    ['VAULT', 'the key vault', /StoresApart[\s\S]*nothing was started or changed[\s\S]*[Pp]ut back/],
    ['SEALED_VALUES', 'the sealed values', /StoresApart[\s\S]*nothing was started or changed[\s\S]*[Pp]ut back/],
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
      if (refusal !== 'opens') expect(refusal).toContain(`${name} (127.0.0.1:`)
      await newest.putBack()
      expect(await outcome(settings)).toBe('opens')
    },
    60_000,
  )

  it.each<[Purpose, RegExp]>([
    ['VAULT', /the root key is not the one this vault was made with/],
    ['SEALED_VALUES', /the sealed values/],
    ['READS', /the events \(esdb:.*the lists/],
  ])(
    'are refused with the %s of another',
    async (purpose, expected) => {
      const theirs = withDatabase(settings, purpose, placeIn(other.settings, purpose))
      expect(await outcome(theirs)).toMatch(expected)
      expect(await outcome(settings)).toBe('opens')
    },
    60_000,
  )

  it.each<[Purpose, RegExp]>([
    ['VAULT', /vault/],
    ['SEALED_VALUES', /StoresApart[\s\S]*the sealed values/],
    ['READS', /^opens$/],
  ])(
    'start with no %s, or are refused with what mends it',
    async (purpose, expected) => {
      const place = await nothingBeside(placeIn(settings, purpose))
      expect(await outcome(withDatabase(settings, purpose, place))).toMatch(expected)
      expect(await outcome(settings)).toBe('opens')
    },
    60_000,
  )
})
