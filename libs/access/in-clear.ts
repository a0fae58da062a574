/** What an envelope holds in clear, and why, as `docs/auditors.md` tells it: of the plan as its parts say, of all others here. What is not in it is sealed before any rule sees it. */
import { isSealed, type Concerns } from '../deciding/decider.ts'
import type { Envelope } from '../deciding/envelope.ts'
import { ID, type Fields, type InClear, type Why } from '../deciding/in-clear.ts'
import type { MunicipalityEvent } from '../municipality/municipality.ts'
import type { PlacesEvent } from '../partner/subscription-places.ts'
import type { SubscriptionEvent } from '../partner/subscription.ts'
import type { UsesEvent } from '../plan/break-glass/uses-of-one.ts'
import type { PersonEvent } from '../plan/members/person.ts'
import { KINDS } from '../plan/parts.ts'
import type { PlanEvent } from '../plan/plan.ts'
import type { ProtocolEvent } from '../protocol/protocol.ts'

export type AnyEvent =
  PlanEvent | PersonEvent | UsesEvent | MunicipalityEvent | ProtocolEvent | SubscriptionEvent | PlacesEvent
type Type = AnyEvent['type']

const SENT: Why = 'what an organisation is sent is chosen by it'
const GROUND: Why = 'an inspection is a ground: whose, of what, of when'
const PUBLIC: Why = 'about no person: a protocol, or what the municipality decides for everyone'

type Other = Exclude<AnyEvent, PlanEvent>

const start = { position: SENT, since: SENT }

const OF_OTHERS: { readonly [Type in Other['type']]: InClear<Extract<Other, { readonly type: Type }>> } = {
  PersonJoinedPlan: { person: ID, plan: ID, leading: ID },
  PersonLeftPlan: { person: ID, plan: ID },

  BreakGlassBegun: { use: ID, plan: ID },
  PlanNotFound: {},

  TermsSet: { terms: PUBLIC },
  AgesByLawSet: { ages: PUBLIC },
  CoordinationBasesSet: { bases: PUBLIC },
  ReaderPoolSet: { pool: 'readers are drawn from it' },
  TeamsSet: { teams: 'their leads have a ground, and the fallback’s for the plans of any other team' },
  BreakGlassRolesSet: { breakGlass: 'they may break glass, and no others' },
  InspectionOpened: {
    inspection: ID,
    auditor: GROUND,
    law: GROUND,
    plans: GROUND,
    recordedFrom: GROUND,
    recordedUntil: GROUND,
    openUntil: GROUND,
  },
  InspectionClosed: { inspection: ID },

  ProtocolRegistered: { protocol: ID, title: PUBLIC, owner: PUBLIC },
  ProtocolVersionPublished: { protocol: ID, version: PUBLIC, inForceFrom: PUBLIC, steps: PUBLIC },

  SubscriptionRegistered: { subscription: ID, organisation: ID, channel: SENT, wanted: SENT, start },
  RegistrationAbandoned: { organisation: ID },
  EndpointProved: {},
  EndpointDisabled: {},
  SubscriptionPaused: {},
  SubscriptionResumed: {},
  ReplayRequested: { replay: ID, start },
  SecretRotated: { version: 'the secret follows from it', previousUntil: 'until when the secret before it counts' },
  SubscriptionEnded: {},

  SubscriptionPlaceTaken: { subscription: ID, channel: SENT },
  SubscriptionPlaceGivenBack: { subscription: ID },
}

const FORM: Why = 'how to read it'
const PLACE: Why = 'where it stands: nothing is inserted, left out or put elsewhere unseen'
const WHO: Why = 'who answers for it, for whom and on what ground'
const COMMAND: Why = 'which command it came with, so that a command sent twice has one effect'

/** Every type of event there is; those of the plan as their parts say. */
export const IN_CLEAR: Readonly<Record<string, Fields>> = {
  ...Object.fromEntries([...KINDS].map(([type, { inClear }]) => [type, inClear])),
  ...OF_OTHERS,
}

/** What stands round the facts of every event. */
export const ROUND_EVERY_EVENT: Readonly<Record<Exclude<keyof Envelope, 'data'>, Why>> = {
  envelope: FORM,
  type: FORM,
  schema: FORM,
  id: PLACE,
  municipality: PLACE,
  stream: PLACE,
  revision: PLACE,
  sequence: PLACE,
  recordedAt: 'rules and grounds read the moment',
  happenedAt: 'which version of a protocol was in force then',
  actor: WHO,
  onBehalfOf: WHO,
  processingActivity: WHO,
  legalBasis: WHO,
  domain: 'which law it is read under',
  about: 'whom it is about: the ground of who in the family may read it',
  commandId: COMMAND,
  commandDigest: COMMAND,
  correlationId: COMMAND,
  causationId: COMMAND,
  traceparent: COMMAND,
  due: 'what must follow, and when',
  basedOn: 'what its maker had before them',
}

const AGE: Why = 'there with the birth date, whichever of the two is known: from outside both look alike'
const CORRECTED: Why = 'what is corrected: a name, how old someone is, or what was said'
const HEEDS: Why = 'an invitation that says it is not marked as passing over what someone needs'
const WORD: Why = 'beside whose word it is, where another than the family recorded that'
const BEFORE: Why = 'what was said before stands where nothing is said anew'

/** Sealed values that are there or not, where a rule or a reader’s plan hangs on which of the two. All others are there always, and may say nothing. */
export const WHETHER: Readonly<Partial<Record<Type, Readonly<Record<string, Why>>>>> = {
  MembershipRequested: {
    birthDate: BEFORE,
    ageBand: AGE,
    ageEstablishedBy: AGE,
    inAnotherPlanBecause: 'who is in another plan needs a reason, and one of the plans leads',
  },
  CorrectionRecorded: { name: CORRECTED, birthDate: CORRECTED, ageBand: AGE, ageEstablishedBy: AGE, words: CORRECTED },
  CorrectionAsked: { name: CORRECTED, birthDate: CORRECTED, ageBand: AGE, ageEstablishedBy: AGE, words: CORRECTED },
  OwnPlanInvited: { needsMet: HEEDS },
  ViewInvited: { needsMet: HEEDS },
  OwnPlanSubmitted: { saidHow: WORD },
  OwnPlanWaived: { saidHow: WORD },
  HandoverSupplemented: {
    'document/safety': 'a document without it is refused at acceptance',
    'document/sensitivities': 'a document without it is refused at acceptance',
  },
  HandoverConversationHeld: { preference: BEFORE },
  HandoverAccepted: { notTalkedThroughBecause: 'what was not talked through needs a reason' },
  ReferralAnswered: { reason: 'what is declined needs a reason' },
  GoalProposed: { danger: 'concrete danger lets a goal come before the family’s own plan' },
  DeviationReasoned: {
    'account/weighing/interestOfTheChild': 'needed where it concerns a child',
    'account/familyView': 'either this or why the family was not heard',
    'account/familyNotHeardBecause': 'either this or the family’s view',
  },
  SubscriptionRegistered: { endpoint: 'a webhook has one, a topic has none' },
}

export interface Found {
  /** `from/step`; what stands in a list stands at the path of the list. */
  readonly path: string
  readonly value: unknown
}

/** All that stands in clear in an event's own facts. */
export function* clearIn(event: AnyEvent): Generator<Found> {
  const {
    type: _type,
    domain: _domain,
    about: _about,
    happenedAt: _then,
    due: _due,
    basedOn: _seen,
    ...data
  } = event as Concerns & { readonly type: string }
  yield* within(data, '')
}

function* within(value: unknown, path: string): Generator<Found> {
  if (isSealed(value)) return
  if (Array.isArray(value)) for (const one of value) yield* within(one, path)
  else if (typeof value === 'object' && value !== null)
    for (const [name, part] of Object.entries(value)) yield* within(part, path === '' ? name : `${path}/${name}`)
  else yield { path, value }
}

/** Why something stands in clear; undefined where it may not. */
export function whyInClear(type: Type, path: string): Why | undefined {
  const [field = '', ...parts] = path.split('/')
  const fields = Object.hasOwn(IN_CLEAR, type) ? (IN_CLEAR[type] ?? {}) : {}
  const row = Object.hasOwn(fields, field) ? fields[field] : undefined
  if (row === undefined || typeof row === 'string') return row
  const part = parts.join('/')
  return Object.hasOwn(row, part) ? row[part] : row['*']
}
