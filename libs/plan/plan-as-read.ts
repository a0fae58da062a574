/** The plan for people: folded from the events a reader may see, so that what they may not see was never in it. Rules read `plan.ts` instead. */
import type { Moment, OnceInClear } from '../deciding/decider.ts'
import { inOneFold, withChanged, withOneMore } from '../deciding/growing.ts'
import { breakGlassAfter, type BreakGlassUseAsRead } from './break-glass/break-glass-as-read.ts'
import { careTeamAfter, type CareTeamAsRead } from './care-team/care-team-as-read.ts'
import { challengesAfter, type ChallengeAsRead } from './challenges/challenges-as-read.ts'
import { communicationAfter, type CommunicationNeedsAsRead } from './communication/communication-as-read.ts'
import { closingAfter, type EndedAsRead } from './closing/closing-as-read.ts'
import {
  correctionsAfter,
  type CorrectionAsRead,
  type CorrectionRequestAsRead,
} from './corrections/corrections-as-read.ts'
import { coordinationAfter, type CoordinationAsRead } from './coordinator/coordinator-as-read.ts'
import { deviationsAfter, type DeviationAsRead } from './deviations/deviations-as-read.ts'
import { actionsAfter, goalsAfter, type ActionAsRead, type GoalAsRead } from './goals/goals-as-read.ts'
import type { LifeArea } from './opening/life-areas.ts'
import { wordIn, type OwnPlanAsRead } from './opening/own-plan-as-read.ts'
import { expectedAfter, membersAfter, type ExpectedChildAsRead, type MemberAsRead } from './members/members-as-read.ts'
import type { OpeningEvent, Reporter } from './opening/opening.ts'
import { permissionsAfter, type PermissionAsRead } from './permissions/permissions-as-read.ts'
import { prioritiesAfter, type PriorityAsRead } from './priorities/priorities-as-read.ts'
import { supportersAfter, type SupporterAsRead } from './support/support-as-read.ts'
import { referralsAfter, type ReferralAsRead } from './referrals/referrals-as-read.ts'
import { sharingsAfter, type SharingAsRead } from './sharings/sharings-as-read.ts'
import { byName, named } from './part.ts'
import { partOfEvent, type EventOf, type PartName, type PlanEvent } from './parts.ts'
import {
  mark,
  viewOf,
  type FamilyEvaluationAsRead,
  type ItemAsRead,
  type Mark,
  type Seen,
  type ViewAsRead,
  type WithheldInPlace,
} from './seen.ts'
import { visibilityAfter, type PlaceAsRead, type VisibilityAsRead } from './visibility/visibility-as-read.ts'
import type { ItemKind } from './visibility/visibility.ts'
import type { Viewed } from './views/viewed.ts'
import type { ViewEvent } from './views/views.ts'

export interface PlanAsRead extends EndedAsRead, CoordinationAsRead, CareTeamAsRead, VisibilityAsRead {
  readonly opened?: Mark
  readonly lifeAreas: readonly LifeArea[]
  readonly reportedBy?: OnceInClear<Reporter>
  readonly ownPlan: OwnPlanAsRead
  readonly clientSupport: readonly { readonly at: Moment; readonly accepted: OnceInClear<boolean> }[]
  readonly members: readonly MemberAsRead[]
  readonly expectedChildren: readonly ExpectedChildAsRead[]
  readonly supporters: readonly SupporterAsRead[]
  readonly referrals: readonly ReferralAsRead[]
  readonly goals: readonly GoalAsRead[]
  readonly actions: readonly ActionAsRead[]
  readonly priorities: readonly PriorityAsRead[]
  readonly deviations: readonly DeviationAsRead[]
  readonly challenges: readonly ChallengeAsRead[]
  readonly communicationNeeds: readonly CommunicationNeedsAsRead[]
  readonly corrections: readonly CorrectionAsRead[]
  readonly correctionRequests: readonly CorrectionRequestAsRead[]
  readonly permissions: readonly PermissionAsRead[]
  readonly sharings: readonly SharingAsRead[]
  readonly breakGlassUses: readonly BreakGlassUseAsRead[]
  /** What is withheld from the reader, and told so. */
  readonly places?: readonly PlaceAsRead[]
}

export const NOTHING_READ: PlanAsRead = {
  closings: [],
  endings: [],
  lifeAreas: [],
  ownPlan: { state: 'not-invited', invitations: [], parts: [], views: [] },
  clientSupport: [],
  members: [],
  expectedChildren: [],
  handovers: [],
  coordinatorRequests: [],
  professionals: [],
  representatives: [],
  capacity: [],
  supporters: [],
  referrals: [],
  goals: [],
  actions: [],
  priorities: [],
  deviations: [],
  challenges: [],
  communicationNeeds: [],
  corrections: [],
  correctionRequests: [],
  permissions: [],
  sharings: [],
  breakGlassUses: [],
  withholdings: [],
  withheldRequests: [],
}

/** The plan after these events, in their order. An event whose beginning the reader may not see changes nothing they read. */
export const planAsRead = (events: readonly Seen[]): PlanAsRead => inOneFold(() => events.reduce(readOn, NOTHING_READ))

type Reads<Event> = (now: PlanAsRead, event: Event, seen: Seen) => PlanAsRead

/** What the events of each part do to what is read. */
const READS: { readonly [Name in PartName]: Reads<EventOf<Name>> } = {
  opening: openingAfter,
  closing: (now, event, seen) => closingAfter(now, event, seen),
  members: (now, event, seen) => ({
    ...now,
    members: membersAfter(now.members, event, seen),
    expectedChildren: expectedAfter(now.expectedChildren, event),
  }),
  coordination: (now, event, seen) => ({ ...now, ...coordinationAfter(now, event, seen) }),
  careTeam: (now, event, seen) => ({ ...now, ...careTeamAfter(now, event, seen) }),
  support: (now, event, seen) => ({ ...now, supporters: supportersAfter(now.supporters, event, seen) }),
  referrals: (now, event, seen) => ({ ...now, referrals: referralsAfter(now.referrals, event, seen) }),
  goals: (now, event, seen) => ({ ...now, goals: goalsAfter(now.goals, event, seen) }),
  actions: (now, event, seen) => ({ ...now, actions: actionsAfter(now.actions, event, seen) }),
  priorities: (now, event, seen) => ({ ...now, priorities: prioritiesAfter(now.priorities, event, seen) }),
  deviations: (now, event, seen) => ({ ...now, deviations: deviationsAfter(now.deviations, event, seen) }),
  views: viewsAfter,
  challenges: (now, event, seen) => ({ ...now, challenges: challengesAfter(now.challenges, event, seen) }),
  communication: (now, event, seen) => ({
    ...now,
    communicationNeeds: communicationAfter(now.communicationNeeds, event, seen),
  }),
  corrections: correctionsAfter,
  permissions: (now, event, seen) => ({ ...now, permissions: permissionsAfter(now.permissions, event, seen) }),
  sharings: (now, event, seen) => ({ ...now, sharings: sharingsAfter(now.sharings, event, seen) }),
  visibility: (now, event, seen) => ({ ...now, ...visibilityAfter(now, event, seen) }),
  // What of it is read stands in history, and in the list of what is due.
  terms: (now) => now,
  breakGlass: (now, event, seen) => ({ ...now, breakGlassUses: breakGlassAfter(now.breakGlassUses, event, seen) }),
}

const BY_PART = byName<Reads<PlanEvent>>(READS)

/** One more event read. */
export function readOn(now: PlanAsRead, seen: Seen): PlanAsRead {
  const { event } = seen
  if (event.type === 'ItemWithheld') return withPlace(now, event)
  // Which part an event is of, its type says: `READS` holds each to its own.
  return named(BY_PART, partOfEvent(event))(now, event, seen)
}

function withPlace(now: PlanAsRead, { kind, withheld }: WithheldInPlace): PlanAsRead {
  const list = LIST_OF[kind]
  const place = { kind, behind: list === undefined ? 0 : now[list].length, withheld }
  return { ...now, places: withOneMore(now.places ?? [], place) }
}

/** Kinds of items that have a list of their own in the plan. */
export const LIST_OF = {
  goal: 'goals',
  action: 'actions',
  priority: 'priorities',
  deviation: 'deviations',
  referral: 'referrals',
  'coordinator-request': 'coordinatorRequests',
  view: undefined,
  'own-plan-part': undefined,
  'communication-needs': undefined,
  'capacity-judgement': undefined,
  representation: 'representatives',
  joining: 'professionals',
  support: 'supporters',
  permission: 'permissions',
  sharing: 'sharings',
  challenge: 'challenges',
  'correction-request': 'correctionRequests',
} as const satisfies Readonly<Record<ItemKind, keyof PlanAsRead | undefined>>

function openingAfter(now: PlanAsRead, event: OpeningEvent, seen: Seen): PlanAsRead {
  const { dueAt: _due, until: _until, ...ownPlan } = now.ownPlan
  switch (event.type) {
    case 'NeedReported':
      return { ...now, lifeAreas: event.lifeAreas, reportedBy: event.reportedBy }
    case 'PlanOpened':
      return { ...now, opened: mark(seen) }
    case 'OwnPlanInvited':
      return { ...now, ownPlan: invitedOn(ownPlan, event, seen) }
    case 'OwnPlanInvitationDelivered': {
      const { invitation, how, until, due } = event
      const delivered = { at: event.happenedAt ?? seen.at, how }
      const invitations = withChanged(ownPlan.invitations, invitation, () => ({ delivered }))
      return { ...now, ownPlan: { ...ownPlan, invitations, dueAt: due.at, until } }
    }
    case 'OwnPlanSubmitted': {
      const part = { domain: event.domain, words: event.words, at: seen.at, ...wordIn(event) }
      const parts = withOneMore(ownPlan.parts, part)
      return { ...now, ownPlan: { ...ownPlan, state: 'handed-in', parts } }
    }
    case 'OwnPlanWaived': {
      const because = event.reason && { waivedBecause: event.reason }
      const waived = { ...mark(seen), ...wordIn(event) }
      return { ...now, ownPlan: { ...ownPlan, state: 'waived', ...because, waived } }
    }
    case 'ClientSupportOffered':
      return { ...now, clientSupport: withOneMore(now.clientSupport, { at: seen.at, accepted: event.accepted }) }
  }
}

function invitedOn(
  ownPlan: OwnPlanAsRead,
  { invitation: id, due, ignoresNeeds }: Extract<OpeningEvent, { type: 'OwnPlanInvited' }>,
  { at }: Seen,
): OwnPlanAsRead {
  const invited = { ...ownPlan, state: 'invited', ...(due && { dueAt: due.at }) } as const
  return id === undefined
    ? invited
    : { ...invited, invitations: withOneMore(ownPlan.invitations, { id, at, ...(ignoresNeeds && { ignoresNeeds }) }) }
}

function viewsAfter(now: PlanAsRead, event: ViewEvent, { at }: Seen): PlanAsRead {
  const { person, on } = event
  const hasLeft = now.members.some(({ id, state }) => id === person && state === 'left')
  const after = hasLeft && { afterLeaving: true }
  if (event.type === 'ViewGiven')
    return withViews(now, on, (views) => withOneMore(views, { ...viewOf(event, at), ...after }))
  if (event.type === 'FamilyEvaluated') {
    const { view, voice, outcome, words } = event
    return withEvaluation(now, on, { ...{ view, person, voice, outcome, words, at }, ...after })
  }
  if (event.type === 'ViewConfirmed') {
    const { view, voice } = event
    return withViews(now, on, (views) =>
      views.map((one) => (one.view === view ? { ...one, voice, confirmedAt: at } : one)),
    )
  }
  if (on.kind !== 'goal') return now
  const { representation } = event
  const once = (counts: Readonly<Record<string, number>> = {}, whom: string) => ({
    ...counts,
    [whom]: (counts[whom] ?? 0) + 1,
  })
  const goals = withChanged(now.goals, on.id, ({ invited, speakersInvited }) =>
    representation === undefined
      ? { invited: once(invited, person) }
      : { speakersInvited: once(speakersInvited, representation) },
  )
  return { ...now, goals }
}

function withEvaluation(now: PlanAsRead, { kind, id }: Viewed, one: FamilyEvaluationAsRead): PlanAsRead {
  const added = ({ familyEvaluations = [] }: { readonly familyEvaluations?: readonly FamilyEvaluationAsRead[] }) => ({
    familyEvaluations: withOneMore(familyEvaluations, one),
  })
  if (kind === 'goal') return { ...now, goals: withChanged(now.goals, id, added) }
  return kind === 'deviation' ? { ...now, deviations: withChanged(now.deviations, id, added) } : now
}

type ChangesViews = (views: readonly ViewAsRead[]) => readonly ViewAsRead[]

function withViews(now: PlanAsRead, { kind, id }: Viewed, change: ChangesViews): PlanAsRead {
  const added = ({ views }: Pick<ItemAsRead, 'views'>) => ({ views: change(views) })
  switch (kind) {
    case 'goal':
      return { ...now, goals: withChanged(now.goals, id, added) }
    case 'action':
      return { ...now, actions: withChanged(now.actions, id, added) }
    case 'priority':
      return { ...now, priorities: withChanged(now.priorities, id, added) }
    case 'deviation':
      return { ...now, deviations: withChanged(now.deviations, id, added) }
    case 'coordinator':
      return now.coordinator === undefined
        ? now
        : { ...now, coordinator: { ...now.coordinator, ...added(now.coordinator) } }
    case 'own-plan':
      return { ...now, ownPlan: { ...now.ownPlan, ...added(now.ownPlan) } }
  }
}
