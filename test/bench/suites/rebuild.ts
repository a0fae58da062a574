/** How fast read models are made anew from the first event on, beside a bare bulk upsert of the same rows. */
import { ContenderProcess } from '../contender.ts'
import type { Row } from '../results.ts'
import { interleaved, ratioOf, spreadOf, type Turn } from '../rounds.ts'
import { sized } from '../work/size.ts'

/** Every turn is a whole rebuild. */
const EVENTS = { plans: sized(40, 2), eventsEach: sized(1_000, 60) }
const READ_MODELS = ['caseload', 'what-is-due', 'deviations-register', 'plans-by-domain']
const GOAL = { atLeast: 80_000, ratio: 0.7 }

export async function rebuild(rounds: number): Promise<readonly Row[]> {
  const ours = await ContenderProcess.start('our-rebuilds', EVENTS)
  const bare = await ContenderProcess.start('our-rebuilds', EVENTS)
  const turns: Record<string, Turn> = {}
  for (const name of READ_MODELS) {
    turns[`rebuild ${name}`] = ours.turn(`rebuild ${name}`, 0)
    turns[`upsert ${name}`] = bare.turn(`upsert ${name}`, 0)
  }
  const figures = await interleaved(turns, rounds)
  await ours.close()
  await bare.close()
  return READ_MODELS.map((name): Row => {
    const [mine = [], theirs = []] = [figures.get(`rebuild ${name}`), figures.get(`upsert ${name}`)]
    return {
      what: `${name}, rebuilt`,
      against: `a bare bulk upsert of the same rows (${String(Math.round(spreadOf(theirs).median))})`,
      value: spreadOf(mine).median,
      unit: 'events/s',
      ratio: ratioOf(mine, theirs),
      goal: GOAL,
    }
  })
}
