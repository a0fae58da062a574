/** The relay as a process: one at a time, from the events to the partners' topics. What cannot be handed over to one of them holds up no other. */
import { setInterval } from 'node:timers/promises'
import type { Logger } from 'pino'
import { openKafkaPublisher, type KafkaConnection } from '../../libs/messaging/kafkajs.ts'
import type { Lease } from '../../libs/lease/port.ts'
import { underLease } from '../../libs/lease/under-lease.ts'
import { lagMsOf } from '../../libs/event-store/lag.ts'
import type { Position } from '../../libs/event-store/port.ts'
import { MessageRefused, NotTaken } from '../../libs/messaging/kafka.ts'
import type { AsItWas } from '../../libs/messaging/keep-each-going.ts'
import { observeLag } from '../../libs/telemetry/lag.ts'
import { isTelemetryOn, startTelemetry } from '../../libs/telemetry/start-telemetry.ts'
import { ConfigurationFaults, readConfiguration } from '../../libs/installation/configuration.ts'
import { leaseFor } from '../../libs/installation/leases.ts'
import { logOf } from '../../libs/installation/log.ts'
import { stopOnSignal } from '../../libs/installation/stop-on-signal.ts'
import { CannotBeTold } from '../../libs/relaying/for-organisation.ts'
import { relayToKafka, type Subscriber } from './kafka-relay.ts'
import { kafkaConnectionOf } from './kafka-settings.ts'
import { toKafkaSubscriptions } from './kafka-subscriptions.ts'
import { openRelaying } from './open.ts'
import { tracedPublisher } from './traced-publisher.ts'
import { topicOf } from '../../libs/relaying/partner-topics.ts'
import type { Configuration } from '../../libs/installation/settings.ts'

const SAY_LAG_EVERY_MS = 10_000

try {
  const stopping = new AbortController()
  const configuration = readConfiguration(process.env)
  const log = logOf(configuration)
  const running = runRelay(configuration, log, stopping.signal)
  const stop = () => {
    stopping.abort()
    return running
  }
  stopOnSignal(stop, {
    withinMs: configuration.stopWithinMs,
    say: (why) => {
      log.warn(why)
    },
  })
  await running
} catch (fault) {
  process.stderr.write(`${fault instanceof ConfigurationFaults ? fault.message : String(fault)}\n`)
  process.exitCode = 1
}

async function runRelay(configuration: Configuration, log: Logger, signal: AbortSignal): Promise<void> {
  const connection = kafkaConnectionOf(configuration, 'samenspel-relay')
  const telemetry = await startTelemetry('samenspel-relay', process.env)
  log.info('waiting for the lease')
  try {
    await underLease(leaseFor(configuration, 'relay', log), signal, (lease, working) =>
      relayAlone(configuration, connection, lease, log, working),
    )
  } finally {
    await telemetry?.close()
  }
}

async function relayAlone(
  configuration: Configuration,
  connection: KafkaConnection,
  { mustHold }: Pick<Lease, 'mustHold'>,
  log: Logger,
  working: AbortSignal,
): Promise<void> {
  const relaying = await openRelaying(configuration)
  const deliveries = mustHold ? relaying.deliveries.under(mustHold) : relaying.deliveries
  const reached = new Map<string, Position>()
  let following: readonly Subscriber[] = []
  let acknowledged = 0
  const over = new AbortController()
  observeLag('relay', kafkaLag, AbortSignal.any([working, over.signal]))
  const saying = sayLag(AbortSignal.any([working, over.signal]))
  const to = toKafkaSubscriptions({
    ...relaying,
    deliveries,
    onSetAside: (subscription, because) => {
      log.error({ subscription, because }, 'a subscription is set aside')
    },
  })
  try {
    log.info('relaying')
    await relayToKafka(
      relaying,
      {
        ...to,
        recorded: relaying.recorded,
        async subscribers() {
          const now = await to.subscribers()
          if (now !== undefined) following = followedAmong(now, following)
          return now
        },
        openPublisher: async () => {
          const publisher = await openKafkaPublisher(connection)
          return isTelemetryOn(process.env) ? tracedPublisher(publisher) : publisher
        },
        onReached({ id }, { position, acknowledged: more }) {
          reached.set(id, position)
          acknowledged += more
        },
        onFault(fault, retryInMs, subscriber) {
          const told = { subscription: subscriber?.id, ...faultInLog(fault), retryInMs }
          if (fault instanceof CannotBeTold || fault instanceof MessageRefused)
            log.fatal(told, 'a subscription is held back, and nothing is passed over: somebody must look')
          else log.error(told, 'events were not handed over')
        },
      },
      working,
    )
  } finally {
    over.abort()
    await saying
    await relaying.close()
  }

  async function lagsMs() {
    const { store, clock } = relaying
    return Promise.all(
      following.map(async ({ id, organisation, startAfter }) => ({
        topic: topicOf(organisation),
        lagMs: await lagMsOf(store, reached.get(id) ?? startAfter, clock()),
      })),
    )
  }

  /** Of the topic that is furthest behind: a value for each would be a series for each partner. */
  async function kafkaLag() {
    return [{ of: 'kafka', lagMs: Math.max(0, ...(await lagsMs()).map(({ lagMs }) => lagMs)) }]
  }

  async function sayLag(signal: AbortSignal): Promise<void> {
    try {
      for await (const _tick of setInterval(SAY_LAG_EVERY_MS, undefined, { signal }))
        for (const lag of await lagsMs()) log.info({ ...lag, acknowledged }, 'lag')
    } catch (fault) {
      if (!signal.aborted) log.error(faultInLog(fault), 'the lag cannot be told')
    }
  }
}

/** Those of which nothing is known now are followed as they were. */
function followedAmong(now: readonly (Subscriber | AsItWas)[], before: readonly Subscriber[]): readonly Subscriber[] {
  return now.flatMap((one) => ('asItWas' in one ? before.filter(({ id }) => id === one.id) : one))
}

/** The message of a fault may hold what it stumbled on; ids and positions do not. */
function faultInLog(fault: unknown): Readonly<Record<string, unknown>> {
  const name = fault instanceof Error ? fault.constructor.name : typeof fault
  if (fault instanceof CannotBeTold) return { fault: name, event: fault.event, position: fault.position }
  if (fault instanceof NotTaken || fault instanceof MessageRefused) return { fault: name, code: fault.code }
  return { fault: name }
}
