/** Requests as spans and a metric: method, route and status, and of what was asked or by whom, nothing. What follows from a request is in its trace. */
import { metrics, SpanKind, SpanStatusCode, type Span } from '@opentelemetry/api'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { FastifyRequest } from 'fastify'
import { SCOPE, startSpan, traceparentOf } from '../telemetry/trace.ts'

/** To be called before the application listens, and only where telemetry is on. */
export function traceRequests(app: NestFastifyApplication): void {
  const spans = new WeakMap<FastifyRequest, Span>()
  // https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpserverrequestduration
  const duration = metrics.getMeter(SCOPE).createHistogram('http.server.request.duration', { unit: 's' })
  const fastify = app.getHttpAdapter().getInstance()
  fastify.addHook('onRequest', (request, _reply, done) => {
    const came = request.headers.traceparent
    const span = startSpan(request.method, {
      kind: SpanKind.SERVER,
      traceparent: typeof came === 'string' ? came : undefined,
    })
    const traceparent = traceparentOf(span)
    // Whoever reads it further on is under this span.
    if (traceparent !== undefined) request.headers.traceparent = traceparent
    spans.set(request, span)
    done()
  })
  fastify.addHook('onResponse', (request, reply, done) => {
    const attributes = {
      'http.request.method': request.method,
      // The pattern: what stands in the address itself may be of someone.
      'http.route': request.is404 ? 'none' : (request.routeOptions.url ?? 'none'),
      'http.response.status_code': reply.statusCode,
    }
    duration.record(reply.elapsedTime / 1_000, attributes)
    const span = spans.get(request)
    span?.updateName(`${request.method} ${attributes['http.route']}`)
    span?.setAttributes(attributes)
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR })
    span?.end()
    done()
  })
}
