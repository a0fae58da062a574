import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { afterAll, describe, expect, it } from '@jest/globals'
import { inMemoryEventStore } from '../event-store/testing/in-memory.ts'
import { until } from '../../test/support/partners.ts'
import { needs } from '../../test/support/needs.ts'
import { realPostgres } from '../../test/support/postgres-server.ts'
import { held, leaseContract, startHolder } from '../lease/lease.contract.ts'
import { LeaseLost, type Lease } from '../lease/port.ts'
import { underLease } from '../lease/under-lease.ts'
import { hung, lamps, lampsModel, onceReady, writerOf } from '../read-store/lamps.contract.ts'
import { openPostgresReadStore } from '../read-store/postgres-read-store.ts'
import { runProjections } from '../read-store/run-projections.ts'
import { postgresLease } from './lease.ts'
import type { PostgresPlace } from './place.ts'

const LASTS_MS = 1_500
const never = () => new AbortController().signal

const postgres = await realPostgres()
afterAll(async () => {
  if (typeof postgres !== 'string') await postgres.stop()
})

const server = () => {
  if (typeof postgres === 'string') throw new Error(postgres)
  return postgres
}
const fresh = () => ({ place: server().place, schema: server().freshSchema(), name: 'one', lastsMs: LASTS_MS })

/** The way to the server, which can be cut. */
async function wayTo({ url, ...rest }: PostgresPlace) {
  const { hostname, port } = new URL(url)
  const open = new Set<Socket>()
  const way = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => undefined)
      one.on('close', () => other.destroy())
      one.pipe(other)
    }
  })
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve))
  const here = new URL(url)
  here.port = String((way.address() as AddressInfo).port)
  return {
    place: { ...rest, url: here.href },
    cut() {
      way.close()
      for (const one of open) one.destroy()
    },
  }
}

needs('PostgreSQL', typeof postgres === 'string' ? postgres : undefined).describe('a lease on PostgreSQL', () => {
  leaseContract(fresh)

  it('gives each holder a greater token', async () => {
    const at = fresh()
    const tokens = []
    for (let turn = 0; turn < 3; turn += 1) {
      const lease = held(await postgresLease(at)(never()))
      tokens.push(...(await server().behindItsBack(at.schema, 'select token from lease')))
      await lease.release()
    }
    expect(tokens).toEqual([1, 2, 3].map((token) => ({ token })))
  })

  it('is kept far beyond its time by a holder that lives', async () => {
    const at = { ...fresh(), lastsMs: 750 }
    const lease = held(await postgresLease(at)(never()))
    const other = await postgresLease(at)(AbortSignal.timeout(2_250))
    expect([other, lease.lost.aborted]).toEqual([undefined, false])
    await lease.release()
  })

  it('is lost to a holder that cannot reach it before another has it', async () => {
    const at = fresh()
    const way = await wayTo(at.place)
    const faults: unknown[] = []
    const onFault = (fault: unknown) => faults.push(fault)
    const cutOff = held(await postgresLease({ ...at, place: way.place, onFault })(never()))
    const told: string[] = []
    cutOff.lost.addEventListener('abort', () => told.push('lost'))
    const next = postgresLease(at)(never()).then((lease) => {
      told.push('another has it')
      return lease
    })
    way.cut()
    await held(await next).release()
    expect(told).toEqual(['lost', 'another has it'])
    expect(faults).not.toEqual([])
    await cutOff.release()
  })

  it('that is lost ends the work, which begins again under the next', async () => {
    const at = { ...fresh(), lastsMs: 300 }
    let turns = 0
    await underLease(postgresLease(at), never(), async (_lease, working) => {
      turns += 1
      if (turns === 2) return
      await server().behindItsBack(at.schema, 'update lease set token = token + 1')
      // On a busy machine it may be lost before that.
      if (!working.aborted) await once(working, 'abort')
    })
    expect(turns).toBe(2)
  })

  describe('whoever writes under it', () => {
    it('is refused once another has it, though their own clock stood still meanwhile', async () => {
      const at = fresh()
      const readStore = await openPostgresReadStore({ place: at.place, schema: server().freshSchema() })
      const lease = await postgresLease({ ...at, lastsMs: 60_000 })(never())
      if (lease?.mustHold === undefined) throw new Error('it can be asked for')
      const place = readStore.under(lease.mustHold).checkpoint('place')
      await place.write('1')
      await server().behindItsBack(at.schema, 'update lease set token = token + 1')
      await expect(place.write('2')).rejects.toThrow(LeaseLost)
      expect([await place.read(), lease.lost.aborted]).toEqual(['1', true])
      await lease.release()
      await readStore.close()
    })

    it('moves no rows of a read model once another has it', async () => {
      const at = { ...fresh(), lastsMs: 60_000 }
      const readStore = await openPostgresReadStore({ place: at.place, schema: server().freshSchema() })
      const lease = await postgresLease(at)(never())
      if (lease?.mustHold === undefined) throw new Error('it can be asked for')
      const store = inMemoryEventStore()
      const write = writerOf(store, 'house-1')
      const faults: unknown[] = []
      const running = runProjections(store, readStore.under(lease.mustHold), [lamps], {
        signal: lease.lost,
        onFault: (_, fault) => faults.push(fault),
      })
      const first = await write(hung('hall'))
      expect(await onceReady(() => readStore.caughtUpTo(lampsModel, first, 5_000))).toBe(true)
      await server().behindItsBack(at.schema, 'update lease set token = token + 1')
      await write(hung('kitchen'))
      await running
      expect((await readStore.positions()).map(({ position }) => position)).toEqual([first])
      expect(faults).toEqual([])
      await lease.release()
      await readStore.close()
    })

    it('keeps another from taking it until what was begun under it is written', async () => {
      const at = { ...fresh(), lastsMs: 60_000 }
      const readStore = await openPostgresReadStore({ place: at.place, schema: server().freshSchema() })
      const lease = await postgresLease(at)(never())
      if (lease?.mustHold === undefined) throw new Error('it can be asked for')
      const told: string[] = []
      let taken: Promise<Lease | undefined> | undefined
      await readStore.under(lease.mustHold).write(async () => {
        await server().behindItsBack(at.schema, "update lease set expires_at = now() - interval '1 second'")
        taken = postgresLease(at)(never()).then((other) => {
          told.push('taken')
          return other
        })
        const waiting = `select 1 from pg_stat_activity
          where application_name = 'samenspel ${at.schema}' and wait_event_type = 'Lock'`
        await until(async () => told.length > 0 || (await server().behindItsBack('public', waiting)).length > 0)
        told.push('written')
      })
      await held(await taken).release()
      expect(told).toEqual(['written', 'taken'])
      await lease.release()
      await readStore.close()
    })

    it('and is stopped past its time, goes on, and is refused, while another writes', async () => {
      const at = fresh()
      const schema = server().freshSchema()
      const readStore = await openPostgresReadStore({ place: at.place, schema })
      await using first = startHolder({ at, writesTo: schema })
      await first.says(/wrote/)
      first.signal('SIGSTOP')
      const second = await postgresLease(at)(never())
      if (second?.mustHold === undefined) throw new Error('it can be asked for')
      const place = readStore.under(second.mustHold).checkpoint('holder')
      // Stopped within a transaction, the first holds its locks until the server ends it.
      const write = () =>
        place.write('second').then(
          () => true,
          () => false,
        )
      await until(write, 20_000)
      const before = first.said.length
      first.signal('SIGCONT')
      await first.says(/refused: LeaseLost/)
      await first.says(/refused: LeaseLost/)
      expect(first.said.slice(before)).toContain('lost')
      expect(await place.read()).toBe('second')
      await second.release()
      await readStore.close()
    })
  })
})
