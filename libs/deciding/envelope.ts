/** The envelope round every event: who, when, for whom, on what ground, whom it is about. Its bytes are canonical JSON (RFC 8785), written once. */
import type { Actor, Due, Moment, PersonId } from './decider.ts'
import type { Domain } from './domains.ts'

export interface Envelope {
  /** Version of this envelope's own form. */
  readonly envelope: 1
  readonly id: string
  readonly type: string
  /** Version of the form of `data` for this type; older ones pass through the type's upcasters when read. */
  readonly schema: number
  /** CBS code of the municipality whose installation wrote it. */
  readonly municipality: string
  readonly stream: string
  readonly revision: number
  /** Counts within stream × domain, from 0, so that a reader of one domain learns nothing of another's. */
  readonly sequence: number
  /** UTC with milliseconds, never before the stream's last. */
  readonly recordedAt: Moment
  readonly happenedAt?: Moment
  readonly actor: Actor
  readonly onBehalfOf?: PersonId
  readonly domain: Domain
  readonly about: readonly PersonId[]
  readonly processingActivity: string
  readonly legalBasis: string
  readonly commandId: string
  /** On a command's first event: keyed HMAC over the canonical plaintext of what was asked, to know the same id with another body. */
  readonly commandDigest?: string
  readonly correlationId: string
  readonly causationId: string
  /** W3C Trace Context of the request it came with. */
  readonly traceparent?: string
  readonly due?: Due
  readonly basedOn?: number
  /** The facts: the event's own fields, personal values sealed. */
  readonly data: Readonly<Record<string, unknown>>
}
