/** How fast a million events are replayed in global order, beside `JSON.parse` of the same text; and in how much memory. */
import { ContenderProcess } from '../contender.ts'
import type { Row } from '../results.ts'
import { ratioOf, spreadOf } from '../rounds.ts'
import { sized } from '../work/size.ts'

const MEBIBYTE = 2 ** 20

export async function replay(rounds: number, events = sized(1_000_000, 25_000)): Promise<readonly Row[]> {
  const ours = await ContenderProcess.start('our-replay', { events })
  try {
    const { units, ms, residentBytes = Number.NaN } = await ours.work('whole', 0)
    const [replayed, parsed]: [number[], number[]] = [[], []]
    for (let round = 0; round <= rounds; round += 1) {
      const mine = await ours.work('replay', 0)
      const theirs = await ours.work('parse', 0)
      if (round === 0) continue
      replayed.push((mine.units / mine.ms) * 1_000)
      parsed.push((theirs.units / theirs.ms) * 1_000)
    }
    const against = `JSON.parse of the same text (${String(Math.round(spreadOf(parsed).median))})`
    const value = spreadOf(replayed).median
    const all = `${units.toLocaleString('en-US')} events, each once`
    return [
      {
        what: 'replay in global order',
        against,
        value,
        unit: 'events/s',
        ratio: ratioOf(replayed, parsed),
        goal: { ratio: 0.55 },
      },
      { what: all, against: 'alone', value: ms / 1_000, unit: 's', ratio: null, goal: null },
      {
        what: 'memory resident meanwhile, at most',
        against: 'alone',
        value: residentBytes / MEBIBYTE,
        unit: 'MiB',
        ratio: null,
        goal: { atMost: 400 },
      },
    ]
  } finally {
    await ours.close()
  }
}
