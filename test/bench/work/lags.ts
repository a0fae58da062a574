/** How long an event is under way, from its recording to a consumer of its topic, while commands come in over HTTP at an even pace. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { groupPrefixOf, topicOf } from '../../../apps/relay/partner-topics.ts'
import { consumeKafka } from '../../../libs/messaging/kafkajs.ts'
import { DE_BRUG } from '../../../libs/plan/testing/people.ts'
import { ApiProcess } from '../../prove/api-process.ts'
import { DE_BRUGS_SYSTEM, GOAL, subscribed } from '../../prove/partner-plans.ts'
import type { Broker } from '../../support/kafka-broker.ts'
import { connectionTo } from '../../support/partner-topic.ts'
import { until } from '../../support/partners.ts'
import { startRelay } from '../../support/relay-process.ts'

const PLANS = 40
const SECONDS = 20
const WITHIN_MS = 60_000

export interface Lags {
  readonly lagsMs: readonly number[]
  /** As they came in; fewer than asked where the API could not take them. */
  readonly commandsASecond: number
}

export async function lagsAt(commandsASecond: number, broker: Broker): Promise<Lags> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-lag-'))
  const api = new ApiProcess(dataDir)
  const leaving = new AbortController()
  const lagsMs = new Map<string, number>()
  try {
    await api.start()
    await subscribed(api.as(DE_BRUGS_SYSTEM), { channel: 'kafka' })
    const plans = await Promise.all(Array.from({ length: PLANS }, () => aPlan(api)))
    await using relay = startRelay({ town: { dataDir, api: api.url }, brokers: broker.brokers })
    await relay.says('relaying', WITHIN_MS)
    const group = { topic: topicOf(DE_BRUG), groupId: groupPrefixOf(DE_BRUG) + randomUUID(), signal: leaving.signal }
    const consuming = consumeKafka(connectionTo(broker.brokers), group, ({ headers }) => {
      const { ce_type: type, ce_id: id = '', ce_time: time = '', ce_subject: plan = '' } = headers
      if (type === GOAL && !lagsMs.has(id) && plans.some(({ planId }) => planId === plan))
        lagsMs.set(id, Date.now() - Date.parse(time))
      return Promise.resolve()
    })
    const commands = commandsASecond * SECONDS
    const tookMs = await atAnEvenPace(commandsASecond, commands, (turn) => {
      const { path, member } = plans[turn % plans.length] ?? { path: '', member: '' }
      const goal = { domain: 'youth', about: [member], lifeArea: 'housing', words: 'Een kamer', danger: 'Geen bed' }
      return made(api, `${path}/goals`, goal)
    })
    await until(() => lagsMs.size >= commands, WITHIN_MS)
    leaving.abort()
    await consuming
    return { lagsMs: [...lagsMs.values()], commandsASecond: (commands / tookMs) * 1_000 }
  } finally {
    leaving.abort()
    await api.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function aPlan(api: ApiProcess) {
  const { planId } = await made(api, '/plans', { lifeAreas: ['finances'], reportedBy: 'family' })
  const path = `/plans/${String(planId)}`
  const { id } = await made(api, `${path}/members`, { name: 'Kim' })
  await made(api, `${path}/care-team/professionals`, {
    professional: randomUUID(),
    name: 'Yara',
    organisation: DE_BRUG,
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
