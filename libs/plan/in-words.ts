/** What each event says in plain words, Dutch and English. Nothing personal is in it: names and texts stay in the event. */
import type { DeviatedFrom } from './deviations.ts'
import type { PlanEvent } from './plan.ts'

export interface InWords {
  readonly nl: string
  readonly en: string
}

const DOMAIN_WORDS = {
  general: { nl: 'algemeen', en: 'general' },
  youth: { nl: 'jeugd', en: 'youth' },
  wmo: { nl: 'Wmo', en: 'social support' },
  participation: { nl: 'participatie', en: 'participation' },
} as const

const WORDS: Readonly<Record<PlanEvent['type'], InWords>> = {
  NeedReported: { nl: 'Er is een hulpvraag gemeld', en: 'A need was reported' },
  PlanOpened: { nl: 'Het plan is geopend', en: 'The plan was opened' },
  OwnPlanInvited: { nl: 'Het gezin is uitgenodigd zelf een plan te maken', en: 'The family was invited to write its own plan' },
  OwnPlanSubmitted: { nl: 'Het gezin heeft een eigen plan ingeleverd', en: 'The family handed in its own plan' },
  OwnPlanWaived: { nl: 'Het gezin ziet af van een eigen plan', en: 'The family waived its own plan' },
  ClientSupportOffered: { nl: 'Cliëntondersteuning is aangeboden', en: 'Client support was offered' },
  MembershipRequested: { nl: 'Voor iemand is gevraagd om bij het plan te horen', en: 'Someone was asked to be a member' },
  BsnRecorded: { nl: 'Het burgerservicenummer van iemand is vastgelegd', en: 'A citizen service number was recorded' },
  MemberJoined: { nl: 'Iemand hoort nu bij het plan', en: 'Someone became a member' },
  MembershipRefused: { nl: 'Iemand kon niet bij het plan komen', en: 'Someone could not become a member' },
  MemberLeft: { nl: 'Iemand hoort niet meer bij het gezin', en: 'A member left the family' },
  ChildExpected: { nl: 'Er is een kind op komst', en: 'A child is expected' },
  ChildBorn: { nl: 'Er is een kind geboren', en: 'A child was born' },
  MemberDied: { nl: 'Een gezinslid is overleden', en: 'A member died' },
  AddressSecrecySet: { nl: 'De geheimhouding van een adres is gewijzigd', en: 'The secrecy of an address was set' },
  CoordinatorAppointed: { nl: 'Er is een regisseur', en: 'A coordinator was appointed' },
  DeputyAppointed: { nl: 'Er is een vervanger van de regisseur', en: 'A deputy was appointed' },
  DeputyEnded: { nl: 'Een vervanger is gestopt', en: 'A deputy ended' },
  HandoverProposed: { nl: 'De overdracht van de regie is voorgesteld', en: 'A handover was proposed' },
  HandoverSupplemented: { nl: 'Het overdrachtsdocument is aangevuld', en: 'The handover document was supplemented' },
  HandoverConversationHeld: { nl: 'De overdracht is met het gezin besproken', en: 'The handover was talked through with the family' },
  HandoverAccepted: { nl: 'De overdracht is aanvaard: er is een andere regisseur', en: 'The handover was accepted: another coordinator' },
  HandoverDeclined: { nl: 'De overdracht is geweigerd', en: 'The handover was declined' },
  HandoverWithdrawn: { nl: 'De overdracht is ingetrokken', en: 'The handover was withdrawn' },
  CoordinatorReplaced: { nl: 'De regisseur is vervangen, zonder overdracht in persoon', en: 'The coordinator was replaced, not handed over in person' },
  OtherCoordinatorRequested: { nl: 'Er is om een andere regisseur gevraagd', en: 'Another coordinator was requested' },
  OtherCoordinatorAnswered: { nl: 'De vraag om een andere regisseur is beantwoord', en: 'The request for another coordinator was answered' },
  ProfessionalJoined: { nl: 'Een professional werkt mee', en: 'A professional joined the care team' },
  ProfessionalLeft: { nl: 'Een professional werkt niet meer mee', en: 'A professional left the care team' },
  RepresentativeAppointed: { nl: 'Iemand is zaakwaarnemer', en: 'A representative was appointed' },
  RepresentativeEnded: { nl: 'Een vertegenwoordiging is geëindigd', en: 'A representation ended' },
  CapacityJudged: { nl: 'Er is beoordeeld of iemand voor zichzelf kan spreken', en: 'It was judged whether someone can speak for themselves' },
  ViewInvited: { nl: 'Iemand is om een mening gevraagd', en: 'Someone was invited to give their view' },
  ViewGiven: { nl: 'Iemand heeft een mening gegeven', en: 'Someone gave their view' },
  GoalProposed: { nl: 'Een doel is voorgesteld', en: 'A goal was proposed' },
  GoalRevised: { nl: 'Een doel is herzien', en: 'A goal was revised' },
  AdoptionExceptionReasoned: { nl: 'Er zijn redenen gegeven om een doel vast te stellen zonder iemand te horen', en: 'Reasons were given to adopt a goal without hearing someone' },
  AdoptionExceptionRead: { nl: 'Een tweede lezer heeft die redenen gelezen', en: 'A second reader read those reasons' },
  GoalAdopted: { nl: 'Een doel is vastgesteld', en: 'A goal was adopted' },
  GoalEvaluated: { nl: 'Een doel is geëvalueerd', en: 'A goal was evaluated' },
  GoalDropped: { nl: 'Een doel is losgelaten', en: 'A goal was dropped' },
  ActionPlanned: { nl: 'Een actie is afgesproken', en: 'An action was planned' },
  ActionAccepted: { nl: 'Een actie is aanvaard', en: 'An action was accepted' },
  ActionDone: { nl: 'Een actie is gedaan', en: 'An action was done' },
  ActionStalled: { nl: 'Een actie stokt', en: 'An action stalled' },
  ActionDropped: { nl: 'Een actie is losgelaten', en: 'An action was dropped' },
  PrioritySet: { nl: 'Er is een prioriteit gesteld', en: 'A priority was set' },
  PriorityReasoned: { nl: 'Een prioriteit is toegelicht', en: 'A priority was reasoned' },
  PriorityLifted: { nl: 'Een prioriteit is opgeheven', en: 'A priority was lifted' },
  PriorityLiftReasoned: { nl: 'Toegelicht is waarom een prioriteit is opgeheven', en: 'Why a priority was lifted was reasoned' },
  DeviationReported: { nl: 'Er is afgeweken', en: 'A deviation was reported' },
  DeviationAccountedFor: { nl: 'Een afwijking is verantwoord', en: 'A deviation was accounted for' },
  ReaderDrawn: { nl: 'Een tweede lezer is geloot', en: 'A second reader was drawn' },
  ReaderRecused: { nl: 'Een tweede lezer trok zich terug', en: 'A second reader stood aside' },
  SecondReadingGiven: { nl: 'De tweede lezing is gegeven', en: 'The second reading was given' },
  ReaderAnswered: { nl: 'De vraag van de tweede lezer is beantwoord', en: 'The second reader was answered' },
  DeviationEvaluated: { nl: 'Een afwijking is geëvalueerd', en: 'A deviation was evaluated' },
}

/** One sentence each; the law it was done under behind it, and what was left for a deviation. */
export function inWords(event: PlanEvent): InWords {
  const said = WORDS[event.type]
  const domain = event.domain === 'general' ? undefined : DOMAIN_WORDS[event.domain]
  const more = detailOf(event)
  const tail = (language: keyof InWords) => [domain?.[language], more?.[language]].filter((part) => part !== undefined)
  const full = (language: keyof InWords) =>
    tail(language).length === 0 ? said[language] : `${said[language]} (${tail(language).join('; ')})`
  return { nl: full('nl'), en: full('en') }
}

/** What is not personal and tells one event from another of its kind. */
function detailOf(event: PlanEvent): InWords | undefined {
  if (event.type === 'SecondReadingGiven') return FINDING_WORDS[event.finding]
  if (event.type === 'DeviationEvaluated') return OUTCOME_WORDS[event.outcome]
  if (event.type === 'ViewGiven') return STANCE_WORDS[event.stance]
  return event.type === 'DeviationReported' ? leftOf(event.from) : undefined
}

function leftOf(from: DeviatedFrom): InWords {
  if (from.kind === 'priority') return { nl: 'van een prioriteit van het plan', en: 'from a priority of the plan' }
  const step = `${from.protocol} v${String(from.version)}, ${from.step}`
  return from.rule === 'not-allowed'
    ? { nl: `van ${step}, waarvan niet mag worden afgeweken`, en: `from ${step}, which allows none` }
    : { nl: `van ${step}`, en: `from ${step}` }
}

const FINDING_WORDS = {
  supports: { nl: 'steunt', en: 'supports' },
  'supports-with-conditions': { nl: 'steunt onder voorwaarden', en: 'supports with conditions' },
  objects: { nl: 'heeft bezwaar', en: 'objects' },
  asks: { nl: 'stelt een vraag', en: 'asks' },
} as const

const OUTCOME_WORDS = {
  worked: { nl: 'het werkte', en: 'it worked' },
  'did-not-work': { nl: 'het werkte niet', en: 'it did not work' },
  unclear: { nl: 'onduidelijk', en: 'unclear' },
} as const

const STANCE_WORDS = {
  agrees: { nl: 'eens', en: 'agrees' },
  disagrees: { nl: 'oneens', en: 'disagrees' },
  'has-doubts': { nl: 'twijfelt', en: 'has doubts' },
  'no-opinion': { nl: 'geen mening', en: 'no opinion' },
} as const
