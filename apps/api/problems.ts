/** Every way this API says no: one row a code, with its status and title. A code without a row does not compile; docs/errors.md is held to this table. */
import type { AccessRefusal } from '../../libs/access/may.ts'
import type { ShareRefusal } from '../../libs/deciding/shares.ts'
import type { HandleRefusal } from '../../libs/event-store/handle.ts'
import type { ProblemTable } from '../../libs/http/problem.ts'
import type { MunicipalityRefusal } from '../../libs/municipality/municipality.ts'
import type { PlacesRefusal } from '../../libs/partner/subscription-places.ts'
import type { SubscriptionRefusal } from '../../libs/partner/subscription.ts'
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
import type { JoinRefusal } from './plans/joining/join-plan.ts'
import type { DoorRefusal } from './plans/door/plan-door.ts'
import { DEPARTURE_REFUSALS } from './plans/members/departure-problems.ts'
import { changed, conflict, forbidden, invalid, notFound, row } from './problem-rows.ts'
import type { SubscriptionsRefusal } from './subscriptions/subscriptions.controller.ts'
import type { WhoseRefusal } from './subscriptions/whose.ts'
import type { EnvelopesRefusal } from './plans/reading/read-envelopes.ts'
import type { ReadingRefusal } from './plans/reading/reading.ts'
import { PEOPLE_PROBLEMS } from './plans/members/people-problems.ts'
import { WITHHOLDING_PROBLEMS } from './plans/visibility/withholding-problems.ts'

export type RefusalCode =
  | PlanRefusal
  | PersonRefusal
  | BsnLookUpRefusal
  | ProtocolRefusal
  | MunicipalityRefusal
  | AccessRefusal
  | HandleRefusal
  | ShareRefusal
  | CallerRefusal
  | ChangedRefusal
  | CarriedOutRefusal
  | AdministrationRefusal
  | OversightRefusal
  | DoorRefusal
  | JoinRefusal
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
  BASED_ON_IS_BEFORE_THE_ITEM: conflict(
    'basedOn is van voordat er was waarover u besluit; lees het plan opnieuw',
    'basedOn is from before what you decide about was there; read the plan again',
  ),
  BSN_LOOK_UPS_ARE_SPENT: row(429)(
    'U heeft vandaag zoveel burgerservicenummers opgezocht als mag',
    'You have looked up as many citizen service numbers today as you may',
  ),
  BSN_IS_NOT_VALID: invalid('Dit burgerservicenummer klopt niet', 'This citizen service number is not valid'),
  POINTS_ARE_IN_THE_WRONG_ORDER: invalid('from ligt niet voor to', 'from does not lie before to'),
  DEVIATION_IS_FROM_ONE_STEP_OR_ONE_PRIORITY: invalid(
    'Noem een stap van een protocol of een prioriteit van het plan, niet allebei',
    'Name a step of a protocol or a priority of the plan, not both',
  ),
  ACTIVITY_SERVES_ANOTHER_LAW: invalid(
    'Deze verwerkingsactiviteit dient een andere wet',
    'This processing activity serves another law',
  ),
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

  PLAN_IS_OPEN: conflict('Dit plan is al geopend', 'This plan is open already'),
  PLAN_IS_NOT_OPEN: conflict('Dit plan is niet open', 'This plan is not open'),
  NO_LIFE_AREA_IS_NAMED: invalid('Noem ten minste één leefgebied', 'Name at least one life area'),
  FAMILY_WAS_NOT_INVITED_TO_ITS_OWN_PLAN: conflict(
    'Het gezin is nog niet uitgenodigd zelf een plan te maken',
    'The family was not invited to write its own plan yet',
  ),
  FAMILY_HAS_TIME_FOR_ITS_OWN_PLAN: conflict(
    'Het gezin heeft nog tijd voor een eigen plan',
    'The family still has time for its own plan',
  ),
  OWN_PLAN_IS_EMPTY: invalid('Een eigen plan heeft ten minste één deel', 'An own plan has at least one part'),

  PERSON_IS_A_MEMBER: conflict('Deze persoon hoort al bij het plan', 'This person is a member already'),
  MEMBERSHIP_IS_BEING_SETTLED: conflict(
    'Over deze persoon wordt al beslist',
    'This person’s membership is being settled',
  ),
  PERSON_IS_NOT_A_MEMBER: conflict(
    'Niet ieder die u noemt, hoort bij dit plan',
    'Not everyone you name is a member of this plan',
  ),
  PERSON_IS_IN_ANOTHER_PLAN: conflict(
    'Deze persoon hoort bij een ander plan; geef een reden en zeg welk plan leidt',
    'This person is in another plan; give a reason and say which plan leads',
  ),
  ANOTHER_PLAN_NEEDS_A_REASON_AND_A_LEADING_PLAN: invalid(
    'Geef zowel de reden als het leidende plan, of geen van beide',
    'Give both the reason and the leading plan, or neither',
  ),
  NO_CHILD_IS_EXPECTED: conflict('Dit kind werd niet verwacht', 'This child was not expected'),

  PLAN_HAS_A_COORDINATOR: conflict('Dit plan heeft een regisseur', 'This plan has a coordinator'),
  PLAN_HAS_NO_COORDINATOR: conflict('Dit plan heeft geen regisseur', 'This plan has no coordinator'),
  ONLY_THE_COORDINATOR_HANDS_OVER: forbidden('Alleen de regisseur draagt over', 'Only the coordinator hands over'),
  NOBODY_DEPUTISES_FOR_THEMSELVES: conflict('Niemand vervangt zichzelf', 'Nobody deputises for themselves'),
  ONLY_THE_COORDINATOR_OR_A_TEAM_LEAD_CHOOSES_DEPUTIES: forbidden(
    'Alleen de regisseur of een teamleider kiest wie vervangt',
    'Only the coordinator or a team lead chooses deputies',
  ),
  NOBODY_HANDS_OVER_TO_THEMSELVES: conflict('Niemand draagt over aan zichzelf', 'Nobody hands over to themselves'),
  ...DEPARTURE_REFUSALS,
  HANDOVER_IS_OPEN: conflict('Er loopt al een overdracht', 'A handover is open already'),
  HANDOVER_DOCUMENT_IS_INCOMPLETE: conflict(
    'Het overdrachtsdocument is niet compleet',
    'The handover document is not complete',
  ),
  HANDOVER_IS_NOT_OPEN: conflict('Deze overdracht loopt niet', 'This handover is not open'),
  HANDOVER_WAS_NOT_TALKED_THROUGH: conflict(
    'De overdracht is niet met het gezin besproken, en er is geen reden gegeven',
    'The handover was not talked through with the family, and no reason is given',
  ),
  ONLY_THE_NEXT_COORDINATOR_ANSWERS: forbidden(
    'Alleen de volgende regisseur antwoordt',
    'Only the next coordinator answers',
  ),
  ONLY_A_TEAM_LEAD_REPLACES_THE_COORDINATOR: forbidden(
    'Alleen een teamleider vervangt de regisseur',
    'Only a team lead replaces the coordinator',
  ),
  REQUEST_IS_NOT_OPEN: conflict('Deze vraag staat niet open', 'This request is not open'),

  PROFESSIONAL_HAS_JOINED: conflict('Deze professional werkt hier al aan mee', 'This professional has joined already'),
  JOINING_IS_UNKNOWN: notFound('Niet gevonden', 'Not found'),
  ONLY_THE_COORDINATOR_OR_ONESELF_ENDS_A_JOINING: forbidden(
    'Alleen de regisseur of de professional zelf beëindigt dit',
    'Only the coordinator or the professional themselves ends this',
  ),
  JOINING_ENDS_BEFORE_IT_STARTS: invalid('De einddatum is al voorbij', 'The end date has passed'),
  REPRESENTATION_IS_UNKNOWN: notFound('Niet gevonden', 'Not found'),
  REPRESENTATION_ENDS_BEFORE_IT_STARTS: invalid('Het einde ligt voor het begin', 'The end lies before the start'),
  ...PEOPLE_PROBLEMS,
  NOBODY_REPRESENTS_THEMSELVES: conflict('Niemand vertegenwoordigt zichzelf', 'Nobody represents themselves'),
  NOBODY_WHO_WORKS_WITH_THE_FAMILY_REPRESENTS_A_MEMBER: conflict(
    'Wie met het gezin werkt, vertegenwoordigt niemand daaruit',
    'Nobody who works with the family represents a member of it',
  ),
  ONLY_THE_REPRESENTED_OR_A_TEAM_LEAD_ENDS_A_REPRESENTATION: forbidden(
    'Alleen wie vertegenwoordigd wordt, de vertegenwoordiger zelf of een teamleider beëindigt dit',
    'Only the represented, the representative or a team lead ends this',
  ),

  REFERRAL_CONCERNS_NOBODY: invalid(
    'Een verwijzing gaat over ten minste één gezinslid',
    'A referral concerns at least one member',
  ),
  REFERRAL_ENDS_BEFORE_IT_STARTS: invalid('De einddatum is al voorbij', 'The end date has passed'),
  REFERRAL_IS_UNKNOWN: notFound('Niet gevonden', 'Not found'),
  REFERRAL_HAS_ENDED: conflict('Deze verwijzing is voorbij', 'This referral is over'),
  REFERRAL_IS_ANSWERED: conflict('Deze verwijzing is al aangenomen', 'This referral is accepted already'),
  REFERRAL_QUESTION_IS_OPEN: conflict('Er is al iets gevraagd', 'Something was asked already'),
  REFERRAL_QUESTION_IS_NOT_OPEN: conflict('Er is niets gevraagd', 'Nothing was asked'),
  ONLY_THE_ORGANISATION_REFERRED_TO_ANSWERS: forbidden(
    'Alleen de organisatie waarnaar verwezen is, antwoordt',
    'Only the organisation referred to answers',
  ),

  ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE: forbidden(
    'Alleen een vertegenwoordiger spreekt voor een ander',
    'Only a representative speaks for someone else',
  ),
  VIEW_IS_NOT_ABOUT_THIS_PERSON: conflict('Dit gaat deze persoon niet aan', 'This does not concern this person'),
  ...WITHHOLDING_PROBLEMS,

  GOAL_AFFECTS_NOBODY: invalid('Een doel gaat over ten minste één gezinslid', 'A goal affects at least one member'),
  GOAL_IS_NOT_PROPOSED: conflict('Dit doel is niet voorgesteld', 'This goal is not proposed'),
  GOAL_IS_NOT_ADOPTED: conflict('Dit doel is niet vastgesteld', 'This goal is not adopted'),
  GOAL_HAS_ENDED: conflict('Dit doel is afgesloten', 'This goal has ended'),
  PERSONS_WERE_NOT_HEARD: conflict('Niet iedereen is gehoord', 'Not everyone was heard'),
  EVERYONE_CAN_BE_HEARD: conflict('Iedereen kan worden gehoord', 'Everyone can be heard'),
  NOBODY_CAN_READ_THE_EXCEPTION: conflict('Er is geen tweede lezer te loten', 'No second reader can be drawn'),

  ACTION_SERVES_NO_GOAL: conflict('Een actie dient een lopend doel', 'An action serves a goal that has not ended'),
  ACTION_HAS_NO_SUCH_OWNER: conflict(
    'U kent niemand met dit id die hieraan meedoet',
    'You know of nobody with this id who takes part in this',
  ),
  ONLY_THE_OWNER_ACCEPTS_AN_ACTION: forbidden(
    'Alleen wie de actie doet, aanvaardt die',
    'Only its owner accepts an action',
  ),
  ONLY_THE_OWNER_FINISHES_AN_ACTION: forbidden(
    'Alleen wie de actie doet, meldt die af',
    'Only its owner finishes an action',
  ),
  ONLY_WHO_OWNS_PLANNED_OR_COORDINATES_DROPS_AN_ACTION: forbidden(
    'Alleen wie de actie doet, wie die afsprak of de regisseur laat die vallen',
    'Only its owner, who planned it or the coordinator drops an action',
  ),
  ACTION_IS_NOT_ACCEPTED: conflict('Deze actie is nog niet aanvaard', 'This action is not accepted yet'),
  ACTION_HAS_ENDED: conflict('Deze actie is afgesloten', 'This action has ended'),

  PRIORITY_NEEDS_A_DISCLOSURE_WITHOUT_GROUND: conflict(
    'Deze prioriteit vraagt informatie te delen waarvoor geen grondslag is',
    'This priority needs a disclosure that no ground allows',
  ),
  PRIORITY_IS_OVER_NOTHING: invalid(
    'Een prioriteit gaat voor een ander domein',
    'A priority goes before another domain',
  ),
  PRIORITY_IS_NOT_IN_FORCE: conflict('Deze prioriteit geldt niet', 'This priority is not in force'),

  TEAM_IS_NOT_REGISTERED: conflict(
    'Dit team staat niet bij de teams met een teamleider',
    'This team is not among those that have a lead',
  ),
  STEP_IS_NOT_IN_FORCE: conflict(
    'Deze stap bestond toen niet in het protocol',
    'The protocol had no such step at that moment',
  ),
  STEP_IS_OF_ANOTHER_DOMAIN: conflict('Dit protocol hoort bij een andere wet', 'This protocol is of another law'),
  DEVIATION_CONCERNS_NOBODY: invalid(
    'Een afwijking gaat over ten minste één gezinslid',
    'A deviation concerns at least one member',
  ),
  DEVIATION_LIES_IN_THE_FUTURE: invalid('Dit moment ligt in de toekomst', 'This moment lies in the future'),
  PRIORITY_IS_NOT_BINDING_HERE: conflict(
    'Deze prioriteit bindt dit domein niet',
    'This priority does not bind this domain',
  ),
  DEVIATION_IS_UNKNOWN: notFound('Niet gevonden', 'Not found'),
  DEVIATION_IS_ACCOUNTED_FOR: conflict('Deze afwijking is al verantwoord', 'This deviation is accounted for'),
  ACCOUNT_IS_INCOMPLETE: conflict('De verantwoording is niet compleet', 'The account is not complete'),
  DEVIATION_IS_NOT_ACCOUNTED_FOR: conflict(
    'Deze afwijking is nog niet verantwoord',
    'This deviation is not accounted for',
  ),
  DEVIATION_NEEDS_NO_READER: conflict(
    'Deze afwijking heeft geen tweede lezer nodig',
    'This deviation needs no second reader',
  ),
  NO_READER_IS_LEFT: conflict('Er is geen tweede lezer te loten', 'No second reader can be drawn'),
  DEVIATION_HAS_A_READER: conflict('Er is al een tweede lezer', 'There is a second reader already'),
  ONLY_THE_DRAWN_READER_READS: forbidden('Alleen de gelote lezer leest', 'Only the drawn reader reads'),
  READER_WORKS_WITH_THE_FAMILY: conflict(
    'De lezer werkt inmiddels met het gezin: er moet opnieuw worden geloot',
    'The reader works with the family by now: another must be drawn',
  ),
  DEVIATION_HAS_BEEN_READ: conflict('Deze afwijking is al gelezen', 'This deviation has been read'),
  READER_ASKED_NOTHING: conflict('De lezer vroeg niets', 'The reader asked nothing'),
  REVIEW_DATE_HAS_NOT_COME: conflict('De evaluatiedatum is nog niet gekomen', 'The review date has not come'),
  DEVIATION_IS_EVALUATED: conflict('Deze afwijking is al geëvalueerd', 'This deviation is evaluated'),

  PROTOCOL_IS_REGISTERED: conflict('Dit protocol staat er al', 'This protocol is registered already'),
  PROTOCOL_IS_NOT_REGISTERED: notFound('Niet gevonden', 'Not found'),
  STEPS_ARE_NAMED_TWICE: invalid('Elke stap heeft een eigen naam', 'Each step has a name of its own'),
  VERSION_STARTS_BEFORE_THE_LAST: conflict('Deze versie begint voor de vorige', 'This version starts before the last'),
  VERSION_STARTS_IN_THE_PAST: conflict(
    'Een nieuwe versie begint niet in het verleden',
    'A new version does not start in the past',
  ),

  LISTS_ARE_BEHIND: row(503)('De lijsten lopen nog achter', 'The lists are still behind'),
  CONSISTENT_AFTER_IS_MALFORMED: invalid('Consistent-After is geen positie', 'Consistent-After is not a position'),
  CURSOR_IS_NOT_OF_THIS_LIST: invalid('Deze cursor is niet van deze lijst', 'This cursor is not of this list'),

  ONLY_A_PARTNER_ORGANISATION_DOES_THIS: forbidden(
    'Alleen het systeem van een partnerorganisatie doet dit',
    'Only the system of a partner organisation does this',
  ),
  EVENT_TYPE_IS_UNKNOWN: invalid('Deze soort gebeurtenis is er niet', 'There is no such type of event'),
  GROUND_HAS_ENDED: forbidden(
    'De grondslag waarop uw organisatie dit ontving, is voorbij',
    'The ground on which your organisation was sent this has ended',
  ),

  SUBSCRIPTION_IS_UNKNOWN: notFound('Niet gevonden', 'Not found'),
  SUBSCRIPTION_IS_SET_ASIDE: conflict(
    'Dit abonnement kan nu niet gelezen worden; het is opzijgezet en er gaat niets verloren',
    'This subscription cannot be read now; it is set aside, and nothing is lost',
  ),
  SUBSCRIPTION_HAS_ENDED: conflict('Dit abonnement is beëindigd', 'This subscription has ended'),
  WEBHOOK_NEEDS_AN_ENDPOINT: invalid('Een webhook heeft een adres', 'A webhook has an endpoint'),
  ONLY_A_WEBHOOK_HAS_AN_ENDPOINT: invalid(
    'Alleen een webhook heeft een adres en een geheim',
    'Only a webhook has an endpoint and a secret',
  ),
  ENDPOINT_IS_NOT_ALLOWED: invalid('Naar dit adres wordt niets gestuurd', 'Nothing is sent to this endpoint'),
  ENDPOINT_IS_NOT_PROVED: conflict(
    'Het adres heeft nog niet geantwoord op de vraag of het van u is',
    'The endpoint has not answered yet whether it is yours',
  ),
  ENDPOINT_DID_NOT_ANSWER: conflict(
    'Het adres antwoordde niet, of anders dan gevraagd',
    'The endpoint did not answer, or not as it was asked to',
  ),
  START_IS_SAID_TWICE: invalid('Noem een cursor of een moment, niet allebei', 'Name a cursor or a moment, not both'),
  ORGANISATION_HAS_ENOUGH_SUBSCRIPTIONS: conflict(
    'Uw organisatie heeft al zoveel abonnementen als kan',
    'Your organisation has as many subscriptions as are possible',
  ),
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
  TOPIC_HAS_A_SUBSCRIPTION: conflict(
    'Het topic van uw organisatie heeft al een abonnement',
    'The topic of your organisation has a subscription already',
  ),

  READERS_ARE_NAMED_TWICE: invalid('Elke lezer staat één keer in de pool', 'Each reader is in the pool once'),
  AGES_DO_NOT_FIT_THE_LAW: invalid(
    'Deze leeftijden kunnen niet: de wet laat ze niet, of niet vanaf die dag',
    'These ages cannot be set: the law does not allow them, or not from that day on',
  ),
  TEAMS_ARE_NAMED_TWICE: invalid('Elk team staat er één keer in', 'Each team is registered once'),
  FALLBACK_IS_NOT_A_TEAM: invalid(
    'Het team dat voor alle andere staat, is een van de teams',
    'The team that answers for any other is one of the teams',
  ),
  POOL_HAS_NO_SUCH_VERSION: notFound('Deze versie van de pool is er niet', 'The pool has no such version'),
  INSPECTION_NAMES_NO_PERIOD: invalid('Een onderzoek noemt een periode', 'An inspection names a period'),
  INSPECTION_IS_KNOWN: conflict('Dit onderzoek staat er al', 'This inspection is known already'),
  INSPECTION_IS_NOT_OPEN: notFound('Niet gevonden', 'Not found'),
  NOBODY_INSPECTS_THEIR_OWN_OPENING: forbidden(
    'Niemand opent een onderzoek voor zichzelf',
    'Nobody opens an inspection for themselves',
  ),
}
