/**
 * On which article who coordinates may read the content of a law: a row for each law and period, as data. Without one in force its content is closed
 * to them; a law that comes into force is a row, and no code.
 */
import type { Day } from '../deciding/days.ts'
import { LEGAL_DOMAINS, type LegalDomain } from '../deciding/domains.ts'

export interface CoordinationBasis {
  readonly domain: LegalDomain
  readonly article: string
  /** From 00:00 in Amsterdam of this day. */
  readonly from: Day
  /** The last day on which it counts. */
  readonly until?: Day
}

/** What stands in the table, by the version of the last that the municipality set. */
export interface CoordinationBases {
  /** 0: before the municipality recorded any. */
  readonly version: number
  readonly rows: readonly CoordinationBasis[]
}

export const NO_BASES: CoordinationBases = { version: 0, rows: [] }

const countsOn = ({ from, until }: CoordinationBasis, day: Day): boolean =>
  from <= day && (until === undefined || day <= until)

/** The laws whose content who coordinates may read on a day because the municipality has a basis for it. */
export const lawsWithBasis = (rows: readonly CoordinationBasis[], today: Day): readonly LegalDomain[] =>
  LEGAL_DOMAINS.filter((domain) => rows.some((row) => row.domain === domain && countsOn(row, today)))

const isWithin = ({ from, until }: CoordinationBasis, other: CoordinationBasis): boolean =>
  (other.until === undefined || from <= other.until) && (until === undefined || other.from <= until)

/** What of the rows asked for cannot be so, by its place in them: one that ends before it begins, and one that runs into another of its law. */
export const wrongInBases = (rows: readonly CoordinationBasis[]): readonly string[] =>
  rows.flatMap((row, place) => {
    const at = `bases/${String(place)}`
    if (row.until !== undefined && row.until < row.from) return [`${at}/until`]
    const runsInto = rows.slice(0, place).some((other) => other.domain === row.domain && isWithin(row, other))
    return runsInto ? [`${at}/from`] : []
  })

/** In one order, however they were named: the same rows are the same. */
export const inOrder = (rows: readonly CoordinationBasis[]): readonly CoordinationBasis[] =>
  rows.toSorted((one, other) => {
    const law = LEGAL_DOMAINS.indexOf(one.domain) - LEGAL_DOMAINS.indexOf(other.domain)
    return law !== 0 ? law : one.from < other.from ? -1 : 1
  })
