/** A receiver of OpenTelemetry for tests: a real HTTP server that takes OTLP as JSON and keeps what it got. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

interface KeyValue {
  readonly key: string
  readonly value: Readonly<Record<string, unknown>>
}

export interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly attributes: readonly KeyValue[]
}

interface Metric {
  readonly name: string
  readonly [points: string]: unknown
}

interface Sent {
  readonly resourceSpans?: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[]
  readonly resourceMetrics?: readonly { readonly scopeMetrics: readonly { readonly metrics: readonly Metric[] }[] }[]
}

export interface OtlpReceiver extends AsyncDisposable {
  readonly url: string
  spans(): readonly Span[]
  /** The values of an attribute of a metric, over all that was sent. */
  metric(name: string): readonly Metric[]
  /** Every byte that came. */
  text(): string
}

export async function otlpReceiver(): Promise<OtlpReceiver> {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      bodies.push(body)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const sent = () => bodies.map((body) => JSON.parse(body) as Sent)
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    spans: () =>
      sent().flatMap(({ resourceSpans = [] }) =>
        resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
      ),
    metric: (name) =>
      sent()
        .flatMap(({ resourceMetrics = [] }) =>
          resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics)),
        )
        .filter((metric) => metric.name === name),
    text: () => bodies.join('\n'),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
