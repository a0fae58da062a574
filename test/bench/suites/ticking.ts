/** What it costs to tick a municipality through a day, as often as the ticker does: of families that live by chance, with whatever of theirs was not settled. */
import fc from 'fast-check'
import { v5 as uuidFrom } from 'uuid'
import type { StepUpHandler as Handles } from '../../../apps/api/plans/terms/step-up.ts'
import type { start as Starts } from '../../../apps/api/start.ts'
import type { tick as Ticks } from '../../../apps/api/ticking/ticker.ts'
import type { readConfiguration as Reads } from '../../../libs/installation/configuration.ts'
import type { whatIsDue as Due } from '../../../libs/plan/lists/what-is-due.ts'
import { planStream } from '../../../libs/plan/plan-stream.ts'
import { eventsOf, histories } from '../../../libs/plan/testing/histories.ts'
import { UNHURRIED } from '../../support/unhurried.ts'
import type { Row } from '../results.ts'
import { spreadOf } from '../rounds.ts'
import { built } from '../work/built.ts'
import { ownDirectory } from '../work/directories.ts'
import { storedIn } from '../work/lives.ts'
import { sized } from '../work/size.ts'

const FAMILIES = sized(500, 10)
const ATTEMPTS = 120
const AT_MOST_SECONDS = 2
const TICK_MS = sized(15_000, 3_600_000)
const DAY_MS = 86_400_000
const NAMESPACE = '5d0c7c0e-3f6b-4f0f-8a52-0c6a3c2f9b11'
/** Behind the terms of all of them, of which nothing went up yet. */
const FROM = Date.parse('2030-12-31T23:00:00.000Z')

/** @param rounds days behind the first, which makes up for what passed before */
export async function ticking(rounds: number): Promise<readonly Row[]> {
  const { readConfiguration } = await built<{ readonly readConfiguration: typeof Reads }>(
    'libs/installation/configuration.js',
  )
  const { start } = await built<{ readonly start: typeof Starts }>('apps/api/start.js')
  const { tick } = await built<{ readonly tick: typeof Ticks }>('apps/api/ticking/ticker.js')
  const { StepUpHandler } = await built<{ readonly StepUpHandler: typeof Handles }>('apps/api/plans/terms/step-up.js')
  const { whatIsDue } = await built<{ readonly whatIsDue: typeof Due }>('libs/plan/lists/what-is-due.js')
  const directory = ownDirectory()
  let now = FROM
  const settings = { ...UNHURRIED, SAMENSPEL_DATA_DIR: directory.file('data'), SAMENSPEL_PORT: '0' }
  const clock = () => new Date(now).toISOString()
  const running = await start(readConfiguration({ ...settings, SAMENSPEL_LOG_LEVEL: 'silent' }), clock)
  try {
    const { store, readStore } = running.system
    const lives = fc.sample(histories(ATTEMPTS), { numRuns: FAMILIES, seed: 16 })
    for (const [place, history] of lives.entries()) {
      const stream = planStream(uuidFrom(String(place), NAMESPACE))
      await store.append(stream, 'no-stream', storedIn(stream, eventsOf(history)))
    }
    const door = new StepUpHandler(running.system)
    const execute = (command: object) => door.execute(command as Parameters<typeof door.execute>[0]) as Promise<never>
    const ticks = { system: running.system, commands: { execute }, log: { error: () => undefined } }
    const never = new AbortController().signal
    const [seconds, made]: [number[], number[]] = [[], []]
    for (let day = 0; day <= rounds; day += 1) {
      await readStore.caughtUpTo(whatIsDue, (await store.head()) ?? '', 600_000)
      const before = process.cpuUsage()
      let steps = 0
      for (const end = now + DAY_MS; now < end; now += TICK_MS) steps += await tick(ticks, never)
      const { user, system } = process.cpuUsage(before)
      seconds.push((user + system) / 1e6)
      made.push(steps)
    }
    const [first = 0, ...later] = seconds
    const [madeFirst = 0, ...madeLater] = made
    const row = (what: string, value: number, steps: number, goal: Row['goal']): Row => ({
      what: `${what} of ${String(FAMILIES)} families, ticked every ${String(TICK_MS / 1_000)} s`,
      against: `processor time; ${String(steps)} steps`,
      ...{ value, unit: 's', ratio: null, goal },
    })
    return [
      row('a day', spreadOf(later).median, spreadOf(madeLater).median, { atMost: AT_MOST_SECONDS }),
      // All that was ever due of them at once: no day that comes, but what a step costs.
      row('a day on which all that is due goes up,', first, madeFirst, null),
    ]
  } finally {
    await running.stop()
    directory.remove()
  }
}
