/** Our adapter beside the vendor's client on one server: the one that EVENTSTORE_URL names. */
import { EventStoreDbStandIn } from '../../support/eventstoredb-stand-in/stand-in.ts'
import { ContenderProcess } from '../contender.ts'
import { notMeasured, type Row } from '../results.ts'
import { interleaved, ratioOf, spreadOf } from '../rounds.ts'
import { isSmall, sized } from '../work/size.ts'

const TURN_MS = sized(1_500, 50)
const ROWS = [
  { what: '64 at once', task: 'append 64', unit: 'appends/s', against: 'the client, in batches', goal: { ratio: 0.7 } },
  { what: 'one at a time', task: 'append 1', unit: 'appends/s', against: 'the client, in batches', goal: null },
  { what: 'reading a stream', task: 'read', unit: 'events/s', against: 'the client', goal: { ratio: 0.9 } },
] as const

export async function eventstoredb(rounds: number): Promise<readonly Row[]> {
  const { EVENTSTORE_URL: named, EVENTSTORE_CREDENTIALS_FILE: credentialsFile = '' } = process.env
  // No figure is made of a stand-in.
  const standIn = isSmall() ? await EventStoreDbStandIn.start() : undefined
  const connection = standIn?.url ?? named
  if (connection === undefined)
    return ROWS.map(({ what, goal }) => notMeasured(what, 'EVENTSTORE_URL names no EventStoreDB', goal))
  // One process has one client; so each has its own.
  const start = () => ContenderProcess.start('on-eventstoredb', { connection, credentialsFile })
  const [ours, theirs] = [await start(), await start()]
  try {
    const rows: Row[] = []
    for (const { what, task, unit, against, goal } of ROWS) {
      const turns = { ours: ours.turn(`ours ${task}`, TURN_MS), client: theirs.turn(`client ${task}`, TURN_MS) }
      const figures = await interleaved(turns, rounds)
      const [mine, others] = [figures.get('ours') ?? [], figures.get('client') ?? []]
      const beside = `${against} (${String(Math.round(spreadOf(others).median))})`
      rows.push({ what, against: beside, value: spreadOf(mine).median, unit, ratio: ratioOf(mine, others), goal })
    }
    return rows
  } finally {
    await ours.close()
    await theirs.close()
    standIn?.stop()
  }
}
