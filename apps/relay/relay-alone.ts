/** From the events to the partners' topics, while the lease is held. What cannot be handed over to one of them holds up no other. */
import type { Logger } from 'pino'
import { isUnreachable } from '../../libs/event-store/away.ts'
import { lagMsOf } from '../../libs/event-store/lag.ts'
import type { Position } from '../../libs/event-store/port.ts'
import { EventUnreadable } from '../../libs/event-store/recorded.ts'
import { sayLag } from '../../libs/installation/run-process.ts'
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
import type { OpenRelaying } from './open.ts'
import { tracedPublisher } from './traced-publisher.ts'

export async function relayAlone(
  relaying: OpenRelaying,
  connection: KafkaConnection,
  { mustHold }: Pick<Lease, 'mustHold'>,
  log: Logger,
  working: AbortSignal,
): Promise<void> {
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
        onReached(subscriber, reached) {
          if (progress.reached(subscriber, reached))
            log.warn({ subscription: subscriber.id }, 'events are handed over again')
        },
        onFault(fault, retryInMs, subscriber) {
          if (isUnreachable(fault)) return
          const told = { subscription: subscriber?.id, ...faultInLog(fault), retryInMs }
          if (fault instanceof CannotBeTold || fault instanceof MessageRefused)
            log.fatal(told, 'a subscription is held back, and nothing is passed over: somebody must look')
          else if (progress.isNews(subscriber, told)) log.error(told, 'events were not handed over')
        },
      },
      working,
    )
  } finally {
    over.abort()
    await saying
  }
}

/** How far each subscription that is followed has come. */
function progressOn({ store, clock }: Pick<OpenRelaying, 'store' | 'clock'>) {
  const positions = new Map<string, Position>()
  let following: readonly Subscriber[] = []
  let acknowledged = 0
  /** What was said last of a subscription to which nothing was handed over since. */
  const heldUp = new Map<string, string>()
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
    /** @returns whether it was held up before, and something was acknowledged now */
    reached: ({ id }: Subscriber, { position, acknowledged: more }: Reached): boolean => {
      positions.set(id, position)
      acknowledged += more
      return more > 0 && heldUp.delete(id)
    },
    /** Whether that was not said last of it. */
    isNews: (
      subscriber: Pick<Subscriber, 'id'> | undefined,
      { fault, code }: Readonly<Record<string, unknown>>,
    ): boolean => {
      const [id, said] = [subscriber?.id ?? '', JSON.stringify([fault, code])]
      const isNews = heldUp.get(id) !== said
      heldUp.set(id, said)
      return isNews
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
  if (fault instanceof CannotBeTold) {
    const { event, position, cause } = fault
    // What cannot be read may be another event of its plan.
    const unreadable = cause instanceof EventUnreadable && { unreadable: cause.position, because: cause.because }
    return { fault: name, event, position, ...unreadable }
  }
  if (fault instanceof NotTaken || fault instanceof MessageRefused) return { fault: name, code: fault.code }
  return { fault: name }
}
