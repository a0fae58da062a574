/**
 * The one file that knows `kafkajs`: its settings, and what its errors mean. It is not maintained since 2023; changing to another client is
 * changing this file. Topics and ACLs are in words of Kafka's own.
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import kafkajs, { type Admin, type Consumer, type Kafka as Client, type Producer } from 'kafkajs'
import { notPublished, type Message, type NotTaken, type Publisher } from './kafka.ts'
import { kafkaCredentialsIn } from './kafka-credentials.ts'
import { Brokers } from './kafka-engine.ts'
import { KafkaSockets } from './kafka-sockets.ts'

// By its default export: Node does not find the names in this CommonJS package.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ConfigResourceTypes, ResourcePatternTypes } = kafkajs
const { Kafka, logLevel, Partitioners } = kafkajs

interface RequestQueue {
  readonly pending: readonly unknown[]
  scheduleCheckPendingRequests: (this: RequestQueue) => void
}

const queues = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as {
  readonly prototype: RequestQueue
}
const { scheduleCheckPendingRequests } = queues.prototype

/** Of its own it looks each millisecond of each connection whether a request waits, by a timer of a negative time (tulios/kafkajs#1704, #1751). */
queues.prototype.scheduleCheckPendingRequests = function () {
  if (this.pending.length > 0) scheduleCheckPendingRequests.call(this)
}

/** Where the brokers are, and as whom to come. */
export interface KafkaConnection {
  /** `host:port` of some of them; the others are found. */
  readonly brokers: readonly string[]
  readonly clientId: string
  /** PEM file of who vouches for the brokers; where there is one, TLS is spoken. */
  readonly caFile?: string | undefined
  /** File of user and password; read at each connection, so that it may be replaced. */
  readonly credentialsFile?: string | undefined
}

/** Two tries within half a second: a message that was judged deliverable must not be sent much later. Whoever publishes tries again, and judges again. */
const RETRY = { initialRetryTime: 100, maxRetryTime: 300, factor: 0, multiplier: 2, retries: 1 }
/** Where nothing was judged: until a new group has its coordinator, say. */
const PATIENT = { initialRetryTime: 100, maxRetryTime: 2_000, factor: 0.2, multiplier: 2, retries: 20 }
/** A member of a group that was silent for so long makes room for the next one, which may be itself after a kill. */
const GONE_AFTER_MS = 10_000
const ASK_AGAIN_AFTER_MS = 1_000
const CONNECT_WITHIN_MS = 1_000
/** Of who sets up topics, and waits for it. */
const PATIENCE_MS = 15_000
/** What goes unanswered for so long is asked again over another connection. */
const ANSWER_WITHIN_MS = 3_500

function clientOf({ brokers, clientId, caFile, credentialsFile }: KafkaConnection, retry = RETRY) {
  const sockets = new KafkaSockets()
  const client = new Kafka({
    brokers: [...brokers],
    clientId,
    socketFactory: sockets.make,
    connectionTimeout: CONNECT_WITHIN_MS,
    requestTimeout: ANSWER_WITHIN_MS,
    retry,
    // What went wrong is thrown at whoever called; lines of its own would tell it twice, and name addresses.
    logLevel: logLevel.NOTHING,
    ...(caFile !== undefined && { ssl: { ca: [readFileSync(caFile, 'utf8')] } }),
    ...(credentialsFile !== undefined && { sasl: kafkaCredentialsIn(credentialsFile) }),
  })
  return {
    producer: (...asked: Parameters<Client['producer']>): Producer => {
      const producer = client.producer(...asked)
      producer.on(producer.events.REQUEST_TIMEOUT, ({ payload }) => {
        sockets.cut(payload.broker)
      })
      return producer
    },
    consumer: (...asked: Parameters<Client['consumer']>): Consumer => {
      const consumer = client.consumer(...asked)
      consumer.on(consumer.events.REQUEST_TIMEOUT, ({ payload }) => {
        sockets.cut(payload.broker)
      })
      return consumer
    },
    admin: (...asked: Parameters<Client['admin']>): Admin => {
      const admin = client.admin(...asked)
      admin.on(admin.events.REQUEST_TIMEOUT, ({ payload }) => {
        sockets.cut(payload.broker)
      })
      return admin
    },
  }
}

/** @throws NotTaken where the brokers cannot be reached */
export async function openKafkaPublisher(connection: KafkaConnection): Promise<Publisher> {
  const producer = clientOf(connection).producer({
    idempotent: true,
    // Two requests under way may change places.
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
    retry: RETRY,
  })
  const brokers = Brokers.at(connection.brokers)
  await brokers.asked(() => knownFaults(() => producer.connect()))
  let isPublishing = false
  return {
    async publish(topic, messages) {
      if (isPublishing) throw new TypeError('one call at a time: what is sent together may change places')
      isPublishing = true
      try {
        const sent = { topic, acks: -1, messages: messages.map((one) => ({ ...one })) }
        await brokers.asked(() => knownFaults(() => producer.send(sent)))
      } finally {
        isPublishing = false
      }
    },
    close: () => producer.disconnect(),
  }
}

export interface TakenMessage extends Message {
  readonly topic: string
  readonly partition: number
  /** Decimal. */
  readonly offset: string
}

/**
 * Takes each message of a topic in the order of its partition, and commits its place when `onMessage` is done; ends when `signal` aborts.
 * What was taken and not committed comes again.
 * @throws NotTaken where the broker does not let us, or `onMessage` failed for good: the client would stand still without a word
 * @param onMessage `alive` tells the broker that a slow one is still at work, within ten seconds each time
 */
export async function consumeKafka(
  connection: KafkaConnection,
  { topic, groupId, signal }: { readonly topic: string; readonly groupId: string; readonly signal: AbortSignal },
  onMessage: (message: TakenMessage, alive: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const consumer = clientOf(connection, PATIENT).consumer({
    groupId,
    sessionTimeout: GONE_AFTER_MS,
    // A stop waits for the fetch under way.
    maxWaitTimeInMs: ASK_AGAIN_AFTER_MS,
    allowAutoTopicCreation: false,
    retry: { ...PATIENT, restartOnFailure: () => Promise.resolve(!signal.aborted) },
  })
  const crashed = Promise.withResolvers<never>()
  crashed.promise.catch(() => undefined)
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
    if (!restart) crashed.reject(notPublishedBecause(error))
  })
  await knownFaults(() => consumer.connect())
  try {
    await knownFaults(() => consumer.subscribe({ topic, fromBeginning: true }))
    await consumer.run({
      autoCommit: false,
      async eachMessage({ partition, message: { key, value, headers = {}, offset }, ...alive }) {
        if (signal.aborted) return
        const text = Object.entries(headers).map(([name, held]) => [name, String(held)] as const)
        const message = { key: String(key), value: String(value), headers: Object.fromEntries(text) }
        await onMessage({ ...message, topic, partition, offset }, () => alive.heartbeat())
        await consumer.commitOffsets([{ topic, partition, offset: String(BigInt(offset) + 1n) }])
      },
    })
    if (!signal.aborted) await Promise.race([once(signal, 'abort'), crashed.promise])
  } finally {
    await consumer.disconnect()
  }
}

export interface TopicAsked {
  readonly topic: string
  readonly partitions: number
  readonly replicas: number
  readonly settings: Readonly<Record<string, string>>
}

/** Who may read (`reads`) or write a topic; a reader's groups begin with `groupPrefix`. Principals as Kafka names them: `User:name`. */
export type Permission =
  | { readonly is: 'reads'; readonly principal: string; readonly topic: string; readonly groupPrefix: string }
  | { readonly is: 'writes'; readonly principal: string; readonly topic: string }

export interface KafkaTopics {
  /** @returns the number of partitions of each topic that is there */
  partitionsOf(topics: readonly string[]): Promise<ReadonlyMap<string, number>>
  make(topics: readonly TopicAsked[]): Promise<void>
  /** Sets the settings of topics that are there; what is not named goes back to the broker's own. */
  set(topics: readonly TopicAsked[]): Promise<void>
  /** @returns false where the broker has no authorizer, so that anybody may do anything */
  allow(permissions: readonly Permission[]): Promise<boolean>
  close(): Promise<void>
}

/** @throws NotTaken */
export async function openKafkaTopics(connection: KafkaConnection): Promise<KafkaTopics> {
  const admin = clientOf(connection, PATIENT).admin({ retry: PATIENT })
  await inTime(() => admin.connect())
  return {
    partitionsOf: (topics) => inTime(() => partitionsOf(admin, topics)),
    make: (topics) =>
      inTime(async () => {
        await admin.createTopics({
          waitForLeaders: true,
          topics: topics.map(({ topic, partitions, replicas, settings }) => ({
            topic,
            numPartitions: partitions,
            replicationFactor: replicas,
            configEntries: entriesOf(settings),
          })),
        })
      }),
    set: (topics) =>
      inTime(async () => {
        await admin.alterConfigs({
          validateOnly: false,
          resources: topics.map(({ topic, settings }) => ({
            type: ConfigResourceTypes.TOPIC,
            name: topic,
            configEntries: entriesOf(settings),
          })),
        })
      }),
    allow: (permissions) => inTime(() => allow(admin, permissions)),
    close: () => admin.disconnect(),
  }
}

/** @throws NotTaken, also where brokers are tried again and again */
function inTime<Result>(work: () => Promise<Result>): Promise<Result> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    late.reject(notPublished('REQUEST_TIMED_OUT', `no broker answered within ${String(PATIENCE_MS / 1_000)} s`))
  }, PATIENCE_MS)
  return Promise.race([knownFaults(work), late.promise]).finally(() => {
    clearTimeout(timer)
  })
}

const entriesOf = (settings: Readonly<Record<string, string>>) =>
  Object.entries(settings).map(([name, value]) => ({ name, value }))

async function partitionsOf(admin: Admin, topics: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const all = new Set(await admin.listTopics())
  const known = topics.filter((topic) => all.has(topic))
  if (known.length === 0) return new Map()
  const { topics: found } = await admin.fetchTopicMetadata({ topics: known })
  return new Map(found.map(({ name, partitions }) => [name, partitions.length]))
}

async function allow(admin: Admin, permissions: readonly Permission[]): Promise<boolean> {
  const { LITERAL, PREFIXED } = ResourcePatternTypes
  const to = (principal: string) => ({ principal, host: '*', permissionType: AclPermissionTypes.ALLOW })
  const { READ, WRITE } = AclOperationTypes
  const onTopic = (resourceName: string) => ({
    resourceType: AclResourceTypes.TOPIC,
    resourceName,
    resourcePatternType: LITERAL,
  })
  const acl = permissions.flatMap((one) => {
    if (one.is === 'writes') return [{ ...onTopic(one.topic), ...to(one.principal), operation: WRITE }]
    const groups = {
      resourceType: AclResourceTypes.GROUP,
      resourceName: one.groupPrefix,
      resourcePatternType: PREFIXED,
    }
    const reads = { ...to(one.principal), operation: READ }
    return [
      { ...onTopic(one.topic), ...reads },
      { ...groups, ...reads },
    ]
  })
  try {
    await admin.createAcls({ acl })
    return true
  } catch (fault) {
    if (codeOf(fault) === 'SECURITY_DISABLED') return false
    throw fault
  }
}

async function knownFaults<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (fault) {
    throw notPublishedBecause(fault)
  }
}

/** What a fault of the client means: the broker's own word for it, however deep the client has wrapped it. */
export function notPublishedBecause(fault: unknown): ReturnType<typeof notPublished> | NotTaken {
  return notPublished(codeOf(fault), fault instanceof Error ? fault.message : String(fault))
}

function codeOf(fault: unknown): string {
  if (typeof fault !== 'object' || fault === null) return 'UNKNOWN'
  if ('type' in fault && typeof fault.type === 'string') return fault.type
  if ('errors' in fault && Array.isArray(fault.errors)) return codeOf(fault.errors[0])
  if ('cause' in fault && fault.cause !== undefined && fault.cause !== null) return codeOf(fault.cause)
  return 'code' in fault && typeof fault.code === 'string'
    ? fault.code
    : 'name' in fault
      ? String(fault.name)
      : 'UNKNOWN'
}
