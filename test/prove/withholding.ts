/**
 * Two installations with the same keys, seeds and clock, in one of which more happens than in the other: whoever that is hidden from is answered
 * the same, byte for byte, whatever they read or write. A trial is a reading or a write.
 */
import { diceNamed, type Dice } from '../../apps/populate/dice.ts'
import { LEAKS, type Fault, type Leak } from './faults.ts'
import { readyFor } from './family-people.ts'
import { moveIn } from './family-moves.ts'
import type { Scene } from './family-scene.ts'
import type { Hiding } from './hiding.ts'
import { HIDINGS } from './hidings.ts'
import { Installation } from './installation.ts'
import { newSeed, progress, type Asked, type Proof } from './proof.ts'
import { TwinFamilies } from './twin-families.ts'
import { partnersReadingIn, readingIn, writeIn } from './watched-asks.ts'

const ASKED_IN_A_FAMILY = 20
/** Of so many asked, something that is hidden happened before some. */
const HIDES_WITHIN = 200
/** Several of each hiding: some leaks show only where the right one of a list is asked for. */
const FAMILIES_FOR_A_LEAK = 70
/** Faults of sight by which it tells too. */
const TELLING: readonly Fault[] = ['scope', 'scope-for-partners', 'shared-items', 'ended-sharing']
/** What may be known to whoever is watched, and hangs on nothing that is hidden from them. */
const KNOWN = ['goal', 'revision', 'action', 'view', 'deviation', 'invitation', 'secrecy']

interface Compared {
  families: number
  asked: number
  writes: number
  taken: number
  hidden: number
  differently: number
}

export async function proveWithholding({ trials, planted, say, seed = newSeed() }: Asked): Promise<Proof> {
  const twins = await Installation.twins(planted)
  say(`${String(trials)} readings and writes, seed ${String(seed)}`)
  try {
    await Promise.all(twins.map((place) => readyFor(place)))
    return planted ? await withLeaks(twins, { trials, seed, say }) : await kept(twins, { trials, seed, say })
  } finally {
    await Promise.all(twins.map((place) => place.close()))
  }
}

type Twins = readonly [Installation, Installation]
type Running = Required<Omit<Asked, 'planted'>>

async function kept(twins: Twins, { trials, seed, say }: Running): Promise<Proof> {
  const compared = nothingYet()
  const done = progress(trials, say)
  for (let family = 0; compared.asked < trials; family += 1) {
    const before = compared.asked
    await oneFamily(twins, family, String(seed), compared, say)
    for (let asked = before; asked < Math.min(compared.asked, trials); asked += 1) done()
  }
  if (trials >= HIDES_WITHIN && compared.hidden === 0) throw new Error('nothing was hidden from anybody')
  return proofOf(compared.asked, compared.differently, { seed, ...compared })
}

/** Each leak alone, as many of them as trials, until somebody is answered otherwise. */
async function withLeaks(twins: Twins, { trials, seed, say }: Running): Promise<Proof> {
  const found: Partial<Record<Leak | Fault, string>> = {}
  const leaks = [...(Object.keys(LEAKS) as Leak[]), ...TELLING].slice(0, trials)
  for (const leak of leaks) {
    const compared = nothingYet()
    await Promise.all(twins.map((place) => place.hasFault(leak)))
    for (let family = 0; compared.differently === 0 && family < FAMILIES_FOR_A_LEAK; family += 1)
      await oneFamily(twins, family, `${String(seed)}-${leak}`, compared, () => undefined)
    found[leak] = compared.differently > 0 ? `in family ${String(compared.families)}` : 'unnoticed'
    say(`a leak by ${leak}: ${found[leak]}`)
  }
  const failures = Object.values(found).includes('unnoticed') ? 0 : leaks.length
  return proofOf(leaks.length, failures, { seed, found })
}

const nothingYet = (): Compared => ({ families: 0, asked: 0, writes: 0, taken: 0, hidden: 0, differently: 0 })

const proofOf = (trials: number, failures: number, details: Proof['details']): Proof => ({
  promise: 'whoever something is hidden from is answered, byte for byte, as if it had not happened',
  trials,
  failures,
  details,
})

/** By turns: something everybody may know, something hidden, and what whoever is watched asks of both. */
async function oneFamily(
  twins: Twins,
  place: number,
  seed: string,
  compared: Compared,
  say: Asked['say'],
): Promise<void> {
  const name = `${seed}-${String(place)}`
  const dice = diceNamed('withholding', name)
  const families = await TwinFamilies.begin(twins, name, () => diceNamed('family', name))
  const [plain, fuller] = scenesOf(families, dice)
  const kinds = Object.values(HIDINGS)
  const hiding = kinds[place % kinds.length]?.(plain, fuller)
  if (hiding === undefined) throw new Error('there is nothing to hide')
  families.passes(30)
  if (hiding.from.role === 'partner') await families.feedBegins(hiding.from)
  for (const move of hiding.before ?? []) {
    const before = move(plain)
    if (before === undefined) throw new Error('there is nothing to begin with')
    const answers = await families.happens(before)
    const refused = answers.find(({ status }) => status >= 300)
    if (refused !== undefined) throw new Error(`${before.path} was answered ${refused.text}`)
    families.passes(1)
  }
  for (let asked = 0; asked < ASKED_IN_A_FAMILY; asked += 1) {
    families.passes(dice.pick([7, 61, 333, 1_441]))
    if (dice.chance(0.4)) await known(families, plain, hiding)
    if (asked > 1 && dice.chance(0.5)) await hidden(families, fuller, hiding, compared)
    families.passes(1)
    const different = await asksBoth(families, { plain, fuller, hiding, dice }, compared)
    if (different === undefined) continue
    compared.differently += 1
    if (compared.differently <= 12) say(`${name}, ${hiding.from.name}: ${different}`)
  }
  compared.families += 1
}

function scenesOf({ plain, fuller, people }: TwinFamilies, dice: Dice): readonly [Scene, Scene] {
  let words = 0
  const word = (of: string) => `Woord ${of} ${String((words += 1))}`
  return [
    { family: plain, people, dice, word },
    { family: fuller, people, dice, word },
  ]
}

async function known(families: TwinFamilies, scene: Scene, { from, otherwise }: Hiding): Promise<void> {
  const asked = moveIn(scene, scene.dice.pick(KNOWN))
  // Who is watched asks on their own turn.
  if (asked !== undefined && asked.who.id !== from.id && otherwise?.(asked) !== true) await families.happens(asked)
}

async function hidden(families: TwinFamilies, scene: Scene, { from, more }: Hiding, compared: Compared): Promise<void> {
  const asked = more(scene)
  if (asked === undefined || asked.who.id === from.id) return
  if (await families.isHidden(asked, from)) compared.hidden += 1
}

interface Watching {
  readonly plain: Scene
  readonly fuller: Scene
  readonly hiding: Hiding
  readonly dice: Dice
}

async function asksBoth(
  families: TwinFamilies,
  { plain, fuller, hiding: { from }, dice }: Watching,
  compared: Compared,
): Promise<string | undefined> {
  compared.asked += 1
  const scene = dice.chance(0.5) ? plain : fuller
  const write = dice.chance(0.3) ? writeIn(scene, from) : undefined
  const reads = from.role === 'partner' ? partnersReadingIn : readingIn
  if (write === undefined) return families.readDifferently(from, reads(scene.family, dice))
  const before = families.plain.past.length
  const different = await families.writtenDifferently(write)
  compared.writes += 1
  if (families.plain.past.length > before) compared.taken += 1
  return different
}
