/** From the events to the partners' topics, while the lease is held. What cannot be handed over to one of them holds up no other. */
import type { Logger } from 'pino'
import { lagMsOf } from '../../libs/event-store/lag.ts'
import type { Position } from '../../libs/event-store/port.ts'
import { sayLag } from '../../libs/installation/run-process.ts'
import type { Configuration } from '../../libs/installation/settings.ts'
import type { Lease } from '../../libs/lease/port.ts'
import { MessageRefused, NotTaken } from '../../libs/messaging/kafka.ts'
import { openKafkaPublisher, type KafkaConnection } from '../../libs/messaging/kafkajs.ts'
import type { AsItWas } from '../../libs/messaging/keep-each-going.ts'
import { CannotBeTold } from '../../libs/relaying/for-organisation.ts'
import { topicOf } from '../../libs/relaying/partner-topics.ts'
import { observeLag } from '../../libs/telemetry/lag.ts'
import { nameOfFault } from '../../libs/telemetry/name-of-fault.ts'
import { isTelemetryOn } from '../../libs/telemetry/start-telemetry.ts'
import { relayToKafka, type Reached, type Subscriber } from './kafka-relay.ts'
import { toKafkaSubscriptions } from './kafka-subscriptions.ts'
import { openRelaying, type OpenRelaying } from './open.ts'
import { tracedPublisher } from './traced-publisher.ts'

export async function relayAlone(
  configuration: Configuration,
  connection: KafkaConnection,
  { mustHold }: Pick<Lease, 'mustHold'>,
  log: Logger,
  working: AbortSignal,
): Promise<void> {
  const relaying = await openRelaying(configuration)
  const deliveries = mustHold ? relaying.deliveries.under(mustHold) : relaying.deliveries
  const progress = progressOn(relaying)
  const over = new AbortController()
  const saidUntil = AbortSignal.any([working, over.signal])
  observeLag('relay', progress.furthestBehind, saidUntil)
  const saying = sayLag(progress.lags, faultInLog, log, saidUntil)
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
          if (now !== undefined) progress.follow(now)
          return now
        },
        openPublisher: async () => {
          const publisher = await openKafkaPublisher(connection)
          return isTelemetryOn(process.env) ? tracedPublisher(publisher) : publisher
        },
        onReached: progress.reached,
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
}

/** How far each subscription that is followed has come. */
function progressOn({ store, clock }: Pick<OpenRelaying, 'store' | 'clock'>) {
  const positions = new Map<string, Position>()
  let following: readonly Subscriber[] = []
  let acknowledged = 0
  const lags = () =>
    Promise.all(
      following.map(async ({ id, organisation, startAfter }) => ({
        topic: topicOf(organisation),
        lagMs: await lagMsOf(store, positions.get(id) ?? startAfter, clock()),
        acknowledged,
      })),
    )
  return {
    follow: (now: readonly (Subscriber | AsItWas)[]) => {
      following = followedAmong(now, following)
    },
    reached: ({ id }: Subscriber, { position, acknowledged: more }: Reached) => {
      positions.set(id, position)
      acknowledged += more
    },
    lags,
    /** Of the topic that is furthest behind: a value for each would be a series for each partner. */
    furthestBehind: async () => [{ of: 'kafka', lagMs: Math.max(0, ...(await lags()).map(({ lagMs }) => lagMs)) }],
  }
}

/** Those of which nothing is known now are followed as they were. */
function followedAmong(now: readonly (Subscriber | AsItWas)[], before: readonly Subscriber[]): readonly Subscriber[] {
  return now.flatMap((one) => ('asItWas' in one ? before.filter(({ id }) => id === one.id) : one))
}

/** The message of a fault may hold what it stumbled on; ids and positions do not. */
function faultInLog(fault: unknown): Readonly<Record<string, unknown>> {
  const name = nameOfFault(fault)
  if (fault instanceof CannotBeTold) return { fault: name, event: fault.event, position: fault.position }
  if (fault instanceof NotTaken || fault instanceof MessageRefused) return { fault: name, code: fault.code }
  return { fault: name }
}
