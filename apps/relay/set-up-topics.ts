/** Sets up the topics of partners and who may read them. What is there stays: its number of partitions is only looked at, since changing it would break the order of plans. */
import type { KafkaTopics } from '../../libs/messaging/kafkajs.ts'
import { readsOwnTopic, relayWrites, topicAsked } from '../../libs/relaying/partner-topics.ts'

export interface SetUp {
  readonly made: readonly string[]
  readonly there: readonly string[]
  /** Topics whose number of partitions is not the one asked for; they stay as they are, and in order. */
  readonly otherwiseParted: readonly { readonly topic: string; readonly partitions: number }[]
  /** False where the broker has no authorizer: then anybody who reaches it reads everything. */
  readonly guarded: boolean
}

export interface SetUpOptions {
  readonly organisations: readonly string[]
  readonly replicas: number
  /** Of the relay, `User:name`; without it nobody is allowed to write but who may anything. */
  readonly relay?: string | undefined
}

/** @throws NotTaken */
export async function setUpTopics(
  topics: KafkaTopics,
  { organisations, replicas, relay }: SetUpOptions,
): Promise<SetUp> {
  const asked = organisations.map((organisation) => topicAsked(organisation, replicas))
  const found = await topics.partitionsOf(asked.map(({ topic }) => topic))
  const there = asked.filter(({ topic }) => found.has(topic))
  const missing = asked.filter(({ topic }) => !found.has(topic))
  if (missing.length > 0) await topics.make(missing)
  if (there.length > 0) await topics.set(there)
  const guarded = await topics.allow([
    ...organisations.map(readsOwnTopic),
    ...(relay === undefined ? [] : organisations.map((organisation) => relayWrites(relay, organisation))),
  ])
  return {
    made: missing.map(({ topic }) => topic),
    there: there.map(({ topic }) => topic),
    otherwiseParted: there
      .map(({ topic, partitions }) => ({ topic, partitions: found.get(topic) ?? 0, asked: partitions }))
      .filter(({ partitions, asked: wanted }) => partitions !== wanted)
      .map(({ topic, partitions }) => ({ topic, partitions })),
    guarded,
  }
}
