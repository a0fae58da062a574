/**
 * What is known of the households that use the social domain, and what a drawn population has of it. The figures are those of the SCP as Kim Putters
 * gives them in "Een lokaal sociaal contract" (2018), chapter 5; who combines which laws is not among them, and is chosen here so that the rest follows.
 */
import type { LegalDomain } from '../../libs/deciding/domains.ts'
import type { Family } from './family.ts'

/** Households by the laws they use, of a hundred: 50 participation, 40 Wmo, 21 youth, and 11 that combine them. */
export const LAWS_COMBINED: readonly (readonly [laws: readonly LegalDomain[], weight: number])[] = [
  [['participation'], 41],
  [['wmo'], 33],
  [['youth'], 15],
  [['participation', 'wmo'], 4.7],
  [['participation', 'youth'], 3.9],
  [['wmo', 'youth'], 2],
  [['participation', 'wmo', 'youth'], 0.4],
]

export const DOES_ALL_SEVEN_ALONE = 0.1
export const IS_VERY_LONELY = 0.2
/** Of adults: a poor life situation and unhappiness together. */
export const IS_DEPRIVED = 0.05

/** Whether they expect help from their own network, by who they are. "Slechts iets meer dan 10%" for the Wmo. */
export const EXPECTS_HELP = { youth: 1 / 2, 'participation-or-several': 1 / 3, wmo: 0.11 } as const
export type NetworkGroup = keyof typeof EXPECTS_HELP

export const networkGroupOf = (laws: readonly LegalDomain[]): NetworkGroup => {
  const [only, ...more] = laws
  return only === undefined || only === 'participation' || more.length > 0 ? 'participation-or-several' : only
}

export interface Figure {
  readonly what: string
  /** What the source says, from 0 to 1. */
  readonly source: number
  readonly drawn: number
  /** How many it is a share of. */
  readonly of: number
  /** Whether events say it, or it only shaped what people in the story chose: no event has a score, a feeling or a network yet. */
  readonly written: 'as events' | 'shaped choices'
}

const uses = (law: LegalDomain) => (family: Family) => family.laws.includes(law)
const isIn = (group: NetworkGroup) => (family: Family) => networkGroupOf(family.laws) === group

export function figuresOf(families: readonly Family[]): readonly Figure[] {
  const wmo = families.filter(uses('wmo'))
  const adults = families.flatMap(({ members }) => members.filter(({ isAdult }) => isAdult))
  const share = <One>(all: readonly One[], isSo: (one: One) => boolean) => ({
    drawn: all.length === 0 ? 0 : all.filter(isSo).length / all.length,
    of: all.length,
  })
  const law = (what: string, domain: LegalDomain, source: number): Figure => ({
    what,
    source,
    ...share(families, uses(domain)),
    written: 'as events',
  })
  const shaped = (what: string, source: number, drawn: Pick<Figure, 'drawn' | 'of'>): Figure => ({
    what,
    source,
    ...drawn,
    written: 'shaped choices',
  })
  const network = (what: string, group: NetworkGroup) =>
    shaped(
      what,
      EXPECTS_HELP[group],
      share(families.filter(isIn(group)), ({ expectsHelp }) => expectsHelp),
    )
  return [
    law('households in participation (participatie)', 'participation', 0.5),
    law('households in social support (Wmo)', 'wmo', 0.4),
    law('households in youth care (jeugdhulp)', 'youth', 0.21),
    {
      what: 'households that combine laws',
      source: 0.11,
      ...share(families, ({ laws }) => laws.length > 1),
      written: 'as events',
    },
    shaped(
      'Wmo users who do all seven daily activities alone',
      DOES_ALL_SEVEN_ALONE,
      share(wmo, ({ doesAllSevenAlone }) => doesAllSevenAlone),
    ),
    network('expect help of their own: youth care', 'youth'),
    network('expect help of their own: participation, several laws', 'participation-or-several'),
    network('expect help of their own: Wmo', 'wmo'),
    shaped(
      'users who are very lonely',
      IS_VERY_LONELY,
      share(families, ({ isVeryLonely }) => isVeryLonely),
    ),
    shaped(
      'adults with a poor life and unhappy',
      IS_DEPRIVED,
      share(adults, ({ isDeprived }) => isDeprived),
    ),
  ]
}

/** Whether chance alone explains a drawn share: within four standard errors, of which one in sixteen thousand falls outside, or one in a hundred of the whole. */
export const isPlausible = ({ source, drawn, of }: Figure): boolean =>
  Math.abs(drawn - source) <= 4 * Math.sqrt((source * (1 - source)) / Math.max(of, 1)) + 0.01
