import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { whoLooked } from '../../../libs/access/who-looked.ts'
import { AccessRecords } from '../../../libs/access-records/access-records.ts'
import { inMemoryEventStore } from '../../../libs/event-store/testing/in-memory.ts'
import type { EventStore } from '../../../libs/event-store/port.ts'
import { ACCESS_PROJECTIONS } from '../../../libs/installation/projections.ts'
import { AGES_BY_LAW } from '../../../libs/municipality/ages-by-law.ts'
import { leave, openAt, type FreshPlace, type Place as Engine } from '../../../libs/read-store/places.contract.ts'
import { runProjections } from '../../../libs/read-store/run-projections.ts'
import { needs } from '../../../test/support/needs.ts'
import { realPostgres } from '../../../test/support/postgres-server.ts'
import { looksAt, placeOf } from './rows-of-looks.ts'
import type { Place } from '../lists/pages.ts'

const postgres = await realPostgres()
afterAll(async () => {
  if (typeof postgres !== 'string') await postgres.stop()
})

const NOW = '2026-03-02T09:00:00.000Z'
const EARLIER = '2026-03-02T08:59:59.999Z'
const asked = { planId: 'plan-1', persons: ['kim'], days: {} }

/** Who looked, one after the other in the same millisecond, on two machines; between their looks, those of others at other plans. */
async function looked(store: EventStore): Promise<void> {
  let now = EARLIER
  const [one, other] = ['one', 'two'].map((node) => {
    const clock = () => now
    return new AccessRecords({ store, node, municipality: '0518', clock, ages: () => Promise.resolve(AGES_BY_LAW) })
  })
  const look = (records: AccessRecords | undefined, who: string, plan = 'plan-1', isByNumber = false) =>
    records?.record({
      deed: { by: { kind: 'person', id: who, role: 'coordinator' }, activity: 'plan-coordination', legalBasis: 'law' },
      kind: isByNumber ? 'bsn-look-ups' : 'plan',
      looks: [{ plan, grounds: ['coordinating'], domains: ['youth'], persons: ['kim'] }],
      correlationId: '4bf92f3577b34da6a3ce929d0e0e4736',
    })
  await look(one, 'earlier')
  now = NOW
  for (let time = 0; time < 12; time += 1) {
    await look(one, `one ${String(time)}`)
    await look(one, 'a stranger', 'plan-2')
    await look(one, `one ${String(time)}, by number`, 'plan-1', true)
    await look(other, `two ${String(time)}`)
  }
}

/** The latest of a machine first; which machine comes before which says nothing of when. */
const IN_ORDER = [
  ...Array.from({ length: 12 }, (_, time) => `two ${String(11 - time)}`),
  ...Array.from({ length: 12 }, (_, time) => `one ${String(11 - time)}`).flatMap((who) => [`${who}, by number`, who]),
  'earlier',
]

async function inPages(store: EventStore, engine: Engine, limit: number): Promise<readonly (readonly string[])[]> {
  const readStore = await openAt(engine)
  const controller = new AbortController()
  const running = runProjections(store, readStore, ACCESS_PROJECTIONS, {
    signal: controller.signal,
    onFault: (_, fault) => {
      throw fault
    },
  })
  expect(await readStore.caughtUpTo(whoLooked, (await store.head()) ?? '', 20_000)).toBe(true)
  const pages: (readonly string[])[] = []
  for (let after: Place | undefined, more = true; more;) {
    const rows = await looksAt(readStore, asked, after, limit)
    pages.push(rows.map(({ who }) => who))
    const last = rows.at(-1)
    if (last !== undefined) after = placeOf(last)
    more = rows.length === limit
  }
  controller.abort()
  await running
  await readStore.close()
  leave(engine)
  return pages
}

function areInOneOrder(fresh: FreshPlace) {
  return async () => {
    const store = inMemoryEventStore()
    await looked(store)
    for (const limit of [1, 4, 100])
      // Made anew each time.
      expect((await inPages(store, fresh(), limit)).flat()).toEqual(IN_ORDER)
  }
}

describe('looks of the same millisecond', () => {
  it(
    'are told in the order in which they were recorded, over pages and in rows made anew, on SQLite',
    areInOneOrder(() => ({ file: join(tmpdir(), `looks-${randomUUID()}.db`) })),
    60_000,
  )
})

needs('PostgreSQL', typeof postgres === 'string' ? postgres : undefined).describe('and on PostgreSQL', () => {
  it(
    'they are too',
    areInOneOrder(() => {
      if (typeof postgres === 'string') throw new Error(postgres)
      return { place: postgres.place, schema: postgres.freshSchema() }
    }),
    60_000,
  )
})
