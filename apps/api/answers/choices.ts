/** The name of every list of values that something is chosen from, in what comes in and in what is answered. What a list holds stands where its meaning does. */
import { CARE_ACTIVITIES, PROCESSING_ACTIVITIES } from '../../../libs/access/processing-activities.ts'
import { ROLES } from '../../../libs/deciding/decider.ts'
import { DOMAINS, LEGAL_DOMAINS } from '../../../libs/deciding/domains.ts'
import type { Choices } from '../../../libs/http/named-choices.ts'
import { BREAK_GLASS_ROLES } from '../../../libs/municipality/break-glass-roles.ts'
import { TERM_SOURCES, TERM_UNITS } from '../../../libs/municipality/terms.ts'
import { WHOSE_SIGHT } from '../../../libs/municipality/ages-by-law.ts'
import { CHANNELS } from '../../../libs/partner/subscription.ts'
import {
  ADDRESSEES,
  CHALLENGE_FINDINGS,
  FIRST_TO,
  FORMAL_KINDS,
  CHALLENGED_KINDS,
} from '../../../libs/plan/challenges/challenge.ts'
import { CLOSING_GROUNDS } from '../../../libs/plan/closing/closing.ts'
import { STILL_OPEN_KINDS } from '../../../libs/plan/closing/still-open.ts'
import { CORRECTED_PARTS } from '../../../libs/plan/corrections/corrections-as-read.ts'
import { CORRECTION_REQUEST_STATES } from '../plans/corrections/correction-answers.ts'
import { CORRECTED_KINDS } from '../../../libs/plan/corrections/correction-events.ts'
import { DEVIATION_STATES } from '../../../libs/plan/lists/deviations-register.ts'
import { DEVIATION_OUTCOMES, READ_BECAUSE } from '../../../libs/plan/deviations/deviation-events.ts'
import { PUBLIC_TYPES } from '../../../libs/plan/for-partner.ts'
import { CONTEST_OUTCOMES } from '../../../libs/plan/members/departure.ts'
import { GOAL_OUTCOMES } from '../../../libs/plan/goals/goals.ts'
import { LIFE_AREAS } from '../../../libs/plan/opening/life-areas.ts'
import { DEPARTURE_KINDS } from '../../../libs/plan/members/members.ts'
import { DELIVERIES, REPORTERS, SAID_HOW } from '../../../libs/plan/opening/opening.ts'
import { PLAN_STATES } from '../../../libs/plan/lists/plans-by-domain.ts'
import { PUBLIC_ITEMS } from '../../../libs/plan/public-event.ts'
import { PERMITTED_KINDS, RECIPIENT_KINDS } from '../../../libs/plan/permissions/permission.ts'
import { MISSING_TO_SHARE, SHARING_FINDINGS, SHARING_GROUNDS } from '../../../libs/plan/sharings/sharing.ts'
import { SHARED_WITH_KINDS } from '../../../libs/plan/sharings/ways-here.ts'
import { OPENED_KINDS, REFERRAL_ANSWERS } from '../../../libs/plan/referrals/referrals.ts'
import { WHOLE_SCOPES } from '../../../libs/plan/care-team/joining.ts'
import { PROOF_KINDS } from '../../../libs/plan/care-team/representation-proof.ts'
import { ANSWERS_TO_OBJECTION, SETTLEMENTS } from '../../../libs/plan/deviations/after-reading.ts'
import { FINDINGS } from '../../../libs/plan/deviations/second-reading.ts'
import { PARTS_IN_PLAN } from '../../../libs/access/parts-in-plan.ts'
import { SEEN_AS } from '../../../libs/access/readers-of.ts'
import { STANCES, VOICES } from '../../../libs/plan/views/views.ts'
import { DUE, MUST_ACT, STEPS_UP } from '../../../libs/plan/terms/due-kinds.ts'
import { STATES_OF_WITHHOLDING } from '../../../libs/plan/lists/what-is-withheld.ts'
import { STEP_RULES } from '../../../libs/protocol/protocol.ts'
import { WHY_SET_ASIDE } from '../../../libs/relaying/whole-subscription.ts'
import { STATED_AGE_BANDS } from '../plans/members/members.controller.ts'
import { REMEDIES } from '../../../libs/plan/visibility/answer-to-who-asks.ts'
import { ITEM_KINDS, WITHHOLDING_GROUNDS, WITHHOLDING_MODES } from '../../../libs/plan/visibility/visibility.ts'
import { USE_FINDINGS } from '../../../libs/plan/break-glass/break-glass.ts'
import { USE_STATES } from '../plans/break-glass/break-glass-answers.ts'
import { SCOPES } from '../lists/list-due.ts'
import { DELIVERING } from '../subscriptions/subscription-answers.ts'
import { ACTING_ROLES, SEALED_FORMS } from '../plans/reading/history-answers.ts'
import { ANSWERED_FOR } from '../plans/deviations/dossier-answers.ts'
import { ACTION_STATES } from '../plans/actions/action-answers.ts'
import { GOAL_STATES, HEARD } from '../plans/goals/goal-answers.ts'
import { SHARING_STATES } from '../plans/sharings/sharing-answers.ts'
import { CHALLENGE_STATES, STEP_UP_BECAUSE } from '../plans/challenges/challenge-answers.ts'
import { PERMISSION_STATES } from '../plans/permissions/permission-answers.ts'
import { REFERRAL_STATES } from '../plans/referrals/referral-answers.ts'
import { GROUNDS, LOOK_OUTCOMES, LOOKED_AT_KINDS, READINGS, WHAT_IS_WITHHELD } from '../lists/list-answers.ts'
import { WITHHOLDING_STATES } from '../plans/visibility/withholding-answers.ts'
import { HANDOVER_STATES } from '../plans/handover/handover-answers.ts'
import { LEADING_PLANS, MEMBER_STATES, MEMBERSHIP_REQUEST_STATES } from '../plans/members/member-answers.ts'
import { OWN_PLAN_STATES } from '../plans/opening/own-plan-answers.ts'
import { REQUEST_ANSWERS } from '../plans/coordinator/coordinator-answers.ts'
import { SUPPORTER_KINDS } from '../../../libs/plan/support/supports.ts'
import { REPRESENTATION_KINDS } from '../../../libs/plan/care-team/representation.ts'

export const CHOICES = {
  ActingRole: ACTING_ROLES,
  ActionState: ACTION_STATES,
  Addressee: ADDRESSEES,
  AnsweredFor: ANSWERED_FOR,
  BreakGlassRole: BREAK_GLASS_ROLES,
  BreakGlassUseState: USE_STATES,
  ChallengedKind: CHALLENGED_KINDS,
  ChallengeFinding: CHALLENGE_FINDINGS,
  ChallengeState: CHALLENGE_STATES,
  CareActivityId: Object.keys(CARE_ACTIVITIES),
  Channel: CHANNELS,
  ClosingGround: CLOSING_GROUNDS,
  Delivering: DELIVERING,
  CorrectedKind: CORRECTED_KINDS,
  CorrectionRequestState: CORRECTION_REQUEST_STATES,
  CorrectedPart: CORRECTED_PARTS,
  ContestOutcome: CONTEST_OUTCOMES,
  Delivery: DELIVERIES,
  DepartureKind: DEPARTURE_KINDS,
  DeviationOutcome: DEVIATION_OUTCOMES,
  DeviationState: DEVIATION_STATES,
  Domain: DOMAINS,
  DueKind: DUE,
  EventType: PUBLIC_TYPES.map(({ type }) => type),
  AnswerToObjection: ANSWERS_TO_OBJECTION,
  Finding: FINDINGS,
  FirstTo: FIRST_TO,
  FormalKind: FORMAL_KINDS,
  Settlement: SETTLEMENTS,
  GoalOutcome: GOAL_OUTCOMES,
  GoalState: GOAL_STATES,
  Ground: GROUNDS,
  HandoverState: HANDOVER_STATES,
  ItemKind: ITEM_KINDS,
  Heard: HEARD,
  LeadingPlan: LEADING_PLANS,
  LegalDomain: LEGAL_DOMAINS,
  LifeArea: LIFE_AREAS,
  LookOutcome: LOOK_OUTCOMES,
  LookedAt: LOOKED_AT_KINDS,
  MemberState: MEMBER_STATES,
  MembershipRequestState: MEMBERSHIP_REQUEST_STATES,
  MissingToShare: MISSING_TO_SHARE,
  MustAct: MUST_ACT,
  OwnPlanState: OWN_PLAN_STATES,
  PartInPlan: PARTS_IN_PLAN,
  PlanState: PLAN_STATES,
  ProcessingActivityId: PROCESSING_ACTIVITIES.map(({ id }) => id),
  ProofKind: PROOF_KINDS,
  PublicItem: PUBLIC_ITEMS,
  ReadBecause: READ_BECAUSE,
  ReadingState: READINGS,
  ReferralChoice: REFERRAL_ANSWERS,
  ReferralState: REFERRAL_STATES,
  OpenedKind: OPENED_KINDS,
  PermissionState: PERMISSION_STATES,
  PermittedKind: PERMITTED_KINDS,
  RecipientKind: RECIPIENT_KINDS,
  Remedy: REMEDIES,
  Reporter: REPORTERS,
  RepresentationKind: REPRESENTATION_KINDS,
  RequestChoice: REQUEST_ANSWERS,
  Role: ROLES,
  SaidHow: SAID_HOW,
  Scope: SCOPES,
  SealedForm: SEALED_FORMS,
  SeenAs: SEEN_AS,
  SharedWithKind: SHARED_WITH_KINDS,
  SharingGround: SHARING_GROUNDS,
  SharingState: SHARING_STATES,
  SharingFinding: SHARING_FINDINGS,
  Stance: STANCES,
  StepUpBecause: STEP_UP_BECAUSE,
  StepUp: STEPS_UP,
  StateOfWithholding: STATES_OF_WITHHOLDING,
  StatedAgeBand: STATED_AGE_BANDS,
  StepRule: STEP_RULES,
  SupporterKind: SUPPORTER_KINDS,
  TermSource: TERM_SOURCES,
  TermUnit: TERM_UNITS,
  StillOpenKind: STILL_OPEN_KINDS,
  UseFinding: USE_FINDINGS,
  Voice: VOICES,
  WhatIsWithheld: WHAT_IS_WITHHELD,
  WhoseSight: WHOSE_SIGHT,
  WhySetAside: WHY_SET_ASIDE,
  WithheldEntryType: ['ItemWithheld'],
  WholeScope: WHOLE_SCOPES,
  WithholdingGround: WITHHOLDING_GROUNDS,
  WithholdingMode: WITHHOLDING_MODES,
  WithholdingState: WITHHOLDING_STATES,
} as const satisfies Choices
