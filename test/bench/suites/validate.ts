/** How long a valid body of ten fields takes to be judged, beside Ajv and beside Nest's own pipe. */
import { ContenderProcess } from '../contender.ts'
import type { Row } from '../results.ts'
import { interleaved, ratioOf, spreadOf } from '../rounds.ts'
import { sized } from '../work/size.ts'

const TURN_MS = sized(500, 20)

export async function validate(rounds: number): Promise<readonly Row[]> {
  const [ours, ajv, nest] = await Promise.all([started('ours'), started('ajv'), started('nest')])
  const figures = await interleaved(
    { ours: ours.turn('valid', TURN_MS), ajv: ajv.turn('valid', TURN_MS), nest: nest.turn('valid', TURN_MS) },
    rounds,
  )
  for (const contender of [ours, ajv, nest]) await contender.close()

  const mine = figures.get('ours') ?? []
  const compared = (name: 'ajv' | 'nest', against: string, goal: Row['goal']): Row => {
    const theirs = figures.get(name) ?? []
    return {
      what: 'a valid body of ten fields',
      against: `${against} (${micros(theirs).toPrecision(3)} µs)`,
      value: micros(mine),
      unit: 'µs',
      ratio: ratioOf(mine, theirs),
      goal,
    }
  }
  return [
    compared('ajv', 'Ajv, compiled', { ratio: 1 }),
    compared('nest', 'ValidationPipe with the same rules, and the same verdicts', null),
  ]
}

const started = (by: string) => ContenderProcess.start('validators', { by })
const micros = (aSecond: readonly number[]): number => 1e6 / spreadOf(aSecond).median
