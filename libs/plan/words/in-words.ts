/** What each event says in plain words, Dutch and English. Nothing personal is in it: names and texts stay in the event. */
import type { DeviatedFrom } from '../deviations/deviations.ts'
import {
  DOMAIN_WORDS,
  FINDING_WORDS,
  LIFE_AREA_WORDS,
  REFERRAL_ANSWER_WORDS,
  READ_BECAUSE_WORDS,
  REPRESENTATION_WORDS,
  STANCE_WORDS,
  VIEWED_WORDS,
  VOICE_WORDS,
  type InWords,
} from './labels.ts'
import type { LifeArea } from '../opening/life-areas.ts'
import type { SeenEvent } from '../seen.ts'
import type { Concern } from '../priorities/priorities.ts'

export type { InWords }

const WORDS: Readonly<Record<SeenEvent['type'], InWords>> = {
  ItemWithheld: {
    nl: 'Hier staat iets dat voor u verborgen wordt gehouden',
    en: 'Something stands here that is withheld from you',
  },
  NeedReported: { nl: 'Er is een hulpvraag gemeld', en: 'A need was reported' },
  PlanOpened: { nl: 'Het plan is geopend', en: 'The plan was opened' },
  OwnPlanInvited: {
    nl: 'Het gezin is uitgenodigd zelf een plan te maken',
    en: 'The family was invited to write its own plan',
  },
  OwnPlanSubmitted: { nl: 'Het gezin heeft een eigen plan ingeleverd', en: 'The family handed in its own plan' },
  OwnPlanWaived: { nl: 'Het gezin ziet af van een eigen plan', en: 'The family waived its own plan' },
  ClientSupportOffered: { nl: 'Cliëntondersteuning is aangeboden', en: 'Client support was offered' },
  MembershipRequested: { nl: 'Iemand is voorgedragen als gezinslid', en: 'Someone was put forward as a member' },
  BsnRecorded: { nl: 'Het burgerservicenummer van iemand is vastgelegd', en: 'A citizen service number was recorded' },
  MemberJoined: { nl: 'Iemand hoort nu bij het plan', en: 'Someone became a member' },
  MembershipRefused: { nl: 'Iemand kon niet bij het plan komen', en: 'Someone could not become a member' },
  MemberLeft: { nl: 'Iemand hoort niet meer bij het gezin', en: 'A member left the family' },
  SightLimitOffered: {
    nl: 'Er is gewezen op het afschermen van waar iemand is',
    en: 'Limiting who sees where someone is was offered',
  },
  DepartureContested: { nl: 'Iemand bestrijdt te zijn vertrokken', en: 'Someone contested that they left' },
  DepartureUpheld: { nl: 'Dat iemand is vertrokken, blijft staan', en: 'That someone left was upheld' },
  DepartureUndone: { nl: 'Dat iemand was vertrokken, is teruggedraaid', en: 'That someone left was undone' },
  ChildExpected: { nl: 'Er is een kind op komst', en: 'A child is expected' },
  ChildBorn: { nl: 'Er is een kind geboren', en: 'A child was born' },
  MemberDied: { nl: 'Een gezinslid is overleden', en: 'A member died' },
  AddressSecrecySet: { nl: 'De geheimhouding van een adres is gewijzigd', en: 'The secrecy of an address was set' },
  CoordinatorAppointed: { nl: 'Er is een regisseur', en: 'A coordinator was appointed' },
  DeputyAppointed: { nl: 'Er is een vervanger van de regisseur', en: 'A deputy was appointed' },
  DeputyEnded: { nl: 'Een vervanger van de regisseur is gestopt', en: 'A deputy stopped' },
  HandoverProposed: { nl: 'De overdracht van de regie is voorgesteld', en: 'A handover was proposed' },
  HandoverSupplemented: { nl: 'Het overdrachtsdocument is aangevuld', en: 'The handover document was supplemented' },
  HandoverConversationHeld: {
    nl: 'De overdracht is met het gezin besproken',
    en: 'The handover was talked through with the family',
  },
  HandoverAccepted: {
    nl: 'De overdracht is aanvaard: er is een andere regisseur',
    en: 'The handover was accepted: there is another coordinator',
  },
  HandoverDeclined: { nl: 'De overdracht is geweigerd', en: 'The handover was declined' },
  HandoverWithdrawn: { nl: 'De overdracht is ingetrokken', en: 'The handover was withdrawn' },
  CoordinatorReplaced: {
    nl: 'De regisseur is vervangen, zonder overdracht in persoon',
    en: 'The coordinator was replaced, not handed over in person',
  },
  OtherCoordinatorRequested: { nl: 'Er is om een andere regisseur gevraagd', en: 'Another coordinator was requested' },
  OtherCoordinatorAnswered: {
    nl: 'De vraag om een andere regisseur is beantwoord',
    en: 'The request for another coordinator was answered',
  },
  ProfessionalJoined: { nl: 'Een professional werkt mee', en: 'A professional joined the care team' },
  ProfessionalLeft: { nl: 'Een professional werkt niet meer mee', en: 'A professional left the care team' },
  RepresentativeAppointed: { nl: 'Iemand is zaakwaarnemer van een gezinslid', en: 'A representative was appointed' },
  RepresentationProven: { nl: 'De bevoegdheid van een zaakwaarnemer is aangetoond', en: 'A representation was proven' },
  CorrectionRecorded: { nl: 'Iets is gecorrigeerd', en: 'Something was corrected' },
  RepresentationProofShown: {
    nl: 'Vastgelegd is waaruit de bevoegdheid van een zaakwaarnemer blijkt',
    en: 'What shows that a representative may speak was recorded',
  },
  ConflictOfInterestDeclared: {
    nl: 'Een belangenconflict van een zaakwaarnemer is gemeld',
    en: 'A conflict of interest of a representative was declared',
  },
  RepresentativeEnded: { nl: 'Een vertegenwoordiging is geëindigd', en: 'A representation ended' },
  CapacityJudged: {
    nl: 'Er is beoordeeld of iemand voor zichzelf kan spreken',
    en: 'It was judged whether someone can speak for themselves',
  },
  ViewInvited: { nl: 'Iemand is om een mening gevraagd', en: 'Someone was invited to give their view' },
  ReferralMade: { nl: 'Een organisatie is om hulp gevraagd', en: 'The family was referred to an organisation' },
  ReferralQuestionAsked: {
    nl: 'De organisatie vroeg iets over de verwijzing',
    en: 'The organisation asked about the referral',
  },
  ReferralQuestionAnswered: {
    nl: 'De vraag over de verwijzing is beantwoord',
    en: 'The question about the referral was answered',
  },
  ReferralAnswered: {
    nl: 'De organisatie heeft op de verwijzing geantwoord',
    en: 'The organisation answered the referral',
  },
  ReferralEnded: { nl: 'Een verwijzing is beëindigd', en: 'A referral was ended' },
  ContentWithheld: { nl: 'Iets wordt voor iemand verborgen gehouden', en: 'Something was withheld from someone' },
  SightLimited: {
    nl: 'Alles over iemand wordt voor een ander verborgen gehouden',
    en: 'All about someone was withheld from another',
  },
  WithholdingCompleted: {
    nl: 'Wat een gezinslid verborgen wilde houden is aangevuld',
    en: 'What a member asked to withhold was completed',
  },
  WithholdingConfirmed: {
    nl: 'Een tweede persoon bevestigde dat het verborgen blijft',
    en: 'A second person confirmed that it stays withheld',
  },
  WithholdingDenied: {
    nl: 'Er is nee gezegd tegen het verborgen houden; de functionaris beslist',
    en: 'Someone said no to the withholding; the privacy officer decides',
  },
  WithholdingReviewed: { nl: 'Opnieuw bekeken: het blijft verborgen', en: 'It was reviewed, and stays withheld' },
  ContentReleased: { nl: 'Wat verborgen was is weer te zien', en: 'What was withheld was released' },
  SightLimitLifted: { nl: 'Een beperking van inzage is opgeheven', en: 'A limit of sight was lifted' },
  WithheldAskedFor: {
    nl: 'Iemand vroeg wat voor hem of haar verborgen wordt gehouden',
    en: 'Someone asked what is withheld from them',
  },
  WithheldAnswered: { nl: 'Op die vraag is geantwoord', en: 'That question was answered' },
  ViewGiven: { nl: 'Iemand heeft een mening gegeven', en: 'Someone gave their view' },
  GoalProposed: { nl: 'Een doel is voorgesteld', en: 'A goal was proposed' },
  GoalRevised: { nl: 'Een doel is herzien', en: 'A goal was revised' },
  AdoptionExceptionReasoned: {
    nl: 'Er zijn redenen gegeven om een doel vast te stellen zonder iemand te horen',
    en: 'Reasons were given to adopt a goal without hearing someone',
  },
  AdoptionExceptionRead: { nl: 'Een tweede lezer heeft die redenen gelezen', en: 'A second reader read those reasons' },
  ExceptionReaderDrawn: {
    nl: 'Een andere tweede lezer is geloot om die redenen te lezen',
    en: 'Another second reader was drawn to read those reasons',
  },
  ExceptionReaderRecused: {
    nl: 'Wie die redenen zou lezen trok zich terug',
    en: 'Who was to read those reasons stood aside',
  },
  GoalAdopted: { nl: 'Een doel is vastgesteld', en: 'A goal was adopted' },
  GoalEvaluated: { nl: 'Een doel is geëvalueerd', en: 'A goal was evaluated' },
  GoalDropped: { nl: 'Een doel is losgelaten', en: 'A goal was dropped' },
  ActionPlanned: { nl: 'Een actie is afgesproken', en: 'An action was planned' },
  ActionAccepted: { nl: 'Een actie is aanvaard', en: 'An action was accepted' },
  ActionDone: { nl: 'Een actie is gedaan', en: 'An action was done' },
  ActionStalled: { nl: 'Een actie stokt', en: 'An action stalled' },
  ActionDropped: { nl: 'Een actie is losgelaten', en: 'An action was dropped' },
  PrioritySet: { nl: 'Er is een prioriteit gesteld', en: 'A priority was set' },
  DomainBoundByPriority: { nl: 'Een prioriteit gaat hier voor', en: 'A priority goes first here' },
  PriorityLifted: { nl: 'Een prioriteit is opgeheven', en: 'A priority was lifted' },
  DomainReleasedFromPriority: {
    nl: 'Een prioriteit gaat hier niet meer voor',
    en: 'A priority goes first here no more',
  },
  DeviationReported: { nl: 'Er is afgeweken', en: 'A deviation was reported' },
  DeviationAccountedFor: { nl: 'Een afwijking is verantwoord', en: 'A deviation was accounted for' },
  DeviationReasoned: {
    nl: 'De weging achter een afwijking is vastgelegd',
    en: 'The weighing behind a deviation was set down',
  },
  ReaderDrawn: { nl: 'Een tweede lezer is geloot', en: 'A second reader was drawn' },
  ReaderRecused: { nl: 'Een tweede lezer trok zich terug', en: 'A second reader stood aside' },
  SecondReadingGiven: { nl: 'De tweede lezing is gegeven', en: 'The second reading was given' },
  SecondReadingWorded: { nl: 'De tweede lezing is toegelicht', en: 'The second reading was explained' },
  ReaderAnswered: { nl: 'De vraag van de tweede lezer is beantwoord', en: 'The second reader was answered' },
  ReaderAnswerWorded: {
    nl: 'Het antwoord aan de tweede lezer is vastgelegd',
    en: 'The answer to the second reader was set down',
  },
  DeviationEvaluated: { nl: 'Een afwijking is geëvalueerd', en: 'A deviation was evaluated' },
}

/** Whether a type, as someone else names it, is one of ours: an older reader may meet a newer event. */
export const isKnownType = (type: string): type is SeenEvent['type'] => Object.hasOwn(WORDS, type)

/** One sentence each; behind it the law it was done under, and what stands in clear and tells one event from another of its kind. */
export function inWords(event: SeenEvent): InWords {
  const said = WORDS[event.type]
  const more = [...(event.domain === 'general' ? [] : [DOMAIN_WORDS[event.domain]]), ...detailsOf(event)]
  const full = (language: keyof InWords) =>
    more.length === 0 ? said[language] : `${said[language]} (${more.map((part) => part[language]).join('; ')})`
  return { nl: full('nl'), en: full('en') }
}

type Details = {
  readonly [Type in SeenEvent['type']]?: (event: Extract<SeenEvent, { type: Type }>) => readonly InWords[]
}

const of = (nl: string, en: string): InWords => ({ nl, en })
const when = (so: boolean, words: InWords): readonly InWords[] => (so ? [words] : [])

const DETAILS: Details = {
  NeedReported: ({ lifeAreas }) => [areas(lifeAreas)],
  AddressSecrecySet: ({ secret }) => [secret ? of('geheim', 'secret') : of('niet geheim', 'not secret')],
  HandoverAccepted: ({ notTalkedThroughBecause }) =>
    when(
      notTalkedThroughBecause !== undefined,
      of('niet met het gezin besproken, met een reden', 'not talked through with the family, with a reason'),
    ),
  RepresentativeAppointed: ({ kind }) => [REPRESENTATION_WORDS[kind]],
  RepresentativeEnded: ({ why }) => [ENDED_WORDS[why]],
  CapacityJudged: ({ canSpeak }) => [canSpeak ? of('dat kan', 'they can') : of('dat kan niet', 'they cannot')],
  ReferralAnswered: ({ answer }) => [REFERRAL_ANSWER_WORDS[answer]],
  GoalProposed: ({ lifeArea, danger }) => [
    LIFE_AREA_WORDS[lifeArea],
    ...when(danger !== undefined, of('bij concreet gevaar', 'in concrete danger')),
  ],
  GoalAdopted: ({ dissent }) => when(dissent.length > 0, of('niet iedereen is het eens', 'with dissent')),
  PrioritySet: ({ concern }) => [LIFE_AREA_WORDS[concern.lifeArea]],
  DomainBoundByPriority: ({ concern }) => [whatGoesFirst(concern)],
  DeviationReported: ({ from, acute, readBecause = [] }) => [
    whatWasLeft(from),
    ...when(acute, of('bij acuut gevaar', 'in acute danger')),
    ...readBecause.map((why) => READ_BECAUSE_WORDS[why]),
  ],
  SecondReadingGiven: ({ finding }) => [FINDING_WORDS[finding]],
  ViewInvited: ({ on }) => [over(VIEWED_WORDS[on.kind])],
  ViewGiven: ({ on, stance, voice }) => [
    over(VIEWED_WORDS[on.kind]),
    STANCE_WORDS[stance],
    ...when(voice !== 'own', VOICE_WORDS[voice]),
  ],
}

function detailsOf(event: SeenEvent): readonly InWords[] {
  const details = DETAILS[event.type] as ((event: SeenEvent) => readonly InWords[]) | undefined
  return details?.(event) ?? []
}

const ENDED_WORDS = {
  withdrew: { nl: 'op eigen verzoek', en: 'withdrew' },
  ended: { nl: 'door een ander beëindigd', en: 'ended by another' },
  death: { nl: 'door overlijden', en: 'by death' },
} as const

const over = ({ nl, en }: InWords): InWords => ({ nl: `over ${nl}`, en: `on ${en}` })

const areas = (named: readonly LifeArea[]): InWords => ({
  nl: named.map((area) => LIFE_AREA_WORDS[area].nl).join(', '),
  en: named.map((area) => LIFE_AREA_WORDS[area].en).join(', '),
})

function whatGoesFirst({ domain, lifeArea }: Concern): InWords {
  const [law, area] = [DOMAIN_WORDS[domain], LIFE_AREA_WORDS[lifeArea]]
  return { nl: `${area.nl} (${law.nl})`, en: `${area.en} (${law.en})` }
}

function whatWasLeft(from: DeviatedFrom): InWords {
  if (from.kind === 'priority') return { nl: 'van een prioriteit van het plan', en: 'from a priority of the plan' }
  const step = `${from.protocol} v${String(from.version)}, ${from.step}`
  return from.rule === 'not-allowed'
    ? { nl: `van ${step}, waarvan niet mag worden afgeweken`, en: `from ${step}, which allows none` }
    : { nl: `van ${step}`, en: `from ${step}` }
}
