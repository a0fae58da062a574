/** The relay on events that lie ready: read, judged, sent, acknowledged, and the place written down, from the first event to the last. Every task is that, anew. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { relayToKafka } from '../../../apps/relay/kafka-relay.ts'
import { SettingAside } from '../../../libs/relaying/setting-aside.ts'
import { openKafkaPublisher } from '../../../libs/messaging/kafkajs.ts'
import { openSqliteWebhookDeliveries } from '../../../libs/messaging/sqlite-webhook-deliveries.ts'
import type { MakeContender } from '../contender.ts'
import { openRelayingIn } from '../work/relaying.ts'

export const contender: MakeContender = async ({ directory, brokers, organisation }) => {
  const relaying = await openRelayingIn(String(directory), 'relay')
  const deliveries = await openSqliteWebhookDeliveries(join(String(directory), 'places.db'))
  const connection = { brokers: String(brokers).split(','), clientId: 'bench-relay' }
  return {
    async work() {
      const stopping = new AbortController()
      const last = await relaying.store.head()
      const subscriber = { id: 'bench', organisation: String(organisation), wanted: {}, run: randomUUID() }
      let units = 0
      const began = performance.now()
      await relayToKafka(
        relaying,
        {
          subscribers: () => Promise.resolve([subscriber]),
          isStill: () => Promise.resolve(true),
          recorded: relaying.recorded,
          standing: new SettingAside({ register: deliveries.setAsides, clock: relaying.clock }),
          openPublisher: () => openKafkaPublisher(connection),
          placeOf: ({ id, run }) => ({
            heldBack: () => Promise.resolve([]),
            read: () => deliveries.begin(id, run, undefined),
            write: (position) => deliveries.take(id, run, position, [], Date.now()),
            saidOfAll: () => Promise.resolve([]),
            said: () => Promise.resolve(),
            faulted: (said) => Promise.reject(new Error(said)),
          }),
          onFault: (fault) => {
            throw fault
          },
          onReached(_, { position, acknowledged }) {
            units += acknowledged
            if (position === last) stopping.abort()
          },
        },
        stopping.signal,
      )
      return { units, ms: performance.now() - began }
    },
    async close() {
      await deliveries.close()
      await relaying.close()
    },
  }
}
