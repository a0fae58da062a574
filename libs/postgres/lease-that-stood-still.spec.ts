/** A server that stood still answers, when it goes on, what nobody waits for any more: a lease that is renewed or taken by that keeps nobody waiting who held it. */
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { needs } from '../../test/support/needs.ts'
import { postgresThatGoesAway, type PostgresThatGoesAway } from '../../test/support/engine-that-goes-away.ts'
import { until } from '../../test/support/partners.ts'
import { realPostgres } from '../../test/support/postgres-server.ts'
import { held } from '../lease/lease.contract.ts'
import { postgresLease } from './lease.ts'
import type { PostgresPlace } from './place.ts'

const postgres = await realPostgres()
if (typeof postgres !== 'string') await postgres.stop()

const LASTS_MS = 10_000
const never = new AbortController().signal

needs('PostgreSQL', typeof postgres === 'string' ? postgres : undefined).describe('a server that stood still', () => {
  let server: PostgresThatGoesAway
  let place: PostgresPlace
  beforeAll(async () => {
    server = await postgresThatGoesAway('PostgreSQL for a lease')
    place = await server.database('leases')
  }, 60_000)
  afterAll(async () => {
    await server[Symbol.asyncDispose]()
  })

  it('gives a lease back at once to whom it was lost by, and not to another beside them', async () => {
    const [take, others] = [1, 2].map(() => postgresLease({ place, name: 'one', lastsMs: LASTS_MS }))
    if (take === undefined || others === undefined) throw new Error('nobody takes it')
    const first = held(await take(never))
    await server.goes('stopped')
    await until(() => first.lost.aborted, 2 * LASTS_MS)
    // It cannot be given back, and what it was to be renewed by stands at the server.
    await first.release()
    const leaving = new AbortController()
    const again = take(never)
    let isTheirs = false
    const theirs = others(leaving.signal).then((lease) => (isTheirs = lease !== undefined))
    await server.comesBack('stopped')
    const beganMs = performance.now()
    const second = await again
    expect(performance.now() - beganMs).toBeLessThan(LASTS_MS / 2)
    const lease = held(second)
    expect([lease.lost.aborted, isTheirs]).toEqual([false, false])
    leaving.abort()
    await theirs
    await lease.release()
  }, 90_000)
})
