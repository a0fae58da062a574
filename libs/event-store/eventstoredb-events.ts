/** Events as EventStoreDB holds them, and back: the envelope's bytes as data, references in the metadata, ciphertexts beside it all. */
import { canonical } from '../canonical/canonical-json.ts'
import type { SentEvent, ServerEvent } from './eventstoredb-client.ts'
import type { NewEvent, StoredEvent } from './port.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const FROM_UTF8 = new TextDecoder()
const TO_UTF8 = new TextEncoder()

export function sentEvent({ id, type, body, sealed }: NewEvent): SentEvent {
  if (!UUID.test(id)) throw new RangeError('an event id is a UUID in lower case')
  const refs = sealed === undefined ? [] : Object.keys(asObject(sealed))
  return { id, type, data: TO_UTF8.encode(body), refs }
}

/** As the server counts it: data, metadata as JSON, and the type in UTF-16. */
export const bytesOnServer = ({ type, data, refs }: SentEvent): number =>
  data.length + (refs.length === 0 ? 0 : Buffer.byteLength(JSON.stringify({ sealed: refs }))) + 2 * type.length

export function valuesOf(events: readonly NewEvent[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const { sealed } of events)
    for (const [ref, value] of Object.entries(sealed === undefined ? {} : asObject(sealed)))
      values.set(ref, JSON.stringify(value))
  return values
}

/** @throws TypeError for sealed values that are not ciphertexts by reference */
function asObject(sealed: string): Readonly<Record<string, unknown>> {
  const values: unknown = JSON.parse(sealed)
  if (typeof values !== 'object' || values === null || Array.isArray(values))
    throw new TypeError('sealed values are given by reference')
  return values as Readonly<Record<string, unknown>>
}

/** Canonical again, so that it is the same text that was given; a value that is gone is left out. */
function together(refs: readonly string[], values: ReadonlyMap<string, string>): string {
  const there = refs.flatMap((ref) => {
    const value = values.get(ref)
    return value === undefined ? [] : [[ref, JSON.parse(value) as unknown] as const]
  })
  return canonical(Object.fromEntries(there))
}

/** @param values what the table of sealed values has of them */
export function storedEvent(
  { id, type, revision, position, data, refs }: ServerEvent,
  stream: string,
  values: ReadonlyMap<string, string>,
): StoredEvent {
  const sealed = refs.length === 0 ? {} : { sealed: together(refs, values) }
  return { id, type, body: FROM_UTF8.decode(data), ...sealed, stream, revision, position }
}
