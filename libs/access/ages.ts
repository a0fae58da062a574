/** Age bands, and what each opens under each law on a day. A band is made for one request, from a sealed birth date; nothing keeps it. */
import type { Day } from '../deciding/days.ts'
import { LEGAL_DOMAINS, type Domain, type LegalDomain } from '../deciding/domains.ts'
import { ageUnder, lawsWhere, type AgeByLaw, type Threshold } from '../municipality/ages-by-law.ts'
import type { OwnVoice } from '../plan/goals/own-voice.ts'

export const AGE_BANDS = ['under-12', '12-15', '16-17', 'adult'] as const
export type AgeBand = (typeof AGE_BANDS)[number]

/** From which birthday each band counts (BW 1:233 for eighteen); every age that a law asks for is one of them. */
const FROM_AGE = { 'under-12': 0, '12-15': 12, '16-17': 16, adult: 18 } as const satisfies Readonly<
  Record<AgeBand, Threshold | 0>
>

/** The band of someone born on a day, as of another. Who was born on 29 February has a birthday on 1 March in years without that day. */
export function ageBandOn(today: Day, born: Day): AgeBand {
  const birthdayPassed = today.slice(5) >= born.slice(5)
  const age = Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (birthdayPassed ? 0 : 1)
  return AGE_BANDS.findLast((band) => age >= FROM_AGE[band]) ?? 'under-12'
}

const hasReached = (band: AgeBand, age: Threshold): boolean => FROM_AGE[band] >= age

/**
 * What someone reads of what is about themselves. Of `general`, which has no law and holds nothing of anyone's life: all, from the first age under
 * any law. Of someone whose age is not known it is nothing.
 */
export const ownSight = (
  band: AgeBand | undefined,
  today: Day,
  ages: readonly AgeByLaw[],
): 'all' | readonly Domain[] =>
  band === undefined ? [] : withGeneral(lawsWhere('own-sight', today, ages, (age) => hasReached(band, age)))

/** What a parent or guardian reads of what is about a child. Of a child whose age is not known it is all: it reads nothing itself. */
export const sightOfParents = (
  band: AgeBand | undefined,
  today: Day,
  ages: readonly AgeByLaw[],
): 'all' | readonly Domain[] =>
  band === undefined ? 'all' : withGeneral(lawsWhere('parents', today, ages, (age) => !hasReached(band, age)))

function withGeneral(laws: readonly Domain[]): 'all' | readonly Domain[] {
  if (laws.length === LEGAL_DOMAINS.length) return 'all'
  return laws.length === 0 ? [] : ['general', ...laws]
}

/** The day on which someone is so old. */
function birthdayOf(born: Day, age: Threshold): Day {
  const year = Number(born.slice(0, 4)) + age
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const day = born.slice(5) === '02-29' && !isLeapYear ? '03-01' : born.slice(5)
  return `${String(year)}-${day}`
}

/** Of whom it is known only that they are adult. */
export const VOICE_OF_AN_ADULT: OwnVoice = { since: '', isPastParents: true }

/** The voice of their own that someone born on a day has under a law: from the age at which they read of it, until which their parents do too. */
export function ownVoiceOf(
  born: Day,
  today: Day,
  domain: LegalDomain,
  ages: readonly AgeByLaw[],
): OwnVoice | undefined {
  const since = ownSince(born, today, domain, ages)
  if (since === undefined) return undefined
  const parents = ageUnder(domain, 'parents', today, ages)
  return { since, isPastParents: parents === undefined || birthdayOf(born, parents) <= today }
}

/** Since when it has been so without a break: an age that the municipality set gives a voice, or takes it, on its day. */
function ownSince(born: Day, today: Day, domain: LegalDomain, ages: readonly AgeByLaw[]): Day | undefined {
  const rows = ages
    .filter((row) => row.domain === domain && row.sight === 'own-sight' && row.inForceFrom <= today)
    .toSorted((one, other) => (one.inForceFrom < other.inForceFrom ? -1 : one.inForceFrom > other.inForceFrom ? 1 : 0))
  return rows.reduce<Day | undefined>((since, { age, inForceFrom }, place) => {
    const next = rows[place + 1]?.inForceFrom
    if (next === inForceFrom) return since
    const birthday = birthdayOf(born, age)
    if (birthday <= inForceFrom) return since ?? inForceFrom
    return birthday <= today && (next === undefined || birthday < next) ? birthday : undefined
  }, undefined)
}
