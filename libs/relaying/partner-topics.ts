/** The topic of a partner organisation, and who may do what with it. One per organisation: a topic shared by several would show each of them the others' families. */
import type { Permission, TopicAsked } from '../messaging/kafkajs.ts'

/** The major version of what stands in the topic; another one is another topic. */
const VERSION = 'v1'

/** Never changed for a topic that is there: a plan would move to another partition, and lose its order. */
const PARTITIONS = 12

const RETAINED_MS = 7 * 24 * 3_600_000

/** @param organisation its OIN */
export const topicOf = (organisation: string): string => `samenspel.partner.${organisation}.${VERSION}`

/** What the names of its consumer groups begin with. */
export const groupPrefixOf = (organisation: string): string => `samenspel.partner.${organisation}.`

/** @param replicas brokers that hold each message */
export const topicAsked = (organisation: string, replicas: number): TopicAsked => ({
  topic: topicOf(organisation),
  partitions: PARTITIONS,
  replicas,
  settings: {
    // Compacted by plan, the history of a plan would be its last event.
    'cleanup.policy': 'delete',
    'retention.ms': String(RETAINED_MS),
    'min.insync.replicas': String(Math.max(1, replicas - 1)),
  },
})

/** An organisation comes as `User:<oin>` and reads its own topic in groups of its own; it needs no more. */
export const readsOwnTopic = (organisation: string): Permission => ({
  is: 'reads',
  principal: `User:${organisation}`,
  topic: topicOf(organisation),
  groupPrefix: groupPrefixOf(organisation),
})

/** @param principal of the relay, `User:name` */
export const relayWrites = (principal: string, organisation: string): Permission => ({
  is: 'writes',
  principal,
  topic: topicOf(organisation),
})
