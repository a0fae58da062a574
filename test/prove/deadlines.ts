/**
 * Families live through 25 years, in which the clock jumps from one moment that matters to the next: two tick at each, on it and behind it, some years late, and are killed
 * in the middle. What went up is held against an oracle that counts from the rules. A trial is a family; a failure is a step that is missing, or that should not be there.
 */
import { diceNamed, type Dice } from '../../apps/populate/dice.ts'
import { LEAD, OFFICER, TEAM, type Deed } from './deadlines-courses.ts'
import { TimedFamily } from './deadlines-family.ts'
import { asSteps } from './deadlines-steps.ts'
import { Oracle, type Step } from './deadlines-oracle.ts'
import { asksAs, who } from './family.ts'
import { BEGINNING, readyFor } from './family-people.ts'
import { LATENESSES, type Lateness } from './faults.ts'
import { Installation } from './installation.ts'
import { newSeed, progress, type Asked, type Proof } from './proof.ts'

const YEARS = 25
const DAY_MS = 86_400_000
const YEAR_MS = 365.25 * DAY_MS
const FAMILIES_FOR_A_FAULT = 12
/** So often nobody ticks for a while. */
const STANDS_STILL = 0.02
const KILLED = 0.15

export async function proveDeadlines({ trials, planted, say, seed = newSeed() }: Asked): Promise<Proof> {
  const installation = await Installation.start({ hasFaults: planted })
  say(`${String(trials)} families, seed ${String(seed)}`)
  try {
    await readyFor(installation)
    await officersAreNamed(installation)
    const years = { installation, seed, say }
    return planted ? await withFaults(years, trials) : await kept(years, trials)
  } finally {
    await installation.close()
  }
}

interface Living {
  readonly installation: Installation
  readonly seed: number
  readonly say: Asked['say']
}

async function kept({ installation, seed, say }: Living, trials: number): Promise<Proof> {
  const found = await lived(installation, {
    ...{ dice: diceNamed('deadlines', seed), name: String(seed), families: trials },
    ...{ from: Date.parse(BEGINNING), years: YEARS, kills: Math.ceil(trials / 2), done: progress(trials, say) },
  })
  return proofOf(trials, found.wrong.length, { seed, ...found, wrong: found.wrong.slice(0, 10) })
}

/** Each alone, in a year of its own. */
async function withFaults({ installation, seed, say }: Living, trials: number): Promise<Proof> {
  const faults = (Object.keys(LATENESSES) as Lateness[]).slice(0, trials)
  const found: Partial<Record<Lateness, number>> = {}
  for (const [place, fault] of faults.entries()) {
    await installation.hasFault(fault)
    const { wrong } = await lived(installation, {
      ...{ dice: diceNamed('deadlines', seed, fault), name: `${String(seed)}-${fault}` },
      ...{ families: FAMILIES_FOR_A_FAULT, from: Date.parse(BEGINNING) + place * 3 * YEAR_MS, years: 1 },
      ...{ kills: 0, done: () => undefined },
    })
    found[fault] = wrong.length
    say(`a fault of ${fault}: ${String(wrong.length)} steps are wrong`)
  }
  const areAllFound = Object.values(found).every((wrong) => wrong > 0)
  return proofOf(faults.length, areAllFound ? faults.length : 0, { seed, found })
}

const proofOf = (trials: number, failures: number, details: Proof['details']): Proof => ({
  promise: 'what nobody settles goes up once a step, when its term has passed and not before',
  trials,
  failures,
  details,
})

interface Lives {
  readonly dice: Dice
  readonly name: string
  readonly families: number
  readonly from: number
  readonly years: number
  readonly kills: number
  readonly done: () => void
}

async function lived(installation: Installation, { dice, name, families, from, years, kills, done }: Lives) {
  const oracle = new Oracle()
  const all = Array.from({ length: families }, (_, place) => {
    const family = `${name}-${String(place)}`
    return new TimedFamily(installation, family, diceNamed('deadlines', family), oracle)
  })
  // Each in its own part of the years, so that there are families in all of them.
  const begins = (place: number): string =>
    new Date(from + Math.floor(((place + dice.whole(1, 999) / 1_000) / families) * years * YEAR_MS)).toISOString()
  let deeds: readonly Deed[] = all.map((family, place) => family.begins(begins(place)))
  const counted = { ticks: 0, killed: 0, stoodStill: 0 }
  let quietUntil = ''
  for (;;) {
    const [deed] = (deeds = [...deeds].sort((one, other) => (one.at < other.at ? -1 : 1)))
    const soonest = oracle.soonest
    const moment = soonest === undefined || soonest > quietUntil ? soonest : quietUntil
    if (deed !== undefined && (moment === undefined || deed.at <= moment)) {
      await installation.itIs(deed.at)
      const begun = all.filter(({ planId }) => planId !== '').length
      deeds = [...deeds.slice(1), ...(await deed.does())]
      if (all.filter(({ planId }) => planId !== '').length > begun) done()
      continue
    }
    if (moment === undefined) break
    if (moment === soonest && dice.chance(STANDS_STILL)) {
      // Never at the end of a day: what takes a millisecond more would be of the next.
      quietUntil = new Date(
        Date.parse(moment) + dice.whole(0, 40) * DAY_MS + dice.whole(1, 1_400) * 60_000,
      ).toISOString()
      counted.stoodStill += 1
      continue
    }
    await installation.itIs(moment)
    await installation.ticks()
    oracle.ticks(moment)
    const behind = new Date(Date.parse(moment) + BEHIND_MS).toISOString()
    await installation.itIs(behind)
    if (counted.killed < kills && dice.chance(KILLED)) {
      await installation.isKilledTicking(dice.whole(0, 30))
      counted.killed += 1
    }
    await installation.ticks()
    oracle.ticks(behind)
    counted.ticks += 2
  }
  const made = (await Promise.all(all.map(({ planId }) => installation.recorded(planId)))).flatMap(asSteps)
  const kinds = Object.fromEntries(
    [...new Set(made.map(({ what }) => what))]
      .sort()
      .map((kind) => [kind, made.filter(({ what }) => what === kind).length]),
  )
  return { ...counted, steps: made.length, kinds, wrong: [...oracle.wrong, ...differing(oracle.steps, made)] }
}

/** Of a term in hours the moment has the milliseconds of when it began: so much behind it has passed for certain. */
const BEHIND_MS = 100

/** The order in a plan may take a millisecond for each event. */
const AHEAD_AT_MOST_MS = 1_000

/** What should be there and is not, and what is there and should not be. */
function differing(expected: readonly Step[], made: readonly Step[]): readonly string[] {
  const left = [...made]
  const missing = expected.filter((one) => {
    const place = left.findIndex((other) => isSame(one, other))
    if (place >= 0) left.splice(place, 1)
    return place < 0
  })
  return [
    ...missing.map((one) => `missed: ${JSON.stringify(one)}`),
    ...left.map((one) => `early, or once too often: ${JSON.stringify(one)}`),
  ]
}

function isSame({ at, until, ...one }: Step, { at: madeAt, until: madeUntil, ...other }: Step): boolean {
  return (
    (['plan', 'what', 'item', 'step', 'to'] as const).every((name) => one[name] === other[name]) &&
    isBehind(at, madeAt) &&
    (until === undefined ? madeUntil === undefined : madeUntil !== undefined && isBehind(until, madeUntil))
  )
}

/** Not before it, and no longer behind it than an order takes. */
function isBehind(expected: string, found: string): boolean {
  const late = Date.parse(found) - Date.parse(expected)
  return late >= 0 && late < AHEAD_AT_MOST_MS
}

async function officersAreNamed(installation: Installation): Promise<void> {
  const ans = await asksAs(installation, who('administrator', 'Ans', 'administration'))
  const body = { teams: [{ team: LEAD.team }], fallback: TEAM, officers: [{ team: TEAM, officer: OFFICER.id }] }
  const { status, text } = await installation.asks(ans, { method: 'PUT', path: '/teams', body })
  if (status >= 300) throw new Error(`the teams were answered ${String(status)}: ${text}`)
}
