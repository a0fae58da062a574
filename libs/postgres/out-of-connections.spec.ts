/** A server that has no connection left, and answers who has one: it is said once that it cannot be had, and once that it can, however often one is refused. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from '@jest/globals'
import { sql, type Kysely } from 'kysely'
import { needs } from '../../test/support/needs.ts'
import { until } from '../../test/support/partners.ts'
import { realPostgres } from '../../test/support/postgres-server.ts'
import type { EngineTold } from '../telemetry/engines.ts'
import { openSchema } from './database.ts'

const postgres = await realPostgres()
const directory = mkdtempSync(join(tmpdir(), 'out-of-connections-'))
afterAll(async () => {
  rmSync(directory, { recursive: true })
  if (typeof postgres !== 'string') await postgres.stop()
})

needs('PostgreSQL', typeof postgres === 'string' ? postgres : undefined).it(
  'who asks a server that is out of connections says once that it is missing, why, and once that it is back',
  async () => {
    if (typeof postgres === 'string') return
    const role = 'of_few_connections'
    const passwordFile = join(directory, 'password')
    writeFileSync(passwordFile, 'of-this-test')
    const administrator = openSchema<unknown>(postgres.place, { schema: 'public', connections: 1 })
    const said = (statement: string) => sql.raw(statement).execute(administrator)
    await said(`create role ${role} login password 'of-this-test' connection limit 1`)
    const url = new URL(postgres.place.url)
    url.username = role
    const told: (string | undefined)[] = []
    const hear = (message: unknown) => told.push((message as EngineTold).because)
    subscribe('samenspel.engines', hear)
    const opened = [1, 2].map(() =>
      openSchema<unknown>({ url: url.href, passwordFile }, { schema: 'public', connections: 1 }),
    )
    const counted = { answered: 0, refused: 0 }
    const leaving = new AbortController()
    const asking = opened.map(async (db: Kysely<unknown>) => {
      while (!leaving.signal.aborted)
        await sql`select 1`.execute(db).then(
          () => (counted.answered += 1),
          () => (counted.refused += 1),
        )
    })
    await until(() => counted.answered > 100 && counted.refused > 20, 20_000)
    expect(told).toEqual([expect.stringContaining('too many connections')])
    await said(`alter role ${role} connection limit 20`)
    await until(() => told.length > 1, 20_000)
    leaving.abort()
    await Promise.all(asking)
    expect(told).toEqual([expect.stringContaining('too many connections'), undefined])
    unsubscribe('samenspel.engines', hear)
    await Promise.all([...opened.map((db) => db.destroy()), said(`drop role ${role}`)])
    await administrator.destroy()
  },
  60_000,
)
