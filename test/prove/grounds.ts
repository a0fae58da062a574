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
import type { Deed } from '../../libs/deciding/decider.ts'
import { plan, type Plan, type PlanEvent } from '../../libs/plan/plan.ts'
import { PLAN_FORMS } from '../../libs/plan/plan-forms.ts'
import { wherePartnersAre } from '../../libs/plan/lists/where-partners-are.ts'
import { projectionOf } from '../../libs/read-store/projection.ts'
import { runProjections } from '../../libs/read-store/run-projections.ts'
import { openSqliteReadStore } from '../../libs/read-store/sqlite-read-store.ts'
import { history } from './grounds-histories.ts'
import { Life, type Compared } from './grounds-life.ts'
import { newSeed, progress, type Asked, type Proof } from './proof.ts'

const SOURCE = { oin: '00000099000000000001', apiUrl: 'https://samenspel.test/v1' }
const BEGINNING = '2026-03-02T09:00:00.000Z'
const AT_ONCE = 50
const HISTORIES_FOR_A_FAULT = 400

type Folded = (now: Plan, event: PlanEvent, deed: Deed) => Plan

interface Lived {
  /** A history each. */
  readonly trials: number
  readonly seed: number
  readonly evolve?: Folded
  /** Whether time is looked at; else it is the beginning for ever. */
  readonly isTimed?: boolean
  /** Whether one difference is enough. */
  readonly isOverAtOnce?: boolean
  readonly onDone?: () => void
}

export async function proveGrounds({ trials, planted, say, seed = newSeed() }: Asked): Promise<Proof> {
  say(`${String(trials)} histories, seed ${String(seed)}`)
  if (planted) return withFaults({ trials, seed, say })
  const { histories, ...all } = await lived({ trials, seed, onDone: progress(trials, say) })
  return proofOf(histories, all.tooMany + all.tooFew + all.outOfOrder, { seed, ...all })
}

/** Each fault alone, as many of them as trials, until a history shows it. */
async function withFaults({ trials, seed, say }: Required<Omit<Asked, 'planted'>>): Promise<Proof> {
  const found: Record<string, string> = {}
  const faults = Object.entries(FAULTS).slice(0, trials)
  for (const [name, fault] of faults) {
    const one = await lived({ trials: HISTORIES_FOR_A_FAULT, seed, isOverAtOnce: true, ...fault })
    const isFound = one.tooMany + one.tooFew + one.outOfOrder > 0
    found[name] = isFound ? `in history ${String(one.histories)}` : 'unnoticed'
    say(`a fault of ${name}: ${found[name]}`)
  }
  return proofOf(faults.length, Object.values(found).includes('unnoticed') ? 0 : faults.length, { seed, found })
}

const proofOf = (trials: number, failures: number, details: Proof['details']): Proof => ({
  promise: 'organisations are handed what a ground covers at that moment: no event too many, none too few',
  trials,
  failures,
  details,
})

async function lived({ trials, seed, evolve, isTimed = true, isOverAtOnce, onDone }: Lived) {
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
  const plans = new Folds(store, foldingOf(evolve ? { ...plan, evolve } : plan, PLAN_FORMS))
  const all: Compared = { delivered: 0, refused: 0, shared: 0, tooMany: 0, tooFew: 0, outOfOrder: 0 }
  let histories = 0
  const isOver = () => isOverAtOnce === true && all.tooMany + all.tooFew + all.outOfOrder > 0
  try {
    for (let drawn = 0; drawn < trials && !isOver(); drawn += AT_ONCE) {
      const numRuns = Math.min(AT_ONCE, trials - drawn)
      for (const moves of fc.sample(history, { seed: seed + drawn, numRuns })) {
        if (isOver()) break
        const now = { at: BEGINNING }
        const clock = () => (isTimed ? now.at : BEGINNING)
        const unreadable = new UnreadableEvents()
        const relaying: Relaying = { store, readStore, plans, clock, source: () => SOURCE, unreadable }
        const compared = await new Life(relaying, now).lived(moves)
        for (const what of Object.keys(all) as (keyof Compared)[]) all[what] += compared[what]
        histories += 1
        onDone?.()
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
  return { histories, ...all }
}

/** A plan in whose fold some events are not looked at. */
const without =
  (...types: readonly PlanEvent['type'][]): Folded =>
  (now, event, deed) =>
    types.includes(event.type) ? now : plan.evolve(now, event, deed)

/** One for each thing that a ground hangs on. */
const FAULTS: Readonly<Record<string, Pick<Lived, 'evolve' | 'isTimed'>>> = {
  'an end': { evolve: without('ProfessionalLeft', 'ReferralEnded') },
  'the end of a sharing': { evolve: without('SharingEnded') },
  'a withdrawn permission': { evolve: without('PermissionWithdrawn') },
  'other items of what was shared': { evolve: withMoreShared },
  scope: { evolve: withoutScopes },
  narrowing: { evolve: without('JoiningNarrowed') },
  time: { isTimed: false },
}

/** The actions of a goal that is shared, and the goal of an action that is. */
function withMoreShared(now: Plan, event: PlanEvent, deed: Deed): Plan {
  if (event.type !== 'SharingGranted') return plan.evolve(now, event, deed)
  const more = Object.entries(now.actions).flatMap(([action, { goal }]) => {
    const isOne = event.items.some(({ id }) => id === goal || id === action)
    return isOne
      ? ([
          { kind: 'action', id: action },
          { kind: 'goal', id: goal },
        ] as const)
      : []
  })
  return plan.evolve(now, { ...event, items: [...event.items, ...more] }, deed)
}

/** Who joined for goals has all of their law. */
function withoutScopes(now: Plan, event: PlanEvent, deed: Deed): Plan {
  if (event.type === 'JoiningNarrowed') return now
  return plan.evolve(now, event.type === 'ProfessionalJoined' ? { ...event, scope: 'domain' } : event, deed)
}
