/** Events on their way out: CloudEvents 1.0 (CNCF) within the NL GOV profile (Logius), made and checked by the `cloudevents` library. What they say, and to whom, is not decided here. */
import { CloudEvent, type CloudEventV1 } from 'cloudevents'

/** What every event that leaves must say; everything else is the profile's or the library's. */
export interface Announced<Data> {
  /** The same event has the same id on every channel and at every attempt: with `source` it is what consumers drop duplicates by. */
  readonly id: string
  /** OIN of whose system it comes from, 20 digits. */
  readonly oin: string
  /** Reverse DNS with a version: `nl.example.thing-happened.v1`. */
  readonly type: string
  /** Opaque: an id that says nothing of anybody. */
  readonly subject: string
  /** When it was recorded, UTC with milliseconds. */
  readonly time: string
  /** Where the schema of `data` is. */
  readonly dataschema: string
  /** Where to fetch what it is about, with a token of one's own. */
  readonly dataref: string
  /** Grows within a subject, with gaps; text sorts as the numbers do. */
  readonly sequence: number
  readonly correlationid: string
  readonly causationid: string
  /** W3C Trace Context of the request it came from. */
  readonly traceparent?: string
  readonly data: Data
}

/** An event of no subject: nothing to fetch, and in no order with others but where it comes. */
export type AnnouncedToAll<Data> = Pick<Announced<Data>, 'id' | 'oin' | 'type' | 'time' | 'dataschema' | 'data'>

/** As the profile and every channel bound it (CloudEvents 1.0.2 §5: what a consumer must accept). */
export const EVENT_BYTES_AT_MOST = 64 * 1024

/** As many as the largest integer that a JavaScript number holds exactly. */
const SEQUENCE_DIGITS = 16

const OIN = /^\d{20}$/
/** No organisation in it, at least three labels, and a version at the end. */
const TYPE = /^[a-z]{2,}(\.[a-z][a-z0-9]*(-[a-z0-9]+)*){2,}\.v[1-9]\d*$/

/** The event does not hold to the profile: a fault of ours, before anyone has seen it. */
export class NotByTheProfile extends Error {}

/** @throws NotByTheProfile, or the library's ValidationError */
export function cloudEventOf<Data>(announced: Announced<Data>): CloudEvent<Data> {
  const { subject, dataref, sequence, correlationid, causationid, traceparent } = announced
  if (!Number.isSafeInteger(sequence) || sequence < 0) throw new NotByTheProfile('a sequence is a whole number from 0')
  return byTheProfile<Data>({
    ...attributesOf(announced),
    subject,
    dataref,
    sequence: String(sequence).padStart(SEQUENCE_DIGITS, '0'),
    correlationid,
    causationid,
    ...(traceparent !== undefined && { traceparent }),
  })
}

/** @throws NotByTheProfile, or the library's ValidationError */
export const cloudEventToAll = <Data>(announced: AnnouncedToAll<Data>): CloudEvent<Data> =>
  byTheProfile(attributesOf(announced))

function attributesOf<Data>({ id, oin, type, time, dataschema, data }: AnnouncedToAll<Data>): CloudEventV1<Data> {
  if (!OIN.test(oin)) throw new NotByTheProfile('a source is named by an OIN')
  if (!TYPE.test(type)) throw new NotByTheProfile(`${type} is not a type in reverse DNS with a version`)
  return {
    ...{ specversion: '1.0', id, source: `urn:nld:oin:${oin}:systeem:samenspel`, type, time },
    ...{ datacontenttype: 'application/json', dataschema, data },
  }
}

function byTheProfile<Data>(attributes: CloudEventV1<Data>): CloudEvent<Data> {
  const event = new CloudEvent<Data>(attributes)
  if (Buffer.byteLength(JSON.stringify(event)) > EVENT_BYTES_AT_MOST)
    throw new NotByTheProfile(`an event is at most ${String(EVENT_BYTES_AT_MOST)} bytes`)
  return event
}

export const STRUCTURED = 'application/cloudevents+json'
export const BATCHED = 'application/cloudevents-batch+json'

/** One event in structured mode, the same bytes each time: what is signed is what is sent. */
export const structured = (event: CloudEvent<unknown>): string => JSON.stringify(event)

/** Events in batched mode (CloudEvents JSON format §4). */
export const batched = (events: readonly CloudEvent<unknown>[]): string => JSON.stringify(events)
