/**
 * What is closed to who coordinates: of each law they read that something is there, and its words only on a ground of their own for those. What is
 * closed they may let end, and invite others to; nobody adopts, revises, evaluates or ranks what they may not read.
 */
import { dayOf } from '../deciding/days.ts'
import { isSealed, Refusal, type Moment, type Sealable, type Sealed } from '../deciding/decider.ts'
import { LEGAL_DOMAINS, type LegalDomain } from '../deciding/domains.ts'
import { lawsWithBasis, type CoordinationBasis } from '../municipality/coordination-bases.ts'
import { joinings } from '../plan/care-team/care-team.ts'
import { ENFORCES } from '../plan/care-team/enforcing.ts'
import { isScoped } from '../plan/care-team/joining.ts'
import type { Plan, PlanCommand, PlanEvent } from '../plan/plan.ts'
import { CLOSED } from '../plan/seen.ts'
import { permits, permittedTo, type MayBePermitted, type Permitted } from '../plan/permissions/permitted.ts'
import { belongsTo, type Named } from '../plan/visibility/hanging.ts'
import { keyOf, type ItemKey } from '../plan/visibility/visibility.ts'
import { itemBegunBy, itemOfEvent } from '../plan/visibility/withheld-along.ts'
import { withWhatHangs } from '../plan/visibility/withheld-items.ts'
import { namedIn, type Concerned } from './done-to.ts'
import { lawOfCare } from './processing-activities.ts'
import { saysWordsOfAnItem } from './shared.ts'
import type { Written } from './written.ts'

/** The laws whose words are closed to someone. */
export interface ClosedLaws {
  readonly laws: readonly LegalDomain[]
  /** Whoever wrote words reads them. */
  readonly reader: string
  /** What each permitted whoever coordinates to read, what hangs on it included; absent where nobody did. */
  readonly permitted?: Permitted
}

export interface WhatOpens {
  readonly plan: Plan
  readonly bases: readonly CoordinationBasis[]
  readonly at: Moment
}

/** Undefined where no law is: what the municipality has a basis for is open, and what someone else let them help with. Of what is closed, what was permitted is not. */
export function closedTo(reader: string, { plan, bases, at }: WhatOpens): ClosedLaws | undefined {
  const helpsUnder = joinings(plan.careTeam, reader, at)
    .filter(({ activity, domain }) => activity !== ENFORCES && lawOfCare(activity) === domain)
    // By a joining for goals they have these, for the activity that they joined for, and the law not.
    .filter((one) => one.letThemselvesIn !== true && !isScoped(one))
    .map(({ domain }) => domain)
  const open = [...lawsWithBasis(bases, dayOf(at)), ...helpsUnder]
  const laws = LEGAL_DOMAINS.filter((domain) => !open.includes(domain))
  if (laws.length === 0) return undefined
  const { given, everyone } = permittedTo(plan, { kind: 'coordination' }, at, reader)
  if (given.length === 0) return { laws, reader }
  const whole = given.map((one) => (one.items === undefined ? one : { ...one, items: withWhatHangs(one.items, plan) }))
  return { laws, reader, permitted: { given: whole, everyone } }
}

export const isClosedBy = (closed: ClosedLaws | undefined, { event, envelope }: Written): boolean =>
  closed !== undefined &&
  event.domain !== 'general' &&
  closed.laws.includes(event.domain) &&
  !SAYS_WHO_HELPS.includes(event.type) &&
  envelope.actor.id !== closed.reader &&
  (closed.permitted === undefined || !permits(closed.permitted, { ...event, items: belongsTo(event) }))

const isPermitted = ({ permitted }: ClosedLaws, what: MayBePermitted): boolean =>
  permitted !== undefined && permits(permitted, what)

/** Who works with the family is nothing of anybody's life: whoever coordinates them knows them by name. */
const SAYS_WHO_HELPS: readonly PlanEvent['type'][] = ['ProfessionalJoined']

/** The members of an event that were in clear before they were sealed. */
type OnceInClear<Event> = {
  [Key in keyof Event]-?: [Extract<Event[Key], Sealed<Sealable>>] extends [never]
    ? never
    : [Exclude<Event[Key], Sealed<Sealable> | undefined>] extends [never]
      ? never
      : Key
}[keyof Event]

type HasOnceInClear<Event> = Event extends { readonly type: string }
  ? [OnceInClear<Event>] extends [never]
    ? never
    : Event['type']
  : never

/** Each of them there is: they are closed in what was written before, too. */
const ONCE_IN_CLEAR: {
  readonly [Type in HasOnceInClear<PlanEvent>]: readonly OnceInClear<Extract<PlanEvent, { type: Type }>>[]
} = {
  NeedReported: ['reportedBy'],
  ClientSupportOffered: ['accepted'],
  OtherCoordinatorAnswered: ['answer'],
  GoalEvaluated: ['outcome'],
  ActionPlanned: ['doneBy'],
  DeviationEvaluated: ['outcome'],
}

/** The event as it stands for whom its words are closed to: each personal value's place says so, but those of some fields. The type of what stood there is asserted here, and nowhere else. */
export function closedOf(event: PlanEvent, but: readonly string[] = []): PlanEvent {
  const named: readonly string[] = Object.hasOwn(ONCE_IN_CLEAR, event.type)
    ? ONCE_IN_CLEAR[event.type as keyof typeof ONCE_IN_CLEAR]
    : []
  const closed = Object.entries<unknown>({ ...event }).map(([name, value]) => [
    name,
    but.includes(name) ? value : named.includes(name) && value !== undefined ? CLOSED : withoutWords(value),
  ])
  return Object.fromEntries(closed) as PlanEvent
}

function withoutWords(value: unknown): unknown {
  if (isSealed(value)) return CLOSED
  if (Array.isArray(value)) return value.map(withoutWords)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutWords(part)]))
}

export type ClosedRefusal = 'CONTENT_IS_CLOSED'

/** To what is closed: invite, have it read, let it end, keep it from someone. Nothing that takes having read it. */
export const DONE_TO_CLOSED: readonly PlanCommand['type'][] = [
  'InviteView',
  // Whoever is addressed reads what is challenged to answer it.
  'AnswerChallenge',
  'ForwardChallenge',
  'DrawReader',
  'DropGoal',
  'DropAction',
  'LiftPriority',
  'EndReferral',
  'EndSharing',
  'WithdrawSharing',
  'ExtendDue',
  'NarrowJoining',
  'EndJoining',
  'Withhold',
  'CompleteWithholding',
]

/**
 * @param closed what is closed to its doer
 * @param history all that happened in the plan, in its order
 * @throws Refusal where it is done to what its doer may know of, and not read
 */
export function mustBeOpen(closed: ClosedLaws | undefined, command: Concerned, history: readonly Written[]): void {
  if (closed === undefined || DONE_TO_CLOSED.includes(command.type)) return
  const named = new Set(namedIn(command).map(keyOf))
  const said = HANDS_ON.includes(command.type) ? allHandedOn(history, named) : lastSaid(history, named)
  const isClosed = said.some((one) => isClosedBy(closed, one)) || ranksAcross(closed, command)
  if (isClosed) throw new Refusal<ClosedRefusal>('CONTENT_IS_CLOSED')
}

/** To whom something is shared, or is shown of it, reads all that is said of it: nobody hands on what they may not read. */
const HANDS_ON: readonly PlanCommand['type'][] = ['ShareItems', 'MakeReferral']

function allHandedOn(history: readonly Written[], named: ReadonlySet<ItemKey>): readonly Written[] {
  return history.filter(({ event }) => {
    const item = saysWordsOfAnItem(event) ? itemOfEvent(event) : undefined
    return item !== undefined && named.has(keyOf(item))
  })
}

function lastSaid(history: readonly Written[], named: ReadonlySet<ItemKey>): readonly Written[] {
  const last = new Map<ItemKey, Written>()
  for (const one of history) {
    const says = saysTheWordsOf(one.event)
    if (says !== undefined && named.has(keyOf(says))) last.set(keyOf(says), one)
  }
  return [...last.values()]
}

/** The item whose words an event says, for the first time or anew. */
function saysTheWordsOf(event: PlanEvent): Named | undefined {
  if (event.type === 'GoalRevised') return { kind: 'goal', id: event.goal }
  if (event.type === 'ContentWithheld' || event.type === 'SightLimited')
    return { kind: 'withholding', id: event.withholding }
  return itemBegunBy(event)
}

/** What goes first under a law, and before what under others, is for who reads each of them. */
const ranksAcross = (closed: ClosedLaws, { type, concern, about = [], over = [] }: Concerned): boolean =>
  type === 'SetPriority' &&
  closed.laws.some(
    (domain) => (concern?.domain === domain || over.includes(domain)) && !isPermitted(closed, { domain, about }),
  )
