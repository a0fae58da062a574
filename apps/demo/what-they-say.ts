/** The words of the people in the story, in Dutch as they would write them. The story's requests carry them; its checks look for them where they must not be. */

/** Words of youth care: whoever works for another law must come upon none of these. */
export const OF_YOUTH = {
  goal: 'Sam gaat elke dag naar school en slaapt zonder nachtmerries',
  childOnGoal: 'Ik wil dat iemand luistert zonder meteen iets te regelen',
  parentOnGoal: 'Als het Sam helpt, ben ik voor',
  action: 'Elke woensdag wandelen met Sam',
  insteadDone: 'Het vermoeden van fraude niet gemeld maar eerst het vertrouwen van Sam bewaard',
  situation: 'Sam vertelde in vertrouwen dat er thuis zwart wordt gewerkt',
  childOnDeviation: 'Als jij het doorvertelt praat ik nooit meer met iemand',
  parentOnDeviation: 'Ik schaam me, maar Sam heeft haar nodig; ik meld me zelf',
  reading: 'Goed gewogen. Voorwaarde: binnen een maand met de ouder over zelf melden spreken',
  condition: 'Binnen een maand met de ouder over zelf melden spreken',
  outcome: 'Petra heeft zelf gemeld; Sam bleef komen en gaat weer naar school',
  lesson: 'Eerst het vertrouwen, dan de melding: wie zelf mag melden, meldt',
} as const

/** Words of participation: why the priority goes first. */
export const OF_PARTICIPATION = {
  priority: 'Er zijn aanwijzingen voor verzwegen inkomsten; terugvordering eerst',
} as const

const WITHHELD = {
  home: 'Thuis is het niet veilig voor Lotte als haar vader gedronken heeft',
  school: 'Lotte maakt haar huiswerk bij oma',
  hers: 'Niet tegen papa zeggen',
  reason: 'Lotte loopt gevaar als haar vader dit leest',
  fled: 'Zij zit met Lotte in de opvang',
} as const

/** What is said in Lotte's family; what is withheld from her father must reach him in no answer. */
export const OF_LOTTE = {
  ...WITHHELD,
  withheld: WITHHELD,
  waived: 'Wij praten liever',
  known: 'Lotte gaat elke dag naar school',
  released: 'Lotte wil dat hij dit weet',
} as const

/** What is said in Imran's family, each for those who need to know it. */
export const OF_IMRAN = {
  waived: 'Liever meteen aan de slag',
  goal: 'Imran durft weer te slapen; hij vertelt waarvan hij wakker ligt',
  action: 'Elke week een gesprek met de mentor',
  shared: 'Wie hem ’s ochtends opvangt als hij slecht sliep',
  necessity: 'De mentor begint de dag met hem en moet weten wie dat is',
  referred: 'Een vast moment met iemand die hij kent',
  how: 'Zij zei het zelf, aan de keukentafel',
  emergency: 'Imran is niet thuis en zijn moeder neemt niet op',
  reviewed: 'Met Saar doorgenomen: zij kon niet wachten',
  coached: 'Ik ben weggelopen bij mijn baas omdat hij me lastigviel',
} as const

export const PERMITTED = 'Amina vroeg het, en het mag'

export const OWN_PLAN = [
  { domain: 'youth', words: 'Sam wil één vast iemand. Oma vangt op woensdag op.' },
  { domain: 'participation', words: 'Petra wil werken zodra er rust is.' },
] as const

/** A first account, as it is written in a hurry. */
export const HURRIED_ACCOUNT = {
  different: 'Sam praat voor het eerst met iemand',
  weighing: { legitimacy: 'De Jeugdwet vraagt hulp die aansluit bij het kind' },
} as const

/** What the hurried account leaves out. */
export const MISSING = [
  'weighing/involvement',
  'weighing/return',
  'weighing/interestOfTheChild',
  'alternatives',
  'consulted',
  'familyView',
  'expectedEffect',
  'reviewDate',
] as const

export const fullAccount = (reviewDate: string) => ({
  ...HURRIED_ACCOUNT,
  weighing: {
    ...HURRIED_ACCOUNT.weighing,
    involvement: 'Sam en Petra blijven aan tafel; melden zou beiden wegjagen',
    return: 'Een kind dat hulp houdt, en een ouder die zelf meldt, kosten de samenleving minder',
    interestOfTheChild: 'Sam is slachtoffer, geen bron',
  },
  alternatives: ['Meteen melden en nazorg bieden', 'Een collega laten melden'],
  consulted: 'De aandachtsfunctionaris en de gedragswetenschapper',
  familyView: 'Petra en Sam willen dit allebei; hun eigen woorden staan erbij',
  expectedEffect: 'Binnen drie maanden meldt Petra zelf, en gaat Sam weer naar school',
  reviewDate,
})
