/** Events as EventStoreDB holds them, and back: the envelope's bytes as data, references in the metadata, ciphertexts beside it all. */
import { canonical } from '../canonical/canonical-json.ts'
import type { SentEvent, ServerEvent } from './eventstoredb-client.ts'
import type { NewEvent, StoredEvent } from './port.ts'
import { bytesOf } from './reading.ts'

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

/**
 * A tombstone, and what somebody else wrote as JSON, has a body that is no envelope: damage of its stream alone, told as that by who reads it.
 * @param values what the table of sealed values has of them
 */
export function storedEvent(
  { id, type, stream, revision, position, data, refs, isJson }: ServerEvent,
  values: ReadonlyMap<string, string>,
): StoredEvent {
  if (isJson) return { id, type, body: '', stream, revision, position }
  const sealed = refs.length === 0 ? {} : { sealed: together(refs, values) }
  return { id, type, body: FROM_UTF8.decode(data), ...sealed, stream, revision, position }
}

/** A ciphertext is no longer than the longest text allows: of as many as these, the bytes are bounded before one is fetched. */
const VALUES_AT_ONCE = 256
const DATA_AT_ONCE = 1024 * 1024

/** Events in their order, in parts whose data and sealed values together are not much. */
export function* inParts(events: readonly ServerEvent[]): Generator<readonly ServerEvent[], void, undefined> {
  let part: ServerEvent[] = []
  let [values, data] = [0, 0]
  for (const event of events) {
    values += event.refs.length
    data += event.data.length
    if (part.length > 0 && (values > VALUES_AT_ONCE || data > DATA_AT_ONCE)) {
      yield part
      part = []
      values = event.refs.length
      data = event.data.length
    }
    part.push(event)
  }
  if (part.length > 0) yield part
}

/** What a read has taken so far, its sealed values fetched no further than there is room. */
export class Taken {
  readonly events: StoredEvent[] = []
  readonly #bytesAtMost: number
  readonly #stored: (events: readonly ServerEvent[]) => Promise<readonly StoredEvent[]>
  #bytes = 0

  constructor(bytesAtMost: number, stored: (events: readonly ServerEvent[]) => Promise<readonly StoredEvent[]>) {
    this.#bytesAtMost = bytesAtMost
    this.#stored = stored
  }

  /** @returns whether all of them fit */
  async take(events: readonly ServerEvent[]): Promise<boolean> {
    const parts = this.#bytesAtMost === Infinity ? [events] : inParts(events)
    for (const part of parts)
      for (const event of await this.#stored(part)) {
        this.#bytes += this.#bytesAtMost === Infinity ? 0 : bytesOf(event)
        if (this.events.length > 0 && this.#bytes > this.#bytesAtMost) return false
        this.events.push(event)
      }
    return true
  }
}
