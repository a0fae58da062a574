/** Who each kind of event is for, within its domain. The one table from which every reader's plan follows. */
import { whatItCorrects } from '../plan/corrections/what-it-corrects.ts'
import { partOfEvent, type PlanEvent } from '../plan/parts.ts'

/**
 * `team`: whoever works in the event's domain, and who coordinates.
 * `coordination`: who coordinates or is asked to, and the team lead; not the professionals.
 * `coordinators`: who coordinates or is asked to; not the team lead.
 * `coordinator`: who coordinates, and nobody else at work.
 * `oversight`: the privacy officer, whom it is asked of.
 * `confidence`: whoever works in the event's domain; who coordinates only if they work in it too.
 * The people it is about are outside this table: they read all that is about them.
 */
export type Audience = 'team' | 'coordination' | 'coordinators' | 'coordinator' | 'confidence' | 'oversight'

/**
 * Words on the coordinator or on the family's own plan belong to no law, and so to none of the professionals. What is withheld under no law is between
 * the family and who coordinates: a team lead answers for the coordination, and has no part in that (ADR 13).
 */
export function audienceOf(event: PlanEvent): Audience {
  if ('corrects' in event) return audienceOf(whatItCorrects(event.corrects))
  // That a handover was proposed is told to neither the team nor the family, and so not by a correction of it either.
  if (event.type === 'CorrectionRecorded' && event.of.kind === 'handover') return AUDIENCES.HandoverProposed
  if (isOfATerm(event)) return audienceOf({ ...event, type: event.startedBy } as PlanEvent)
  if (event.domain !== 'general') return AUDIENCES[event.type]
  if (event.type === 'ViewGiven' || event.type === 'ViewConfirmed' || 'challenge' in event) return 'coordination'
  const audience = AUDIENCES[event.type]
  return partOfEvent(event) === 'visibility' && audience !== 'oversight' ? 'coordinators' : audience
}

/** That a term passed is for whom what started it is for. Of the event that started it, only the type is kept. */
export const isOfATerm = (
  event: PlanEvent,
): event is Extract<PlanEvent, { readonly type: 'DueWentUp' | 'DueLeftUnanswered' | 'DueExtended' }> =>
  partOfEvent(event) === 'terms'

/** Who the people are. */
export const SAYS_WHO_IS_WHO: readonly PlanEvent['type'][] = ['MembershipRequested', 'MemberJoined', 'ChildBorn']

/** Whom to turn to. */
export const SAYS_WHO_COORDINATES: readonly PlanEvent['type'][] = [
  'CoordinatorAppointed',
  'HandoverAccepted',
  'CoordinatorReplaced',
]

export const AUDIENCES: Readonly<Record<PlanEvent['type'], Audience>> = {
  NeedReported: 'coordination',
  PlanOpened: 'team',
  OwnPlanInvited: 'team',
  OwnPlanInvitationDelivered: 'team',
  OwnPlanSubmitted: 'team',
  OwnPlanWaived: 'team',
  ClientSupportOffered: 'team',

  PlanClosed: 'team',
  PlanReopened: 'team',
  HelpEnded: 'coordination',
  HelpResumed: 'coordination',
  EndingAnswered: 'coordination',

  MembershipRequested: 'team',
  BsnRecorded: 'coordinator',
  MemberJoined: 'team',
  MembershipRefused: 'coordination',
  // Where it keeps what it corrects, it is for whom that is for (`as-what-it-corrects.ts`).
  CorrectionRecorded: 'team',
  CorrectionAsked: 'team',
  CorrectionGranted: 'team',
  CorrectionRefused: 'team',
  CommunicationNeedsStated: 'team',
  MemberLeft: 'team',
  SightLimitOffered: 'coordination',
  DepartureContested: 'coordination',
  DepartureUpheld: 'coordination',
  DepartureUndone: 'team',
  ChildExpected: 'coordination',
  ChildBorn: 'team',
  MemberDied: 'team',
  AddressSecrecySet: 'team',

  CoordinatorAppointed: 'team',
  DeputyAppointed: 'team',
  DeputyEnded: 'team',
  HandoverProposed: 'coordination',
  HandoverSupplemented: 'coordination',
  HandoverConversationHeld: 'coordination',
  HandoverAccepted: 'team',
  HandoverDeclined: 'coordination',
  HandoverWithdrawn: 'coordination',
  CoordinatorReplaced: 'team',
  OtherCoordinatorRequested: 'coordination',
  OtherCoordinatorAnswered: 'coordination',

  ProfessionalJoined: 'team',
  JoiningNarrowed: 'team',
  ProfessionalLeft: 'team',
  RepresentativeAppointed: 'team',
  RepresentationProven: 'team',
  RepresentationProofShown: 'coordination',
  ConflictOfInterestDeclared: 'team',
  RepresentativeEnded: 'team',
  CapacityJudged: 'confidence',

  SupporterAsked: 'team',
  SupportAccepted: 'team',
  SupportEnded: 'team',

  ReferralMade: 'team',
  ReferralQuestionAsked: 'team',
  ReferralQuestionAnswered: 'team',
  ReferralAnswered: 'team',
  ReferralEnded: 'team',

  PermissionGiven: 'team',
  PermissionWithdrawn: 'team',

  SharingGranted: 'team',
  SharingAsked: 'coordinators',
  SharingReaderDrawn: 'coordinators',
  SharingReaderRecused: 'coordinators',
  SharingRead: 'coordinators',
  SharingWithdrawn: 'coordinators',
  SharingRefused: 'coordinators',
  SharingEnded: 'team',

  ViewInvited: 'team',
  ViewGiven: 'team',
  FamilyEvaluated: 'team',
  ViewConfirmed: 'team',

  ChallengeRaised: 'team',
  ChallengeAnswered: 'team',
  ChallengeOpened: 'team',
  ChallengeAccepted: 'team',
  ChallengeRejected: 'team',
  ChallengeEscalated: 'team',
  ChallengeWithdrawn: 'team',
  ChallengeForwarded: 'team',

  GoalProposed: 'team',
  GoalRevised: 'team',
  AdoptionExceptionReasoned: 'team',
  AdoptionExceptionRead: 'team',
  ExceptionReaderDrawn: 'team',
  ExceptionReaderRecused: 'team',
  GoalAdopted: 'team',
  GoalEvaluated: 'team',
  GoalDropped: 'team',

  ActionPlanned: 'team',
  ActionAccepted: 'team',
  ActionDone: 'team',
  ActionStalled: 'team',
  ActionDropped: 'team',

  PrioritySet: 'team',
  DomainBoundByPriority: 'team',
  PriorityLifted: 'team',
  DomainReleasedFromPriority: 'team',

  DeviationReported: 'team',
  DeviationAccountedFor: 'team',
  DeviationReasoned: 'confidence',
  ReaderDrawn: 'team',
  ReaderRecused: 'team',
  SecondReadingGiven: 'team',
  SecondReadingWorded: 'confidence',
  ReaderAnswered: 'team',
  ReaderAnswerWorded: 'confidence',
  DeviationEvaluated: 'team',
  ReadingPassedOn: 'team',
  FamilyInvitedToEvaluate: 'team',
  NoReaderLeft: 'team',
  ConditionSet: 'team',
  ConditionMet: 'team',
  ObjectionAnswered: 'team',
  ObjectionSettled: 'team',
  RemarkWorded: 'confidence',
  DeviationEnded: 'team',
  LessonCleared: 'team',

  ContentWithheld: 'team',
  SightLimited: 'team',
  WithholdingCompleted: 'team',
  WithholdingConfirmed: 'team',
  WithholdingDenied: 'team',
  WithholdingReviewed: 'team',
  ContentReleased: 'team',
  SightLimitLifted: 'team',
  BreakGlassAsked: 'coordinators',
  BreakGlassUsed: 'coordinators',
  BreakGlassRefused: 'coordinators',
  BreakGlassReviewed: 'coordinators',

  // At most: each is for whom the event that started the term is for.
  DueWentUp: 'team',
  DueLeftUnanswered: 'team',
  DueExtended: 'team',

  WithheldAskedFor: 'oversight',
  WithheldAnswered: 'oversight',
}
