/** What an envelope holds in clear, and why: the one table, from which `docs/auditors.md` is told. What is not in it is sealed before any rule sees it. */
import { isSealed, type Concerns, type Sealable, type Sealed } from '../deciding/decider.ts'
import type { Envelope } from '../deciding/envelope.ts'
import type { MunicipalityEvent } from '../municipality/municipality.ts'
import type { PlacesEvent } from '../partner/subscription-places.ts'
import type { SubscriptionEvent } from '../partner/subscription.ts'
import type { PersonEvent } from '../plan/members/person.ts'
import type { PlanEvent } from '../plan/plan.ts'
import type { ProtocolEvent } from '../protocol/protocol.ts'

export type AnyEvent = PlanEvent | PersonEvent | MunicipalityEvent | ProtocolEvent | SubscriptionEvent | PlacesEvent
type Type = AnyEvent['type']

/** Why something stands in clear, as a part of a sentence. */
export type Why = string

/** An id says nothing of itself, and rules, grounds and lists follow it. */
export const ID: Why = 'what is about what, and who is who to the plan: rules and grounds of access follow it'
/** In what was written by version 1 of its type; version 2 has it under seal. */
export const ONCE: Why = 'only in events of version 1; sealed since version 2'
const DRAW: Why = 'made by the decision: with it who holds the envelope draws again'
const TEAM: Why = 'who leads the team has a ground; also made known to who hands over'
const UNTIL: Why = 'until when a ground lasts'
const AREA: Why = 'plans are listed by life area, and a priority is set on one'
const LEFT: Why =
  'the rule of the step decides whether a second reader is needed; the register is asked by protocol and step'
const MATTERS: Why = 'a handover document that passes over something open is refused'
const SENT: Why = 'what an organisation is sent is chosen by it'
const GROUND: Why = 'an inspection is a ground: whose, of what, of when'
const SHOWN: Why = 'who shows nothing that lets them speak for someone reads nothing, and counts for nothing'
const SIGHT: Why = 'what is withheld, from whom: no reader’s plan can be made without it'
const REVIEW: Why = 'what is told ends with that day, and until then it is due'
const PUBLIC: Why = 'about no person: a protocol, or what the municipality decides for everyone'

/** By the name of the field; of a field with parts, by their names. */
export type Fields = Readonly<Record<string, Why | Readonly<Record<string, Why>>>>

/** What is not sealed in every form of an event. */
type InClear<Event> = {
  [Key in keyof Event]-?: [Exclude<NonNullable<Event[Key]>, Sealed<Sealable>>] extends [never] ? never : Key
}[keyof Event]

type Table = {
  readonly [One in Type]: Readonly<
    Record<Exclude<InClear<Extract<AnyEvent, { readonly type: One }>>, keyof Concerns | 'type'>, Fields[string]>
  >
}

const referral = { referral: ID }
const handover = { handover: ID }
const deviation = { deviation: ID }
const goal = { goal: ID }
const action = { action: ID }
const person = { person: ID }
const membership = { membership: ID, person: ID }
const coordinator = { coordinator: ID, team: TEAM }
const view = { on: { kind: ID, id: ID }, person: ID }
const draw = { reader: ID, pool: DRAW, seed: DRAW, excluded: DRAW }
const concern = { domain: ID, lifeArea: AREA }
const document = { actions: MATTERS, deviations: MATTERS }
const reasons = {
  mode: SIGHT,
  consulted: 'who was asked may say no, and does not confirm it',
  reviewDate: REVIEW,
  lapsesAt: 'from then on the privacy officer may decide it',
}
const withheld = {
  withholding: ID,
  from: SIGHT,
  ground: 'only some may be silent; it is what its reader is told',
  ...reasons,
}
const start = { position: SENT, since: SENT }

/** Every type of event there is. A field that comes to stand in clear does not compile without its row. */
export const IN_CLEAR: Table = {
  NeedReported: { lifeAreas: AREA, reportedBy: ONCE },
  PlanOpened: { plan: ID },
  OwnPlanInvited: {},
  OwnPlanSubmitted: { part: ID },
  OwnPlanWaived: {},
  ClientSupportOffered: { accepted: ONCE },

  MembershipRequested: { ...membership, leads: 'the person’s own stream decides by it which plan leads' },
  BsnRecorded: person,
  MemberJoined: membership,
  MembershipRefused: {
    ...membership,
    why: 'made by the decision of the person’s own stream: who asks again is refused with the same',
  },
  CorrectionRecorded: { correction: ID, event: ID, of: { kind: ID, id: ID } },
  MemberLeft: { ...person, silent: 'the rest of the family is not told of it, nor of what follows from it' },
  SightLimitOffered: person,
  DepartureContested: person,
  DepartureUpheld: person,
  DepartureUndone: { ...person, silent: 'partners are told that someone is back where they were told that they left' },
  ChildExpected: { expectation: ID },
  ChildBorn: { expectation: ID, person: ID },
  MemberDied: person,
  AddressSecrecySet: { person: ID, secret: 'setting it to what it is changes nothing' },

  CoordinatorAppointed: coordinator,
  DeputyAppointed: { deputy: ID },
  DeputyEnded: { deputy: ID },
  HandoverProposed: { handover: ID, to: ID, team: TEAM, document },
  HandoverSupplemented: { handover: ID, document },
  HandoverConversationHeld: handover,
  HandoverAccepted: { handover: ID, ...coordinator },
  HandoverDeclined: handover,
  HandoverWithdrawn: handover,
  CoordinatorReplaced: {
    replaced: ID,
    ...coordinator,
    document: 'made by the decision: what was open then',
    handedOverInPerson: 'always `false`: it says what the type says',
  },
  OtherCoordinatorRequested: { request: ID },
  OtherCoordinatorAnswered: { request: ID, answer: ONCE },

  ProfessionalJoined: { joining: ID, professional: ID, organisation: ID, activity: ID, until: UNTIL },
  ProfessionalLeft: { joining: ID },
  RepresentativeAppointed: {
    representation: ID,
    representative: ID,
    represents: ID,
    kind: 'what a representative may speak of and read follows from it',
    from: UNTIL,
    until: UNTIL,
    isVerified: SHOWN,
  },
  RepresentationProven: { representation: ID },
  RepresentationProofShown: { representation: ID, proof: {} },
  ConflictOfInterestDeclared: { representation: ID, representative: ID, told: SIGHT },
  RepresentativeEnded: {
    representation: ID,
    why: 'made by the decision: it follows from who did it, or from a death in the same command',
  },
  CapacityJudged: {
    judgement: ID,
    person: ID,
    canSpeak: 'who cannot speak and has nobody to speak for them is not waited for',
    told: SIGHT,
  },

  ReferralMade: { referral: ID, to: ID, until: UNTIL },
  ReferralQuestionAsked: referral,
  ReferralQuestionAnswered: referral,
  ReferralAnswered: { referral: ID, answer: 'an accepted referral is a ground; a declined one has ended' },
  ReferralEnded: referral,

  ViewInvited: view,
  ViewGiven: {
    ...view,
    view: ID,
    unverified: SHOWN,
    voice: 'the nearer a voice is to the person, the more it counts when a goal is adopted',
    stance: 'who disagrees with a goal is named at its adoption; of other items it has the same form',
  },

  GoalProposed: { goal: ID, lifeArea: AREA },
  GoalRevised: goal,
  AdoptionExceptionReasoned: {
    goal: ID,
    exception: ID,
    notHeard: 'whom the exception lets a goal be adopted over',
    ...draw,
  },
  AdoptionExceptionRead: { goal: ID, exception: ID },
  ExceptionReaderDrawn: { goal: ID, exception: ID, ...draw },
  ExceptionReaderRecused: { goal: ID, exception: ID, reader: ID },
  GoalAdopted: {
    goal: ID,
    heard: { '*': 'made by the decision, from views and judgements that its readers do not all see' },
    dissent: 'made by the decision, from views and judgements that its readers do not all see',
  },
  GoalEvaluated: { goal: ID, outcome: ONCE },
  GoalDropped: goal,

  ActionPlanned: { action: ID, goal: ID, owner: ID, doneBy: ONCE },
  ActionAccepted: action,
  ActionDone: action,
  ActionStalled: action,
  ActionDropped: action,

  PrioritySet: { priority: ID, concern },
  DomainBoundByPriority: { priority: ID, concern },
  PriorityLifted: { priority: ID },
  DomainReleasedFromPriority: { priority: ID },

  DeviationReported: {
    deviation: ID,
    from: { kind: LEFT, protocol: LEFT, version: LEFT, step: LEFT, rule: LEFT, priority: ID },
    acute: 'the second reader’s term is shorter where there was acute danger',
    readBecause: 'a second reader is needed where there is a reason',
  },
  DeviationAccountedFor: { deviation: ID, reviewDate: 'it is evaluated from that day on', safety: SIGHT },
  DeviationReasoned: { deviation: ID, account: {} },
  ReaderDrawn: { deviation: ID, ...draw },
  ReaderRecused: { deviation: ID, reader: ID },
  SecondReadingGiven: {
    deviation: ID,
    reading: ID,
    finding: 'a question must be answered before the reading is done',
  },
  SecondReadingWorded: { deviation: ID, reading: ID },
  ReaderAnswered: deviation,
  ReaderAnswerWorded: deviation,
  DeviationEvaluated: { deviation: ID, outcome: ONCE },

  ContentWithheld: { ...withheld, items: SIGHT },
  SightLimited: { ...withheld, limits: SIGHT },
  WithholdingCompleted: { withholding: ID, ...reasons },
  WithholdingConfirmed: { withholding: ID, mode: SIGHT },
  WithholdingDenied: { withholding: ID },
  WithholdingReviewed: { withholding: ID, reviewDate: REVIEW },
  ContentReleased: { withholding: ID, items: SIGHT },
  SightLimitLifted: { withholding: ID },
  WithheldAskedFor: { request: ID, person: ID },
  WithheldAnswered: { request: ID, person: ID },

  PersonJoinedPlan: { person: ID, plan: ID, leading: ID },
  PersonLeftPlan: { person: ID, plan: ID },

  TermsSet: { terms: PUBLIC },
  AgesByLawSet: { ages: PUBLIC },
  ReaderPoolSet: { pool: 'readers are drawn from it' },
  TeamsSet: { teams: 'their leads have a ground, and the fallback’s for the plans of any other team' },
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
const CORRECTED: Why = 'what is corrected: a name, or how old someone is'
const BEFORE: Why = 'what was said before stands where nothing is said anew'

/** Sealed values that are there or not, where a rule or a reader’s plan hangs on which of the two. All others are there always, and may say nothing. */
export const WHETHER: Readonly<Partial<Record<Type, Readonly<Record<string, Why>>>>> = {
  MembershipRequested: {
    birthDate: BEFORE,
    ageBand: AGE,
    ageEstablishedBy: AGE,
    inAnotherPlanBecause: 'who is in another plan needs a reason, and one of the plans leads',
  },
  CorrectionRecorded: { name: CORRECTED, birthDate: CORRECTED, ageBand: AGE, ageEstablishedBy: AGE },
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
  const fields: Fields = Object.hasOwn(IN_CLEAR, type) ? IN_CLEAR[type] : {}
  const row = Object.hasOwn(fields, field) ? fields[field] : undefined
  if (row === undefined || typeof row === 'string') return row
  const part = parts.join('/')
  return Object.hasOwn(row, part) ? row[part] : row['*']
}
