/**
 * From which age somebody reads what is about themselves, and until which a parent or guardian does for them: a row for each law, as data. Articles are
 * named as the source texts have them; what a municipality has yet to confirm before use says so. Nothing here opens a birth date.
 */
import type { Day } from '../deciding/days.ts'
import { LEGAL_DOMAINS, type LegalDomain } from '../deciding/domains.ts'

/** The birthdays on which anything changes. Another one takes an age band of its own (`libs/access/ages.ts`). */
export const THRESHOLDS = [12, 16, 18] as const
export type Threshold = (typeof THRESHOLDS)[number]

/** `own-sight`: from that birthday on; `parents`: parents and guardians, until it. */
export const WHOSE_SIGHT = ['own-sight', 'parents'] as const
export type WhoseSight = (typeof WHOSE_SIGHT)[number]

export interface AgeByLaw {
  readonly domain: LegalDomain
  readonly sight: WhoseSight
  readonly age: Threshold
  readonly article: string
  /** From which day on, in Amsterdam. A later row of the same law and sight takes the place of an earlier one on its day. */
  readonly inForceFrom: Day
  /** Whether the municipality confirmed it against the law. */
  readonly confirmed: boolean
}

export const AGES_BY_LAW: readonly AgeByLaw[] = [
  {
    domain: 'youth',
    sight: 'own-sight',
    age: 12,
    article: 'Jeugdwet 7.3.10',
    inForceFrom: '2015-01-01',
    confirmed: true,
  },
  {
    domain: 'wmo',
    sight: 'own-sight',
    age: 12,
    article: 'Wmo 2015 5.3.2',
    inForceFrom: '2015-01-01',
    confirmed: false,
  },
  {
    domain: 'participation',
    sight: 'own-sight',
    age: 16,
    article: 'UAVG 5',
    inForceFrom: '2018-05-25',
    confirmed: false,
  },
  {
    domain: 'youth',
    sight: 'parents',
    age: 16,
    article: 'Jeugdwet 7.3.10, 7.3.12',
    inForceFrom: '2015-01-01',
    confirmed: false,
  },
  {
    domain: 'wmo',
    sight: 'parents',
    age: 16,
    article: 'Wmo 2015 5.3.2; BW 7:447',
    inForceFrom: '2015-01-01',
    confirmed: false,
  },
  {
    domain: 'participation',
    sight: 'parents',
    age: 16,
    article: 'UAVG 5; BW 1:247, 1:253i',
    inForceFrom: '2018-05-25',
    confirmed: false,
  },
]

/** The age that counts under a law on a day; undefined on a day before any did: then nobody reads by it. */
export const ageUnder = (
  domain: LegalDomain,
  sight: WhoseSight,
  today: Day,
  ages: readonly AgeByLaw[] = AGES_BY_LAW,
): Threshold | undefined =>
  ages
    .filter((row) => row.domain === domain && row.sight === sight && row.inForceFrom <= today)
    .reduce<AgeByLaw | undefined>(
      (last, row) => (last !== undefined && last.inForceFrom > row.inForceFrom ? last : row),
      undefined,
    )?.age

/** The laws under which it is so on a day, by what their age says. */
export const lawsWhere = (sight: WhoseSight, today: Day, holds: (age: Threshold) => boolean): readonly LegalDomain[] =>
  LEGAL_DOMAINS.filter((domain) => {
    const age = ageUnder(domain, sight, today)
    return age !== undefined && holds(age)
  })
