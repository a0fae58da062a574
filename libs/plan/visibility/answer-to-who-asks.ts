/**
 * The one text that answers who asks what is withheld from them (GDPR art. 15), whether nothing or something unsaid is: nobody words it, so that it
 * cannot differ. What they are told to be withheld stands beside it. The articles are named as we know them; a municipality confirms them.
 */
import { of, type InWords } from '../part.ts'

export const ANSWER_TO_WHO_ASKS: InWords = of(
  'U vroeg wat er voor u verborgen wordt gehouden. Een mens heeft uw vraag behandeld. Wat u mag weten staat hieronder, en op zijn plaats in het plan, met de ' +
    'grond erbij. Het kan zijn dat er niets anders voor u verborgen wordt gehouden, en het kan zijn dat er iets is dat wij u niet mogen zeggen, omdat het ' +
    'iemands veiligheid raakt of omdat een kind erom vroeg (AVG 15 lid 4 en 23; UAVG 41; Jeugdwet 7.3.10). Iedereen die dit vraagt krijgt daarom dit antwoord, ' +
    'woord voor woord. U kunt er niet uit afleiden dat er iets is, en ook niet dat er niets is. Bent u het er niet mee eens, dan kunt u het volgende doen.',
  'You asked what is withheld from you. A human has dealt with your question. What you may know stands below, and in its place in the plan, with the ground ' +
    'for it. It may be that nothing else is withheld from you, and it may be that there is something that we may not tell you, because it touches on ' +
    'someone’s safety or because a child asked for it (GDPR 15(4) and 23; UAVG 41; Jeugdwet 7.3.10). Everybody who asks this therefore gets this answer, ' +
    'word for word. You cannot conclude from it that there is something, nor that there is nothing. If you do not agree, you can do the following.',
)

export const REMEDIES = ['ask-again', 'rectification', 'objection', 'complaint', 'authority', 'court'] as const
export type Remedy = (typeof REMEDIES)[number]

export interface RemedyInWords {
  readonly remedy: Remedy
  readonly law: string
  /** Whether it is for the municipality itself, whose address the installation knows. */
  readonly isOfMunicipality: boolean
  readonly words: InWords
}

/** What anyone may do who does not agree: with the same words for everyone. */
export const WHAT_THEY_CAN_DO: readonly RemedyInWords[] = [
  {
    remedy: 'ask-again',
    law: 'AVG 15, 38(4)',
    isOfMunicipality: true,
    words: of(
      'Vraag het opnieuw, of vraag de functionaris gegevensbescherming om er nog eens naar te kijken.',
      'Ask again, or ask the privacy officer to look at it once more.',
    ),
  },
  {
    remedy: 'rectification',
    law: 'AVG 16',
    isOfMunicipality: true,
    words: of(
      'Vraag om verbetering van wat er over u in het plan staat en niet klopt.',
      'Ask for what stands in the plan about you and is not right to be corrected.',
    ),
  },
  {
    remedy: 'objection',
    law: 'UAVG 34; Awb 6:7, 7:1',
    isOfMunicipality: true,
    words: of(
      'Maak binnen zes weken bezwaar bij de gemeente tegen dit antwoord.',
      'Object to this answer with the municipality, within six weeks.',
    ),
  },
  {
    remedy: 'complaint',
    law: 'Awb 9:1',
    isOfMunicipality: true,
    words: of(
      'Dien een klacht in bij de gemeente over hoe u bent behandeld.',
      'Complain to the municipality about how you were treated.',
    ),
  },
  {
    remedy: 'authority',
    law: 'AVG 12(4), 77',
    isOfMunicipality: false,
    words: of(
      'Dien een klacht in bij de Autoriteit Persoonsgegevens, Postbus 93374, 2509 AJ Den Haag; autoriteitpersoonsgegevens.nl. Zij kan nagaan wat wij u niet zeggen.',
      'Complain to the Dutch data protection authority (Autoriteit Persoonsgegevens), Postbus 93374, 2509 AJ Den Haag; autoriteitpersoonsgegevens.nl. It can check what we do not tell you.',
    ),
  },
  {
    remedy: 'court',
    law: 'AVG 79; UAVG 34',
    isOfMunicipality: false,
    words: of(
      'Ga na het bezwaar in beroep bij de rechtbank. De rechter kan kennisnemen van wat wij u niet zeggen (Awb 8:29).',
      'After the objection, appeal to the court. The judge can take note of what we do not tell you (Awb 8:29).',
    ),
  },
]
