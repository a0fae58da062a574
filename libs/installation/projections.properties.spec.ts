import { describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Envelope } from '../deciding/envelope.ts'
import { inMemoryEventStore } from '../event-store/testing/in-memory.ts'
import type { EventStore, NewEvent, Position } from '../event-store/port.ts'
import { toStored } from '../event-store/recorded.ts'
import { eventsOf, histories, type History } from '../plan/testing/histories.ts'
import { untilMet } from '../plan/testing/until-met.ts'
import { rebuild } from '../read-store/build.ts'
import type { ReadStore } from '../read-store/read-store.ts'
import { openSqliteReadStore } from '../read-store/sqlite-read-store.ts'
import { runProjections } from '../read-store/run-projections.ts'
import { PROJECTIONS } from './projections.ts'
import { PLAN_FORMS } from '../plan/plan-forms.ts'

/** A plan's events as they would stand in its stream. */
const stored = (history: History, stream: string): readonly NewEvent[] =>
  eventsOf(history).map(([deed, event], revision) => {
    const commandId = randomUUID()
    const circumstances = {
      municipality: '0363',
      stream,
      revision,
      sequence: revision,
      recordedAt: deed.at,
      commandId,
      correlationId: commandId,
      causationId: commandId,
    }
    const ciphertexts = Object.fromEntries(sealedIn(event).map((ref) => [ref, `ciphertext of ${ref}`]))
    return toStored(event, deed, circumstances, PLAN_FORMS, ciphertexts)
  })

function sealedIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null) return []
  if ('sealed' in data && 'sha256' in data) return [String(data.sealed)]
  return Object.values(data).flatMap(sealedIn)
}

const somewhere = ({ body }: NewEvent) => ({
  stream: 'plan-1',
  revision: (JSON.parse(body) as Envelope).revision,
  position: '1',
})

/** Follows up to a position, in batches of this size, and stops there. */
async function followUpTo(
  store: EventStore,
  readStore: ReadStore,
  position: Position,
  batchSize: number,
): Promise<void> {
  const controller = new AbortController()
  const faults: unknown[] = []
  const running = runProjections(store, readStore, PROJECTIONS, {
    signal: controller.signal,
    batchSize,
    onFault: (_, fault) => faults.push(fault),
  })
  for (const projection of PROJECTIONS) expect(await readStore.caughtUpTo(projection, position, 20_000)).toBe(true)
  controller.abort()
  await running
  expect(faults).toEqual([])
}

/** Every row of every table, in the order of its key. */
const allRows = (readStore: ReadStore) =>
  readStore.write(async (transaction) => {
    const tables = PROJECTIONS.flatMap((projection) => Object.entries(projection.tables))
    const rows: Record<string, unknown> = {}
    for (const [name, { key }] of tables) {
      let query = transaction.selectFrom(name).selectAll()
      for (const column of key) query = query.orderBy(column)
      rows[name] = await query.execute()
    }
    return rows
  })

describe('what follows from any event of a plan', () => {
  it('are values of columns that the tables of each list have: no list passes the event over as one that is damaged', () => {
    const seen = new Set<string>()
    const isEnough = () => ['EndingAnswered', 'HelpResumed'].every((type) => seen.has(type))
    untilMet(isEnough, () => {
      for (const history of fc.sample(histories(400), 10))
        for (const event of stored(history, 'plan-1')) {
          seen.add(event.type)
          for (const projection of PROJECTIONS) projection.changesAfter({ ...event, ...somewhere(event) })
        }
    })
  }, 120_000)
})

describe('the rows of any plans, followed in pieces as they happened', () => {
  it('are those that a rebuild from the first event makes', async () => {
    const several = fc.array(histories(60), { minLength: 2, maxLength: 4 })
    const pieces = fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(several, pieces, fc.integer({ min: 1, max: 50 }), async (plans, stops, batchSize) => {
        const directory = mkdtempSync(join(tmpdir(), 'projections-'))
        const store = inMemoryEventStore()
        const readStore = openSqliteReadStore({ file: join(directory, 'reads.db') })
        const lives = plans.map((history, number) => ({
          stream: `plan-${String(number)}`,
          events: stored(history, `plan-${String(number)}`),
        }))
        let last: Position = ''
        for (let turn = 0; turn < Math.max(...lives.map(({ events }) => events.length)); turn += 1) {
          for (const { stream, events } of lives) {
            const event = events[turn]
            if (event === undefined) continue
            last = (await store.append(stream, turn === 0 ? 'no-stream' : turn - 1, [event])).position
          }
          if (stops.includes(turn)) await followUpTo(store, readStore, last, batchSize)
        }
        await followUpTo(store, readStore, last, batchSize)
        const followed = await allRows(readStore)
        for (const projection of PROJECTIONS) await rebuild(store, readStore, projection, { pageSize: batchSize })
        const rebuilt = await allRows(readStore)
        await readStore.close()
        rmSync(directory, { recursive: true })
        expect(followed).toEqual(rebuilt)
        expect((followed['plan_state'] as readonly unknown[]).length).toBe(plans.length)
      }),
      { numRuns: 15 },
    )
  }, 120_000)
})
