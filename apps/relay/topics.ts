/**
 * The `topics` command as a process: `npm run topics`, for who has a subscription over Kafka; `-- --partner OIN`, as often as there are partners, for
 * these alone and without the read store; and `-- --relay User:samenspel-relay` to let the relay write.
 */
import { parseArgs } from 'node:util'
import { openKafkaTopics } from '../../libs/messaging/kafkajs.ts'
import { readConfiguration } from '../../libs/installation/configuration.ts'
import { makeOnlyForItsOwner, ownDataDirectory } from '../../libs/installation/data-directory.ts'
import { isOin } from '../../libs/installation/setting-rules.ts'
import { openReadStore } from '../../libs/installation/system.ts'
import { tellingOn } from '../../libs/progress/standard-output.ts'
import { kafkaConnectionOf } from './kafka-settings.ts'
import { setUpTopics } from './set-up-topics.ts'
import { organisationsOnKafka } from '../../libs/relaying/subscribers.ts'
import type { Configuration } from '../../libs/installation/settings.ts'

const { say, written } = tellingOn()
try {
  const { values } = parseArgs({ options: { relay: { type: 'string' }, partner: { type: 'string', multiple: true } } })
  const configuration = readConfiguration(process.env)
  makeOnlyForItsOwner()
  const organisations = values.partner === undefined ? await subscribed(configuration) : oins(values.partner)
  const topics = await openKafkaTopics(kafkaConnectionOf(configuration, 'samenspel-topics'))
  try {
    const { kafkaReplicas: replicas } = configuration
    const { made, there, otherwiseParted, guarded } = await setUpTopics(topics, {
      organisations,
      replicas,
      relay: values.relay,
    })
    if (organisations.length === 0) say('Nobody has a subscription over Kafka: nothing to set up.')
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
  await written()
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  // What it still waits for does not keep it.
  process.exit(1)
}

async function subscribed(configuration: Configuration): Promise<readonly string[]> {
  ownDataDirectory(configuration.dataDir)
  const readStore = await openReadStore(configuration)
  try {
    return await organisationsOnKafka(readStore)
  } finally {
    await readStore.close()
  }
}

function oins(named: readonly string[]): readonly string[] {
  const others = named.filter((one) => !isOin(one))
  if (others.length > 0) throw new Error(`--partner takes an OIN of 20 digits, not: ${others.join(', ')}`)
  return [...new Set(named)]
}
