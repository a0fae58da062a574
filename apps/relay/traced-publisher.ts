/** A publisher whose messages are each seen being handed over, in the trace of their event. */
import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import type { Message, Publisher } from '../../libs/messaging/kafka.ts'
import { startSpan, traceparentOf } from '../../libs/telemetry/trace.ts'

/** The distributed tracing extension of CloudEvents, in binary mode. */
const TRACE_OF_THE_EVENT = 'ce_traceparent'

export const tracedPublisher = (publisher: Publisher): Publisher => ({
  async publish(topic, messages) {
    const spans = messages.map(({ headers }) =>
      startSpan('deliver kafka', { kind: SpanKind.PRODUCER, traceparent: headers[TRACE_OF_THE_EVENT] }),
    )
    const traced = messages.map((message, place): Message => {
      const span = spans[place]
      const traceparent = span && traceparentOf(span)
      return traceparent === undefined ? message : { ...message, headers: { ...message.headers, traceparent } }
    })
    try {
      await publisher.publish(topic, traced)
    } catch (fault) {
      for (const span of spans) span.setStatus({ code: SpanStatusCode.ERROR })
      throw fault
    } finally {
      for (const span of spans) span.end()
    }
  },
  close: () => publisher.close(),
})
