/** What stands in a partner's topic, read as a consumer reads it, from the beginning; and the topics themselves. */
import { randomUUID } from 'node:crypto'
import { setUpTopics } from '../../apps/relay/set-up-topics.ts'
import { groupPrefixOf, topicOf } from '../../libs/relaying/partner-topics.ts'
import { consumeKafka, openKafkaTopics, type KafkaConnection, type TakenMessage } from '../../libs/messaging/kafkajs.ts'
import { until } from './partners.ts'
import type { Person, Town } from './story.ts'

export const connectionTo = (brokers: readonly string[], credentialsFile?: string): KafkaConnection => ({
  brokers,
  clientId: 'samenspel-test',
  credentialsFile,
})

/** On one broker, as the command does it. */
export async function topicsFor(connection: KafkaConnection, organisations: readonly string[], relay?: string) {
  const topics = await openKafkaTopics(connection)
  try {
    return await setUpTopics(topics, { organisations, replicas: 1, relay })
  } finally {
    await topics.close()
  }
}

/** Over Kafka, with all that there was and comes. @returns the subscription's id */
export async function subscribesOverKafka(town: Pick<Town, 'as'>, partner: Person, more: object = {}): Promise<string> {
  const { id } = await town.as(partner).post('/subscriptions', { channel: 'kafka', since: THE_BEGINNING, ...more })
  return id
}

const THE_BEGINNING = '2020-01-01T00:00:00Z'

export interface TopicReader extends AsyncDisposable {
  readonly taken: readonly TakenMessage[]
  /** The ids taken, each once, in the order of their first coming. */
  ids(): readonly string[]
  /** Waits until so many different events were taken. */
  take(count: number, atMostMs?: number): Promise<readonly TakenMessage[]>
}

export function aTopicReader(connection: KafkaConnection, organisation: string): TopicReader {
  const leaving = new AbortController()
  const taken: TakenMessage[] = []
  const groupId = `${groupPrefixOf(organisation)}${randomUUID()}`
  const asked = { topic: topicOf(organisation), groupId, signal: leaving.signal }
  const ended = consumeKafka(connection, asked, (message) => {
    taken.push(message)
    return Promise.resolve()
  })
  // Whoever takes meets the fault; whoever leaves need not.
  ended.catch(() => undefined)
  const ids = () => [...new Set(taken.map(({ headers }) => headers['ce_id'] ?? ''))]
  return {
    taken,
    ids,
    async take(count, atMostMs = 60_000) {
      const inTime = until(() => ids().length >= count, atMostMs).catch(() => {
        throw new Error(`took ${String(ids().length)} of ${String(count)} events in ${String(atMostMs)} ms`)
      })
      await Promise.race([inTime, ended])
      return taken
    },
    async [Symbol.asyncDispose]() {
      leaving.abort()
      await ended.catch(() => undefined)
    },
  }
}

/** In the order in which they were taken, without repeats: those whose sequence did not grow within their plan and domain. */
export function outOfOrder(taken: readonly TakenMessage[]): readonly TakenMessage[] {
  const seen = new Set<string>()
  const last = new Map<string, string>()
  return taken.filter(({ headers, key, value }) => {
    const { ce_id: id = '', ce_sequence: sequence = '' } = headers
    if (seen.has(id)) return false
    seen.add(id)
    const { domain } = JSON.parse(value) as { readonly domain: string }
    const count = `${key} ${domain}`
    const isBehind = sequence <= (last.get(count) ?? '')
    last.set(count, sequence)
    return isBehind
  })
}
