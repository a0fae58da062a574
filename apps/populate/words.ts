/** What people in the made-up municipality say and write, in their own language. Chosen by how a family lives: who is lonely gets another goal than who is not. */
import type { LegalDomain } from '../../libs/deciding/domains.ts'
import type { LifeArea } from '../../libs/plan/opening/life-areas.ts'
import type { Family } from './family.ts'

export interface GoalWords {
  readonly lifeArea: LifeArea
  readonly words: string
  /** What someone of the family does for it, and what a professional does. */
  readonly byFamily: string
  readonly byProfessional: string
}

const goal = (lifeArea: LifeArea, words: string, byFamily: string, byProfessional: string): GoalWords => ({
  lifeArea,
  words,
  byFamily,
  byProfessional,
})

const LESS_LONELY = goal(
  'social-network',
  'Elke week iemand zien die niet betaald wordt om te komen',
  'Op zondag samen eten',
  'Een maatje zoeken via het buurthuis',
)
const LIFE_WORTH_LIVING = goal(
  'time-use',
  'Weer iets hebben om voor op te staan, en zelf bepalen wat',
  'Samen een plek zoeken waar het fijn is',
  'Twee keer per week langskomen om plannen te maken',
)
const STILL_ALONE = goal(
  'housing',
  'Alles zelf blijven doen, ook nu traplopen zwaarder wordt',
  'De zolder leeghalen',
  'Een tweede leuning en een lift laten plaatsen',
)

const GOALS: Readonly<Record<LegalDomain, readonly GoalWords[]>> = {
  youth: [
    goal(
      'domestic-relations',
      'Ruzie thuis eindigt zonder schreeuwen',
      'Een time-out afspreken',
      'Gezinsgesprekken leiden',
    ),
    goal(
      'work-and-education',
      'Elke dag naar school, ook op maandag',
      'Samen naar school fietsen',
      'Overleg met de mentor',
    ),
    goal('mental-health', 'Slapen zonder nachtmerries', 'Een vast ritueel voor het slapen', 'Speltherapie geven'),
    goal(
      'social-network',
      'Eén vriend of vriendin om mee te spelen',
      'Een logeerpartij houden',
      'Een sportclub zoeken',
    ),
  ],
  wmo: [
    goal(
      'instrumental-adl',
      'Een huis dat schoon genoeg is om bezoek te krijgen',
      'De was doen',
      'Hulp bij het huishouden',
    ),
    goal('basic-adl', 'Zelf opstaan en aankleden', 'Kleren klaarleggen', 'Begeleiding in de ochtend'),
    goal(
      'physical-health',
      'Veilig naar buiten kunnen',
      'Samen een rondje lopen',
      'Een scootmobiel aanvragen en oefenen',
    ),
    goal('mental-health', 'De dag doorkomen zonder paniek', 'Elke avond bellen', 'Individuele begeleiding geven'),
  ],
  participation: [
    goal('finances', 'Aan het eind van de maand geen rood staan', 'De post samen openen', 'Budgetgesprekken voeren'),
    goal(
      'work-and-education',
      'Een baan van twintig uur die blijft',
      'Oppassen tijdens de cursus',
      'Een werkplek met jobcoach zoeken',
    ),
    goal('participation-in-society', 'Vrijwilligerswerk dat past', 'Mee gaan kijken', 'Een proefplaatsing regelen'),
    goal('finances', 'Een schuldregeling die we volhouden', 'De map met brieven ordenen', 'Schuldeisers aanschrijven'),
  ],
}

/** The goals a law may have for this family, what weighs most first. */
export function goalsFor({ isVeryLonely, doesAllSevenAlone, members }: Family, law: LegalDomain): readonly GoalWords[] {
  const hasDeprived = members.some(({ isDeprived }) => isDeprived)
  const usual = GOALS[law].filter(({ lifeArea }) => !doesAllSevenAlone || !lifeArea.endsWith('adl'))
  return [
    ...(isVeryLonely ? [LESS_LONELY] : []),
    ...(doesAllSevenAlone && law === 'wmo' ? [STILL_ALONE] : []),
    ...(hasDeprived && law !== 'youth' ? [LIFE_WORTH_LIVING] : []),
    ...usual,
  ]
}

export const OWN_PLANS: Readonly<Record<LegalDomain, { readonly withHelp: string; readonly alone: string }>> = {
  youth: {
    withHelp: 'Opa en oma vangen de kinderen op woensdag op. Wij willen zelf leren grenzen stellen.',
    alone: 'Wij weten niemand die kan helpen. Wij willen iemand die met ons meedenkt, niet over ons beslist.',
  },
  wmo: {
    withHelp: 'Mijn dochter doet de boodschappen. De rest wil ik zo lang mogelijk zelf blijven doen.',
    alone: 'Ik heb niemand meer om te vragen. Ik wil thuis blijven wonen, met hulp die op tijd komt.',
  },
  participation: {
    withHelp: 'Mijn broer helpt met de papieren. Ik wil werken, maar niet meer dan mijn rug aankan.',
    alone: 'Ik doe het alleen. Eerst rust in de schulden, dan pas solliciteren.',
  },
}

export interface DeviationWords {
  readonly insteadDone: string
  readonly situation: string
  readonly different: string
}

const deviation = (insteadDone: string, situation: string, different: string): DeviationWords => ({
  insteadDone,
  situation,
  different,
})

export const DEVIATIONS: Readonly<Record<LegalDomain, readonly DeviationWords[]>> = {
  youth: [
    deviation(
      'Eerst drie keer samen gewandeld, daarna pas gesproken',
      'Het kind praat niet met volwassenen in een kamer',
      'Vertrouwen is hier de enige ingang',
    ),
    deviation(
      'Het signaal eerst met het gezin besproken en twee dagen later gedeeld',
      'De ouders kwamen er zelf mee',
      'Meteen melden had beloond wie zwijgt',
    ),
  ],
  wmo: [
    deviation(
      'Meteen hulp bij het huishouden ingezet',
      'De mantelzorger is zelf opgenomen',
      'Het netwerk is er, maar is op',
    ),
    deviation(
      'Het gesprek in de kerk gevoerd',
      'Thuis luistert de zoon mee over wie ze het wil hebben',
      'Alleen daar spreekt ze vrij',
    ),
  ],
  participation: [
    deviation(
      'De zoektijd overgeslagen en de uitkering meteen toegekend',
      'Er dreigt ontruiming',
      'Vier weken wachten kost het huis',
    ),
    deviation(
      'Geen maatregel opgelegd maar een afspraak gemaakt',
      'Het verzuim komt door een crisis thuis',
      'Korten raakt hier de kinderen',
    ),
  ],
}

export const ACCOUNT = {
  legitimacy: 'De wet vraagt maatwerk; het doel van de stap wordt zo beter gehaald dan met de letter',
  involvement: 'Het gezin heeft meegedacht en blijft in gesprek',
  return: 'Minder hulp later, en vertrouwen dat blijft',
  interestOfTheChild: 'Rust en iemand die niet weggaat',
  alternatives: ['De stap volgen en nazorg bieden', 'Een collega vragen het over te nemen'],
  consulted: 'Gedragswetenschapper en aandachtsfunctionaris',
  familyView: 'Het gezin vindt dit beter',
  familyNotHeardBecause: 'Het gezin was in deze week niet bereikbaar; het gesprek staat gepland',
  expectedEffect: 'Binnen drie maanden weer gewoon volgens het protocol',
} as const

export const READINGS = {
  supports: 'Zorgvuldig gewogen en goed beschreven',
  'supports-with-conditions': 'Ik steun dit als er binnen een maand opnieuw met het gezin is gesproken',
  objects: 'Het alternatief is te vlug terzijde geschoven',
  asks: 'Is het kind zelf gehoord, en wat zei het?',
} as const

export const LESSONS = [
  'De stap gaat uit van een gezin dat kan wachten; dat is er niet altijd',
  'Eerst bespreken en dan melden werkte: zet het als mogelijkheid in het protocol',
  'Vraag bij deze stap altijd of het netwerk het nog kan dragen',
] as const
