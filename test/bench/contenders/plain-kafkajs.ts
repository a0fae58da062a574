/** kafkajs alone, sending the messages that the relay sends, from memory: as many at once, acknowledged by all replicas, idempotent. */
import kafkajs, { type Message } from 'kafkajs'
// With what it mends of its queue, or Node would warn of a timer of a negative time.
import '../../../libs/messaging/kafkajs.ts'
import { pagesToHead, stepsFor } from '../../../libs/relaying/for-organisation.ts'
import { topicOf } from '../../../libs/relaying/partner-topics.ts'
import { messageOf } from '../../../libs/messaging/kafka.ts'
import { DE_BRUG } from '../../../libs/plan/testing/people.ts'
import type { MakeContender } from '../contender.ts'
import { openRelayingIn } from '../work/relaying.ts'

const AT_ONCE = 200

export const contender: MakeContender = async ({ directory, brokers, organisation }) => {
  const relaying = await openRelayingIn(String(directory), 'plain')
  const messages: Message[] = []
  const pages = pagesToHead(relaying.store, undefined)
  for await (const { event } of stepsFor(relaying, DE_BRUG, {}, pages, new AbortController().signal))
    if (event !== undefined) messages.push({ ...messageOf(event, event.data?.plan ?? '') })
  await relaying.close()
  const kafka = new kafkajs.Kafka({
    brokers: String(brokers).split(','),
    clientId: 'bench-plain',
    logLevel: kafkajs.logLevel.NOTHING,
  })
  return {
    async work() {
      const began = performance.now()
      const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false })
      await producer.connect()
      for (let from = 0; from < messages.length; from += AT_ONCE)
        await producer.send({
          topic: topicOf(String(organisation)),
          acks: -1,
          messages: messages.slice(from, from + AT_ONCE),
        })
      await producer.disconnect()
      return { units: messages.length, ms: performance.now() - began }
    },
    close: () => Promise.resolve(),
  }
}
