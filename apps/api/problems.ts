/** Every way this API says no: one row a code, with its status and title; those of one part stand with it, those of any request here. A code without a row does not compile; docs/errors.md is this table. */
import type { ClosedRefusal } from '../../libs/access/closed.ts'
import type { AccessRefusal } from '../../libs/access/may.ts'
import type { ShareRefusal } from '../../libs/deciding/shares.ts'
import type { HandleRefusal } from '../../libs/event-store/handle.ts'
import type { ProblemTable } from '../../libs/http/problem.ts'
import type { MunicipalityRefusal } from '../../libs/municipality/municipality.ts'
import type { PlacesRefusal } from '../../libs/partner/subscription-places.ts'
import type { SubscriptionRefusal } from '../../libs/partner/subscription.ts'
import type { UsesRefusal } from '../../libs/plan/break-glass/uses-of-one.ts'
import type { BsnLookUpRefusal } from '../../libs/plan/members/bsn-look-ups.ts'
import type { PersonRefusal } from '../../libs/plan/members/person.ts'
import type { PlanRefusal } from '../../libs/plan/plan.ts'
import type { ProtocolRefusal } from '../../libs/protocol/protocol.ts'
import type { OversightRefusal } from './access-records/list-many-look-ups.ts'
import type { AdministrationRefusal } from './administration.ts'
import type { CallerRefusal } from './caller.ts'
import type { CarriedOutRefusal, ChangedRefusal } from './carry-out.ts'
import type { EventsRefusal } from './events/events.controller.ts'
import type { PartnerRefusal } from './events/partner.ts'
import type { PublicEventRefusal } from './events/read-public-event.ts'
import type { ListRefusal } from './lists/pages.ts'
import type { ReaderPoolRefusal } from './municipality/read-reader-pool.ts'
import type { CareTeamDoorRefusal } from './plans/care-team/care-team.controller.ts'
import type { CircumstanceRefusal } from './plans/door/circumstances.ts'
import type { DeviationDoorRefusal } from './plans/deviations/deviations.controller.ts'
import type { HistoryDoorRefusal } from './plans/reading/history.controller.ts'
import type { RecipientRefusal } from './plans/permissions/recipient.ts'
import type { SharingDoorRefusal } from './plans/sharings/sharings.controller.ts'
import type { JoinRefusal } from './plans/joining/join-plan.ts'
import type { DoorRefusal } from './plans/door/plan-door.ts'
import { changed, conflict, forbidden, invalid, notFound, row } from './problem-rows.ts'
import type { SubscriptionsRefusal } from './subscriptions/subscriptions.controller.ts'
import type { WhoseRefusal } from './subscriptions/whose.ts'
import type { EnvelopesRefusal } from './plans/reading/read-envelopes.ts'
import type { ReadingRefusal } from './plans/reading/reading.ts'
import { OPENING_PROBLEMS } from './plans/opening/opening-problems.ts'
import { CLOSING_PROBLEMS } from './plans/closing/closing-problems.ts'
import { MEMBER_PROBLEMS } from './plans/members/member-problems.ts'
import { DEPARTURE_PROBLEMS } from './plans/members/departure-problems.ts'
import { CORRECTION_PROBLEMS } from './plans/corrections/correction-problems.ts'
import { COORDINATOR_PROBLEMS } from './plans/coordinator/coordinator-problems.ts'
import { CARE_TEAM_PROBLEMS } from './plans/care-team/care-team-problems.ts'
import { REFERRAL_PROBLEMS } from './plans/referrals/referral-problems.ts'
import { CHALLENGE_PROBLEMS } from './plans/challenges/challenge-problems.ts'
import { PERMISSION_PROBLEMS } from './plans/permissions/permission-problems.ts'
import { SHARING_PROBLEMS } from './plans/sharings/sharing-problems.ts'
import { VIEW_PROBLEMS } from './plans/views/view-problems.ts'
import { WITHHOLDING_PROBLEMS } from './plans/visibility/withholding-problems.ts'
import { GOAL_PROBLEMS } from './plans/goals/goal-problems.ts'
import { BREAK_GLASS_PROBLEMS } from './plans/break-glass/break-glass-problems.ts'
import type { UseRefusal } from './plans/break-glass/use-break-glass.ts'
import { TERM_PROBLEMS } from './plans/terms/term-problems.ts'
import { ACTION_PROBLEMS } from './plans/actions/action-problems.ts'
import { PRIORITY_PROBLEMS } from './plans/priorities/priority-problems.ts'
import { DEVIATION_PROBLEMS } from './plans/deviations/deviation-problems.ts'
import { PROTOCOL_PROBLEMS } from './protocols/protocol-problems.ts'
import { EVENT_PROBLEMS } from './events/event-problems.ts'
import { SUBSCRIPTION_PROBLEMS } from './subscriptions/subscription-problems.ts'
import { SUPPORT_PROBLEMS } from './plans/support/support-problems.ts'
import { MUNICIPALITY_PROBLEMS } from './municipality/municipality-problems.ts'

export type RefusalCode =
  | PlanRefusal
  | PersonRefusal
  | BsnLookUpRefusal
  | UsesRefusal
  | UseRefusal
  | ProtocolRefusal
  | MunicipalityRefusal
  | AccessRefusal
  | ClosedRefusal
  | HandleRefusal
  | ShareRefusal
  | CallerRefusal
  | ChangedRefusal
  | CarriedOutRefusal
  | AdministrationRefusal
  | OversightRefusal
  | DoorRefusal
  | JoinRefusal
  | RecipientRefusal
  | SharingDoorRefusal
  | ReaderPoolRefusal
  | CareTeamDoorRefusal
  | CircumstanceRefusal
  | DeviationDoorRefusal
  | HistoryDoorRefusal
  | ReadingRefusal
  | EnvelopesRefusal
  | ListRefusal
  | PartnerRefusal
  | SubscriptionRefusal
  | PlacesRefusal
  | SubscriptionsRefusal
  | WhoseRefusal
  | EventsRefusal
  | PublicEventRefusal

export const REFUSALS: ProblemTable<RefusalCode> = {
  NOT_FOUND: notFound('Niet gevonden', 'Not found'),
  CONTENT_IS_CLOSED: forbidden(
    'Dit is voor u gesloten: u mag weten dat het er is, en niet wat het zegt',
    'This is closed to you: you may know that it is there, and not what it says',
  ),
  NOT_ALLOWED_ON_THIS_GROUND: forbidden(
    'Uw rol in dit plan laat dit niet toe',
    'Your part in this plan does not allow this',
  ),
  ONLY_A_COORDINATOR_OPENS_A_PLAN: forbidden('Alleen een regisseur opent een plan', 'Only a coordinator opens a plan'),
  ENVELOPES_NEED_AN_INSPECTION: forbidden(
    'Alleen een open onderzoek dat dit plan noemt, opent de enveloppen',
    'Only an open inspection that names this plan opens its envelopes',
  ),
  ONLY_A_PRIVACY_OFFICER_DOES_THIS: forbidden(
    'Dit doet alleen de functionaris gegevensbescherming, als verwerkingsactiviteit privacy-oversight',
    'Only the privacy officer does this, as the processing activity privacy-oversight',
  ),
  ONLY_AN_ADMINISTRATOR_DOES_THIS: forbidden('Alleen een beheerder doet dit', 'Only an administrator does this'),
  ROLE_HAS_NO_SUCH_ACTIVITY: forbidden(
    'Deze verwerkingsactiviteit hoort niet bij uw rol',
    'This processing activity is not one of your role',
  ),
  TOKEN_NAMES_NOBODY: forbidden('Uw toegangstoken noemt geen naam', 'Your access token gives no name'),

  PROCESSING_ACTIVITY_IS_MISSING: invalid(
    'Zeg met Processing-Activity waarom u dit vraagt',
    'Say with Processing-Activity why you ask',
  ),
  PROCESSING_ACTIVITY_IS_UNKNOWN: invalid(
    'Deze verwerkingsactiviteit staat niet in het register',
    'This processing activity is not in the register',
  ),
  IDEMPOTENCY_KEY_IS_MALFORMED: invalid(
    'Een Idempotency-Key is 1 tot 128 zichtbare ASCII-tekens',
    'An Idempotency-Key is 1 to 128 visible ASCII characters',
  ),
  IF_MATCH_IS_MALFORMED: invalid('If-Match noemt precies één sterke ETag', 'If-Match names exactly one strong ETag'),
  BASED_ON_IS_NOT_OF_THIS_PLAN: invalid('basedOn is geen ETag van dit plan', 'basedOn is not an ETag of this plan'),
  BASED_ON_IS_OF_ANOTHER_HISTORY: conflict(
    'basedOn is van een plan dat sindsdien uit een back-up is teruggezet; lees het plan opnieuw',
    'basedOn is of a plan that was put back from a backup since; read the plan again',
  ),
  BASED_ON_IS_BEFORE_THE_ITEM: conflict(
    'basedOn is van voordat er was waarover u besluit; lees het plan opnieuw',
    'basedOn is from before what you decide about was there; read the plan again',
  ),
  POINTS_ARE_IN_THE_WRONG_ORDER: invalid('from ligt niet voor to', 'from does not lie before to'),
  COMMAND_ID_WAS_USED_FOR_ANOTHER_REQUEST: row(422)(
    'Deze Idempotency-Key is al gebruikt voor een ander verzoek',
    'This Idempotency-Key was used for another request',
  ),
  COMMAND_WAS_CARRIED_OUT: conflict(
    'Dit is al uitgevoerd; wat ervan geworden is, is niet meer voor u',
    'This was carried out already; what became of it is no longer for you',
  ),

  PLAN_HAS_CHANGED: changed('Het plan is veranderd sinds u het zag', 'The plan has changed since you saw it'),
  PROTOCOL_HAS_CHANGED: changed(
    'Het protocol is veranderd sinds u het zag',
    'The protocol has changed since you saw it',
  ),
  SUBSCRIPTION_HAS_CHANGED: changed(
    'Het abonnement is veranderd sinds u het zag',
    'The subscription has changed since you saw it',
  ),
  MUNICIPALITY_HAS_CHANGED: changed(
    'De gemeente heeft iets anders vastgesteld sinds u het zag',
    'The municipality has decided otherwise since you saw it',
  ),

  REVISION_HAS_NOT_COME: notFound('Zover is dit plan nog niet', 'This plan has not come that far'),
  NOTHING_HAPPENED_BY_THEN: notFound('Er was toen nog niets gebeurd', 'Nothing had happened by then'),

  LISTS_ARE_BEHIND: row(503)('De lijsten lopen nog achter', 'The lists are still behind'),
  CONSISTENT_AFTER_IS_MALFORMED: invalid('Consistent-After is geen positie', 'Consistent-After is not a position'),
  WRITE_IS_OF_ANOTHER_HISTORY: row(410)(
    'Wat u schreef, is er niet meer: er is een back-up teruggezet van daarvoor',
    'What you wrote is no more: a backup from before it was put back',
  ),
  CURSOR_IS_NOT_OF_THIS_LIST: invalid('Deze cursor is niet van deze lijst', 'This cursor is not of this list'),

  SHARE_OF_THIS_YEAR_IS_WRITTEN: conflict(
    'U hebt hier dit jaar zoveel geschreven als één schrijver kan; in het nieuwe jaar kan het weer. Wat niet kan wachten, kan een ander opschrijven',
    'You have written as much here this year as one author can; in the new year you can again. What cannot wait, someone else can write down',
  ),
  PLAN_IS_FULL: conflict(
    'Het plan is vol voor wie met het gezin werkt: het gezin kan verder schrijven; open voor het vervolg een nieuw plan',
    'The plan is full for those who work with the family: the family can go on writing; open a new plan for what follows',
  ),
  RECORD_IS_FULL: conflict(
    'Hier kan uw organisatie niets meer aan toevoegen; begin een nieuwe',
    'Your organisation can add nothing more to this; begin a new one',
  ),

  ...OPENING_PROBLEMS,
  ...CLOSING_PROBLEMS,
  ...MEMBER_PROBLEMS,
  ...DEPARTURE_PROBLEMS,
  ...CORRECTION_PROBLEMS,
  ...COORDINATOR_PROBLEMS,
  ...CARE_TEAM_PROBLEMS,
  ...SUPPORT_PROBLEMS,
  ...REFERRAL_PROBLEMS,
  ...PERMISSION_PROBLEMS,
  ...CHALLENGE_PROBLEMS,
  ...SHARING_PROBLEMS,
  ...VIEW_PROBLEMS,
  ...WITHHOLDING_PROBLEMS,
  ...BREAK_GLASS_PROBLEMS,
  ...GOAL_PROBLEMS,
  ...ACTION_PROBLEMS,
  ...TERM_PROBLEMS,
  ...PRIORITY_PROBLEMS,
  ...DEVIATION_PROBLEMS,
  ...PROTOCOL_PROBLEMS,
  ...EVENT_PROBLEMS,
  ...SUBSCRIPTION_PROBLEMS,
  ...MUNICIPALITY_PROBLEMS,
}
