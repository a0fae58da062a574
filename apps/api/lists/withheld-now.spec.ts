import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Moment } from '../../../libs/deciding/decider.ts'
import { inMemoryEventStore } from '../../../libs/event-store/testing/in-memory.ts'
import { toStored } from '../../../libs/event-store/recorded.ts'
import { PROJECTIONS } from '../../../libs/installation/projections.ts'
import { PLAN_FORMS } from '../../../libs/plan/plan-forms.ts'
import { eventsOf, histories, type History } from '../../../libs/plan/testing/histories.ts'
import { PRIVACY_OFFICER } from '../../../libs/plan/testing/attempts-at-withholding.ts'
import { holds, type Withholding } from '../../../libs/plan/visibility/visibility.ts'
import { leave, openAt, type FreshPlace } from '../../../libs/read-store/places.contract.ts'
import type { ReadStore } from '../../../libs/read-store/read-store.ts'
import { runProjections } from '../../../libs/read-store/run-projections.ts'
import { needs } from '../../../test/support/needs.ts'
import { realPostgres } from '../../../test/support/postgres-server.ts'
import { MODELS, withheldAt } from './withheld-now.ts'

const postgres = await realPostgres()
afterAll(async () => {
  if (typeof postgres !== 'string') await postgres.stop()
})

const officer = { id: PRIVACY_OFFICER, role: 'privacy-officer', activity: 'privacy-oversight' } as const
const KEPT = PROJECTIONS.filter(({ name }) => MODELS.some((model) => model.name === name))

/** As the rules have it, in a sentence. */
function stateOf(one: Withholding, at: Moment): string {
  if (!holds(one, at)) return 'ended'
  if (one.is === 'asked') return 'incomplete'
  if (one.is === 'made') return one.mode === 'silent' ? 'unconfirmed' : 'needs-no-confirmation'
  return one.is
}

function sealedIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null) return []
  if ('sealed' in data && 'sha256' in data) return [String(data.sealed)]
  return Object.values(data).flatMap(sealedIn)
}

async function rowsOf(history: History, readStore: ReadStore): Promise<void> {
  const store = inMemoryEventStore()
  const events = eventsOf(history).map(([deed, event], revision) => {
    const id = randomUUID()
    const circumstances = {
      ...{ municipality: '0363', stream: 'plan-1', revision, sequence: revision, recordedAt: deed.at },
      ...{ commandId: id, correlationId: id, causationId: id },
    }
    const ciphertexts = Object.fromEntries(sealedIn(event).map((ref) => [ref, `ciphertext of ${ref}`]))
    return toStored(event, deed, circumstances, PLAN_FORMS, ciphertexts)
  })
  const { position } = await store.append('plan-1', 'no-stream', events)
  const controller = new AbortController()
  const running = runProjections(store, readStore, KEPT, {
    signal: controller.signal,
    onFault: (_, fault) => {
      throw fault
    },
  })
  for (const model of KEPT) expect(await readStore.caughtUpTo(model, position, 20_000)).toBe(true)
  controller.abort()
  await running
}

function isAsTheRulesHaveIt(fresh: FreshPlace) {
  return async () => {
    const seen = new Set<string>()
    const days = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 3, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(histories(300), days, async (history, later) => {
        const place = fresh()
        const readStore = await openAt(place)
        await rowsOf(history, readStore)
        const withholdings = Object.entries(history.at(-1)?.after.visibility.withholdings ?? {})
        const last = Date.parse(history.at(-1)?.deed.at ?? '')
        for (const day of later) {
          const at = new Date(last + day * 86_400_000).toISOString()
          const rows = await readStore.read(MODELS, (all) =>
            all
              .selectFrom(withheldAt(all, officer, at).as('now'))
              .selectAll()
              .orderBy('withholding')
              .execute(),
          )
          const told = rows.map(({ withholding, state }) => `${withholding} ${state}`)
          expect(told).toEqual(withholdings.map(([id, one]) => `${id} ${stateOf(one, at)}`).sort())
          for (const { state, isOverdue, dueAt } of rows) {
            expect(isOverdue === 1).toBe(state !== 'ended' && dueAt < at)
            seen.add(`${state} ${String(isOverdue)}`)
          }
        }
        await readStore.close()
        leave(place)
      }),
      { numRuns: 60 },
    )
    expect(seen.has('ended 0')).toBe(true)
    expect(seen.size).toBeGreaterThan(2)
  }
}

describe('what is withheld at a moment', () => {
  it(
    'is in the state that the rules have it in, on SQLite',
    isAsTheRulesHaveIt(() => ({ file: join(tmpdir(), `withheld-${randomUUID()}.db`) })),
    120_000,
  )
})

needs('PostgreSQL', typeof postgres === 'string' ? postgres : undefined).describe('and on PostgreSQL', () => {
  it(
    'it is the same',
    isAsTheRulesHaveIt(() => {
      if (typeof postgres === 'string') throw new Error(postgres)
      return { place: postgres.place, schema: postgres.freshSchema() }
    }),
    120_000,
  )
})
