/** The door to Kafka: messages handed to a topic in order, what a refusal means, and a CloudEvent as a message. Which client speaks to the broker is not said here. */
import { Kafka as KafkaBinding, type CloudEvent } from 'cloudevents'

export interface Message {
  /** Messages of one key stay in order: they share a partition. */
  readonly key: string
  readonly headers: Readonly<Record<string, string>>
  /** UTF-8. */
  readonly value: string
}

export interface Publisher {
  /**
   * Hands messages over, in this order, and resolves when all in-sync replicas have them. One call at a time.
   * After a fault the publisher is done with: what was handed over is unknown, and a new one tries again with the same ids.
   * @throws NotTaken; MessageRefused
   */
  publish(topic: string, messages: readonly Message[]): Promise<void>
  close(): Promise<void>
}

/**
 * Not now, or nobody knows: the broker is not there, the topic is not set up, or this producer is done with.
 * `code` is the broker's word for it (https://kafka.apache.org/protocol#protocol_error_codes), or the client's.
 */
export class NotTaken extends Error {
  readonly code: string
  /** Final for this producer, and for nothing else: a new one may begin at once. */
  readonly isOfProducer: boolean
  /** As of any engine that nobody answers at: undefined where a broker did answer. */
  readonly reason: 'unreachable' | undefined

  constructor(code: string, message: string) {
    super(message)
    this.code = code
    this.reason = OF_THE_WAY.test(code) ? 'unreachable' : undefined
    this.isOfProducer = OF_THE_PRODUCER.has(code)
  }
}

/** The broker takes these messages neither now nor later. */
export class MessageRefused extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

const OF_THE_PRODUCER: ReadonlySet<string> = new Set([
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'DUPLICATE_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
  'INVALID_PRODUCER_EPOCH',
])

/** Of the network, or the client's name for it. */
const OF_THE_WAY = /^E[A-Z]{3,}$|^KafkaJS(Connection|RequestTimeout|BrokerNotFound|Timeout)/

const OF_THE_MESSAGE: ReadonlySet<string> = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'INVALID_TIMESTAMP',
  'UNSUPPORTED_FOR_MESSAGE_FORMAT',
])

/** What a broker's error means for who publishes. @param code its name in Kafka's protocol */
export const notPublished = (code: string, message: string): NotTaken | MessageRefused =>
  OF_THE_MESSAGE.has(code) ? new MessageRefused(code, message) : new NotTaken(code, message)

/**
 * An event in binary mode (CloudEvents Kafka protocol binding 1.0.2 §3.2): attributes as `ce_` headers, data as the value.
 * @param key what keeps its order
 */
export function messageOf(event: CloudEvent<unknown>, key: string): Message {
  const { headers } = KafkaBinding.binary(event)
  // The content type has a header of its own (§3.2.1); what an event does not say is absent.
  const said = Object.entries(headers).filter(
    ([name, value]) => typeof value === 'string' && name !== CONTENT_TYPE_AGAIN,
  )
  return { key, headers: Object.fromEntries(said) as Record<string, string>, value: JSON.stringify(event.data) }
}

const CONTENT_TYPE_AGAIN = 'ce_datacontenttype'
