/**
 * What organisations are handed, beside what an oracle that was written independently says they are owed: not one event too many, not one too few.
 * On the real deciders, folds, read model and steps of every channel; the event store in memory, the read store in SQLite. A trial is a history.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { UnreadableEvents } from '../../libs/installation/unreadable-events.ts'
import type { Relaying } from '../../libs/relaying/for-organisation.ts'
import { foldingOf, Folds } from '../../libs/event-store/folds.ts'
import { inMemoryEventStore } from '../../libs/event-store/testing/in-memory.ts'
import { plan, type PlanEvent } from '../../libs/plan/plan.ts'
import { PLAN_FORMS } from '../../libs/plan/plan-forms.ts'
import { wherePartnersAre } from '../../libs/plan/lists/where-partners-are.ts'
import { projectionOf } from '../../libs/read-store/projection.ts'
import { runProjections } from '../../libs/read-store/run-projections.ts'
import { openSqliteReadStore } from '../../libs/read-store/sqlite-read-store.ts'
import { history } from './grounds-histories.ts'
import { Life, type Compared } from './grounds-life.ts'
import { progress, type Asked, type Proof } from './proof.ts'

const SOURCE = { oin: '00000099000000000001', apiUrl: 'https://samenspel.test/v1' }
const BEGINNING = '2026-03-02T09:00:00.000Z'
const AT_ONCE = 50

export async function proveGrounds({ trials, planted, say }: Asked): Promise<Proof> {
  const directory = mkdtempSync(join(tmpdir(), 'prove-grounds-'))
  const store = inMemoryEventStore()
  const readStore = openSqliteReadStore({ file: join(directory, 'reads.db'), pollMs: 1 })
  const stopping = new AbortController()
  const faults: unknown[] = []
  const running = runProjections(
    store,
    readStore,
    [projectionOf<PlanEvent, typeof wherePartnersAre.tables>(wherePartnersAre, PLAN_FORMS)],
    {
      signal: stopping.signal,
      onFault: (_, fault) => faults.push(fault),
    },
  )
  const plans = new Folds(store, foldingOf(planted ? withoutEndings : plan, PLAN_FORMS))
  const seed = Date.now() % 1_000_000_007
  say(`${String(trials)} histories, seed ${String(seed)}`)
  const done = progress(trials, say)
  const all: Compared = { delivered: 0, refused: 0, tooMany: 0, tooFew: 0, outOfOrder: 0 }
  try {
    for (let drawn = 0; drawn < trials; drawn += AT_ONCE) {
      const numRuns = Math.min(AT_ONCE, trials - drawn)
      for (const moves of fc.sample(history, { seed: seed + drawn, numRuns })) {
        const now = { at: BEGINNING }
        const clock = () => (planted ? BEGINNING : now.at)
        const relaying: Relaying = {
          store,
          readStore,
          plans,
          clock,
          source: () => SOURCE,
          unreadable: new UnreadableEvents(),
        }
        const compared = await new Life(relaying, now).lived(moves)
        for (const what of Object.keys(all) as (keyof Compared)[]) all[what] += compared[what]
        done()
      }
    }
  } finally {
    stopping.abort()
    await running
    await readStore.close()
    await store.close()
    rmSync(directory, { recursive: true })
  }
  if (faults.length > 0) throw new Error('the read model did not follow', { cause: faults[0] })
  return {
    promise: 'organisations are handed what a ground covers at that moment: no event too many, none too few',
    trials,
    failures: all.tooMany + all.tooFew + all.outOfOrder,
    details: { seed, ...all },
  }
}

/** The planted fault: that a ground has ended is not looked at. Its other half is a clock that stands still. */
const withoutEndings: typeof plan = {
  ...plan,
  evolve(now, event: PlanEvent, deed) {
    return event.type === 'ProfessionalLeft' || event.type === 'ReferralEnded' ? now : plan.evolve(now, event, deed)
  },
}
