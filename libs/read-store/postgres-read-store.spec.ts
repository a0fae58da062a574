import { afterAll, describe, expect, it } from '@jest/globals'
import { sql } from 'kysely'
import { inMemoryEventStore } from '../event-store/testing/in-memory.ts'
import { needs } from '../../test/support/needs.ts'
import { realPostgres } from '../../test/support/postgres-server.ts'
import type { EventStore, Position } from '../event-store/port.ts'
import { Advance, begin, generationsOf, switchOver } from './generations.ts'
import { killedContract } from './killed.contract.ts'
import { hung, lamps, lampsModel, onceReady, rowsOf, switched, writerOf } from './lamps.contract.ts'
import { openAt } from './places.contract.ts'
import { openPostgresReadStore } from './postgres-read-store.ts'
import type { ReadStore } from './read-store.ts'
import { rebuildContract } from './rebuild.contract.ts'
import { projectionsContract } from './run-projections.contract.ts'
import { severalListsContract } from './several-lists.contract.ts'
import { runProjections } from './run-projections.ts'

const postgres = await realPostgres()
afterAll(async () => {
  if (typeof postgres !== 'string') await postgres.stop()
})

function fresh() {
  return { place: server().place, schema: server().freshSchema() }
}

const server = () => {
  if (typeof postgres === 'string') throw new Error(postgres)
  return postgres
}

async function followed(store: EventStore, readStore: ReadStore, last: Position): Promise<void> {
  const controller = new AbortController()
  const running = runProjections(store, readStore, [lamps], { signal: controller.signal, onFault: () => undefined })
  expect(await onceReady(() => readStore.caughtUpTo(lampsModel, last, 5_000))).toBe(true)
  controller.abort()
  await running
}

async function waitingForALock(): Promise<number> {
  const rows = await server().behindItsBack(
    'public',
    "select 1 from pg_locks where not granted and locktype = 'relation'",
  )
  return rows.length
}

needs('PostgreSQL', typeof postgres === 'string' ? postgres : undefined).describe(
  'the read store on PostgreSQL',
  () => {
    projectionsContract(fresh)
    severalListsContract(fresh)
    rebuildContract(fresh)
    killedContract(fresh, 5)

    describe('what cannot serve says why', () => {
      const opening = ({ place, schema }: ReturnType<typeof fresh>) => openPostgresReadStore({ place, schema })

      it('where it is of a newer format, and leaves it as it was', async () => {
        const at = fresh()
        await (await opening(at)).close()
        await server().behindItsBack(at.schema, 'insert into migration values (99, now())')
        await expect(opening(at)).rejects.toMatchObject({ reason: 'newer-format' })
      })

      it('where nobody listens, and where the password is wrong', async () => {
        const at = fresh()
        const url = at.place.url.replace(/:\d+\//, ':1/')
        await expect(opening({ ...at, place: { ...at.place, url } })).rejects.toMatchObject({ reason: 'unreachable' })
        const place = { url: at.place.url.replace('samenspel@', 'somebody@'), passwordFile: at.place.passwordFile }
        await expect(opening({ ...at, place })).rejects.toMatchObject({ reason: 'denied' })
      })

      it('where its connections broke, and goes on when they can be made again', async () => {
        const at = fresh()
        const readStore = await opening(at)
        const checkpoint = readStore.checkpoint('one')
        await checkpoint.write('0000000000000001')
        const broken =
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'samenspel test_%'"
        const writing = readStore.write(async (transaction) => {
          await sql`select 1`.execute(transaction)
          await server().behindItsBack('public', broken)
          await sql`select 1`.execute(transaction)
        })
        await expect(writing).rejects.toMatchObject({ reason: 'unreachable' })
        expect(await checkpoint.read()).toBe('0000000000000001')
        await checkpoint.write('0000000000000002')
        expect(await checkpoint.read()).toBe('0000000000000002')
        await readStore.close()
      })

      it('where it is closed', async () => {
        const readStore = await opening(fresh())
        const waiting = readStore.caughtUpTo(lampsModel, '0000000000000001', 10_000)
        await readStore.close()
        await expect(waiting).rejects.toMatchObject({ reason: 'closed' })
        await expect(rowsOf(readStore)).rejects.toMatchObject({ reason: 'closed' })
      })

      it('and several that begin at once make it once', async () => {
        const at = fresh()
        const alone = fresh()
        const opened = await Promise.all([at, at, at, at, alone].map((place) => opening(place)))
        for (const readStore of opened) await readStore.close()
        const made = ({ schema }: typeof at) =>
          server().behindItsBack(
            schema,
            `select count(*)::int as steps, count(distinct number)::int as numbers,
              count(distinct xmin::text)::int as transactions from migration`,
          )
        const [once] = await made(at)
        expect(once).toMatchObject({ steps: expect.any(Number), transactions: 1 })
        expect([once]).toEqual(await made(alone))
      })
    })

    it('keeps text in the order of its bytes, zero bytes left out, and whole numbers whole', async () => {
      const readStore = await openAt(fresh())
      const store = inMemoryEventStore()
      const write = writerOf(store, 'house-1')
      await write(...['b', 'B', 'a', 'é', 'a-\0', '_'].map((lamp) => hung(lamp)))
      await followed(store, readStore, await write(switched('b', 2 ** 40), switched("o'n \\ $1", 1)))
      const { lamps: rows, switchings } = await rowsOf(readStore)
      expect(rows.map(({ lamp }) => lamp)).toEqual(['B', '_', 'a', 'a-\uFFFD', 'b', 'é'])
      expect(switchings).toEqual([
        { lamp: 'b', time: 2 ** 40 },
        { lamp: "o'n \\ $1", time: 1 },
      ])
      await readStore.close()
    })

    describe('who asks while other rows are put in place', () => {
      it('is answered from those, all of them', async () => {
        const place = fresh()
        const [readStore, readers] = [await openAt(place), await openAt(place)]
        const store = inMemoryEventStore()
        const last = await writerOf(store, 'house-1')(hung('hall'), hung('kitchen'))
        const controller = new AbortController()
        const running = runProjections(store, readStore, [lamps], {
          signal: controller.signal,
          onFault: () => undefined,
        })
        expect(await onceReady(() => readStore.caughtUpTo(lampsModel, last, 5_000))).toBe(true)
        controller.abort()
        await running

        let answer: ReturnType<typeof rowsOf> | undefined
        await readStore.write(async (transaction) => {
          const { active } = await generationsOf(transaction, 'lamps')
          const built = await begin(transaction, lamps, { generation: 2, state: 'building' })
          await new Advance(lamps, 2).by(transaction, built, await store.readAll(undefined, 10))
          if (active !== undefined) await switchOver(transaction, active, built)
          answer = rowsOf(readers)
          const untilMs = performance.now() + 5_000
          while ((await waitingForALock()) === 0 && performance.now() < untilMs);
        })
        expect((await answer)?.lamps).toHaveLength(2)
        await readStore.close()
        await readers.close()
      })
    })
  },
)
