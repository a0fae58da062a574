/** Events on their way into the store and back: the envelope as canonical JSON (RFC 8785), and older forms of an event brought up to date when read. */
import { randomUUID } from 'node:crypto'
import { canonical } from '../canonical/canonical-json.ts'
import type { Concerns, Deed } from '../deciding/decider.ts'
import type { Envelope } from '../deciding/envelope.ts'
import type { Upcasters } from '../deciding/upcasters.ts'
import type { NewEvent, Position, StoredEvent } from './port.ts'
import { bytesOf } from './reading.ts'

/** Why an event cannot be read: what stands there is not what was written, or it was written by a version that knows more. */
export type WhyUnreadable = 'damaged' | 'newer-version'

/** An event cannot be read, and so nothing can be said of what its stream has come to: the stream is set aside, and the others go on. */
export class EventUnreadable extends Error {
  /** Absent where who read it did not say. */
  readonly stream: string | undefined
  readonly position: Position
  readonly because: WhyUnreadable

  constructor(
    { stream, position }: Partial<StoredEvent> & { readonly position: Position },
    because: WhyUnreadable,
    cause?: unknown,
  ) {
    super(
      because === 'damaged'
        ? `the event at ${position} is damaged`
        : `the event at ${position} is of a version newer than this version knows`,
      { cause },
    )
    this.stream = stream
    this.position = position
    this.because = because
  }
}

export type Typed = Concerns & { readonly type: string }

/** An event as it stands in its stream, with its envelope and the ciphertexts of its sealed values, still as text. */
export interface Recorded<Event> {
  readonly event: Event
  readonly envelope: Envelope
  readonly position: Position
  readonly sealed?: string
  /** It has sealed values, and whoever keeps this left their ciphertexts in the store. */
  readonly leftSealed?: true
  /** Its size as the store keeps it: envelope and sealed values. */
  readonly bytes: number
}

/** All of an envelope that does not follow from the event itself. */
export type Circumstances = Pick<
  Envelope,
  | 'municipality'
  | 'stream'
  | 'revision'
  | 'sequence'
  | 'recordedAt'
  | 'commandId'
  | 'commandDigest'
  | 'correlationId'
  | 'causationId'
  | 'traceparent'
>

/**
 * That a named command changed nothing, so that it is known when it comes again. No rule, reader or row takes notice of it: nothing
 * happened. It says of itself only what every envelope says.
 */
export const COMMAND_CHANGED_NOTHING = { type: 'CommandChangedNothing', domain: 'general', about: [] } as const

export const changedNothing = ({ envelope }: Pick<Recorded<unknown>, 'envelope'>): boolean =>
  envelope.type === COMMAND_CHANGED_NOTHING.type

/** The version a type is written in now. */
export const schemaOf = <Type extends string>(upcasters: Upcasters<Type>, type: Type): number =>
  1 + (upcasters[type]?.length ?? 0)

/**
 * An event id is random, and another for every attempt: one that followed from its command could be guessed by whoever knows that, and would
 * tell of the command's events that they may not see. Whether a command was carried out, its stream's fold says.
 */
export function toStored<Event extends Typed>(
  event: Event,
  deed: Omit<Deed, 'at'>,
  circumstances: Circumstances,
  upcasters: Upcasters<Event['type']>,
  ciphertexts: Readonly<Record<string, unknown>>,
): NewEvent {
  const { type, domain, about, happenedAt, due, basedOn, ...data } = event as Typed
  const { commandId, commandDigest, correlationId, causationId, traceparent } = circumstances
  const { municipality, stream, revision, sequence, recordedAt } = circumstances
  const id = randomUUID()
  // Names in the order they are written in, which is then not to be sought.
  const envelope: { readonly [Name in keyof Envelope]-?: Envelope[Name] | undefined } = {
    about,
    actor: deed.by,
    basedOn,
    causationId,
    commandDigest,
    commandId,
    correlationId,
    data,
    domain,
    due,
    envelope: 1,
    happenedAt,
    id,
    legalBasis: deed.legalBasis,
    municipality,
    onBehalfOf: deed.onBehalfOf,
    processingActivity: deed.activity,
    recordedAt,
    revision,
    schema: schemaOf<string>(upcasters, type),
    sequence,
    stream,
    traceparent,
    type,
  }
  const body = canonical(envelope)
  const refs = sealedIn(data)
  if (refs.length === 0) return { id, type, body }
  const values: Record<string, unknown> = {}
  for (const ref of refs) {
    const value = ciphertexts[ref]
    if (value === undefined) throw new Error(`${type} holds sealed values whose ciphertexts were not given`)
    values[ref] = value
  }
  return { id, type, body, sealed: canonical(values) }
}

type Stored = Pick<StoredEvent, 'body' | 'position' | 'sealed'> & Partial<StoredEvent>

/** @throws EventUnreadable */
export function fromStored<Event extends Typed>(stored: Stored, upcasters: Upcasters<Event['type']>): Recorded<Event> {
  const { body, position, sealed } = stored
  const envelope = envelopeOf(stored)
  const { type, schema, domain, about, happenedAt, due, basedOn } = envelope
  const known: Upcasters<string> = upcasters
  if (schema > schemaOf(known, type)) throw new EventUnreadable(stored, 'newer-version')
  const older = known[type]
  const data = older === undefined ? envelope.data : broughtUpToDate(stored, envelope, older.slice(schema - 1))
  const event: { -readonly [Name in keyof Typed]: Typed[Name] } = { ...data, type, domain, about }
  if (happenedAt !== undefined) event.happenedAt = happenedAt
  if (due !== undefined) event.due = due
  if (basedOn !== undefined) event.basedOn = basedOn
  const bytes = bytesOf(sealed === undefined ? { body } : { body, sealed })
  const recorded = { event: event as Event, envelope, position, bytes }
  return sealed === undefined ? recorded : { ...recorded, sealed }
}

/** What the body says must be what the store keeps beside it. */
function envelopeOf(stored: Stored): Envelope {
  let envelope: Partial<Envelope> | null
  try {
    envelope = JSON.parse(stored.body) as Partial<Envelope> | null
  } catch (fault) {
    throw new EventUnreadable(stored, 'damaged', fault)
  }
  const { schema, about, data } = envelope ?? {}
  const isEnvelope =
    Number.isSafeInteger(schema) && Array.isArray(about) && typeof data === 'object' && (data as unknown) !== null
  if (!isEnvelope || IN_BOTH.some((name) => stored[name] !== undefined && stored[name] !== envelope?.[name]))
    throw new EventUnreadable(stored, 'damaged')
  return envelope as Envelope
}

const IN_BOTH = ['stream', 'revision', 'id', 'type'] as const

function broughtUpToDate(
  stored: Stored,
  { data }: Envelope,
  steps: readonly ((form: Envelope['data']) => Envelope['data'])[],
) {
  try {
    return steps.reduce((form, next) => next(form), data)
  } catch (fault) {
    throw new EventUnreadable(stored, 'damaged', fault)
  }
}

export const deedOf = ({ actor, recordedAt, onBehalfOf, processingActivity, legalBasis }: Envelope): Deed => ({
  by: actor,
  at: recordedAt,
  ...(onBehalfOf !== undefined && { onBehalfOf }),
  activity: processingActivity,
  legalBasis,
})

/** The references of all sealed values in an event's data. */
function sealedIn(data: unknown, found: string[] = []): readonly string[] {
  if (typeof data !== 'object' || data === null) return found
  if ('sealed' in data && 'sha256' in data) found.push(String(data.sealed))
  else for (const part of Object.values(data)) sealedIn(part, found)
  return found
}
