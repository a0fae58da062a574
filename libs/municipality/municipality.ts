/**
 * What the municipality decides for all its plans: terms, ages, on what who coordinates reads, the pool of second readers, teams, who may break glass,
 * inspections. Every decision makes a new version.
 */
import { dayOf } from '../deciding/days.ts'
import { Refusal, type Concerns, type DecideOne, type Decider, type Moment, type Sealed } from '../deciding/decider.ts'
import type { LegalDomain } from '../deciding/domains.ts'
import type { Upcasters } from '../deciding/upcasters.ts'
import {
  changedRows,
  possibleRows,
  rowsAfter,
  STATUTORY_AGES,
  wrongIn,
  type AgesByLaw,
  type AskedAge,
} from './ages-by-law.ts'
import { rolesInOrder, NOBODY_BREAKS_GLASS, type BreakGlassRole, type RolesOfBreakGlass } from './break-glass-roles.ts'
import {
  inOrder,
  NO_BASES,
  wrongInBases,
  type CoordinationBases,
  type CoordinationBasis,
} from './coordination-bases.ts'
import { teamAlone, type ReaderPool, type SecondReader } from './second-readers.ts'
import type { Teams } from './teams.ts'
import { STATUTORY_TERMS, TERM_NAMES, type TermName, type Terms } from './terms.ts'

/** An inspection opens content to an auditor: under one law, for named plans, for what was recorded in a period. */
export interface Inspection {
  readonly inspection: string
  readonly auditor: string
  readonly law: LegalDomain
  readonly plans: readonly string[]
  readonly recordedFrom: Moment
  readonly recordedUntil: Moment
  readonly openUntil: Moment
}

export type MunicipalityEvent = Concerns &
  /** A term that came to be after it was set is not in it, and is the statutory one. */
  (
    | { readonly type: 'TermsSet'; readonly terms: Pick<Terms, 'version'> & Partial<Terms> }
    /** Of those rows that it names; of the others stands what stood. */
    | { readonly type: 'AgesByLawSet'; readonly ages: AgesByLaw }
    | { readonly type: 'CoordinationBasesSet'; readonly bases: CoordinationBases }
    | { readonly type: 'ReaderPoolSet'; readonly pool: ReaderPool }
    | { readonly type: 'TeamsSet'; readonly teams: Teams }
    | { readonly type: 'BreakGlassRolesSet'; readonly breakGlass: RolesOfBreakGlass }
    | ({ readonly type: 'InspectionOpened'; readonly reason: Sealed } & Inspection)
    | { readonly type: 'InspectionClosed'; readonly inspection: string }
  )

/** No event of it has an older form yet. */
export const MUNICIPALITY_FORMS: Upcasters<MunicipalityEvent['type']> = {}

type UnnumberedTerms = Readonly<Record<TermName, number>>

export type MunicipalityCommand =
  /** A term that is not named stays as it is. */
  | { readonly type: 'SetTerms'; readonly terms: Partial<UnnumberedTerms> }
  /** A row that is not named stays as it is. */
  | { readonly type: 'SetAgesByLaw'; readonly rows: readonly AskedAge[] }
  /** All of them: one that is not named counts no longer. */
  | { readonly type: 'SetCoordinationBases'; readonly bases: readonly CoordinationBasis[] }
  | { readonly type: 'SetReaderPool'; readonly readers: readonly SecondReader[] }
  | ({ readonly type: 'SetTeams' } & Omit<Teams, 'version'>)
  | { readonly type: 'SetBreakGlassRoles'; readonly roles: readonly BreakGlassRole[] }
  | ({ readonly type: 'OpenInspection'; readonly reason: Sealed } & Inspection)
  | { readonly type: 'CloseInspection'; readonly inspection: string }

export type MunicipalityRefusal =
  | 'AGES_DO_NOT_FIT_THE_LAW'
  | 'COORDINATION_BASES_DO_NOT_FIT'
  | 'READERS_ARE_NAMED_TWICE'
  | 'TEAMS_ARE_NAMED_TWICE'
  | 'FALLBACK_IS_NOT_A_TEAM'
  | 'OFFICER_IS_OF_NO_TEAM'
  | 'INSPECTION_NAMES_NO_PERIOD'
  | 'INSPECTION_IS_KNOWN'
  | 'INSPECTION_IS_NOT_OPEN'
  | 'NOBODY_INSPECTS_THEIR_OWN_OPENING'

export interface Municipality {
  readonly terms: Terms
  readonly ages: AgesByLaw
  readonly bases: CoordinationBases
  readonly pool: ReaderPool
  /** Absent until any are registered. */
  readonly teams?: Teams
  readonly breakGlass: RolesOfBreakGlass
  readonly inspections: Readonly<Record<string, Inspection>>
}

const WHOLE_MUNICIPALITY = { domain: 'general', about: [] } as const

export const municipality: Decider<MunicipalityCommand, Municipality, MunicipalityEvent> = {
  initial: {
    terms: STATUTORY_TERMS,
    ages: STATUTORY_AGES,
    bases: NO_BASES,
    pool: { version: 0, readers: [] },
    breakGlass: NOBODY_BREAKS_GLASS,
    inspections: {},
  },

  decide(command, now, deed) {
    switch (command.type) {
      case 'SetTerms':
        return setTerms(command, now, deed)
      case 'SetAgesByLaw':
        return setAges(command, now, deed)
      case 'SetCoordinationBases':
        return setBases(command, now, deed)
      case 'SetReaderPool':
        return setReaderPool(command, now, deed)
      case 'SetTeams':
        return setTeams(command, now, deed)
      case 'SetBreakGlassRoles':
        return setBreakGlassRoles(command, now, deed)
      case 'OpenInspection':
        return openInspection(command, now, deed)
      case 'CloseInspection':
        return closeInspection(command, now, deed)
    }
  },

  evolve(now, event, { at }) {
    switch (event.type) {
      case 'TermsSet':
        return { ...now, terms: { ...STATUTORY_TERMS, ...event.terms } }
      case 'AgesByLawSet': {
        const { version, rows } = event.ages
        return { ...now, ages: { version, rows: rowsAfter(rows, dayOf(at), now.ages.rows) } }
      }
      case 'CoordinationBasesSet':
        return { ...now, bases: event.bases }
      case 'ReaderPoolSet':
        return { ...now, pool: event.pool }
      case 'TeamsSet':
        return { ...now, teams: event.teams }
      case 'BreakGlassRolesSet':
        return { ...now, breakGlass: event.breakGlass }
      case 'InspectionOpened': {
        const { inspection, auditor, law, plans, recordedFrom, recordedUntil, openUntil } = event
        const opened = { inspection, auditor, law, plans, recordedFrom, recordedUntil, openUntil }
        return { ...now, inspections: { ...now.inspections, [inspection]: opened } }
      }
      case 'InspectionClosed': {
        const { [event.inspection]: _closed, ...open } = now.inspections
        return { ...now, inspections: open }
      }
    }
  },
}

type Decide<Type extends MunicipalityCommand['type']> = DecideOne<
  MunicipalityCommand,
  Type,
  Municipality,
  MunicipalityEvent
>

const setTerms: Decide<'SetTerms'> = (command, now) => {
  const { version, confirmed: before = [] } = now.terms
  const terms = termsAlone(now.terms, command.terms)
  const confirmed = TERM_NAMES.filter((name) => command.terms[name] !== undefined || before.includes(name))
  const isAlreadySo =
    JSON.stringify(terms) === JSON.stringify(termsAlone(now.terms)) && confirmed.length === before.length
  return isAlreadySo
    ? []
    : [{ ...WHOLE_MUNICIPALITY, type: 'TermsSet', terms: { version: version + 1, ...terms, confirmed } }]
}

const setAges: Decide<'SetAgesByLaw'> = (command, now, { at }) => {
  const today = dayOf(at)
  const { version, rows } = now.ages
  const asked = command.rows.map(rowAlone)
  const wrong = wrongIn(asked, today, rows)
  if (wrong.length > 0) throw refusal('AGES_DO_NOT_FIT_THE_LAW', { wrong })
  const set = changedRows(possibleRows(asked), today, rows)
  return set.length === 0
    ? []
    : [{ ...WHOLE_MUNICIPALITY, type: 'AgesByLawSet', ages: { version: version + 1, rows: set } }]
}

const setBases: Decide<'SetCoordinationBases'> = (command, now) => {
  const asked = command.bases.map(basisAlone)
  const wrong = wrongInBases(asked)
  if (wrong.length > 0) throw refusal('COORDINATION_BASES_DO_NOT_FIT', { wrong })
  const rows = inOrder(asked)
  const { version, rows: before } = now.bases
  const isAlreadySo = JSON.stringify(before.map(basisAlone)) === JSON.stringify(rows)
  return isAlreadySo
    ? []
    : [{ ...WHOLE_MUNICIPALITY, type: 'CoordinationBasesSet', bases: { version: version + 1, rows } }]
}

const setReaderPool: Decide<'SetReaderPool'> = (command, now) => {
  const repeated = command.readers.map(({ reader }) => reader).filter((id, place, all) => all.indexOf(id) !== place)
  if (repeated.length > 0) throw refusal('READERS_ARE_NAMED_TWICE', { readers: repeated })
  const readers = command.readers.map(({ reader, domains, ...team }) => ({ reader, domains, ...teamAlone(team) }))
  return [{ ...WHOLE_MUNICIPALITY, type: 'ReaderPoolSet', pool: { version: now.pool.version + 1, readers } }]
}

const setTeams: Decide<'SetTeams'> = (command, now) => {
  const { teams, fallback } = command
  const officers = command.officers?.map(({ team, officer }) => ({ team, officer }))
  const unknown = (officers ?? []).map(({ team }) => team).filter((team) => !teams.includes(team))
  const repeated = teams.filter((team, place) => teams.indexOf(team) !== place)
  if (repeated.length > 0) throw refusal('TEAMS_ARE_NAMED_TWICE', { teams: repeated })
  if (!teams.includes(fallback)) throw refusal('FALLBACK_IS_NOT_A_TEAM', { fallback })
  if (unknown.length > 0) throw refusal('OFFICER_IS_OF_NO_TEAM', { teams: unknown })
  const asked = { teams, fallback, ...(officers && { officers }) }
  const { version = 0, ...before } = now.teams ?? {}
  const isAlreadySo = JSON.stringify(before) === JSON.stringify(asked)
  return isAlreadySo ? [] : [{ ...WHOLE_MUNICIPALITY, type: 'TeamsSet', teams: { version: version + 1, ...asked } }]
}

const setBreakGlassRoles: Decide<'SetBreakGlassRoles'> = (command, { breakGlass: now }) => {
  const roles = rolesInOrder(command.roles)
  return JSON.stringify(roles) === JSON.stringify(now.roles)
    ? []
    : [{ ...WHOLE_MUNICIPALITY, type: 'BreakGlassRolesSet', breakGlass: { version: now.version + 1, roles } }]
}

const openInspection: Decide<'OpenInspection'> = (command, now, { by, at }) => {
  const { inspection, auditor, law, plans, recordedFrom, recordedUntil, openUntil, reason } = command
  if (now.inspections[inspection] !== undefined) throw refusal('INSPECTION_IS_KNOWN')
  if (auditor === by.id) throw refusal('NOBODY_INSPECTS_THEIR_OWN_OPENING')
  if (recordedFrom >= recordedUntil || openUntil <= at) throw refusal('INSPECTION_NAMES_NO_PERIOD')
  return [
    {
      ...WHOLE_MUNICIPALITY,
      type: 'InspectionOpened',
      inspection,
      auditor,
      law,
      plans,
      recordedFrom,
      recordedUntil,
      openUntil,
      reason,
    },
  ]
}

const closeInspection: Decide<'CloseInspection'> = (command, now) => {
  if (now.inspections[command.inspection] === undefined) throw refusal('INSPECTION_IS_NOT_OPEN')
  return [{ ...WHOLE_MUNICIPALITY, type: 'InspectionClosed', inspection: command.inspection }]
}

/** Name by name, so that nothing is stored but the terms; what is not said stays. */
const termsAlone = (now: UnnumberedTerms, said: Partial<UnnumberedTerms> = {}): UnnumberedTerms =>
  Object.fromEntries(TERM_NAMES.map((name) => [name, said[name] ?? now[name]])) as unknown as UnnumberedTerms

/** Name by name, so that nothing is stored but the row. */
const rowAlone = ({ domain, sight, age, article, inForceFrom, confirmed }: AskedAge): AskedAge => ({
  domain,
  sight,
  age,
  article,
  inForceFrom,
  confirmed,
})

const basisAlone = ({ domain, article, from, until }: CoordinationBasis): CoordinationBasis => ({
  ...{ domain, article, from },
  ...(until !== undefined && { until }),
})

const refusal = (code: MunicipalityRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
