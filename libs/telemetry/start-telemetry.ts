/** Traces and metrics over OTLP/HTTP, where the environment names a receiver as OpenTelemetry says; otherwise nothing of it is even loaded. */
import { randomUUID } from 'node:crypto'
import { metrics, trace } from '@opentelemetry/api'
import type { Sampler } from '@opentelemetry/sdk-trace'

export interface Telemetry {
  /** Sends what is left. */
  close(): Promise<void>
}

type Environment = Readonly<Record<string, string | undefined>>

const ENDPOINTS = [
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT',
]

/** https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
export const isTelemetryOn = (environment: Environment): boolean =>
  environment['OTEL_SDK_DISABLED'] !== 'true' && ENDPOINTS.some((name) => (environment[name] ?? '') !== '')

/**
 * Once in a process, before anything is measured. The exporters read their own variables: endpoint, headers, time limits, certificates.
 * @param service unless OTEL_SERVICE_NAME says otherwise
 * @returns undefined where no receiver is named
 */
export async function startTelemetry(service: string, environment: Environment): Promise<Telemetry | undefined> {
  if (!isTelemetryOn(environment)) return undefined
  const [{ TracerProvider, BatchSpanProcessor }, { MeterProvider, PeriodicExportingMetricReader }, resources] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/sdk-metrics'),
      import('@opentelemetry/resources'),
    ])
  const [{ OTLPTraceExporter }, { OTLPMetricExporter }] = await Promise.all([
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/exporter-metrics-otlp-http'),
  ])
  const name = environment['OTEL_SERVICE_NAME'] ?? service
  const resource = resources
    .resourceFromAttributes({ 'service.instance.id': randomUUID() })
    .merge(resources.detectResources({ detectors: [resources.resourceAttributesEnvDetector] }))
    .merge(resources.resourceFromAttributes({ 'service.name': name }))

  const spansEveryMs = wholeNumber(environment['OTEL_BSP_SCHEDULE_DELAY'])
  const metricsEveryMs = wholeNumber(environment['OTEL_METRIC_EXPORT_INTERVAL'])
  const tracerProvider = new TracerProvider({
    resource,
    sampler: await samplerIn(environment),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter(),
        ...(spansEveryMs !== undefined && { scheduledDelayMillis: spansEveryMs }),
      }),
    ],
  })
  const meterProvider = new MeterProvider({
    resource,
    readers: [
      new PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter(),
        ...(metricsEveryMs !== undefined && {
          exportIntervalMillis: metricsEveryMs,
          exportTimeoutMillis: metricsEveryMs,
        }),
      }),
    ],
  })
  trace.setGlobalTracerProvider(tracerProvider)
  metrics.setGlobalMeterProvider(meterProvider)
  return {
    async close() {
      // A receiver that is not there is no fault of what ends here.
      await Promise.allSettled([tracerProvider.shutdown(), meterProvider.shutdown()])
      trace.disable()
      metrics.disable()
    },
  }
}

async function samplerIn(environment: Environment): Promise<Sampler> {
  const { AlwaysOffSampler, AlwaysOnSampler, ParentBasedSampler, TraceIdRatioBasedSampler } =
    await import('@opentelemetry/sdk-trace')
  const asked = environment['OTEL_TRACES_SAMPLER'] ?? 'parentbased_always_on'
  const argument = Number(environment['OTEL_TRACES_SAMPLER_ARG'] ?? '1')
  const own = asked.replace(/^parentbased_/, '')
  const root =
    own === 'always_off'
      ? new AlwaysOffSampler()
      : own === 'traceidratio'
        ? new TraceIdRatioBasedSampler(argument)
        : new AlwaysOnSampler()
  return asked === own ? root : new ParentBasedSampler({ root })
}

const wholeNumber = (text: string | undefined): number | undefined =>
  /^\d{1,9}$/.test(text ?? '') ? Number(text) : undefined
