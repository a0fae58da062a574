/** Stories of the ages a municipality confirms or changes: from a day on, within what the law leaves open, and never of a day that has begun. */
import { describe, expect, it } from '@jest/globals'
import type { Deed } from '../deciding/decider.ts'
import { storiesOf } from '../deciding/testing/story.ts'
import {
  AGE_BOUNDS,
  AGES_BY_LAW,
  agesInForce,
  ageUnder,
  rowsAfter,
  THRESHOLDS,
  wrongIn,
  type AgeByLaw,
  type AgesByLaw,
} from './ages-by-law.ts'
import { municipality, type MunicipalityEvent } from './municipality.ts'

const given = storiesOf(municipality)
const onDay = (day: string): Deed => ({
  by: { kind: 'person', id: 'ada', role: 'administrator' },
  at: `${day}T09:00:00.000Z`,
  activity: 'administration',
  legalBasis: 'Jeugdwet 2.2',
})
const TODAY = '2026-03-02'
const ada = onDay(TODAY)
const ofWmo: AgeByLaw = {
  domain: 'wmo',
  sight: 'parents',
  age: 18,
  article: 'BW 1:233, besluit 2026/12',
  inForceFrom: '2026-04-01',
  confirmed: true,
}
const asItIs: AgeByLaw = { ...ofWmo, age: 16 }
const set = (rows: readonly AgeByLaw[], version = 1, deed = ada): readonly [Deed, MunicipalityEvent] => [
  deed,
  { domain: 'general', about: [], type: 'AgesByLawSet', ages: { version, rows } satisfies AgesByLaw },
]
const asks = (...rows: readonly AgeByLaw[]) => ({ type: 'SetAgesByLaw', rows }) as const

describe('the ages of a municipality', () => {
  it('are those of the table until it sets a row, which counts from its day on, beside what counted', () => {
    given()
      .when(ada, asks(ofWmo))
      .then(set([ofWmo])[1])
    const rows = rowsAfter([ofWmo], TODAY, AGES_BY_LAW)
    const on = (day: string) => ageUnder('wmo', 'parents', day, rows)
    expect([on('2015-01-01'), on('2026-03-31'), on('2026-04-01')]).toEqual([16, 16, 18])
  })

  it('are confirmed from tomorrow on, and changed thirty days ahead: whose file it opens hears of it before', () => {
    given()
      .when(ada, asks({ ...asItIs, inForceFrom: '2026-03-03' }))
      .then(set([{ ...asItIs, inForceFrom: '2026-03-03' }])[1])
    given()
      .when(ada, asks({ ...asItIs, inForceFrom: TODAY }))
      .thenRefuses('AGES_DO_NOT_FIT_THE_LAW', { wrong: ['agesByLaw/0/inForceFrom'] })
    given()
      .when(ada, asks({ ...ofWmo, inForceFrom: '2026-03-31' }))
      .thenRefuses('AGES_DO_NOT_FIT_THE_LAW', { wrong: ['agesByLaw/0/inForceFrom'] })
  })

  it('that are announced are announced anew or withdrawn, without shortening the notice', () => {
    given(set([ofWmo]))
      .when(ada, asks(ofWmo))
      .thenNothing()
    given(set([ofWmo]))
      .when(ada, asks({ ...ofWmo, inForceFrom: '2026-03-03' }))
      .thenRefuses('AGES_DO_NOT_FIT_THE_LAW', { wrong: ['agesByLaw/0/inForceFrom'] })
    const withdrawn = { ...asItIs, inForceFrom: '2026-03-21' }
    const later = onDay('2026-03-20')
    given(set([ofWmo]))
      .when(later, asks(withdrawn))
      .then(set([withdrawn], 2)[1])
    const rows = rowsAfter([withdrawn], '2026-03-20', rowsAfter([ofWmo], TODAY, AGES_BY_LAW))
    expect(rows.filter(({ domain, sight }) => domain === 'wmo' && sight === 'parents').map(({ age }) => age)).toEqual([
      16, 16,
    ])
  })

  it('lie within what the law leaves open: all that does not fit is named at once', () => {
    given()
      .when(
        ada,
        asks(
          { ...ofWmo, domain: 'youth', sight: 'own-sight', age: 18 },
          { ...ofWmo, age: 12 },
          { ...ofWmo, inForceFrom: TODAY },
          { ...ofWmo, domain: 'youth', age: 18 },
        ),
      )
      .thenRefuses('AGES_DO_NOT_FIT_THE_LAW', {
        wrong: ['agesByLaw/0/age', 'agesByLaw/1/age', 'agesByLaw/2', 'agesByLaw/2/inForceFrom', 'agesByLaw/3/age'],
      })
  })

  it('keep nothing but the row', () => {
    given()
      .when(ada, asks({ ...ofWmo, author: 'in plain words' } as AgeByLaw))
      .then(set([ofWmo])[1])
  })
})

describe('what the law leaves open', () => {
  it('is said of each row, and holds what the table says', () => {
    for (const { domain, sight, atLeast, atMost } of AGE_BOUNDS) {
      const age = ageUnder(domain, sight, TODAY, AGES_BY_LAW) ?? 0
      expect([domain, sight, atLeast <= age && age <= atMost]).toEqual([domain, sight, true])
    }
    expect(AGE_BOUNDS).toHaveLength(AGES_BY_LAW.length)
  })

  it('never lets a child of twelve be kept from its youth file, nor leaves an age at which neither reads', () => {
    const may = (domain: AgeByLaw['domain'], sight: AgeByLaw['sight']) =>
      THRESHOLDS.filter(
        (age) =>
          wrongIn([{ ...ofWmo, domain, sight, age, inForceFrom: '2027-01-01' }], TODAY, AGES_BY_LAW).length === 0,
      )
    expect([may('youth', 'own-sight'), may('youth', 'parents')]).toEqual([[12], [16]])
    for (const domain of ['youth', 'wmo', 'participation'] as const)
      expect(Math.max(...may(domain, 'own-sight'))).toBeLessThanOrEqual(Math.min(...may(domain, 'parents')))
  })
})

describe('what counts on a day', () => {
  it('is never another once that day has begun, whatever is set on it or after', () => {
    const before = rowsAfter([ofWmo], TODAY, AGES_BY_LAW)
    for (const [today, next] of [
      ['2026-04-01', { ...asItIs, inForceFrom: '2026-05-01' }],
      ['2026-06-01', { ...asItIs, inForceFrom: '2026-07-01' }],
    ] as const) {
      expect(wrongIn([next], today, before)).toEqual([])
      expect(agesInForce('2026-04-01', rowsAfter([next], today, before))).toEqual(agesInForce('2026-04-01', before))
    }
  })
})
