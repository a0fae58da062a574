/** A town that can be stopped and started again on its files, with the relay to Kafka in this process, handing over to topics of this test. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfiguration } from '../../libs/installation/configuration.ts'
import { start, type Running } from '../../apps/api/start.ts'
import { relayToKafka } from '../../apps/relay/kafka-relay.ts'
import { toKafkaSubscriptions } from '../../apps/relay/kafka-subscriptions.ts'
import type { Message, Publisher } from '../../libs/messaging/kafka.ts'
import { peopleAt, type Town } from './story.ts'
import { relayingOn } from '../../libs/relaying/for-organisation.ts'

export type RestartableTown = Town & { restart(): Promise<void> }

/** What a broker would do with messages for a topic. */
export type Broker = (topic: string, messages: readonly Message[]) => Promise<void>

export async function aRestartableTown(broker: Broker): Promise<RestartableTown> {
  const dataDir = mkdtempSync(join(tmpdir(), 'samenspel-restartable-'))
  const at = (port: string) => readConfiguration({ SAMENSPEL_DATA_DIR: dataDir, SAMENSPEL_PORT: port })
  let running = await start(at('0'))
  // The same address again: who asks knows it.
  const configuration = at(new URL(running.url).port)
  let relay = aRelay(running, broker)
  const stop = async () => {
    await relay.stop()
    await running.stop()
  }
  const close = async () => {
    await stop()
    rmSync(dataDir, { recursive: true })
  }
  return {
    ...(await peopleAt(`${running.url}/v1`, configuration)),
    dataDir,
    get system() {
      return running.system
    },
    itIs() {
      throw new Error('time passes here as it does outside')
    },
    now: () => new Date().toISOString(),
    async restart() {
      await stop()
      running = await start(configuration)
      relay = aRelay(running, broker)
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

function aRelay({ system }: Running, broker: Broker) {
  const stopping = new AbortController()
  const relaying = relayingOn(system)
  const { folds, webhooks: deliveries, access } = system
  const nothing = () => undefined
  const publisher: Publisher = { publish: broker, close: () => Promise.resolve() }
  const ended = relayToKafka(
    relaying,
    {
      ...toKafkaSubscriptions({ ...relaying, subscriptions: folds.subscriptions, deliveries }),
      recorded: access.delivered,
      openPublisher: () => Promise.resolve(publisher),
      onFault: nothing,
      onReached: nothing,
      refreshEveryMs: 50,
    },
    stopping.signal,
  )
  return {
    stop: () => {
      stopping.abort()
      return ended
    },
  }
}
