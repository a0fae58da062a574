/** What an age opens changes at midnight in Amsterdam of one birthday, and at no other moment; whatever the day of birth, the time of year and the clock. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { dayOf, daysAfter } from '../deciding/days.ts'
import { LEGAL_DOMAINS } from '../deciding/domains.ts'
import { AGES_BY_LAW, ageUnder, THRESHOLDS, WHOSE_SIGHT, type AgeByLaw } from '../municipality/ages-by-law.ts'
import { ageBandOn, ownSight, ownVoiceOf, sightOfParents } from './ages.ts'

const HOUR_MS = 3_600_000

/** The last Sunday of a month of 31 days. */
const lastSunday = (year: number, month: number): number => 31 - new Date(Date.UTC(year, month - 1, 31)).getUTCDay()

/** Midnight at the beginning of a day in Amsterdam, by the rule of the law on summer time: an hour ahead of UTC, or two from 2:00 on the last Sunday of March to that of October. */
function midnightOf(year: number, month: number, day: number): number {
  const isSummer =
    (month > 3 || (month === 3 && day > lastSunday(year, 3))) &&
    (month < 10 || (month === 10 && day <= lastSunday(year, 10)))
  return Date.UTC(year, month - 1, day) - (isSummer ? 2 : 1) * HOUR_MS
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

interface Born {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** When somebody turns an age. */
const turns = ({ year, month, day }: Born, age: number): number =>
  month === 2 && day === 29 && !isLeap(year + age) ? midnightOf(year + age, 3, 1) : midnightOf(year + age, month, day)

const asText = ({ year, month, day }: Born): string =>
  `${String(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

const DAYS_THAT_MATTER = [
  [2, 28],
  [2, 29],
  [3, 1],
  [12, 31],
  [1, 1],
  [3, 29],
  [3, 30],
  [10, 25],
  [10, 26],
] as const

const anyDay = fc
  .date({ min: new Date('1985-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
  .map((date): Born => ({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }))
const aDayThatMatters = fc
  .tuple(fc.integer({ min: 1985, max: 2060 }), fc.constantFrom(...DAYS_THAT_MATTER))
  .filter(([year, [month, day]]) => month !== 2 || day !== 29 || isLeap(year))
  .map(([year, [month, day]]): Born => ({ year, month, day }))
const born = fc.oneof(anyDay, aDayThatMatters)
const inMs = (at: number) => new Date(at).toISOString()

/** As many moments as there are changes, and any between: what is so at each. */
const bandAt = (who: Born, at: number) => ageBandOn(dayOf(inMs(at)), asText(who))

describe('an age band', () => {
  it('begins with the first millisecond of a birthday in Amsterdam', () => {
    const before = { 12: 'under-12', 16: '12-15', 18: '16-17' } as const
    const after = { 12: '12-15', 16: '16-17', 18: 'adult' } as const
    const property = fc.property(born, fc.constantFrom(...THRESHOLDS), (who, age) => {
      const at = turns(who, age)
      expect([bandAt(who, at - 1), bandAt(who, at)]).toEqual([before[age], after[age]])
    })
    fc.assert(property, { numRuns: 3_000 })
  })

  it('never goes back, and changes at no other moment', () => {
    const property = fc.property(born, fc.integer({ min: 0, max: 30 * 365 * 24 }), (who, hours) => {
      const at = turns(who, 0) + hours * HOUR_MS
      const reached = THRESHOLDS.filter((age) => turns(who, age) <= at)
      expect(bandAt(who, at)).toBe(['under-12', '12-15', '16-17', 'adult'][reached.length])
    })
    fc.assert(property, { numRuns: 3_000 })
  })
})

describe('what is read', () => {
  const today = '2026-03-02'

  it('by somebody of themselves: from twelve of youth care and social support, from sixteen of all', () => {
    expect(
      ['under-12', '12-15', '16-17', 'adult'].map((band) => ownSight(band as 'adult', today, AGES_BY_LAW)),
    ).toEqual([[], ['general', 'youth', 'wmo'], 'all', 'all'])
  })

  it('by parents: all until sixteen, and nothing after', () => {
    expect(
      ['under-12', '12-15', '16-17', 'adult'].map((band) => sightOfParents(band as 'adult', today, AGES_BY_LAW)),
    ).toEqual(['all', 'all', [], []])
  })

  it('of somebody without a known age is read by their parents alone', () => {
    expect([ownSight(undefined, today, AGES_BY_LAW), sightOfParents(undefined, today, AGES_BY_LAW)]).toEqual([
      [],
      'all',
    ])
  })
})

describe('the ages as data', () => {
  it('have a row for each law and sight, each with its article and from when', () => {
    for (const domain of LEGAL_DOMAINS)
      for (const sight of WHOSE_SIGHT) {
        const rows = AGES_BY_LAW.filter((row) => row.domain === domain && row.sight === sight)
        expect([domain, sight, rows.length]).toEqual([domain, sight, 1])
        for (const { article, inForceFrom } of rows)
          expect([article !== '', inForceFrom <= '2026-01-01']).toEqual([true, true])
      }
  })

  it('count from the day they are in force: a later row takes the place of an earlier one on its day, in whatever order', () => {
    const row = { domain: 'wmo', sight: 'own-sight', article: 'Wmo', confirmed: false } as const
    const rows: readonly AgeByLaw[] = [
      { ...row, age: 16, inForceFrom: '2027-01-01' },
      { ...row, age: 12, inForceFrom: '2015-01-01' },
    ]
    const on = (day: string) => ageUnder('wmo', 'own-sight', day, rows)
    expect(['2014-12-31', '2015-01-01', '2026-12-31', '2027-01-01'].map(on)).toEqual([undefined, 12, 12, 16])
  })
})

describe('a voice of their own', () => {
  const rows = (...all: readonly (readonly [AgeByLaw['age'], string])[]): readonly AgeByLaw[] =>
    all.map(([age, inForceFrom]) => ({
      ...{ domain: 'wmo', sight: 'own-sight', article: 'Wmo', confirmed: false },
      ...{ age, inForceFrom },
    }))

  it('is there whenever somebody reads of it themselves, since the birthday that gave it, and parents speak as long as they read', () => {
    const someDay = fc.integer({ min: 0, max: 30 * 365 }).map((days) => daysAfter('2015-01-01', days))
    const property = fc.property(born, someDay, (who, today) => {
      for (const domain of LEGAL_DOMAINS) {
        const day = asText(who)
        if (ageUnder(domain, 'own-sight', today, AGES_BY_LAW) === undefined) continue
        const voice = ownVoiceOf(day, today, domain, AGES_BY_LAW)
        const band = ageBandOn(today, day)
        const reads = ownSight(band, today, AGES_BY_LAW)
        expect(voice !== undefined).toBe(reads === 'all' || reads.includes(domain))
        if (voice === undefined) continue
        expect(voice.isPastParents).toBe(sightOfParents(band, today, AGES_BY_LAW).length === 0)
        // The day before, it was not there; unless it was there before the law was.
        const before = ownVoiceOf(day, daysAfter(voice.since, -1), domain, AGES_BY_LAW)
        expect(before).toBeUndefined()
        expect(ownVoiceOf(day, voice.since, domain, AGES_BY_LAW)).toMatchObject({ since: voice.since })
      }
    })
    fc.assert(property, { numRuns: 1_000 })
  })

  it('begins on 1 March for who was born on 29 February, in years without that day', () => {
    const since = (bornOn: string) => ownVoiceOf(bornOn, '2040-01-01', 'wmo', rows([16, '2000-01-01']))?.since
    expect([since('2012-02-29'), since('2012-02-28')]).toEqual(['2028-02-29', '2028-02-28'])
    expect(ownVoiceOf('2012-02-29', '2040-01-01', 'wmo', rows([18, '2000-01-01']))?.since).toBe('2030-03-01')
  })

  it('is given, and taken, by an age that a municipality sets, on its day', () => {
    const since = (today: string, ...all: readonly (readonly [AgeByLaw['age'], string])[]) =>
      ownVoiceOf('2012-06-15', today, 'wmo', rows(...all))?.since
    const lowered = [
      [16, '2015-01-01'],
      [12, '2026-01-01'],
    ] as const
    expect([since('2025-12-31', ...lowered), since('2026-03-01', ...lowered)]).toEqual([undefined, '2026-01-01'])
    const raised = [
      [12, '2015-01-01'],
      [16, '2026-01-01'],
    ] as const
    expect(['2025-12-31', '2026-03-01', '2029-01-01'].map((day) => since(day, ...raised))).toEqual([
      '2024-06-15',
      undefined,
      '2028-06-15',
    ])
    const same = [
      [12, '2015-01-01'],
      [12, '2026-01-01'],
      [12, '2026-01-01'],
    ] as const
    expect(since('2026-03-01', ...same)).toBe('2024-06-15')
  })
})
