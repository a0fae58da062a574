/** The protocols of the made-up municipality, one a law: what professionals are held to, and what of it they may leave. */
import type { LegalDomain } from '../../libs/deciding/domains.ts'
import type { Step } from '../../libs/protocol/protocol.ts'

export interface MadeUpProtocol {
  readonly protocol: string
  readonly title: string
  readonly domain: LegalDomain
  /** In force from so many days ago, each; the first counts backwards, as a first version may. */
  readonly versions: readonly { readonly fromDaysAgo: number; readonly steps: readonly Step[] }[]
}

const step = (id: string, title: string, rule: Step['rule']): Step => ({ step: id, title, rule })

const YOUTH_STEPS = [
  step('gesprek-met-kind-alleen', 'Spreek het kind binnen een week zonder ouders', 'deviation-free'),
  step('school-horen', 'Hoor de school voor het eerste doel', 'deviation-free'),
  step('niet-alleen-op-huisbezoek', 'Ga bij zorgen over veiligheid niet alleen op huisbezoek', 'not-allowed'),
]

export const PROTOCOLS: readonly MadeUpProtocol[] = [
  {
    protocol: 'jeugd-signalen-delen',
    title: 'Signalen bij jeugdhulp: zien, bespreken, delen',
    domain: 'youth',
    versions: [
      {
        fromDaysAgo: 2_500,
        steps: [...YOUTH_STEPS, step('signaal-direct-melden', 'Meld een signaal dezelfde dag', 'not-allowed')],
      },
      {
        fromDaysAgo: 500,
        steps: [...YOUTH_STEPS, step('signaal-direct-melden', 'Meld een signaal dezelfde dag', 'with-second-reader')],
      },
    ],
  },
  {
    protocol: 'wmo-onderzoek',
    title: 'Onderzoek na een melding (Wmo 2015, 2.3.2)',
    domain: 'wmo',
    versions: [
      {
        fromDaysAgo: 2_500,
        steps: [
          step('keukentafelgesprek-thuis', 'Voer het keukentafelgesprek thuis', 'deviation-free'),
          step('eerst-eigen-netwerk', 'Onderzoek eerst wat het eigen netwerk kan', 'with-second-reader'),
          step('maatwerk-na-algemeen', 'Bied maatwerk pas na een algemene voorziening', 'with-second-reader'),
          step('clientondersteuning-aanbieden', 'Bied cliëntondersteuning aan', 'not-allowed'),
        ],
      },
    ],
  },
  {
    protocol: 'participatie-tegenprestatie',
    title: 'Werk, inkomen en tegenprestatie',
    domain: 'participation',
    versions: [
      {
        fromDaysAgo: 2_500,
        steps: [
          step('wekelijks-melden', 'Laat de cliënt zich wekelijks melden', 'deviation-free'),
          step('vier-weken-zoektijd', 'Houd vier weken zoektijd aan', 'with-second-reader'),
          step('maatregel-bij-verzuim', 'Leg bij verzuim een maatregel op', 'with-second-reader'),
          step('beslagvrije-voet', 'Laat de beslagvrije voet heel', 'not-allowed'),
        ],
      },
    ],
  },
]
