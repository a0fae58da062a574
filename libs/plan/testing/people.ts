/** The people of the stories, and how they act: who, as what, and when. */
import type { Actor, Deed, Moment, Role, Sealed } from '../../deciding/decider.ts'
import type { Day } from '../../deciding/days.ts'
import type { ReaderPool } from '../../municipality/second-readers.ts'
import { STATUTORY_TERMS, type Terms } from '../../municipality/terms.ts'

/** The Monday on which every story begins. */
export const TODAY: Day = '2026-03-02'

/** Nine in the morning, in winter ten in Amsterdam. */
export const morningOf = (day: Day): Moment => `${day}T09:00:00.000Z`

export const deedOf = (by: Actor, at: Moment): Deed => ({
  by,
  at,
  activity: 'case-coordination',
  legalBasis: 'Jeugdwet 2.3',
})

const acting =
  (id: string, role: Role) =>
  (day: Day = TODAY): Deed =>
    deedOf({ kind: 'person', id, role }, morningOf(day))

/** The coordinator, and who takes over from her. */
export const noor = acting('noor', 'coordinator')
export const bart = acting('bart', 'coordinator')
export const teamLead = acting('tess', 'team-lead')

/** Of the care team: for youth, and for social support. */
export const yara = acting('yara', 'professional')
export const wim = acting('wim', 'professional')

/** The family: two parents and their child. */
export const mirjam = acting('mirjam', 'family-member')
export const farid = acting('farid', 'family-member')
export const kim = acting('kim', 'family-member')
export const grandmother = acting('grandmother', 'representative')

/** The organisation that help is asked of, by its system; and another. */
const organisation =
  (oin: string) =>
  (day: Day = TODAY): Deed =>
    deedOf({ kind: 'organisation', id: `system-of-${oin}`, role: 'partner', organisation: oin }, morningOf(day))
export const DE_BRUG = '00000099000000000002'
export const DE_STAM = '00000099000000000003'
export const deBrug = organisation(DE_BRUG)
export const deStam = organisation(DE_STAM)

/** The pool of second readers; Sem reads for social support only. */
export const rosa = acting('rosa', 'second-reader')
export const ruud = acting('ruud', 'second-reader')
export const POOL: ReaderPool = {
  version: 4,
  readers: [
    { reader: 'ruud', domains: ['youth', 'participation'] },
    { reader: 'rosa', domains: ['youth'] },
    { reader: 'sem', domains: ['wmo'] },
  ],
}

/** Even: draws the first of two readers, Rosa. Odd: the second, Ruud. */
export const DRAWS_ROSA = '0'.repeat(64)
export const DRAWS_RUUD = `${'0'.repeat(63)}1`

/** The terms this municipality set; their version goes with every due moment. */
export const TERMS: Terms = { ...STATUTORY_TERMS, version: 3 }

export const DRAW = { pool: POOL, seed: DRAWS_ROSA, terms: TERMS, teams: [] }

/** A stand-in for a sealed value of any kind: nothing here can be opened. */
export const sealed = (what: string): Sealed<never> => ({ sealed: what, sha256: `of ${what}` })
