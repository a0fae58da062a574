/**
 * From which age somebody reads what is about themselves, and until which a parent or guardian does for them: a row for each law, as data. Articles are
 * named as the source texts have them; what a municipality has yet to confirm before use says so. A municipality confirms or changes a row from a day
 * on, within what the law leaves open. Nothing here opens a birth date.
 */
import { daysAfter, type Day } from '../deciding/days.ts'
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

/** What stands in the table, by the version of the last that the municipality set. */
export interface AgesByLaw {
  /** 0: the rows below, before the municipality set any. */
  readonly version: number
  readonly rows: readonly AgeByLaw[]
}

export const STATUTORY_AGES: AgesByLaw = { version: 0, rows: AGES_BY_LAW }

/** Between which ages a row may be set, and what says so. Where both are the same, the age is certain: it can be confirmed, and not moved. */
export interface AgeBounds {
  readonly domain: LegalDomain
  readonly sight: WhoseSight
  readonly atLeast: Threshold
  readonly atMost: Threshold
  readonly article: string
}

/**
 * Nobody's own sight begins later than sixteen, when their rights are theirs alone (UAVG 5), and no parent's ends before that. So under no law there is an
 * age at which neither reads. Of youth care the statute says both (Jeugdwet 7.3.10, 7.3.4): no municipality keeps a child of twelve from its file, or
 * lets parents into that of somebody of sixteen.
 */
export const AGE_BOUNDS: readonly AgeBounds[] = [
  { domain: 'youth', sight: 'own-sight', atLeast: 12, atMost: 12, article: 'Jeugdwet 7.3.10' },
  { domain: 'wmo', sight: 'own-sight', atLeast: 12, atMost: 16, article: 'UAVG 5' },
  { domain: 'participation', sight: 'own-sight', atLeast: 12, atMost: 16, article: 'UAVG 5' },
  { domain: 'youth', sight: 'parents', atLeast: 16, atMost: 16, article: 'Jeugdwet 7.3.4, 7.3.10' },
  { domain: 'wmo', sight: 'parents', atLeast: 16, atMost: 18, article: 'UAVG 5; BW 1:233, 1:247' },
  { domain: 'participation', sight: 'parents', atLeast: 16, atMost: 18, article: 'UAVG 5; BW 1:233, 1:247' },
]

/** Whose sight changes hears of it so long before: it opens or closes the file of everyone of that age. */
export const NOTICE_DAYS = 30

const isOfTheSame = (one: Pick<AgeByLaw, 'domain' | 'sight'>, other: Pick<AgeByLaw, 'domain' | 'sight'>): boolean =>
  one.domain === other.domain && one.sight === other.sight

const says = ({ age, article, confirmed }: AgeByLaw): string => JSON.stringify([age, article, confirmed])

/** The row that counts on a day; undefined on a day before any did. */
const rowOn = (domain: LegalDomain, sight: WhoseSight, today: Day, rows: readonly AgeByLaw[]): AgeByLaw | undefined =>
  rows
    .filter((row) => isOfTheSame(row, { domain, sight }) && row.inForceFrom <= today)
    .reduce<AgeByLaw | undefined>(
      (last, row) => (last !== undefined && last.inForceFrom > row.inForceFrom ? last : row),
      undefined,
    )

/** The rows that count on a day. Once it has begun, they are never others. */
export const agesInForce = (today: Day, rows: readonly AgeByLaw[]): readonly AgeByLaw[] =>
  AGE_BOUNDS.flatMap(({ domain, sight }) => rowOn(domain, sight, today, rows) ?? [])

/** Which of the rows asked for change anything: neither what counts today already, nor what is announced. */
export const changedRows = (asked: readonly AgeByLaw[], today: Day, rows: readonly AgeByLaw[]): readonly AgeByLaw[] =>
  asked.filter((row) => {
    const announced = rows.find((one) => isOfTheSame(one, row) && one.inForceFrom > today)
    if (announced !== undefined) return says(announced) !== says(row) || announced.inForceFrom !== row.inForceFrom
    const now = rowOn(row.domain, row.sight, today, rows)
    return now === undefined || says(now) !== says(row)
  })

/** A row as it comes in. */
export type AskedAge = Omit<AgeByLaw, 'age'> & { readonly age: number }

const isAge = (row: AskedAge): row is AgeByLaw => (THRESHOLDS as readonly number[]).includes(row.age)

export const possibleRows = (asked: readonly AskedAge[]): readonly AgeByLaw[] => asked.filter(isAge)

/** What of the rows asked for cannot be so, by its place in them. */
export const wrongIn = (asked: readonly AskedAge[], today: Day, rows: readonly AgeByLaw[]): readonly string[] =>
  asked.flatMap((row, place) => {
    const bounds = AGE_BOUNDS.find((one) => isOfTheSame(one, row))
    const isWithin = isAge(row) && bounds !== undefined && bounds.atLeast <= row.age && row.age <= bounds.atMost
    const isRepeated = asked.findIndex((one) => isOfTheSame(one, row)) !== place
    const changes = rowOn(row.domain, row.sight, today, rows)?.age !== row.age
    // Of a day that has begun, what counts on it stands: what was read on it was read by that.
    const isTooSoon = row.inForceFrom < daysAfter(today, changes ? NOTICE_DAYS : 1)
    const at = `agesByLaw/${String(place)}`
    return [
      ...(isRepeated ? [at] : []),
      ...(isWithin ? [] : [`${at}/age`]),
      ...(isTooSoon ? [`${at}/inForceFrom`] : []),
    ]
  })

/** With what was set: it takes the place of what was announced of the same and does not count yet. What ever counted stays. */
export const rowsAfter = (set: readonly AgeByLaw[], today: Day, rows: readonly AgeByLaw[]): readonly AgeByLaw[] => [
  ...rows.filter((row) => row.inForceFrom <= today || !set.some((one) => isOfTheSame(one, row))),
  ...set,
]

/** The age that counts under a law on a day; undefined on a day before any did: then nobody reads by it. */
export const ageUnder = (
  domain: LegalDomain,
  sight: WhoseSight,
  today: Day,
  ages: readonly AgeByLaw[],
): Threshold | undefined => rowOn(domain, sight, today, ages)?.age

/** The laws under which it is so on a day, by what their age says. */
export const lawsWhere = (
  sight: WhoseSight,
  today: Day,
  ages: readonly AgeByLaw[],
  holds: (age: Threshold) => boolean,
): readonly LegalDomain[] =>
  LEGAL_DOMAINS.filter((domain) => {
    const age = ageUnder(domain, sight, today, ages)
    return age !== undefined && holds(age)
  })
