/** A connection that goes unanswered is thrown away, and with it what it holds at the server; one that is slow, or waits for work, is kept. */
import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals'
import { sql, type Kysely } from 'kysely'
import { FaultyProxy } from '../../test/prove/faulty-proxy.ts'
import { needs } from '../../test/support/needs.ts'
import { realPostgres } from '../../test/support/postgres-server.ts'
import { openSchema } from './database.ts'
import type { PostgresPlace } from './place.ts'

const postgres = await realPostgres()
afterAll(async () => {
  if (typeof postgres !== 'string') await postgres.stop()
})

needs('PostgreSQL', typeof postgres === 'string' ? postgres : undefined).describe('a connection to PostgreSQL', () => {
  let proxy: FaultyProxy
  let db: Kysely<unknown>
  let place: PostgresPlace

  beforeEach(async () => {
    if (typeof postgres === 'string') return
    const { port } = new URL(postgres.place.url)
    proxy = await FaultyProxy.start(() => Number(port))
    const url = new URL(postgres.place.url)
    url.host = `127.0.0.1:${String(proxy.port)}`
    place = { ...postgres.place, url: url.href }
    db = openSchema<unknown>(place, { schema: 'public', connections: 2 })
  })
  afterEach(async () => {
    await db.destroy()
    await proxy.close()
  })

  const pid = async () => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid
  const took = async (work: () => Promise<unknown>) => {
    const beganMs = performance.now()
    await work()
    return performance.now() - beganMs
  }

  it('is thrown away where it was cut off without a word, and those beside it, and what it held is given back', async () => {
    await Promise.all([pid(), pid()])
    let held: Promise<unknown> | undefined
    const locked = new Promise<void>((resolve) => {
      held = db.transaction().execute(async (transaction) => {
        await sql`select pg_advisory_xact_lock(4711)`.execute(transaction)
        proxy.swallow()
        await proxy.returns()
        resolve()
        await sql`select 1`.execute(transaction)
      })
      held.catch(() => undefined)
    })
    await locked
    const tookMs = await took(() => expect(held).rejects.toThrow())
    expect(tookMs).toBeLessThan(4_000)
    // Over the one that rested meanwhile it would fail; behind the lock that nobody gives back it would wait for ten seconds.
    expect(
      await took(() =>
        db.transaction().execute((transaction) => sql`select pg_advisory_xact_lock(4711)`.execute(transaction)),
      ),
    ).toBeLessThan(4_000)
  }, 30_000)

  it('is kept where each answer takes two seconds, and where the server works for longer than that', async () => {
    const before = await pid()
    proxy.slowMs = 2_000
    expect(await pid()).toBe(before)
    proxy.slowMs = 0
    await sql`select pg_sleep(6)`.execute(db)
    expect(await pid()).toBe(before)
  }, 30_000)

  it('is given up in being made where nothing is said', async () => {
    proxy.swallow()
    expect(await took(() => expect(pid()).rejects.toThrow())).toBeLessThan(5_000)
    await proxy.returns()
    expect(await pid()).toBeGreaterThan(0)
  }, 30_000)

  it('is over in time where the server does not hear that it is', async () => {
    await Promise.all([pid(), pid()])
    proxy.swallow()
    expect(await took(() => db.destroy())).toBeLessThan(4_000)
    await proxy.returns()
    db = openSchema<unknown>(place, { schema: 'public', connections: 1 })
  }, 30_000)
})
