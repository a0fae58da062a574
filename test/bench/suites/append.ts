/** How many appends a second, durable: 64 at once and one at a time. */
import { ContenderProcess } from '../contender.ts'
import { notMeasured, type Goal, type Row } from '../results.ts'
import { interleaved, ratioOf, spreadOf, type Turn } from '../rounds.ts'
import { startPostgres, type Postgres } from '../work/postgres.ts'
import { sized } from '../work/size.ts'
import { peerOrWhyNot, startedOrWhyNot } from '../work/started.ts'

const POOLS = [10, 32, 64]
const TURN_MS = sized(1_500, 50)

export async function append(rounds: number): Promise<readonly Row[]> {
  const [store, door, log] = await Promise.all(
    ['our-store', 'our-door', 'raw-log'].map((name) => ContenderProcess.start(name, {})),
  )
  if (store === undefined || door === undefined || log === undefined) throw new Error('not all have started')
  const c = await startedOrWhyNot(() => ContenderProcess.start('c-log', {}))
  const postgres = await peerOrWhyNot(startPostgres)
  const emmett = postgres instanceof Error ? postgres : await startedOrWhyNot(() => withBestPool(postgres))
  const sqlite = await peerOrWhyNot(() => ContenderProcess.start('emmett', { on: 'sqlite' }))
  try {
    const at64 = await interleaved(
      {
        store: store.turn('append 64', TURN_MS),
        'store, new streams': store.turn('append-new 64', TURN_MS),
        door: door.turn('append 64', TURN_MS),
        log: log.turn('append 64', TURN_MS),
        ...turnOf('emmett-postgresql', emmett, 'append 64'),
      },
      rounds,
    )
    const alone = await interleaved(
      {
        store: store.turn('append 1', TURN_MS),
        log: log.turn('append 1', TURN_MS),
        ...turnOf('c', c, 'append 1'),
        ...turnOf('emmett-sqlite', sqlite, 'append 1'),
      },
      rounds,
    )
    const compared = (
      what: string,
      figures: ReadonlyMap<string, readonly number[]>,
      [ours, theirs]: readonly [string, string],
      [against, whyNot]: readonly [string, unknown],
      goal: Goal | null,
    ): Row => {
      const [mine, others] = [figures.get(ours) ?? [], figures.get(theirs)]
      if (others === undefined)
        return notMeasured(what, `${against}: ${whyNot instanceof Error ? whyNot.message : 'absent'}`, goal)
      const value = spreadOf(mine).median
      return {
        what,
        against: `${against} (${String(Math.round(spreadOf(others).median))})`,
        value,
        unit: 'appends/s',
        ratio: ratioOf(mine, others),
        goal,
      }
    }
    return [
      compared('64 at once', at64, ['store', 'log'], ['raw log + fdatasync in Node', undefined], { ratio: 0.4 }),
      compared('64 at once', at64, ['store', 'emmett-postgresql'], ['emmett-postgresql', emmett], { ratio: 10 }),
      compared('64 at once, decided and sealed', at64, ['door', 'log'], ['raw log + fdatasync in Node', undefined], {
        ratio: 0.3,
      }),
      compared(
        '64 at once, each a new stream',
        at64,
        ['store, new streams', 'log'],
        ['raw log + fdatasync in Node', undefined],
        null,
      ),
      compared('one at a time', alone, ['store', 'c'], ['write + fdatasync in C', c], { ratio: 0.8 }),
      compared('one at a time', alone, ['store', 'log'], ['raw log + fdatasync in Node', undefined], null),
      compared('one at a time', alone, ['store', 'emmett-sqlite'], ['emmett-sqlite', sqlite], null),
    ]
  } finally {
    for (const contender of [store, door, log, c, emmett, sqlite])
      if (contender instanceof ContenderProcess) await contender.close()
    if (!(postgres instanceof Error)) await postgres.stop()
  }
}

const turnOf = (name: string, contender: ContenderProcess | Error, task: string): Readonly<Record<string, Turn>> =>
  contender instanceof Error ? {} : { [name]: contender.turn(task, TURN_MS) }

/** The pool it does best with; the others are closed. */
async function withBestPool({ url }: Postgres): Promise<ContenderProcess> {
  let best: { readonly contender: ContenderProcess; readonly figure: number } | undefined
  for (const pool of POOLS) {
    const contender = await ContenderProcess.start('emmett', { on: 'postgresql', url, pool })
    await contender.work('append 64', 500)
    const { units, ms } = await contender.work('append 64', 1_500)
    const loser = best === undefined || units / ms > best.figure ? best?.contender : contender
    if (loser !== contender) best = { contender, figure: units / ms }
    await loser?.close()
  }
  if (best === undefined) throw new Error('no pool was tried')
  return best.contender
}
