/** Events that came into a read model, each seen in the trace it came with. */
import { SpanKind } from '@opentelemetry/api'
import type { StoredEvent } from '../event-store/port.ts'
import { startSpan } from './trace.ts'

/** Older events are read again, when rows are made anew: their traces are over. */
const NOT_OLDER_THAN_MS = 60_000

/** @param tookMs until now, for all of them together */
export function tellProjected(projection: string, events: readonly StoredEvent[], tookMs: number): void {
  const nowMs = Date.now()
  for (const { body } of events) {
    const { traceparent, recordedAt = '' } = traceIn(body)
    if (traceparent === undefined || nowMs - Date.parse(recordedAt) > NOT_OLDER_THAN_MS) continue
    const attributes = { 'samenspel.projection': projection }
    startSpan('project', { kind: SpanKind.CONSUMER, traceparent, attributes, beganAtMs: nowMs - tookMs }).end(nowMs)
  }
}

interface Traced {
  readonly traceparent?: string
  readonly recordedAt?: string
}

/** An event that cannot be read came into no row, and is in no trace. */
function traceIn(body: string): Traced {
  try {
    return (JSON.parse(body) as Traced | null) ?? {}
  } catch {
    return {}
  }
}
