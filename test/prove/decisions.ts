/**
 * What everyone was answered, decided again from their access records: on the facts as they stood then, by the same tables, the same events come out, and
 * the same refusals. A trial is a look that could be decided again.
 */
import { diceNamed } from '../../apps/populate/dice.ts'
import { FAULTS, type Fault } from './faults.ts'
import { begun, inspected, readyFor } from './family-people.ts'
import { lives } from './family-moves.ts'
import { Installation, type DecidedAgainInAll } from './installation.ts'
import { newSeed, progress, type Asked, type Proof } from './proof.ts'
import { LAWS } from './sight-told.ts'
import { AUDITORS, whoAsks } from './who-asks.ts'

const MOVES_AT_ONCE = 14
const ASKED_AFTER_DAYS = [0, 6, 94, 700]
const DAY_MINUTES = 1_440
const FAMILIES_FOR_A_FAULT = 60

export async function proveDecisions({ trials, planted, say, seed = newSeed() }: Asked): Promise<Proof> {
  const installation = await Installation.start({ hasFaults: planted })
  say(`${String(trials)} looks, seed ${String(seed)}`)
  try {
    await readyFor(installation)
    return planted
      ? await withFaults(installation, { trials, seed, say })
      : await kept(installation, { trials, seed, say })
  } finally {
    await installation.close()
  }
}

async function kept(
  installation: Installation,
  { trials, seed, say }: { readonly trials: number; readonly seed: number; readonly say: Asked['say'] },
): Promise<Proof> {
  const done = progress(trials, say)
  const all = { compared: 0, differing: 0, byOtherTables: 0 }
  let families = 0
  while (all.compared < trials) {
    await oneFamily(installation, `${String(seed)}-${String(families)}`)
    families += 1
    const again = await installation.decidedAgain()
    if (again.compared === 0) throw new Error('no look of a whole family could be decided again')
    for (let look = all.compared; look < Math.min(all.compared + again.compared, trials); look += 1) done()
    for (const what of Object.keys(all) as (keyof DecidedAgainInAll)[]) all[what] += again[what]
  }
  return proofOf(all.compared, all.differing + all.byOtherTables, { seed, families, ...all })
}

/** Each fault in answering alone, as many as there are trials; decided again without it, what it answered comes out otherwise. */
async function withFaults(
  installation: Installation,
  { trials, seed, say }: { readonly trials: number; readonly seed: number; readonly say: Asked['say'] },
): Promise<Proof> {
  const found: Partial<Record<Fault, string>> = {}
  // What was folded with a fault stays so: it is not decided again, and would be found by none.
  const faults = (Object.keys(FAULTS) as Fault[]).filter((fault) => fault !== 'correction').slice(0, trials)
  for (const fault of faults) {
    found[fault] = 'unnoticed'
    for (let family = 0; family < FAMILIES_FOR_A_FAULT && found[fault] === 'unnoticed'; family += 1) {
      await installation.hasFault(fault)
      await oneFamily(installation, `${String(seed)}-${fault}-${String(family)}`)
      await installation.hasFault(undefined)
      if ((await installation.decidedAgain()).differing > 0) found[fault] = `in family ${String(family + 1)}`
    }
    say(`a fault of ${fault}: ${found[fault] ?? ''}`)
  }
  const unnoticed = Object.values(found).filter((each) => each === 'unnoticed').length
  return proofOf(faults.length, unnoticed === 0 ? faults.length : 0, { seed, found })
}

const proofOf = (trials: number, failures: number, details: Proof['details']): Proof => ({
  promise: 'what was answered comes out the same, decided again from its access record',
  trials,
  failures,
  details,
})

/** A family lives, and everyone asks for it in between and afterwards: for the plan, its history, a part and a list. */
async function oneFamily(installation: Installation, name: string): Promise<void> {
  const dice = diceNamed('decisions', name)
  const { family, people } = await begun(installation, name, dice)
  let words = 0
  const word = (of: string) => `Woord ${of} ${String((words += 1))}`
  const scene = { family, people, dice, word }
  const everyoneAsks = async () => {
    const plan = `/plans/${family.planId}`
    const paths = [plan, `${plan}/history`, `${plan}/goals`, '/plans']
    await Promise.all(
      whoAsks(family, people).flatMap((who) => paths.map((path) => family.asks(who, { method: 'GET', path }))),
    )
  }
  await lives(scene, MOVES_AT_ONCE)
  await inspected(family, dice.pick(AUDITORS), dice.pick(LAWS), 30)
  await everyoneAsks()
  await lives(scene, MOVES_AT_ONCE)
  for (const days of ASKED_AFTER_DAYS) {
    family.passes(days * DAY_MINUTES)
    await everyoneAsks()
  }
}
