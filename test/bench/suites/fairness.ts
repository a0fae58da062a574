/** By how much one caller who asks for all they may, or for more, slows another: the median of a bystander's list with and without them, turn by turn. */
import { readFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { ContenderProcess } from '../contender.ts'
import type { Asked, Town } from '../contenders/our-town.ts'
import type { Row } from '../results.ts'
import { interleaved, ratioOf, spreadOf, type Turn } from '../rounds.ts'
import { answered, beginAsking } from '../work/busy-caller.ts'
import { ownDirectory } from '../work/directories.ts'
import { sized } from '../work/size.ts'

const LISTS_A_TURN = sized(60, 5)
const SLOWED_AT_MOST = 2

const BUSY = {
  goals: 'one who proposes 200 goals of 8,000 characters at once, and then as many as they may',
  insisting: 'the same, who does not stop when told to, on 64 connections',
  lists: 'one who asks for 200 lists at once, and then as many as they may',
} as const

export async function fairness(rounds: number): Promise<readonly Row[]> {
  const directory = ownDirectory()
  const told = directory.file('town.json')
  const kinds = Object.keys(BUSY) as (keyof typeof BUSY)[]
  const turns = (rounds + 1) * (kinds.length * 2 + 1)
  const town = await ContenderProcess.start('our-town', { turns, told })
  try {
    const { url, lists, goals } = JSON.parse(readFileSync(told, 'utf8')) as Town
    const bystanders = new Agent({ keepAlive: true, maxSockets: 1 })
    const next = <One>(all: One[]): One => {
      const one = all.pop()
      if (one === undefined) throw new Error('everybody has asked something by now')
      return one
    }
    /** Lists a second, by their median: more is better. */
    const bystander = async (): Promise<number> => {
      const list = next(lists as Asked[])
      const took: number[] = []
      for (let count = 0; count < LISTS_A_TURN; count += 1) {
        const begin = performance.now()
        const [status] = await answered(url, list, bystanders)
        if (status !== 200) throw new Error(`a bystander's list was answered ${String(status)}`)
        took.push(performance.now() - begin)
      }
      return 1_000 / spreadOf(took).median
    }
    const beside =
      (asked: () => Asked, insists: boolean): Turn =>
      async () => {
        const busy = asked()
        const asking = await beginAsking({ url, asked: busy, insists })
        const figure = await bystander().finally(() => asking.end())
        return figure
      }
    const figures = await interleaved(
      {
        quiet: bystander,
        goals: beside(() => next(goals as Asked[]), false),
        insisting: beside(() => next(goals as Asked[]), true),
        lists: beside(() => next(lists as Asked[]), false),
      },
      rounds,
    )
    const quiet = figures.get('quiet') ?? []
    return kinds.map((kind) => ({
      what: `a bystander's list, beside ${BUSY[kind]}`,
      against: `with nobody beside it (${(1_000 / spreadOf(quiet).median).toFixed(1)} ms)`,
      value: 1_000 / spreadOf(figures.get(kind) ?? []).median,
      unit: 'ms',
      ratio: ratioOf(figures.get(kind) ?? [], quiet),
      goal: { ratio: 1 / SLOWED_AT_MOST },
    }))
  } finally {
    await town.close()
    directory.remove()
  }
}
