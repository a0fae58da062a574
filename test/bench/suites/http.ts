/** How many durable commands a second over HTTP, beside the same API without a store and beside Emmett's way on PostgreSQL. */
import { readFileSync } from 'node:fs'
import type { Told } from '../contenders/our-api.ts'
import { ContenderProcess } from '../contender.ts'
import { notMeasured, type Row } from '../results.ts'
import { interleaved, ratioOf, spreadOf, type Turn } from '../rounds.ts'
import { ownDirectory } from '../work/directories.ts'
import { peer } from '../work/peers.ts'
import { startPostgres } from '../work/postgres.ts'
import { startedOrWhyNot } from '../work/started.ts'

const CONNECTIONS = 64
const TURN_S = 2

interface Client {
  setRequests(requests: object[]): void
}
interface Autocannon {
  readonly default: (
    options: object,
  ) => Promise<{ readonly '2xx': number; readonly non2xx: number; readonly errors: number; readonly duration: number }>
}

export async function http(rounds: number): Promise<readonly Row[]> {
  const { default: autocannon } = await peer<Autocannon>('autocannon')
  const directory = ownDirectory()
  const postgres = await startedOrWhyNot(startPostgres)
  const running: ContenderProcess[] = []

  async function asked(
    name: string,
    contender: string,
    settings: Readonly<Record<string, string | number>>,
  ): Promise<Turn> {
    const told = directory.file(`${name}.json`)
    running.push(await ContenderProcess.start(contender, { ...settings, told }))
    const { url, requests } = JSON.parse(readFileSync(told, 'utf8')) as Told
    return async () => {
      let connection = 0
      const setupClient = (client: Client): void => {
        // Each begins with another family: all at one family at once would measure the queue in front of it.
        const first = (connection * Math.floor(requests.length / CONNECTIONS)) % requests.length
        connection += 1
        client.setRequests([...requests.slice(first), ...requests.slice(0, first)])
      }
      const answered = await autocannon({ url, connections: CONNECTIONS, duration: TURN_S, setupClient })
      // Emmett's handler may lose a race for a cart; what it refused is not counted.
      if (name !== 'emmett' && answered.non2xx + answered.errors > 0)
        throw new Error(`${name}: not every command was taken`)
      return answered['2xx'] / answered.duration
    }
  }

  try {
    const ours = await asked('ours', 'our-api', { store: 'yes' })
    const bare = await asked('bare', 'our-api', { store: 'no' })
    const emmett = await startedOrWhyNot(() =>
      postgres instanceof Error
        ? Promise.reject(postgres)
        : asked('emmett', 'emmett-api', { url: postgres.url, pool: 32 }),
    )
    const figures = await interleaved({ ours, bare, ...(emmett instanceof Error ? {} : { emmett }) }, rounds)
    const what = 'a durable command over HTTP, sealed'
    const [mine = [], theirs = []] = [figures.get('ours'), figures.get('bare')]
    const value = spreadOf(mine).median
    const rows: Row[] = [
      {
        what,
        against: `the same API without a store (${String(Math.round(spreadOf(theirs).median))})`,
        value,
        unit: 'commands/s',
        ratio: ratioOf(mine, theirs),
        goal: { ratio: 0.6 },
      },
    ]
    const others = figures.get('emmett')
    if (others === undefined) return [...rows, notMeasured(what, `Emmett's API: ${String(emmett)}`, { ratio: 5 })]
    const against = `Emmett's way on its PostgreSQL, no token, nothing sealed (${String(Math.round(spreadOf(others).median))})`
    return [...rows, { what, against, value, unit: 'commands/s', ratio: ratioOf(mine, others), goal: { ratio: 5 } }]
  } finally {
    for (const contender of running) await contender.close()
    if (!(postgres instanceof Error)) await postgres.stop()
    directory.remove()
  }
}
