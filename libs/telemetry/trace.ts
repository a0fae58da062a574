/** Spans of ours, each under the trace that an event or request brought along (W3C Trace Context). Where no telemetry is started they are nothing, and cost as much. */
import {
  isSpanContextValid,
  ROOT_CONTEXT,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
  type Span,
  type SpanKind,
} from '@opentelemetry/api'

/** What ours are called in telemetry. */
export const SCOPE = 'samenspel'

/** https://www.w3.org/TR/trace-context/#traceparent-header, version 00. */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/

/** @returns the root where the text is no traceparent */
function contextOf(traceparent: string | undefined): Context {
  const [, traceId = '', spanId = '', flags = ''] = TRACEPARENT.exec(traceparent ?? '') ?? []
  const spanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true }
  return isSpanContextValid(spanContext) ? trace.setSpanContext(ROOT_CONTEXT, spanContext) : ROOT_CONTEXT
}

export interface SpanOf {
  readonly kind: SpanKind
  /** What it is part of. */
  readonly traceparent: string | undefined
  /** Of few values each, and of nobody. */
  readonly attributes?: Attributes
  /** Milliseconds since 1970; now without it. */
  readonly beganAtMs?: number
}

export const startSpan = (name: string, { kind, traceparent, attributes = {}, beganAtMs }: SpanOf): Span =>
  trace
    .getTracer(SCOPE)
    .startSpan(
      name,
      { kind, attributes, ...(beganAtMs !== undefined && { startTime: beganAtMs }) },
      contextOf(traceparent),
    )

/** What goes along with what is done under the span: without telemetry, what it was under. @returns undefined where there is no trace */
export function traceparentOf(span: Span): string | undefined {
  const context = span.spanContext()
  if (!isSpanContextValid(context)) return undefined
  const { traceId, spanId, traceFlags } = context
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`
}

/** What an event that is stored, or about to be, came with. */
export const traceparentIn = ({ body }: { readonly body: string }): string | undefined =>
  (JSON.parse(body) as { readonly traceparent?: string }).traceparent
