/** Stories of the legal bases on which who coordinates reads the content of a law: by days, never two at once for one law. */
import { describe, expect, it } from '@jest/globals'
import type { Deed } from '../deciding/decider.ts'
import { storiesOf } from '../deciding/testing/story.ts'
import { lawsWithBasis, type CoordinationBasis } from './coordination-bases.ts'
import { municipality, type MunicipalityEvent } from './municipality.ts'

const given = storiesOf(municipality)
const ada: Deed = {
  by: { kind: 'person', id: 'ada', role: 'administrator' },
  at: '2026-03-02T09:00:00.000Z',
  activity: 'administration',
  legalBasis: 'Jeugdwet 2.2',
}
const WAMS = 'Wams 2.1'
const youth: CoordinationBasis = { domain: 'youth', article: WAMS, from: '2026-03-02' }
const wmo: CoordinationBasis = { domain: 'wmo', article: WAMS, from: '2026-01-01', until: '2026-03-31' }
const wmoAgain: CoordinationBasis = { domain: 'wmo', article: 'Verordening 2026/7', from: '2026-04-01' }

const asks = (...bases: readonly CoordinationBasis[]) => ({ type: 'SetCoordinationBases', bases }) as const
const set = (rows: readonly CoordinationBasis[], version = 1): MunicipalityEvent => ({
  ...{ domain: 'general', about: [], type: 'CoordinationBasesSet' },
  bases: { version, rows },
})

describe('the coordination bases of a municipality', () => {
  it('are none until it records them; then those that it records, whole, and no longer those of before', () => {
    expect(municipality.initial.bases).toEqual({ version: 0, rows: [] })
    given()
      .when(ada, asks(wmoAgain, youth, wmo))
      .then(set([youth, wmo, wmoAgain]))
    given([ada, set([youth, wmo])])
      .when(ada, asks(wmo))
      .then(set([wmo], 2))
    given([ada, set([youth])])
      .when(ada, asks())
      .then(set([], 2))
  })

  it('sent again, in whatever order, are the same', () => {
    given([ada, set([youth, wmo])])
      .when(ada, asks(wmo, youth))
      .thenNothing()
    given().when(ada, asks()).thenNothing()
  })

  it('never run into one another or backwards: all that does not fit is named at once', () => {
    given()
      .when(
        ada,
        asks(
          youth,
          { ...youth, from: '2027-01-01' },
          wmo,
          { ...wmoAgain, from: '2026-03-31' },
          { ...wmo, domain: 'participation', until: '2025-12-31' },
        ),
      )
      .thenRefuses('COORDINATION_BASES_DO_NOT_FIT', { wrong: ['bases/1/from', 'bases/3/from', 'bases/4/until'] })
  })

  it('keep nothing but the row', () => {
    given()
      .when(ada, asks({ ...wmo, decidedBy: 'in plain words' } as CoordinationBasis))
      .then(set([wmo]))
  })

  it('count from the first of their days to the last', () => {
    const rows = [youth, wmo, wmoAgain]
    const on = (day: string) => lawsWithBasis(rows, day)
    expect([on('2025-12-31'), on('2026-01-01'), on('2026-03-02')]).toEqual([[], ['wmo'], ['youth', 'wmo']])
    expect(lawsWithBasis([wmo], '2026-03-31')).toEqual(['wmo'])
    expect(lawsWithBasis([wmo], '2026-04-01')).toEqual([])
  })
})
