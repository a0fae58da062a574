/** Who asks, on what ground, and as which command: read from one request, handed to the buses with every message. */
import { randomUUID } from 'node:crypto'
import { createParamDecorator, type ExecutionContext } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { parse, v5 as uuidFrom } from 'uuid'
import type { Asker } from '../../libs/access/grounds.ts'
import { activityOf } from '../../libs/access/processing-activities.ts'
import { Refusal, type Actor, type Deed } from '../../libs/deciding/decider.ts'
import { ifMatchOf } from '../../libs/http/etag.ts'
import { headerFault, InvalidInput } from '../../libs/http/problem.ts'
import { Looks } from './access-records/looks.ts'
import { signedIn } from './sign-in/sign-in.guard.ts'
import type { SignedIn } from './sign-in/signed-in.ts'

type HeaderRefusal =
  | 'PROCESSING_ACTIVITY_IS_MISSING'
  | 'PROCESSING_ACTIVITY_IS_UNKNOWN'
  | 'IDEMPOTENCY_KEY_IS_MALFORMED'
  | 'IF_MATCH_IS_MALFORMED'

export type CallerRefusal = HeaderRefusal | 'ROLE_HAS_NO_SUCH_ACTIVITY' | 'TOKEN_NAMES_NOBODY'

/** The ids of commands are made from this and what identifies a request (RFC 9562 §5.5). */
const COMMANDS = parse('6a1c1c52-9a3f-4f7e-8a77-0f4c3b2d9e10')

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,128}$/
/** An id of zeros only is none. */
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

export class Caller {
  readonly signedIn: SignedIn
  readonly asker: Asker
  readonly legalBasis: string
  readonly traceparent: string
  /** The tag they insist on; the stream it belongs to is known later. */
  readonly ifMatch: string | undefined
  /** Whether they gave their commands a name to be known by when they come again. */
  readonly namesCommands: boolean
  /** What they looked at in this request. */
  readonly looks = new Looks()
  readonly #idempotencyKey: string
  readonly #commandIds = new Map<string, string>()

  /** @throws InvalidInput naming each header that is wrong */
  constructor(who: SignedIn, headers: FastifyRequest['headers']) {
    const { activity, ifMatch, idempotencyKey } = askedIn(headers)
    this.signedIn = who
    const { subject: id, role, organisation, team } = who
    this.asker = {
      id,
      role,
      activity: activity.id,
      ...(organisation !== undefined && { organisation }),
      ...(team !== undefined && { team }),
    }
    this.legalBasis = activity.law
    this.traceparent = traceparentFrom(headers.traceparent)
    this.ifMatch = ifMatch
    this.namesCommands = headers['idempotency-key'] !== undefined
    this.#idempotencyKey = idempotencyKey
  }

  /** @throws Refusal where its role has no such activity */
  mustHaveItsActivity(): void {
    const { role, activity } = this.asker
    if (activityOf(activity)?.roles.includes(role) !== true)
      throw refusal('ROLE_HAS_NO_SUCH_ACTIVITY', { role, activity })
  }

  /** The same request, sent again with its key, has the same command id; one without a key is new each time. */
  commandId(stream: string): string {
    const known = this.#commandIds.get(stream)
    if (known !== undefined) return known
    const { issuer, subject } = this.signedIn
    const id = uuidFrom(Buffer.from(JSON.stringify([issuer, subject, stream, this.#idempotencyKey])), COMMANDS)
    this.#commandIds.set(stream, id)
    return id
  }

  get deed(): Omit<Deed, 'at'> {
    const { id, role, organisation, activity } = this.asker
    const by: Actor =
      role === 'partner' && organisation !== undefined
        ? { kind: 'organisation', id, role, organisation }
        : { kind: 'person', id, role, ...(organisation !== undefined && { organisation }) }
    return { by, activity, legalBasis: this.legalBasis }
  }

  /** The trace id of the request: what everything that follows from it has in common. */
  get correlationId(): string {
    return this.traceparent.slice(3, 35)
  }

  /** The name their token gives them, for where a professional's name is written down. */
  get name(): string {
    const { name } = this.signedIn
    if (name === undefined) throw refusal('TOKEN_NAMES_NOBODY')
    return name
  }

  /** The team their token names; who names none is a team of one. */
  get team(): string {
    return this.signedIn.team ?? this.signedIn.subject
  }
}

const callers = new WeakMap<FastifyRequest, Caller>()

export function callerOf(_: unknown, context: ExecutionContext): Caller {
  const request = context.switchToHttp().getRequest<FastifyRequest>()
  const caller = new Caller(signedIn(request), request.headers)
  // Known before it is judged: who names an activity that is not theirs may be asking for somebody's data.
  callers.set(request, caller)
  caller.mustHaveItsActivity()
  return caller
}

/** Who made a request, as far as it was handled. */
export const calledBy = (request: FastifyRequest): Caller | undefined => callers.get(request)

export const CallerOf = createParamDecorator(callerOf)

/** New ids follow from the command's, so that a command sent again makes the same. */
export function idsOf(commandId: string): (what: string) => string {
  const namespace = parse(commandId)
  return (what) => uuidFrom(Buffer.from(what), namespace)
}

/** Every header that is wrong is found before any is complained of. */
function askedIn(headers: FastifyRequest['headers']) {
  const faults: { readonly header: string; readonly code: HeaderRefusal }[] = []
  const activity = activityFrom(headers['processing-activity'])
  if (typeof activity === 'string') faults.push({ header: 'Processing-Activity', code: activity })
  const idempotencyKey = headers['idempotency-key'] ?? randomUUID()
  const isKey = typeof idempotencyKey === 'string' && IDEMPOTENCY_KEY.test(idempotencyKey)
  if (!isKey) faults.push({ header: 'Idempotency-Key', code: 'IDEMPOTENCY_KEY_IS_MALFORMED' })
  const asked = ifMatchOf(headers['if-match'])
  if (asked.is === 'malformed') faults.push({ header: 'If-Match', code: 'IF_MATCH_IS_MALFORMED' })

  if (typeof activity === 'string' || !isKey || faults.length > 0)
    throw new InvalidInput(faults.map(({ header, code }) => headerFault(header, code)))
  return { activity, idempotencyKey, ifMatch: asked.is === 'tag' ? asked.tag : undefined }
}

/** The activity, or what is wrong with the header. */
function activityFrom(header: string | string[] | undefined) {
  if (typeof header !== 'string' || header === '') return 'PROCESSING_ACTIVITY_IS_MISSING'
  return activityOf(header) ?? 'PROCESSING_ACTIVITY_IS_UNKNOWN'
}

/** W3C Trace Context: a request without a usable one starts its own trace. */
function traceparentFrom(header: string | string[] | undefined): string {
  if (typeof header === 'string' && TRACEPARENT.test(header)) return header
  return `00-${randomHex()}-${randomHex().slice(0, 16)}-01`
}

const refusal = (code: CallerRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)

/** 32 hexadecimal digits, never all zero; drawn many at a time, which two small draws of random bytes are not. */
const randomHex = (): string => randomUUID().replaceAll('-', '')
