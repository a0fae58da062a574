/** A connection to Kafka on which nobody is any more is thrown away, by who hands over and by who takes: both go on as who they were. One that is slow is kept. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { kafkaThatGoesAway } from '../../test/support/engine-that-goes-away.ts'
import { findKafka } from '../../test/support/kafka-broker.ts'
import { needs } from '../../test/support/needs.ts'
import { until } from '../../test/support/partners.ts'
import { connectionTo } from '../../test/support/partner-topic.ts'
import { consumeKafka, openKafkaPublisher, openKafkaTopics } from './kafkajs.ts'

const kafkas = await findKafka()
const TOPIC = 'unanswered'
/** What is promised of Kafka, beyond what a machine takes on which other tests run. */
const GOES_ON_WITHIN_MS = 10_000

needs('Kafka', kafkas.missingOurOwn).describe('a connection to Kafka', () => {
  let kafka: Awaited<ReturnType<typeof kafkaThatGoesAway>>
  const leaving = new AbortController()
  const taken: string[] = []
  let consuming: Promise<void>

  const publish = async (value: string) => {
    const publisher = await openKafkaPublisher(connectionTo(kafka.brokers))
    await publisher.publish(TOPIC, [{ key: '', headers: {}, value }])
    await publisher.close()
  }
  const isTaken = (value: string) => until(() => taken.includes(value), 60_000)
  const took = async (work: () => Promise<unknown>) => {
    const beganMs = performance.now()
    await work()
    return performance.now() - beganMs
  }

  beforeAll(async () => {
    kafka = await kafkaThatGoesAway(kafkas)
    const topics = await openKafkaTopics(connectionTo(kafka.brokers))
    await topics.make([{ topic: TOPIC, partitions: 1, replicas: 1, settings: {} }])
    await topics.close()
    const asked = { topic: TOPIC, groupId: randomUUID(), signal: leaving.signal }
    consuming = consumeKafka(connectionTo(kafka.brokers), asked, ({ value }) => {
      taken.push(value)
      return Promise.resolve()
    })
    await publish('first')
    await isTaken('first')
  }, 120_000)
  afterAll(async () => {
    leaving.abort()
    await consuming
    await kafka[Symbol.asyncDispose]()
  }, 60_000)

  it('is thrown away by who takes from a topic, who goes on in time, and misses nothing', async () => {
    await kafka.goes('half-open')
    await kafka.comesBack('half-open')
    await publish('second')
    expect(await took(() => isTaken('second'))).toBeLessThan(GOES_ON_WITHIN_MS)
    expect(taken).toEqual(['first', 'second'])
  }, 120_000)

  it('is thrown away by who hands over, who sends the same again over another', async () => {
    const publisher = await openKafkaPublisher(connectionTo(kafka.brokers))
    await publisher.publish(TOPIC, [{ key: '', headers: {}, value: 'third' }])
    await kafka.goes('half-open')
    await kafka.comesBack('half-open')
    const again = () => publisher.publish(TOPIC, [{ key: '', headers: {}, value: 'fourth' }])
    expect(await took(again)).toBeLessThan(GOES_ON_WITHIN_MS)
    await publisher.close()
    await isTaken('fourth')
    expect(taken).toEqual(['first', 'second', 'third', 'fourth'])
  }, 120_000)

  it('is kept where each answer takes two seconds', async () => {
    await kafka.goes('slow')
    await publish('fifth')
    await kafka.comesBack('slow')
    await isTaken('fifth')
    expect(taken.filter((value) => value === 'fifth')).toHaveLength(1)
  }, 120_000)
})
