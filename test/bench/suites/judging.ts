/** What one judgement of who sees what costs, of plans that live by chance: of everyone who may ask, on whatever they stand. */
import fc from 'fast-check'
import { mayPartnerHave } from '../../../libs/access/partner.ts'
import { shown, sightOf } from '../../../libs/access/sight.ts'
import { writtenIn } from '../../../libs/access/testing/standing.ts'
import { ASKERS, worlds, type World } from '../../../libs/access/testing/worlds.ts'
import { ORGANISATIONS } from '../../../libs/plan/testing/attempts-around-the-plan.ts'
import type { Recorded } from '../../../libs/plan/testing/histories.ts'
import type { Row } from '../results.ts'
import { spreadOf } from '../rounds.ts'
import { sized } from '../work/size.ts'

const HISTORIES = sized(40, 4)
const ATTEMPTS = 200
const AT_MOST_MICROS = 50

/** Every judgement of a kind in a plan: whether it found anything. */
type Judgements = (world: World) => readonly boolean[]

const sightsFound: Judgements = (world) => ASKERS.map((asker) => sightOf(asker, world).grounds.length > 0)

const eventsShown: Judgements = (world) =>
  ASKERS.flatMap((asker) => {
    const sight = sightOf(asker, world)
    const seen = (recorded: Recorded) => shown(sight, writtenIn(recorded)) !== undefined
    return sight.grounds.length === 0 ? [] : world.past.map(seen)
  })

const partnersJudged: Judgements = (world) =>
  ORGANISATIONS.flatMap((organisation) =>
    world.past.map((recorded) => mayPartnerHave(organisation, writtenIn(recorded), world).may),
  )

const KINDS: Readonly<Record<string, Judgements>> = {
  'what someone has of a plan: their grounds, and what is withheld from them': sightsFound,
  'an event shown to a reader, the plan read whole': eventsShown,
  'an event judged for an organisation at its delivery, ground and all': partnersJudged,
}

/** @param rounds of which the first, besides, warms up */
export function judging(rounds: number): Promise<readonly Row[]> {
  const plans = fc.sample(worlds(ATTEMPTS), { numRuns: HISTORIES, seed: 14 }).flat()
  const rows = Object.entries(KINDS).map(([what, judges]): Row => {
    const figures: number[] = []
    for (let round = 0; round <= rounds; round += 1) {
      const micros = microsEach(judges, plans)
      if (round > 0) figures.push(micros)
    }
    const { min, median, max } = spreadOf(figures)
    return {
      what,
      against: `processor time (${min.toPrecision(2)} to ${max.toPrecision(2)} µs)`,
      value: median,
      unit: 'µs',
      ratio: null,
      goal: { atMost: AT_MOST_MICROS },
    }
  })
  return Promise.resolve(rows)
}

function microsEach(judges: Judgements, plans: readonly World[]): number {
  const before = process.cpuUsage()
  const judged = plans.flatMap(judges)
  const { user, system } = process.cpuUsage(before)
  if (!judged.includes(true)) throw new Error('nothing was found: these plans are no measure')
  return (user + system) / judged.length
}
