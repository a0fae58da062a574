/** A deviation as rules know it: who may not read it, whether it is accounted for, read and evaluated. */
import type { Day } from '../../deciding/days.ts'
import type { Moment, PersonId } from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import type { Team } from '../../municipality/second-readers.ts'
import type { Lot } from './draw.ts'

export type Reading =
  | { readonly is: 'not-needed' }
  | { readonly is: 'to-be-drawn' }
  /** Until when they have, where that is known. */
  | { readonly is: 'drawn'; readonly reader: string; readonly asked: boolean; readonly until?: Moment }
  | { readonly is: 'read'; readonly reader: string; readonly at: Moment }

/** How what was objected to stands; absent where nothing was. */
export type Objection =
  | { readonly is: 'to-be-answered' }
  | { readonly is: 'to-be-settled'; readonly by: Settles }
  | { readonly is: 'settled'; readonly by: Settles; readonly at: Moment }

/** Who leads the team; where they left it themselves, whom it would go up to. */
export const SETTLES = ['team-lead', 'escalation-officer'] as const
export type Settles = (typeof SETTLES)[number]

export interface Deviation {
  readonly domain: LegalDomain
  readonly about: readonly PersonId[]
  /** Everyone who reported or accounted: none of them reads it. */
  readonly authors: readonly string[]
  /** Of those, who did so as who coordinates, or leads the team: it is theirs to answer for whatever else they read. */
  readonly coordinating: readonly string[]
  /** Whoever leads the team left it, or answered for it: then they judge nothing of it. */
  readonly byALead?: true
  /** Who was involved when it happened: none of them either. */
  readonly involvedThen: readonly string[]
  /** The teams of its authors, and of who coordinated then: nobody of these. */
  readonly teams: readonly Team[]
  readonly lot?: Lot
  /** Who stood aside, or did not read it in time: it goes to none of them again. */
  readonly recused: readonly string[]
  /** Of those, whom it passed by: they are told so. */
  readonly passedBy: readonly string[]
  readonly acute: boolean
  readonly needsReader: boolean
  /** The priority it leaves, where it leaves one. */
  readonly leaves?: string
  readonly safety?: true
  readonly account: { readonly is: 'due' } | { readonly is: 'given'; readonly reviewDate?: Day }
  readonly reading: Reading
  readonly evaluated: boolean
  readonly isFamilyInvited?: true
  /** What was objected to; absent where nothing was. */
  readonly objection?: Objection
  readonly conditions: Readonly<Record<string, 'open' | 'met'>>
  /** The step is followed again. */
  readonly hasEnded?: true
  /** What others can learn of it: who wrote it, and whether someone else cleared it of people. */
  readonly lesson?: { readonly by: string; readonly isCleared: boolean }
}

/** Whether its authors have anything left to do: account for it, or answer who reads it. */
export const isToBeAnsweredFor = ({ account, reading, objection, conditions }: Deviation): boolean =>
  account.is === 'due' ||
  ['to-be-drawn', 'drawn'].includes(reading.is) ||
  (objection !== undefined && objection.is !== 'settled') ||
  Object.values(conditions).includes('open')

export type Deviations = Readonly<Record<string, Deviation>>
