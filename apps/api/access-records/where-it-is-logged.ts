/** Where the processing log goes: a file of JSON lines, or a receiver of OTLP over HTTP. Both confirm what they keep. */
import { open } from 'node:fs/promises'
import { API_VERSION } from '../api-document.ts'
import type { ProcessingLine, ProcessingLog } from './processing-log.ts'

const RESOURCE = { 'service.name': 'samenspel', 'service.version': API_VERSION }
const ANSWER_WITHIN_MS = 10_000

/** @param place a URL of http or https, to which `/v1/traces` is added; anything else is a file */
export const processingLogAt = (place: string): ProcessingLog =>
  /^https?:\/\//.test(place) ? overOtlp(`${place.replace(/\/+$/, '')}/v1/traces`) : inFile(place)

/** Opened anew for each batch, so that it can be moved away under us; durable before it is confirmed. */
const inFile = (file: string): ProcessingLog => ({
  async write(lines) {
    const handle = await open(file, 'a', 0o600)
    try {
      await handle.appendFile(
        lines.map((line) => `${JSON.stringify({ ...line, resource: { attributes: RESOURCE } })}\n`).join(''),
      )
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
})

/** A line is a span (https://opentelemetry.io/docs/specs/otlp/): sent here and not by the SDK, which draws which to send and throws away what is not taken. */
const overOtlp = (url: string): ProcessingLog => ({
  async write(lines) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        resourceSpans: [
          {
            resource: { attributes: asAttributes(RESOURCE) },
            scopeSpans: [{ scope: { name: 'logboek-dataverwerkingen' }, spans: lines.map(asSpan) }],
          },
        ],
      }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    await answer.body?.cancel()
    if (!answer.ok) throw new Error(`the receiver of the processing log answered ${String(answer.status)}`)
  },
})

const INTERNAL = 1
const NANOS = '000000'

const asSpan = ({ trace_id, operation_id, status_code, name, start_time, end_time, attributes }: ProcessingLine) => ({
  traceId: trace_id,
  spanId: operation_id,
  name,
  kind: INTERNAL,
  startTimeUnixNano: String(start_time) + NANOS,
  endTimeUnixNano: String(end_time) + NANOS,
  attributes: asAttributes(attributes),
  status: { code: status_code },
})

const asAttributes = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }))
