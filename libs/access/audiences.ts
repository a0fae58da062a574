/** Who each kind of event is for, within its domain. The one table from which every reader's plan follows. */
import type { PlanEvent } from '../plan/plan.ts'

/**
 * `team`: whoever works in the event's domain, and who coordinates.
 * `coordination`: who coordinates or is asked to, and the team lead; not the professionals.
 * `coordinator`: who coordinates, and nobody else at work.
 * `oversight`: the privacy officer, whom it is asked of.
 * `confidence`: whoever works in the event's domain; who coordinates only if they work in it too.
 * The people it is about are outside this table: they read all that is about them.
 */
export type Audience = 'team' | 'coordination' | 'coordinator' | 'confidence' | 'oversight'

/** Words on the coordinator or on the family's own plan belong to no law, and so to none of the professionals; nor does what is withheld under all of them. */
export function audienceOf(event: PlanEvent): Audience {
  if (event.domain === 'general' && OF_WHOSE_LAW_IT_IS.includes(event.type)) return 'coordination'
  // That a handover was proposed is told to neither the team nor the family, and so not by a correction of it either.
  if (event.type === 'CorrectionRecorded' && event.of.kind === 'handover') return AUDIENCES.HandoverProposed
  return AUDIENCES[event.type]
}

const OF_WHOSE_LAW_IT_IS: readonly PlanEvent['type'][] = [
  'ViewGiven',
  'ContentWithheld',
  'SightLimited',
  'WithholdingCompleted',
  'WithholdingConfirmed',
  'WithholdingDenied',
  'WithholdingReviewed',
  'ContentReleased',
  'SightLimitLifted',
]

export const AUDIENCES: Readonly<Record<PlanEvent['type'], Audience>> = {
  NeedReported: 'coordination',
  PlanOpened: 'team',
  OwnPlanInvited: 'team',
  OwnPlanSubmitted: 'team',
  OwnPlanWaived: 'team',
  ClientSupportOffered: 'team',

  MembershipRequested: 'team',
  BsnRecorded: 'coordinator',
  MemberJoined: 'team',
  MembershipRefused: 'coordination',
  CorrectionRecorded: 'team',
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
  ProfessionalLeft: 'team',
  RepresentativeAppointed: 'team',
  RepresentationProven: 'team',
  RepresentationProofShown: 'coordination',
  ConflictOfInterestDeclared: 'team',
  RepresentativeEnded: 'team',
  CapacityJudged: 'confidence',

  ReferralMade: 'team',
  ReferralQuestionAsked: 'team',
  ReferralQuestionAnswered: 'team',
  ReferralAnswered: 'team',
  ReferralEnded: 'team',

  ViewInvited: 'team',
  ViewGiven: 'team',

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

  ContentWithheld: 'team',
  SightLimited: 'team',
  WithholdingCompleted: 'team',
  WithholdingConfirmed: 'team',
  WithholdingDenied: 'team',
  WithholdingReviewed: 'team',
  ContentReleased: 'team',
  SightLimitLifted: 'team',
  WithheldAskedFor: 'oversight',
  WithheldAnswered: 'oversight',
}
