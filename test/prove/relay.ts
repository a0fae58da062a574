/** The relay and the broker killed again and again while events are written: every event comes to the partner's topic, repeats with the same id, and each plan in its order. A trial is an event. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import kafkajs from 'kafkajs'
import { topicOf } from '../../libs/relaying/partner-topics.ts'
import type { TakenMessage } from '../../libs/messaging/kafkajs.ts'
import { DE_BRUG } from '../../libs/plan/testing/people.ts'
import { findKafka, type Broker } from '../support/kafka-broker.ts'
import { aTopicReader, connectionTo, topicsFor } from '../support/partner-topic.ts'
import { until } from '../support/partners.ts'
import { startRelay } from '../support/relay-process.ts'
import { ApiProcess } from './api-process.ts'
import { DE_BRUGS_SYSTEM, goalsIn, PartnerPlans, subscribed, type Came } from './partner-plans.ts'
import { plant, progress, type Asked, type Proof } from './proof.ts'

const EVENTS_A_KILL = 200
/** Of each ten. */
const BROKER_DIES_IN = [0, 3, 6]
const PLANS = 40
const AT_WORK_WITHIN_MS = 60_000
const AT_MOST_AFTER_WRITING_MS = 60
const NOTHING_NEW_MS = 8_000

export async function proveRelay({ trials, planted, say }: Asked): Promise<Proof> {
  const kafka = await findKafka()
  if (kafka.missingOurOwn !== undefined) throw new Error(`no broker to kill: ${kafka.missingOurOwn}`)
  const dataDir = mkdtempSync(join(tmpdir(), 'prove-relay-'))
  const api = new ApiProcess(dataDir, { as: DE_BRUGS_SYSTEM })
  const broker = await kafka.start()
  const preload = planted ? plant('acknowledged-before-it-is') : undefined
  const relay = () => startRelay({ town: { dataDir, api: api.url }, brokers: broker.brokers, preload })
  let plans: PartnerPlans | undefined
  try {
    await api.start()
    plans = await PartnerPlans.open(dataDir, PLANS)
    await topicsFor(connectionTo(broker.brokers), [DE_BRUG])
    await subscribed(api, { channel: 'kafka' })
    const kills = Math.ceil(trials / EVENTS_A_KILL)
    const brokerKills = Array.from({ length: kills }, (_, kill) => kill).filter(diesIn).length
    say(`${String(trials)} events, the relay killed ${String(kills)} times, the broker ${String(brokerKills)} times`)
    const done = progress(kills, say)
    for (let kill = 0; kill < kills; kill += 1) {
      const events = Math.min(EVENTS_A_KILL, trials - plans.goals)
      await using running = relay()
      await running.says('relaying', AT_WORK_WITHIN_MS)
      await whenAtWork(broker, plans, Math.floor(events / 2))
      const dying = diesIn(kill) ? () => killed(broker) : () => running.kill()
      await whileWriting(plans, Math.ceil(events / 2), dying)
      await pause(Math.random() * AT_MOST_AFTER_WRITING_MS)
      await running.kill()
      done()
    }
    await using last = relay()
    await last.says('relaying', AT_WORK_WITHIN_MS)
    const taken = await takenFrom(broker, plans.goals)
    const { repeats, ...failures } = plans.judged(taken.map(came))
    return {
      promise: 'every event reaches the topic, repeated only with the same id, each plan in its order',
      trials: plans.goals,
      failures: failures.missing + failures.plansOutOfOrder + failures.strange,
      details: { relayKills: kills, brokerKills, messages: taken.length, repeats, ...failures },
    }
  } finally {
    await plans?.close()
    await api.kill()
    await broker[Symbol.asyncDispose]()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const diesIn = (kill: number): boolean => BROKER_DIES_IN.includes(kill % 10)

/** Until something of it, or of what lay there, is in the topic: a relay that dies before it did anything shows nothing. */
async function whenAtWork({ brokers }: Broker, plans: PartnerPlans, events: number): Promise<void> {
  const admin = new kafkajs.Kafka({ brokers: [...brokers], logLevel: kafkajs.logLevel.NOTHING }).admin()
  const messages = async () =>
    (await admin.fetchTopicOffsets(topicOf(DE_BRUG))).reduce((sum, { offset }) => sum + Number(offset), 0)
  await admin.connect()
  try {
    const before = await messages()
    await plans.goOn(events)
    await until(async () => (await messages()) > before, AT_WORK_WITHIN_MS)
  } finally {
    await admin.disconnect()
  }
}

/** Somewhere among what is written, something dies; and all of it is over when this is. */
async function whileWriting(plans: PartnerPlans, events: number, dying: () => Promise<void>): Promise<void> {
  const fatal = 1 + Math.floor(Math.random() * events)
  let died: Promise<void> | undefined
  await plans.goOn(events, (written) => {
    if (written === fatal) died = dying()
  })
  await died
}

async function killed(broker: Broker): Promise<void> {
  await broker.kill()
  await broker.startAgain()
}

/** From the first message on, until all came or nothing new does. */
async function takenFrom(broker: Broker, events: number): Promise<readonly TakenMessage[]> {
  await using reader = aTopicReader(connectionTo(broker.brokers), DE_BRUG)
  for (let seen = -1; reader.taken.length > seen;) {
    seen = reader.taken.length
    await until(() => goalsIn(reader.taken.map(came)) >= events, NOTHING_NEW_MS).catch(() => undefined)
    if (goalsIn(reader.taken.map(came)) >= events) break
  }
  return [...reader.taken]
}

const came = ({ key, headers, value }: TakenMessage): Came => ({
  id: headers['ce_id'] ?? '',
  type: headers['ce_type'] ?? '',
  plan: key,
  text: JSON.stringify([headers, value]),
})
