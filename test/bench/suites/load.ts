/** How long it takes to read a stream and fold it, beside Emmett's SQLite store; and a plan of twenty years. */
import { ContenderProcess } from '../contender.ts'
import { notMeasured, type Row } from '../results.ts'
import { interleaved, ratioOf, spreadOf } from '../rounds.ts'
import { startedOrWhyNot } from '../work/started.ts'

const TURN_MS = 500
const GOALS = new Map([
  [10, 15],
  [100, 4],
])

export async function load(rounds: number): Promise<readonly Row[]> {
  const ours = await ContenderProcess.start('our-reads', {})
  const emmett = await startedOrWhyNot(() => ContenderProcess.start('emmett', { on: 'sqlite' }))
  try {
    const rows: Row[] = []
    for (const [length, ratio] of GOALS) {
      const what = `a stream of ${String(length)} events, read and folded`
      if (emmett instanceof Error) {
        rows.push(notMeasured(what, `emmett-sqlite: ${emmett.message}`, { ratio }))
        continue
      }
      const task = `load ${String(length)}`
      const figures = await interleaved({ ours: ours.turn(task, TURN_MS), emmett: emmett.turn(task, TURN_MS) }, rounds)
      const [mine = [], theirs = []] = [figures.get('ours'), figures.get('emmett')]
      const against = `emmett-sqlite (${String(Math.round(spreadOf(theirs).median))})`
      const value = spreadOf(mine).median
      rows.push({ what, against, value, unit: 'streams/s', ratio: ratioOf(mine, theirs), goal: { ratio } })
    }
    for (const [task, what, atMost] of [
      ['plan-cold', 'a plan of 5,000 events, the store just opened', 60],
      ['plan-warm', 'the same again, its fold at hand', 1],
    ] as const) {
      const taken: number[] = []
      for (let round = 0; round < rounds; round += 1) {
        const { units, ms } = await ours.work(task, TURN_MS)
        taken.push(ms / units)
      }
      const { min, median, max } = spreadOf(taken)
      const against = `alone: ${min.toPrecision(2)}–${max.toPrecision(2)} ms`
      rows.push({ what, against, value: median, unit: 'ms', ratio: null, goal: { atMost } })
    }
    return rows
  } finally {
    await ours.close()
    if (!(emmett instanceof Error)) await emmett.close()
  }
}
