/** What it costs that every look is on record: the processor time of reading a plan of 200 events, 64 at once, beside the same without a record; how many records one commit holds; and what it costs to ask beforehand who would read something, or what may be shared. */
import { readFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { ContenderProcess } from '../contender.ts'
import type { Looked } from '../contenders/our-looks.ts'
import type { Row } from '../results.ts'
import { interleaved, ratioOf, spreadOf, type Turn } from '../rounds.ts'
import { answered } from '../work/busy-caller.ts'
import { ownDirectory } from '../work/directories.ts'
import { sized } from '../work/size.ts'

const AT_ONCE = 64
const READS_A_TURN = AT_ONCE * sized(10, 1)
/** 1.15 times the processor time, as a ratio of what is done in it. */
const RATIO_AT_LEAST = 0.87
/** At most 1.3 times the processor time. */
const PREVIEW_AT_LEAST = 0.77

interface Reading {
  readonly contender: ContenderProcess
  readonly looked: Looked
  readonly agent: Agent
}

export async function access(rounds: number): Promise<readonly Row[]> {
  const directory = ownDirectory()
  const readings: Reading[] = []
  const begun = async (records: 'yes' | 'no'): Promise<Reading> => {
    const told = directory.file(`${records}.json`)
    const contender = await ContenderProcess.start('our-looks', { records, told })
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
    const reading = { contender, looked: JSON.parse(readFileSync(told, 'utf8')) as Looked, agent }
    readings.push(reading)
    return reading
  }
  try {
    const [onRecord, without] = [await begun('yes'), await begun('no')]
    const together: number[] = []
    const figures = await interleaved(
      {
        onRecord: async () => {
          const before = await usedBy(onRecord, 'commits')
          const figure = await readsPerSecondOfProcessor(onRecord)()
          together.push(READS_A_TURN / ((await usedBy(onRecord, 'commits')) - before))
          return figure
        },
        without: readsPerSecondOfProcessor(without),
        previews: readsPerSecondOfProcessor(onRecord, 'preview'),
        sharings: readsPerSecondOfProcessor(onRecord, 'sharing'),
      },
      rounds,
    )
    const [ours = [], bare = [], previews = [], sharings = []] = (
      ['onRecord', 'without', 'previews', 'sharings'] as const
    ).map((of) => figures.get(of))
    const asked = (what: string, figure: readonly number[]): Row => ({
      what: `${what}, asked of that plan`,
      against: `reading it (${(1e6 / spreadOf(ours).median).toFixed(0)} µs of processor time)`,
      value: 1e6 / spreadOf(figure).median,
      unit: 'µs',
      ratio: ratioOf(figure, ours),
      goal: { ratio: PREVIEW_AT_LEAST },
    })
    return [
      {
        what: `a plan of 200 events read with its access record, ${String(AT_ONCE)} at once`,
        against: `the same without a record (${(1e6 / spreadOf(bare).median).toFixed(0)} µs of processor time)`,
        value: 1e6 / spreadOf(ours).median,
        unit: 'µs',
        ratio: ratioOf(ours, bare),
        goal: { ratio: RATIO_AT_LEAST },
      },
      asked('who would be able to read what is about to be written', previews),
      asked('whether a goal may be shared, and what its recipient would get', sharings),
      {
        what: 'access records that go together in one commit',
        against: `${String(AT_ONCE)} at once`,
        value: spreadOf(together).median,
        unit: 'records',
        ratio: null,
        goal: { atLeast: 2 },
      },
    ]
  } finally {
    for (const { contender, agent } of readings) {
      agent.destroy()
      await contender.close()
    }
    directory.remove()
  }
}

const usedBy = async ({ contender }: Reading, what: 'commits' | 'processor'): Promise<number> =>
  (await contender.work(what, 0)).units

/** Of the whole process, all its threads: what writes records and their rows counts too. */
const readsPerSecondOfProcessor =
  (reading: Reading, asked: 'plan' | 'preview' | 'sharing' = 'plan'): Turn =>
  async () => {
    const { looked, agent } = reading
    const before = await usedBy(reading, 'processor')
    let left = READS_A_TURN
    const asking = Array.from({ length: AT_ONCE }, async () => {
      while (left > 0) {
        left -= 1
        const [status] = await answered(looked.url, looked[asked], agent)
        if (status !== 200) throw new Error(`a read was answered ${String(status)}`)
      }
    })
    await Promise.all(asking)
    return READS_A_TURN / (((await usedBy(reading, 'processor')) - before) / 1e6)
  }
