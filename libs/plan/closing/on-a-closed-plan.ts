/** What may still be done in a plan that is closed. All else is answered alike: that it is. */
import { Refusal } from '../../deciding/decider.ts'
import type { PlanCommand } from '../parts.ts'
import type { ClosingRefusal } from './closing.ts'
import type { Closing } from './episode.ts'

/** `goes-on`: what runs is finished, what ends is ended, what is withheld is guarded, and what happened is recorded. */
export const ON_A_CLOSED_PLAN: Readonly<Record<PlanCommand['type'], 'goes-on' | 'refused'>> = {
  OpenPlan: 'refused',
  InviteOwnPlan: 'refused',
  DeliverOwnPlanInvitation: 'refused',
  SubmitOwnPlan: 'refused',
  WaiveOwnPlan: 'refused',
  OfferClientSupport: 'refused',

  ClosePlan: 'refused',
  ReopenPlan: 'goes-on',
  EndHelp: 'goes-on',
  ResumeHelp: 'refused',
  AnswerEnding: 'goes-on',

  RequestMembership: 'refused',
  SettleMembership: 'goes-on',
  RecordMemberLeft: 'goes-on',
  ContestDeparture: 'goes-on',
  DecideContest: 'goes-on',
  ExpectChild: 'refused',
  RecordBirth: 'refused',
  RecordDeath: 'goes-on',
  SetAddressSecrecy: 'goes-on',
  RecordCorrection: 'goes-on',
  AnswerCorrectionRequest: 'goes-on',

  AppointCoordinator: 'refused',
  AppointDeputy: 'refused',
  EndDeputy: 'goes-on',
  ProposeHandover: 'refused',
  SupplementHandover: 'goes-on',
  RecordHandoverConversation: 'goes-on',
  AcceptHandover: 'goes-on',
  DeclineHandover: 'goes-on',
  WithdrawHandover: 'goes-on',
  ReplaceCoordinator: 'goes-on',
  RequestOtherCoordinator: 'refused',
  AnswerOtherCoordinatorRequest: 'goes-on',

  JoinProfessional: 'refused',
  NarrowJoining: 'goes-on',
  EndJoining: 'goes-on',
  AppointRepresentative: 'refused',
  ProveRepresentation: 'goes-on',
  EndRepresentation: 'goes-on',
  JudgeCapacity: 'refused',

  AskSupporter: 'goes-on',
  AcceptSupport: 'goes-on',
  EndSupport: 'goes-on',

  MakeReferral: 'refused',
  AskAboutReferral: 'refused',
  AnswerReferralQuestion: 'refused',
  AcceptReferral: 'refused',
  DeclineReferral: 'goes-on',
  EndReferral: 'goes-on',

  GivePermission: 'refused',
  WithdrawPermission: 'goes-on',

  ShareItems: 'refused',
  EndSharing: 'goes-on',
  WithdrawSharing: 'goes-on',
  ReadSharing: 'goes-on',
  RecuseSharingReader: 'goes-on',

  InviteView: 'refused',
  GiveView: 'goes-on',
  ConfirmView: 'goes-on',

  ProposeGoal: 'refused',
  ReviseGoal: 'refused',
  ReasonAdoptionException: 'refused',
  ReadAdoptionException: 'refused',
  RecuseExceptionReader: 'refused',
  AdoptGoal: 'refused',
  EvaluateGoal: 'goes-on',
  DropGoal: 'refused',

  PlanAction: 'refused',
  AcceptAction: 'refused',
  FinishAction: 'refused',
  ReportActionStalled: 'refused',
  DropAction: 'refused',

  SetPriority: 'refused',
  LiftPriority: 'refused',

  ReportDeviation: 'goes-on',
  AccountForDeviation: 'goes-on',
  DrawReader: 'goes-on',
  RecuseReader: 'goes-on',
  GiveSecondReading: 'goes-on',
  AnswerReader: 'goes-on',
  PassReading: 'goes-on',
  InviteToEvaluate: 'goes-on',
  AnswerObjection: 'goes-on',
  MeetCondition: 'goes-on',
  SettleObjection: 'goes-on',
  EndDeviation: 'goes-on',
  EvaluateDeviation: 'goes-on',
  ClearLesson: 'goes-on',
  EvaluateAsFamily: 'goes-on',

  Withhold: 'goes-on',
  LimitSight: 'goes-on',
  CompleteWithholding: 'goes-on',
  ConfirmWithholding: 'goes-on',
  DenyWithholding: 'goes-on',
  ReviewWithholding: 'goes-on',
  ReleaseContent: 'goes-on',
  LiftSightLimit: 'goes-on',
  AskWhatIsWithheld: 'goes-on',
  AnswerWhatIsWithheld: 'goes-on',

  RaiseChallenge: 'goes-on',
  AnswerChallenge: 'goes-on',
  OpenChallenge: 'goes-on',
  AcceptChallengeAnswer: 'goes-on',
  RejectChallengeAnswer: 'goes-on',
  EscalateChallenge: 'goes-on',
  WithdrawChallenge: 'goes-on',
  ForwardChallenge: 'goes-on',

  StateCommunicationNeeds: 'goes-on',

  StepUp: 'goes-on',
  ExtendDue: 'goes-on',

  AskBreakGlass: 'goes-on',
  SettleBreakGlass: 'goes-on',
  ReviewBreakGlass: 'goes-on',
}

/** @throws Refusal where the plan is closed, and this is not among what goes on */
export function mustGoOn({ is }: Closing, { type }: Pick<PlanCommand, 'type'>): void {
  if (is === 'closed' && ON_A_CLOSED_PLAN[type] === 'refused') throw new Refusal<ClosingRefusal>('PLAN_IS_CLOSED')
}
