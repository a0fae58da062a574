/** How many durable commands a second over HTTP, beside the same API without a store and beside Emmett's way on PostgreSQL. */
import { readFileSync } from 'node:fs'
import type { Told } from '../contenders/our-api.ts'
import { ContenderProcess } from '../contender.ts'
import { notMeasured, type Row } from '../results.ts'
import { interleaved, ratioOf, spreadOf, type Turn } from '../rounds.ts'
import { ownDirectory } from '../work/directories.ts'
import { peer } from '../work/peers.ts'
import { startPostgres } from '../work/postgres.ts'
import { isSmall } from '../work/size.ts'
import { peerOrWhyNot, startedOrWhyNot } from '../work/started.ts'

const CONNECTIONS = 64
const TURN_S = 2

const COMMANDS = ['goal', 'deviation'] as const
const SMALL_COMMANDS = ['deviation'] as const
const SAID = { goal: 'a goal proposed', deviation: 'a step of a protocol left' } as const

interface Client {
  setRequests(requests: object[]): void
}
interface Autocannon {
  readonly default: (
    options: object,
  ) => Promise<{ readonly '2xx': number; readonly non2xx: number; readonly errors: number; readonly duration: number }>
}

export async function http(rounds: number): Promise<readonly Row[]> {
  const autocannon = isSmall() ? undefined : (await peer<Autocannon>('autocannon')).default
  const commands = isSmall() ? SMALL_COMMANDS : COMMANDS
  const directory = ownDirectory()
  const postgres = await peerOrWhyNot(startPostgres)
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
      const answered = await (autocannon?.({ url, connections: CONNECTIONS, duration: TURN_S, setupClient }) ??
        askedOnce(url, requests))
      // Emmett's handler may lose a race for a cart; what it refused is not counted.
      if (name !== 'emmett' && answered.non2xx + answered.errors > 0)
        throw new Error(`${name}: not every command was taken`)
      return answered['2xx'] / answered.duration
    }
  }

  try {
    const emmett = await startedOrWhyNot(() =>
      postgres instanceof Error
        ? Promise.reject(postgres)
        : asked('emmett', 'emmett-api', { url: postgres.url, pool: 32 }),
    )
    const turns: Record<string, Turn> = emmett instanceof Error ? {} : { emmett }
    for (const command of commands) {
      turns[command] = await asked(command, 'our-api', { store: 'yes', command })
      turns[`${command}, bare`] = await asked(`${command}-bare`, 'our-api', { store: 'no', command })
    }
    const figures = await interleaved(turns, rounds)
    return commands.flatMap((command) => {
      const [ours = [], bare = [], others] = [command, `${command}, bare`, 'emmett'].map((name) => figures.get(name))
      const what = `${SAID[command]} over HTTP, durable, sealed`
      const compared = (against: string, theirs: readonly number[], ratio: number): Row => ({
        what,
        against: `${against} (${String(Math.round(spreadOf(theirs).median))})`,
        value: spreadOf(ours).median,
        unit: 'commands/s',
        ratio: ratioOf(ours, theirs),
        goal: { ratio },
      })
      return [
        compared('the same API without a store', bare, 0.6),
        others === undefined
          ? notMeasured(what, `Emmett's API: ${String(emmett)}`, { ratio: 5 })
          : compared("Emmett's way on its PostgreSQL, no token, nothing sealed", others, 5),
      ]
    })
  } finally {
    for (const contender of running) await contender.close()
    if (!(postgres instanceof Error)) await postgres.stop()
    directory.remove()
  }
}

/** In a small run, in place of a client that measures: each is asked once, one after the other. */
async function askedOnce(url: string, requests: Told['requests']) {
  const [began, count] = [performance.now(), { '2xx': 0, non2xx: 0, errors: 0 }]
  for (const { method, path, headers, body } of requests) {
    const { ok } = await fetch(url + path, { method, headers, body })
    count[ok ? '2xx' : 'non2xx'] += 1
  }
  return { ...count, duration: (performance.now() - began) / 1_000 }
}
