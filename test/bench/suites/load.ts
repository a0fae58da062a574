/** How long it takes to read a stream and fold it, beside Emmett's SQLite store; and a plan of twenty years. */
import { ContenderProcess } from '../contender.ts'
import { notMeasured, type Row } from '../results.ts'
import { interleaved, ratioOf, spreadOf, type Turn } from '../rounds.ts'
import { sized } from '../work/size.ts'
import { peerOrWhyNot } from '../work/started.ts'

const TURN_MS = sized(500, 30)
const GOALS = new Map([
  [10, 15],
  [100, 4],
])

const PEERS = [
  { on: 'sqlite', against: 'emmett-sqlite as it comes' },
  { on: 'sqlite-kept', against: 'emmett-sqlite, one connection kept open' },
]

export async function load(rounds: number): Promise<readonly Row[]> {
  const ours = await ContenderProcess.start('our-reads', {})
  const peers = await Promise.all(
    PEERS.map(async ({ on, against }) => ({
      against,
      contender: await peerOrWhyNot(() => ContenderProcess.start('emmett', { on })),
    })),
  )
  try {
    const rows: Row[] = []
    for (const [length, ratio] of GOALS) {
      const what = `a stream of ${String(length)} events, read and folded`
      const task = `load ${String(length)}`
      const turns: Record<string, Turn> = { ours: ours.turn(task, TURN_MS) }
      for (const { against, contender } of peers)
        if (contender instanceof ContenderProcess) turns[against] = contender.turn(task, TURN_MS)
      const figures = await interleaved(turns, rounds)
      const mine = figures.get('ours') ?? []
      for (const { against, contender } of peers) {
        if (contender instanceof Error) {
          rows.push(notMeasured(what, `${against}: ${contender.message}`, { ratio }))
          continue
        }
        const theirs = figures.get(against) ?? []
        rows.push({
          what,
          against: `${against} (${String(Math.round(spreadOf(theirs).median))})`,
          value: spreadOf(mine).median,
          unit: 'streams/s',
          ratio: ratioOf(mine, theirs),
          goal: { ratio },
        })
      }
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
    for (const { contender } of peers) if (contender instanceof ContenderProcess) await contender.close()
  }
}
