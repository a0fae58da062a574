/** Where something stands in a plan, said so that people recognise it: parts and fields by name, items by the beginning of their id. */
import { of, type InWords } from '../part.ts'
import { CORRECTIONS } from './correction-labels.ts'
import { OF_SUPPORT, PEOPLE } from './people.ts'

/** Lists and records whose items are many: one item's name, and theirs together. */
const ITEMS: Readonly<Record<string, { readonly one: InWords; readonly all: InWords }>> = {
  parts: { one: of('deel', 'part'), all: of('delen', 'parts') },
  clientSupport: {
    one: of('aanbod van cliëntondersteuning', 'offer of client support'),
    all: of('cliëntondersteuning', 'client support'),
  },
  ...PEOPLE,
  deputies: { one: of('vervanger', 'deputy'), all: of('vervangers', 'deputies') },
  handovers: { one: of('overdracht', 'handover'), all: of('overdrachten', 'handovers') },
  coordinatorRequests: {
    one: of('vraag om een andere regisseur', 'request for another coordinator'),
    all: of('vragen om een andere regisseur', 'requests for another coordinator'),
  },
  permissions: { one: of('toestemming', 'permission'), all: of('toestemmingen', 'permissions') },
  sharings: { one: of('gedeeld', 'sharing'), all: of('wat is gedeeld', 'what was shared') },
  missing: { one: of('ontbreekt', 'missing'), all: of('ontbreekt', 'missing') },
  breakGlassUses: {
    one: of('gebruik van noodtoegang', 'use of break-glass access'),
    all: of('gebruik van noodtoegang', 'uses of break-glass access'),
  },
  communicationNeeds: {
    one: of('hoe iemand te bereiken is', 'how to reach someone'),
    all: of('hoe mensen te bereiken zijn', 'how to reach people'),
  },
  closings: { one: of('afsluiting', 'closing'), all: of('afsluitingen', 'closings') },
  endings: { one: of('beëindiging van hulp', 'ending of help'), all: of('beëindigingen van hulp', 'endings of help') },
  ...CORRECTIONS,
  referrals: { one: of('verwijzing', 'referral'), all: of('verwijzingen', 'referrals') },
  questions: { one: of('vraag', 'question'), all: of('vragen', 'questions') },
  goals: { one: of('doel', 'goal'), all: of('doelen', 'goals') },
  actions: { one: of('actie', 'action'), all: of('acties', 'actions') },
  priorities: { one: of('prioriteit', 'priority'), all: of('prioriteiten', 'priorities') },
  deviations: { one: of('afwijking', 'deviation'), all: of('afwijkingen', 'deviations') },
  withholdings: {
    one: of('verborgen gehouden', 'withheld'),
    all: of('wat verborgen wordt gehouden', 'what is withheld'),
  },
  withheldRequests: {
    one: of('vraag wat verborgen is', 'question what is withheld'),
    all: of('vragen wat verborgen is', 'questions what is withheld'),
  },
  places: { one: of('verborgen voor u', 'withheld from you'), all: of('verborgen voor u', 'withheld from you') },
  invitations: { one: of('uitnodiging', 'invitation'), all: of('uitnodigingen', 'invitations') },
  items: { one: of('onderdeel', 'item'), all: of('onderdelen', 'items') },
  views: { one: of('mening', 'view'), all: of('meningen', 'views') },
  conditions: { one: of('voorwaarde', 'condition'), all: of('voorwaarden', 'conditions') },
  passedBy: {
    one: of('lezer die niet op tijd las', 'reader who did not read in time'),
    all: of('niet op tijd gelezen', 'not read in time'),
  },
  familyEvaluations: {
    one: of('evaluatie van het gezin', 'evaluation by the family'),
    all: of('evaluaties van het gezin', 'evaluations by the family'),
  },
  readings: { one: of('lezing', 'reading'), all: of('lezingen', 'readings') },
  recused: { one: of('lezer die zich terugtrok', 'reader who stood aside'), all: of('teruggetrokken', 'stood aside') },
  answers: { one: of('antwoord aan de lezer', 'answer to the reader'), all: of('antwoorden aan de lezer', 'answers') },
  alternatives: { one: of('alternatief', 'alternative'), all: of('alternatieven', 'alternatives') },
  speakersInvited: {
    one: of('keren uitgenodigd wie voor iemand spreekt,', 'times who speaks for someone was invited,'),
    all: of('wie voor iemand spreekt uitgenodigd', 'speakers invited'),
  },
  invited: { one: of('keren uitgenodigd,', 'times invited,'), all: of('keren uitgenodigd', 'times invited') },
  heard: { one: of('hoe gehoord,', 'how heard,'), all: of('hoe gehoord', 'how heard') },
  dissent: { one: of('oneens', 'dissent'), all: of('oneens', 'dissent') },
  notHeard: { one: of('niet gehoord', 'not heard'), all: of('niet gehoord', 'not heard') },
  about: { one: of('betreft', 'about'), all: of('betreft', 'about') },
  over: { one: of('gaat voor op', 'goes before'), all: of('gaat voor op', 'goes before') },
  lifeAreas: { one: of('leefgebied', 'life area'), all: of('leefgebieden', 'life areas') },
  readBecause: {
    one: of('reden voor een tweede lezer', 'reason for a second reader'),
    all: of('redenen voor een tweede lezer', 'reasons for a second reader'),
  },
}

const FIELDS: Readonly<Record<string, InWords>> = {
  ...OF_SUPPORT,
  accepted: of('aangenomen', 'accepted'),
  granted: of('ingewilligd', 'granted'),
  refused: of('afgewezen', 'refused'),
  account: of('verantwoording', 'account'),
  activity: of('verwerkingsactiviteit', 'processing activity'),
  scope: of('waarvoor', 'for what'),
  narrowed: of('beperkt tot minder', 'narrowed'),
  acute: of('acuut gevaar', 'acute danger'),
  addressIsSecret: of('geheim adres', 'secret address'),
  adopted: of('vaststelling', 'adoption'),
  addressee: of('wie antwoordt', 'who answers'),
  afterLeaving: of('na vertrek gegeven', 'given after leaving'),
  ageBand: of('leeftijd vastgesteld', 'age established'),
  ageEstablishedBy: of('vastgesteld door', 'established by'),
  answer: of('antwoord', 'answer'),
  answered: of('beantwoord', 'answered'),
  article: of('artikel', 'article'),
  as: of('als', 'as'),
  asked: of('gevraagd', 'asked'),
  finds: of('vindt', 'finds'),
  lessonCleared: of('les zonder personen', 'lesson without people'),
  met: of('vervuld', 'met'),
  noReaderSince: of('zonder lezer sinds', 'without a reader since'),
  familyInvitedAt: of('gezin gevraagd op', 'family invited at'),
  objection: of('bezwaar van de tweede lezer', 'objection of the second reader'),
  says: of('zegt', 'says'),
  settlement: of('beslissing', 'settlement'),
  at: of('op', 'at'),
  basedOn: of('gezien tot en met revisie', 'seen up to revision'),
  because: of('reden', 'because'),
  behind: of('na', 'behind'),
  birthDate: of('geboortedatum', 'birth date'),
  bsn: of('burgerservicenummer', 'citizen service number'),
  by: of('door', 'by'),
  cameIn: of('binnengekomen op', 'came in on'),
  complaintUntil: of('als klacht af te handelen tot en met', 'if a complaint, dealt with until'),
  changes: of('wat verandert', 'what changes'),
  canSpeak: of('kan zelf spreken', 'can speak for themselves'),
  closed: of('afgesloten', 'closed'),
  concern: of('zorg', 'concern'),
  confirmed: of('bevestigd', 'confirmed'),
  confirmedAt: of('bevestigd op', 'confirmed at'),
  conflictOfInterest: of('belangenconflict', 'conflict of interest'),
  consulted: of('geraadpleegd', 'consulted'),
  contest: of('bestreden', 'contested'),
  contestUntil: of('te bestrijden tot', 'may be contested until'),
  coordinator: of('regisseur', 'coordinator'),
  corrected: of('gecorrigeerd', 'corrected'),
  danger: of('concreet gevaar', 'concrete danger'),
  date: of('datum', 'date'),
  delivered: of('bezorgd', 'delivered'),
  denied: of('nee gezegd', 'denied'),
  departure: of('vertrek', 'departure'),
  different: of('wat hier anders is', 'what is different here'),
  document: of('overdrachtsdocument', 'handover document'),
  domain: of('domein', 'domain'),
  domains: of('domeinen', 'domains'),
  doneByDate: of('klaar op', 'done by'),
  drawnAt: of('geloot op', 'drawn at'),
  due: of('wat volgen moet', 'what must follow'),
  dueAt: of('uiterlijk', 'due at'),
  easyLanguage: of('eenvoudige taal', 'easy language'),
  ended: of('einde', 'end'),
  evaluation: of('evaluatie', 'evaluation'),
  firstTo: of('eerst voor', 'first to'),
  notHeardBecause: of('niet gehoord omdat', 'not heard because'),
  on: of('over', 'on'),
  event: of('gebeurtenis', 'event'),
  exception: of('uitzondering', 'exception'),
  excluded: of('uitgesloten van de loting', 'excluded from the draw'),
  expectation: of('verwachting', 'expectation'),
  expectedEffect: of('verwacht effect', 'expected effect'),
  expectedOn: of('verwacht op', 'expected on'),
  familyNotHeardBecause: of('waarom het gezin niet gehoord is', 'why the family was not heard'),
  familyView: of('wat het gezin vindt', "the family's view"),
  finding: of('bevinding', 'finding'),
  from: of('vanaf', 'from'),
  given: of('gegeven', 'given'),
  goal: of('doel', 'goal'),
  ground: of('grond', 'ground'),
  happenedAt: of('gebeurd op', 'happened at'),
  how: of('hoe', 'how'),
  hearing: of('horen', 'hearing'),
  id: of('id', 'id'),
  ignoresNeeds: of('zonder wat iemand nodig heeft', 'without what someone needs'),
  inAnotherPlanBecause: of('ook in een ander plan omdat', 'also in another plan because'),
  inForce: of('geldt', 'in force'),
  insteadDone: of('wat in plaats daarvan is gedaan', 'what was done instead'),
  interestOfTheChild: of('belang van het kind', 'interest of the child'),
  interpreter: of('tolk', 'interpreter'),
  involvement: of('betrokkenheid', 'involvement'),
  isVerified: of('bevoegdheid aangetoond', 'representation proven'),
  joined: of('toegetreden', 'joined'),
  justified: of('verantwoord', 'justified'),
  kind: of('soort', 'kind'),
  language: of('taal', 'language'),
  last: of('laatst', 'last'),
  leads: of('leidend', 'leading'),
  left: of('vertrokken', 'left'),
  leftBecause: of('vertrokken omdat', 'left because'),
  leftOn: of('vertrokken op', 'left on'),
  leftOpen: of('open gelaten', 'left open'),
  legitimacy: of('rechtmatigheid', 'legitimacy'),
  lesson: of('les', 'lesson'),
  lifeArea: of('leefgebied', 'life area'),
  lifted: of('opgeheven', 'lifted'),
  liftedBecause: of('opgeheven omdat', 'lifted because'),
  limits: of('alles over', 'all about'),
  made: of('gesteld', 'made'),
  mode: of('gezegd of stil', 'told or silent'),
  name: of('naam', 'name'),
  necessity: of('waarvoor het nodig is', 'what it is needed for'),
  notHandedOverInPerson: of('niet in persoon overgedragen', 'not handed over in person'),
  notTalkedThroughBecause: of('niet besproken met het gezin omdat', 'not talked through because'),
  number: of('nummer', 'number'),
  of: of('van', 'of'),
  opened: of('geopend', 'opened'),
  opens: of('laat zien', 'opens'),
  organisation: of('organisatie (OIN)', 'organisation (OIN)'),
  outcome: of('uitkomst', 'outcome'),
  ownPlan: of('eigen plan van het gezin', "the family's own plan"),
  owner: of('eigenaar', 'owner'),
  participation: of('participatie', 'participation'),
  person: of('persoon', 'person'),
  pool: of('versie van de lezerspool', 'version of the pool'),
  preference: of('voorkeur van het gezin', "the family's preference"),
  priority: of('prioriteit', 'priority'),
  professional: of('professional', 'professional'),
  proof: of('bewijs van bevoegdheid', 'proof of representation'),
  proposed: of('voorgesteld', 'proposed'),
  protocol: of('protocol', 'protocol'),
  raised: of('ingebracht', 'raised'),
  reader: of('lezer', 'reader'),
  reading: of('lezing', 'reading'),
  reason: of('reden', 'reason'),
  recorded: of('vastgelegd', 'recorded'),
  reference: of('kenmerk', 'reference'),
  reopened: of('heropend', 'opened again'),
  reopenUntil: of('te heropenen tot', 'may be opened again until'),
  reported: of('gemeld', 'reported'),
  reportedBy: of('gemeld door', 'reported by'),
  representative: of('zaakwaarnemer', 'representative'),
  represents: of('vertegenwoordigt', 'represents'),
  request: of('nieuwe aanmelding', 'new request'),
  resumed: of('hulp toch gehouden', 'help kept after all'),
  return: of('rendement', 'return'),
  review: of('toetsing', 'review'),
  reviewDate: of('evaluatiedatum', 'review date'),
  reviewed: of('opnieuw bekeken', 'reviewed'),
  rule: of('regel', 'rule'),
  safety: of('veiligheid', 'safety'),
  saidBy: of('wiens woord', 'whose word'),
  seed: of('lotingsgetal', 'seed'),
  sensitivities: of('gevoeligheden', 'sensitivities'),
  set: of('gesteld', 'set'),
  sight: of('zien', 'sight'),
  silent: of('de rest van het gezin weet het niet', 'the rest of the family is not told'),
  since: of('sinds', 'since'),
  situation: of('situatie', 'situation'),
  stated: of('vastgelegd', 'stated'),
  stance: of('standpunt', 'stance'),
  state: of('staat', 'state'),
  step: of('stap', 'step'),
  talkedThrough: of('besproken met het gezin', 'talked through'),
  team: of('team', 'team'),
  to: of('aan', 'to'),
  undone: of('teruggedraaid', 'undone'),
  until: of('tot', 'until'),
  unverified: of('niet aangetoond bevoegd', 'unverified'),
  upheld: of('blijft staan', 'upheld'),
  used: of('gebruikt', 'used'),
  version: of('versie', 'version'),
  view: of('mening', 'view'),
  voice: of('stem', 'voice'),
  waived: of('afgezien', 'waived'),
  waivedBecause: of('afgezien omdat', 'waived because'),
  weighing: of('weging', 'weighing'),
  what: of('wat', 'what'),
  wish: of('wens', 'wish'),
  withdrawn: of('ingetrokken', 'withdrawn'),
  withheld: of('verborgen', 'withheld'),
  wmo: of('Wmo', 'social support'),
  words: of('woorden', 'words'),
  youth: of('jeugd', 'youth'),
}

/** Where a name means something else than elsewhere. */
const FIELDS_OF: Readonly<Record<string, Readonly<Record<string, InWords>>>> = {
  deviations: { from: of('waarvan', 'from') },
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** An id as people can compare it: its beginning. Other texts stay as they are. */
export const shortened = (id: string): string => (UUID.test(id) ? id.slice(0, 8) : id)

/** Whether a field has a name here; one that a newer plan has and we do not know goes by its own. */
export const isNamed = (field: string): boolean => Object.hasOwn(FIELDS, field) || Object.hasOwn(ITEMS, field)

/** What a field is called. @param part the part of the plan it stands in, as `goals` */
export function fieldInWords(field: string, part?: string): InWords {
  const here = part !== undefined && Object.hasOwn(FIELDS_OF, part) ? FIELDS_OF[part]?.[field] : undefined
  if (here !== undefined) return here
  if (Object.hasOwn(FIELDS, field)) return FIELDS[field] ?? of(field, field)
  return (Object.hasOwn(ITEMS, field) ? ITEMS[field]?.all : undefined) ?? of(field, field)
}

/** What one of many is called; undefined where a field does not hold many. */
export const itemInWords = (field: string): InWords | undefined =>
  Object.hasOwn(ITEMS, field) ? ITEMS[field]?.one : undefined

/** @param path of a Change, as `/goals/{id}/views/{id}/stance` */
export function placeInWords(path: string): InWords {
  const steps = path.split('/').slice(1).map(unescaped)
  const places: InWords[] = []
  for (let at = 0; at < steps.length; at += 1) {
    const step = steps[at] ?? ''
    const item = itemInWords(step)
    const which = steps[at + 1]
    if (item === undefined || which === undefined) {
      places.push(fieldInWords(shortened(step), steps[0]))
      continue
    }
    const said = /^\d+$/.test(which) ? String(Number(which) + 1) : shortened(which)
    places.push(of(`${item.nl} ${said}`, `${item.en} ${said}`))
    at += 1
  }
  return of(places.map(({ nl }) => nl).join(', '), places.map(({ en }) => en).join(', '))
}

const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~')
