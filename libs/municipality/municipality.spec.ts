import { describe, it } from '@jest/globals'
import type { Deed, Role } from '../deciding/decider.ts'
import { storiesOf } from '../deciding/testing/story.ts'
import { municipality, type MunicipalityEvent } from './municipality.ts'
import { STATUTORY_TERMS, TERM_NAMES } from './terms.ts'

const given = storiesOf(municipality)
const acting = (id: string, role: Role): Deed => ({
  by: { kind: 'person', id, role },
  at: '2026-03-02T09:00:00.000Z',
  activity: 'administration',
  legalBasis: 'Jeugdwet 2.2',
})
const ada = acting('ada', 'administrator')
const otto = acting('otto', 'auditor')
const whole = { domain: 'general', about: [] } as const
type Past = readonly [Deed, MunicipalityEvent]

const { version: _version, ...statutory } = STATUTORY_TERMS
const generous = { ...statutory, ownPlanDays: 14 }

describe('the terms', () => {
  const confirmed = TERM_NAMES
  const set: Past = [ada, { ...whole, type: 'TermsSet', terms: { version: 1, ...generous, confirmed } }]

  it('are those of the table until the municipality sets its own, which are a new version', () => {
    given().when(ada, { type: 'SetTerms', terms: {} }).thenNothing()
    given().when(ada, { type: 'SetTerms', terms: generous }).then(set[1])
  })

  it('that are so already make no new version, but where they were not confirmed', () => {
    given(set).when(ada, { type: 'SetTerms', terms: generous }).thenNothing()
    given(set)
      .when(ada, { type: 'SetTerms', terms: statutory })
      .then({ ...whole, type: 'TermsSet', terms: { version: 2, ...statutory, confirmed } })
    given()
      .when(ada, { type: 'SetTerms', terms: { viewDays: 7 } })
      .then({ ...whole, type: 'TermsSet', terms: { version: 1, ...statutory, confirmed: ['viewDays'] } })
  })

  it('keep nothing but themselves', () => {
    const andMore = { ...generous, author: 'in plain words' }
    given().when(ada, { type: 'SetTerms', terms: andMore }).then(set[1])
    given(set).when(ada, { type: 'SetTerms', terms: andMore }).thenNothing()
  })
})

describe('the pool of second readers', () => {
  const readers = [
    { reader: 'rosa', domains: ['youth'] },
    { reader: 'ruud', domains: ['youth', 'wmo'] },
  ] as const

  it('is a new version each time, and keeps nothing of a reader but id and domains', () => {
    const andMore = readers.map((reader) => ({ ...reader, name: 'in plain words' }))
    given()
      .when(ada, { type: 'SetReaderPool', readers: andMore })
      .then({ ...whole, type: 'ReaderPoolSet', pool: { version: 1, readers } })
    given([ada, { ...whole, type: 'ReaderPoolSet', pool: { version: 1, readers } }])
      .when(ada, { type: 'SetReaderPool', readers: [] })
      .then({ ...whole, type: 'ReaderPoolSet', pool: { version: 2, readers: [] } })
  })

  it('names each reader once, or a draw would favour them', () => {
    given()
      .when(ada, { type: 'SetReaderPool', readers: [...readers, readers[1]] })
      .thenRefuses('READERS_ARE_NAMED_TWICE', { readers: ['ruud'] })
  })
})

describe('the teams that have a lead', () => {
  const north = { teams: ['north', 'centre'], fallback: 'centre' } as const
  const set: Past = [ada, { ...whole, type: 'TeamsSet', teams: { version: 1, ...north } }]

  it('are a new version where they are others', () => {
    given()
      .when(ada, { type: 'SetTeams', ...north })
      .then(set[1])
    given(set)
      .when(ada, { type: 'SetTeams', ...north })
      .thenNothing()
    given(set)
      .when(ada, { type: 'SetTeams', ...north, fallback: 'north' })
      .then({ ...whole, type: 'TeamsSet', teams: { version: 2, ...north, fallback: 'north' } })
  })

  it('have whom what nobody answered goes up to last, each of a team that is there', () => {
    const officers = [{ team: 'north', officer: 'otto' }]
    const withOfficers = { ...north, officers }
    given(set)
      .when(ada, { type: 'SetTeams', ...withOfficers })
      .then({ ...whole, type: 'TeamsSet', teams: { version: 2, ...withOfficers } })
    given([ada, { ...whole, type: 'TeamsSet', teams: { version: 2, ...withOfficers } }])
      .when(ada, { type: 'SetTeams', ...withOfficers })
      .thenNothing()
    given(set)
      .when(ada, { type: 'SetTeams', ...north, officers: [{ team: 'south', officer: 'otto' }] })
      .thenRefuses('OFFICER_IS_OF_NO_TEAM', { teams: ['south'] })
  })

  it('are each there once, the fallback among them', () => {
    given()
      .when(ada, { type: 'SetTeams', ...north, teams: ['centre', 'centre'] })
      .thenRefuses('TEAMS_ARE_NAMED_TWICE', { teams: ['centre'] })
    given()
      .when(ada, { type: 'SetTeams', ...north, fallback: 'south' })
      .thenRefuses('FALLBACK_IS_NOT_A_TEAM', { fallback: 'south' })
  })
})

describe('the roles that may break glass', () => {
  const set: Past = [
    ada,
    { ...whole, type: 'BreakGlassRolesSet', breakGlass: { version: 1, roles: ['professional', 'team-lead'] } },
  ]

  it('are none until they are set, each once and in one order', () => {
    given().when(ada, { type: 'SetBreakGlassRoles', roles: [] }).thenNothing()
    given()
      .when(ada, { type: 'SetBreakGlassRoles', roles: ['team-lead', 'professional', 'team-lead'] })
      .then(set[1])
  })

  it('that are so already make no new version, and may be none again', () => {
    given(set)
      .when(ada, { type: 'SetBreakGlassRoles', roles: ['team-lead', 'professional'] })
      .thenNothing()
    given(set)
      .when(ada, { type: 'SetBreakGlassRoles', roles: [] })
      .then({ ...whole, type: 'BreakGlassRolesSet', breakGlass: { version: 2, roles: [] } })
  })
})

describe('an inspection', () => {
  const inspection = {
    inspection: 'inspection-1',
    auditor: 'otto',
    law: 'youth',
    plans: ['plan-1'],
    recordedFrom: '2026-01-01T00:00:00.000Z',
    recordedUntil: '2026-02-01T00:00:00.000Z',
    openUntil: '2026-04-01T00:00:00.000Z',
    reason: { sealed: 'reason', sha256: 'of reason' },
  } as const
  const open = { type: 'OpenInspection', ...inspection } as const
  const opened: Past = [ada, { ...whole, type: 'InspectionOpened', ...inspection }]
  const closed: Past = [ada, { ...whole, type: 'InspectionClosed', inspection: 'inspection-1' }]
  const close = { type: 'CloseInspection', inspection: 'inspection-1' } as const

  it('opens named plans under one law for a period, with a reason', () => {
    given().when(ada, open).then(opened[1])
  })

  it('is opened once', () => {
    given(opened).when(ada, open).thenRefuses('INSPECTION_IS_KNOWN')
  })

  it('is not opened by who will inspect', () => {
    given().when(otto, open).thenRefuses('NOBODY_INSPECTS_THEIR_OWN_OPENING')
  })

  it('names a period that was, and is open for a time that is still to come', () => {
    given()
      .when(ada, { ...open, recordedUntil: inspection.recordedFrom })
      .thenRefuses('INSPECTION_NAMES_NO_PERIOD')
    given()
      .when(ada, { ...open, openUntil: ada.at })
      .thenRefuses('INSPECTION_NAMES_NO_PERIOD')
  })

  it('is closed once', () => {
    given(opened).when(ada, close).then(closed[1])
    given(opened, closed).when(ada, close).thenRefuses('INSPECTION_IS_NOT_OPEN')
    given().when(ada, close).thenRefuses('INSPECTION_IS_NOT_OPEN')
  })
})
