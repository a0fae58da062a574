/** An event store whose appends are seen: how long each took and how it ended, in the trace it came with. Of what is written, nothing. */
import { metrics, SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { RevisionConflict, StoreBusy, StoreUnavailable, TooLarge, type EventStore } from '../event-store/port.ts'
import { withAppend } from '../event-store/with-append.ts'
import { SCOPE, startSpan, traceparentIn } from './trace.ts'

type Outcome = 'written' | 'conflict' | 'busy' | 'too-large' | 'unavailable' | 'fault'

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15]

export function observedEventStore(store: EventStore): EventStore {
  const duration = metrics.getMeter(SCOPE).createHistogram('samenspel.append.duration', {
    description: 'From handing events to the store until they are durable, or refused',
    unit: 's',
    advice: { explicitBucketBoundaries: SECONDS },
  })
  return withAppend(store, async (stream, expected, events) => {
    const beganMs = performance.now()
    const [first] = events
    const traceparent = first && traceparentIn(first)
    const span = startSpan('append', {
      kind: SpanKind.CLIENT,
      traceparent,
      attributes: { 'samenspel.events': events.length },
    })
    let outcome: Outcome = 'fault'
    try {
      const appended = await store.append(stream, expected, events)
      outcome = 'written'
      return appended
    } catch (fault) {
      outcome = outcomeOf(fault)
      throw fault
    } finally {
      duration.record((performance.now() - beganMs) / 1_000, { outcome })
      span.setAttribute('samenspel.outcome', outcome)
      if (outcome !== 'written' && outcome !== 'conflict') span.setStatus({ code: SpanStatusCode.ERROR })
      span.end()
    }
  })
}

function outcomeOf(fault: unknown): Outcome {
  if (fault instanceof RevisionConflict) return 'conflict'
  if (fault instanceof StoreBusy) return 'busy'
  if (fault instanceof TooLarge) return 'too-large'
  return fault instanceof StoreUnavailable ? 'unavailable' : 'fault'
}
