/** A town that can be stopped and started again on its files, with the relay to Kafka in this process, handing over to topics of this test. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfiguration } from '../../libs/installation/configuration.ts'
import { start, type Running } from '../../apps/api/start.ts'
import { relayToKafka } from '../../apps/relay/kafka-relay.ts'
import { toKafkaSubscriptions } from '../../apps/relay/kafka-subscriptions.ts'
import { NotTaken, type Message, type Publisher } from '../../libs/messaging/kafka.ts'
import { closeAll, PART_OF_A_TOWN } from './closing.ts'
import { peopleAt, whoCoordinatesReadsAll, type Town } from './story.ts'
import { relayingOn } from '../../libs/relaying/for-organisation.ts'

export type RestartableTown = Town & {
  /**
   * @param meanwhile done while it is stopped, and waited for
   * @param settings that it is then started with besides, as they are by then
   */
  restart(meanwhile?: (dataDir: string) => unknown, settings?: Readonly<Record<string, string>>): Promise<void>
}

/** What a broker would do with messages for a topic. */
export type Broker = (topic: string, messages: readonly Message[]) => Promise<void>

export async function aRestartableTown(broker: Broker): Promise<RestartableTown> {
  const dataDir = mkdtempSync(join(tmpdir(), 'samenspel-restartable-'))
  const at = (port: string, more: Readonly<Record<string, string>> = {}) =>
    readConfiguration({ SAMENSPEL_DATA_DIR: dataDir, SAMENSPEL_PORT: port, ...more })
  let running = await start(at('0'))
  // The same address again: who asks knows it.
  const { port } = new URL(running.url)
  const configuration = at(port)
  let relay = aRelay(running, broker)
  const parts = { relay: () => relay.stop(), api: () => running.stop() }
  const close = () =>
    closeAll(
      {
        ...parts,
        files: () => {
          rmSync(dataDir, { recursive: true })
        },
      },
      PART_OF_A_TOWN,
    )
  const people = await peopleAt(`${running.url}/v1`, configuration)
  await whoCoordinatesReadsAll(people)
  return {
    ...people,
    dataDir,
    get system() {
      return running.system
    },
    itIs() {
      throw new Error('time passes here as it does outside')
    },
    now: () => new Date().toISOString(),
    async restart(meanwhile, settings) {
      await closeAll(parts, PART_OF_A_TOWN)
      await meanwhile?.(dataDir)
      running = await start(at(port, settings))
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
  // A client of a real broker gives up by itself on one that never answers.
  const givenUp = Promise.withResolvers<never>()
  givenUp.promise.catch(nothing)
  const publisher: Publisher = {
    publish: (topic, messages) => Promise.race([broker(topic, messages), givenUp.promise]),
    close: () => Promise.resolve(),
  }
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
      givenUp.reject(new NotTaken('REQUEST_TIMED_OUT', 'the relay is stopped'))
      return ended
    },
  }
}
