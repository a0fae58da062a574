/** What goes to a partner over Kafka is in the trace of the request it came of: on the message, and in what the relay tells of its work. */
import { afterAll, beforeAll, expect } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { closeAll } from './support/closing.ts'
import { findKafka, type Broker } from './support/kafka-broker.ts'
import { needs } from './support/needs.ts'
import { otlpReceiver, type OtlpReceiver } from './support/otlp-receiver.ts'
import { aTopicReader, connectionTo, subscribesOverKafka, topicsFor } from './support/partner-topic.ts'
import { aPartner, DE_BRUG, until } from './support/partners.ts'
import { startRelay } from './support/relay-process.ts'
import { aTown, type Town } from './support/story.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const CALLERS = `00-${TRACE}-00f067aa0ba902b7-01`

const kafka = await findKafka()
const real = needs('Kafka', kafka.missing)

let broker: Broker
let town: Town
let family: HelpedFamily
let otlp: OtlpReceiver

beforeAll(async () => {
  if (kafka.missing !== undefined) return
  ;[broker, town, otlp] = await Promise.all([kafka.start(), aTown(), otlpReceiver()])
  family = await aHelpedFamily(town)
  await topicsFor(connectionTo(broker.brokers), [DE_BRUG])
  await subscribesOverKafka(town, await aPartner(town, DE_BRUG))
}, 400_000)
afterAll(async () => {
  if (kafka.missing !== undefined) return
  await closeAll({
    otlp: () => otlp[Symbol.asyncDispose](),
    town: () => town.close(),
    broker: () => broker[Symbol.asyncDispose](),
  })
})

real.describe('a message to a partner', () => {
  real.it(
    'carries the trace of its event, and the relay tells of handing it over in that trace, and how far it is behind',
    async () => {
      await using reader = aTopicReader(connectionTo(broker.brokers), DE_BRUG)
      await using relay = startRelay({
        town,
        brokers: broker.brokers,
        environment: {
          OTEL_EXPORTER_OTLP_ENDPOINT: otlp.url,
          OTEL_BSP_SCHEDULE_DELAY: '50',
          OTEL_METRIC_EXPORT_INTERVAL: '200',
        },
      })
      await relay.says('relaying')
      await town.as(family.youthWorker).asks('POST', `/plans/${family.planId}/goals`, {
        body: { domain: 'youth', about: [family.child.id], lifeArea: 'work-and-education', words: 'Weer naar school' },
        headers: { traceparent: CALLERS },
      })
      const ours = () => reader.taken.filter(({ headers }) => headers['ce_traceparent'] === CALLERS)
      const handedOver = () => otlp.spans().filter(({ traceId, name }) => traceId === TRACE && name === 'deliver kafka')
      await until(
        () => ours().length > 0 && handedOver().length > 0 && otlp.metric('samenspel.relay.lag').length > 0,
        30_000,
      )
      const [span] = handedOver()
      expect(span?.parentSpanId).toBe('00f067aa0ba902b7')
      expect(ours()[0]?.headers['traceparent']).toBe(`00-${TRACE}-${span?.spanId ?? ''}-01`)
      expect(otlp.text()).not.toContain(family.planId)
      expect(otlp.text()).not.toContain(DE_BRUG)
      expect(await relay.stop()).toBe(0)
    },
    120_000,
  )
})
