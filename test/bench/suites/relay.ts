/** What partners are handed, and how soon: the relay beside kafkajs alone, webhooks to one receiver on this machine, and how far the relay lags while commands come in. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DE_BRUG, DE_STAM } from '../../../libs/plan/testing/people.ts'
import { PartnerPlans } from '../../prove/partner-plans.ts'
import { findKafka, type Broker } from '../../support/kafka-broker.ts'
import { connectionTo, topicsFor } from '../../support/partner-topic.ts'
import { ContenderProcess } from '../contender.ts'
import { notMeasured, type Row } from '../results.ts'
import { interleaved, ratioOf, spreadOf } from '../rounds.ts'
import { webhooksASecond } from '../work/webhooks-a-second.ts'
import { sized } from '../work/size.ts'
import { lagsAt } from '../work/lags.ts'

/** Of an organisation that is there for its topic alone. */
const LAGGING = '00000099000000000004'
const EVENTS = sized(10_000, 200)
const PLANS = sized(400, 10)
const RATIO = 0.7
const WEBHOOKS_A_SECOND = 500
const LAG_MS = 1_000
const COMMANDS_A_SECOND = sized(200, 20)

const THROUGHPUT = 'events over Kafka: read, judged, acknowledged'
const LAG = `from the event to the consumer, at ${String(COMMANDS_A_SECOND)} commands/s: 99 of 100`

export async function relay(rounds: number): Promise<readonly Row[]> {
  const kafka = await findKafka()
  const webhooks = await webhooksRow(rounds)
  if (kafka.missing !== undefined)
    return [
      notMeasured(THROUGHPUT, kafka.missing, { ratio: RATIO }),
      notMeasured(LAG, kafka.missing, { atMost: LAG_MS }),
      webhooks,
    ]
  const broker = await kafka.start()
  try {
    // A topic for each who fills one: whoever reads to know the lag does not read the others' first.
    await topicsFor(connectionTo(broker.brokers), [DE_BRUG, DE_STAM, LAGGING])
    return [await throughputRow(rounds, broker), await lagRow(broker), webhooks]
  } finally {
    await broker[Symbol.asyncDispose]()
  }
}

async function throughputRow(rounds: number, { brokers }: Broker): Promise<Row> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-relay-'))
  const plans = await PartnerPlans.open(directory, PLANS)
  await plans.goOn(EVENTS)
  await plans.close()
  const settings = { directory, brokers: brokers.join() }
  const ours = await ContenderProcess.start('our-relay', { ...settings, organisation: DE_BRUG })
  const plain = await ContenderProcess.start('plain-kafkajs', { ...settings, organisation: DE_STAM })
  try {
    const turns = { ours: ours.turn('all', 0), plain: plain.turn('all', 0) }
    const figures = await interleaved(turns, rounds)
    const [mine = [], theirs = []] = [figures.get('ours'), figures.get('plain')]
    return {
      what: THROUGHPUT,
      against: `kafkajs, the same messages from memory (${String(Math.round(spreadOf(theirs).median))})`,
      value: spreadOf(mine).median,
      unit: 'events/s',
      ratio: ratioOf(mine, theirs),
      goal: { ratio: RATIO },
    }
  } finally {
    await ours.close()
    await plain.close()
    rmSync(directory, { recursive: true, force: true })
  }
}

async function webhooksRow(rounds: number): Promise<Row> {
  const { min, median, max } = spreadOf(await webhooksASecond(rounds))
  return {
    what: 'webhooks to one receiver on this machine',
    against: `alone: ${String(Math.round(min))}–${String(Math.round(max))}`,
    value: median,
    unit: 'events/s',
    ratio: null,
    goal: { atLeast: WEBHOOKS_A_SECOND },
  }
}

async function lagRow(broker: Broker): Promise<Row> {
  const { lagsMs, commandsASecond } = await lagsAt(COMMANDS_A_SECOND, broker, LAGGING)
  const sorted = [...lagsMs].sort((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  const reached = Math.round(commandsASecond)
  return {
    what: LAG,
    against: `half within ${String(Math.round(at(0.5)))} ms; ${String(reached)} commands/s came in`,
    value: at(0.99),
    unit: 'ms',
    ratio: null,
    goal: { atMost: LAG_MS },
  }
}
