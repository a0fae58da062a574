/** The `topics` command as a process: `npm run topics`, and `npm run topics -- --relay User:samenspel-relay` to let the relay write. */
import { parseArgs } from 'node:util'
import { openKafkaTopics } from '../../libs/messaging/kafkajs.ts'
import { readConfiguration } from '../api/configuration.ts'
import { kafkaConnectionOf } from './kafka-settings.ts'
import { setUpTopics } from './set-up-topics.ts'

try {
  const { values } = parseArgs({ options: { relay: { type: 'string' } } })
  const configuration = readConfiguration(process.env)
  const topics = await openKafkaTopics(kafkaConnectionOf(configuration, 'samenspel-topics'))
  try {
    const { kafkaPartners: organisations, kafkaReplicas: replicas } = configuration
    const { made, there, otherwiseParted, guarded } = await setUpTopics(topics, {
      organisations,
      replicas,
      relay: values.relay,
    })
    for (const topic of made) say(`${topic}: made`)
    for (const topic of there) say(`${topic}: there; its settings are set`)
    for (const { topic, partitions } of otherwiseParted)
      say(
        `${topic}: has ${String(partitions)} partitions and keeps them: another number would break the order of plans`,
      )
    say(
      guarded
        ? 'Each organisation, as User:<oin>, may read its own topic in groups of its own.'
        : 'THE BROKER HAS NO AUTHORIZER: whoever reaches it reads every topic. Never outside a machine of your own.',
    )
  } finally {
    await topics.close()
  }
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exitCode = 1
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
