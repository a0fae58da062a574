/** How long an event is under way, from its recording to a consumer of its topic, while commands come in over HTTP at an even pace. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import kafkajs from 'kafkajs'
import { groupPrefixOf, topicOf } from '../../../libs/relaying/partner-topics.ts'
import { ApiProcess } from '../../prove/api-process.ts'
import { GOAL, subscribed, systemOf } from '../../prove/partner-plans.ts'
import type { Broker } from '../../support/kafka-broker.ts'
import { until } from '../../support/partners.ts'
import { startRelay } from '../../support/relay-process.ts'
import { sized } from './size.ts'

const PLANS = 40
const SECONDS = sized(20, 1)
const WITHIN_MS = 60_000

export interface Lags {
  readonly lagsMs: readonly number[]
  /** As they came in; fewer than asked where the API could not take them. */
  readonly commandsASecond: number
}

/** @param organisation whose topic nobody else fills */
export async function lagsAt(commandsASecond: number, broker: Broker, organisation: string): Promise<Lags> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-lag-'))
  const api = new ApiProcess(dataDir)
  const lagsMs = new Map<string, number>()
  try {
    await api.start()
    await subscribed(api.as(systemOf(organisation)), { channel: 'kafka' })
    const plans = await Promise.all(Array.from({ length: PLANS }, () => aPlan(api, organisation)))
    await using relay = startRelay({ town: { dataDir, api: api.url }, brokers: broker.brokers })
    await relay.says('relaying', WITHIN_MS)
    const consumer = new kafkajs.Kafka({ brokers: [...broker.brokers], logLevel: kafkajs.logLevel.NOTHING }).consumer({
      groupId: groupPrefixOf(organisation) + randomUUID(),
    })
    await consumer.connect()
    await consumer.subscribe({ topic: topicOf(organisation), fromBeginning: true })
    await consumer.run({
      autoCommit: false,
      eachMessage({ message: { headers = {} } }) {
        const [type, id, time] = ['ce_type', 'ce_id', 'ce_time'].map((name) => String(headers[name]))
        if (type === GOAL && id !== undefined && time !== undefined && !lagsMs.has(id))
          lagsMs.set(id, Date.now() - Date.parse(time))
        return Promise.resolve()
      },
    })
    const commands = commandsASecond * SECONDS
    const tookMs = await atAnEvenPace(commandsASecond, commands, (turn) => {
      const { path, member } = plans[turn % plans.length] ?? { path: '', member: '' }
      const goal = { domain: 'youth', about: [member], lifeArea: 'housing', words: 'Een kamer', danger: 'Geen bed' }
      return made(api, `${path}/goals`, goal)
    })
    await until(() => lagsMs.size >= commands, WITHIN_MS)
    await consumer.disconnect()
    return { lagsMs: [...lagsMs.values()], commandsASecond: (commands / tookMs) * 1_000 }
  } finally {
    await api.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function aPlan(api: ApiProcess, organisation: string) {
  const { planId } = await made(api, '/plans', { lifeAreas: ['finances'], reportedBy: 'family' })
  const path = `/plans/${String(planId)}`
  const { id } = await made(api, `${path}/members`, { name: 'Kim' })
  await made(api, `${path}/care-team/professionals`, {
    professional: randomUUID(),
    name: 'Yara',
    organisation,
    scope: 'domain',
    domain: 'youth',
    activity: 'youth-support',
    until: '2051-01-01T00:00:00Z',
  })
  return { planId: String(planId), path, member: String(id) }
}

/** Over at most as many connections as a process keeps. */
async function made(api: ApiProcess, path: string, body: object): Promise<Readonly<Record<string, unknown>>> {
  const traceId = randomUUID().replaceAll('-', '')
  const answer = await api.post({ path, body, key: randomUUID(), traceId })
  if (answer?.status !== 201) throw new Error(`${path} was answered ${JSON.stringify(answer)}`)
  return answer.body
}

/** Each begins at its moment, whether or not those before it are done. @returns how long it took until all were done */
async function atAnEvenPace(aSecond: number, count: number, work: (turn: number) => Promise<unknown>): Promise<number> {
  const began = performance.now()
  const underWay: Promise<unknown>[] = []
  for (let turn = 0; turn < count; turn += 1) {
    const dueInMs = began + (turn / aSecond) * 1_000 - performance.now()
    if (dueInMs > 1) await pause(dueInMs)
    underWay.push(work(turn))
  }
  await Promise.all(underWay)
  return performance.now() - began
}
