/** The commands that take no `withhold`, and why: with those that do (`MAKES_CONTENT`), every command there is. A new one does not compile without saying which it is. */
import type { PlanCommand } from '../plan.ts'
import type { MakesContent } from './withheld-along.ts'

type Why = string

const NO_WORDS: Why = 'says nothing that its item does not say; it goes with the item'
const WHO_IS_WHO: Why =
  'who is in the family stays known to it; what is about them is withheld by a limit of sight, which nothing written later precedes'
const DEPARTURE: Why = 'what of a departure is not for the others follows from its kind'
const COORDINATION: Why = 'who coordinates is for everyone; what they tell each other is for nobody of the family'
const OF_THE_FAMILY: Why = 'what the family as a whole does about its own plan; its parts can be withheld'
const JUDGES: Why = 'a reading judges who left a step, and nobody withholds what judges themselves'
const ANSWERS: Why = 'the answer goes with what it answers'
const PARTNER: Why = 'an organisation withholds nothing of a plan; it goes with the referral'
const ITSELF: Why = 'is about what is withheld'

export const TAKES_NO_WITHHOLDING: Readonly<Record<Exclude<PlanCommand['type'], MakesContent>, Why>> = {
  OpenPlan: OF_THE_FAMILY,
  InviteOwnPlan: OF_THE_FAMILY,
  WaiveOwnPlan: OF_THE_FAMILY,
  OfferClientSupport: OF_THE_FAMILY,

  RequestMembership: WHO_IS_WHO,
  SettleMembership: WHO_IS_WHO,
  ExpectChild: WHO_IS_WHO,
  RecordBirth: WHO_IS_WHO,
  RecordDeath: WHO_IS_WHO,
  SetAddressSecrecy: WHO_IS_WHO,
  RecordCorrection: 'nobody withholds a correction',
  RecordMemberLeft: DEPARTURE,
  ContestDeparture: DEPARTURE,
  DecideContest: DEPARTURE,

  AppointCoordinator: COORDINATION,
  AppointDeputy: COORDINATION,
  EndDeputy: COORDINATION,
  ProposeHandover: COORDINATION,
  SupplementHandover: COORDINATION,
  RecordHandoverConversation: COORDINATION,
  AcceptHandover: COORDINATION,
  DeclineHandover: COORDINATION,
  WithdrawHandover: COORDINATION,
  ReplaceCoordinator: COORDINATION,
  AnswerOtherCoordinatorRequest: ANSWERS,

  EndJoining: 'that a joining ends goes with the joining',
  EndRepresentation: NO_WORDS,

  AskAboutReferral: PARTNER,
  AcceptReferral: PARTNER,
  DeclineReferral: PARTNER,

  InviteView: NO_WORDS,
  AdoptGoal: NO_WORDS,
  ReadAdoptionException: JUDGES,
  RecuseExceptionReader: JUDGES,
  AcceptAction: NO_WORDS,

  DrawReader: JUDGES,
  RecuseReader: JUDGES,
  GiveSecondReading: JUDGES,
  AnswerReader: JUDGES,

  Withhold: ITSELF,
  LimitSight: ITSELF,
  CompleteWithholding: ITSELF,
  ConfirmWithholding: ITSELF,
  DenyWithholding: ITSELF,
  ReviewWithholding: ITSELF,
  ReleaseContent: ITSELF,
  LiftSightLimit: ITSELF,
  AskWhatIsWithheld: ITSELF,
  AnswerWhatIsWithheld: ITSELF,
}
