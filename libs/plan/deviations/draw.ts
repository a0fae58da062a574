/**
 * Who reads an item from outside. The lot is cast once: its pool, its seed and who was excluded stay, whatever changes later. Who stands aside
 * is followed by the next of the same lot, so that nobody gets another reader by trying again.
 */
import { inHours, inWorkingDays } from '../../deciding/days.ts'
import { Refusal, type Due, type Moment } from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { drawReader, ofTeams, type ReaderPool, type Team } from '../../municipality/second-readers.ts'
import type { Terms } from '../../municipality/terms.ts'

/** What a draw needs: the pool as it is now, a seed nobody chose, and the terms. */
export interface Draw {
  readonly pool: ReaderPool
  /** The pool as it was when the lot of the item was cast, where it was cast already. */
  readonly first?: ReaderPool
  readonly seed: string
  readonly terms: Terms
  /** Of none of these does anyone read it: the team that coordinates, and, of what is asked to be read, that of who asks. */
  readonly teams: readonly Team[]
}

/** Version of the pool and seed of the draw, and who could not be drawn: with these anyone can draw again. */
export interface Lot {
  readonly pool: number
  readonly seed: string
  readonly excluded: readonly string[]
}

export const lotOf = ({ pool, seed, excluded }: Lot): Lot => ({ pool, seed, excluded })

/** Who reads, by which lot and by when. */
export interface Drawn extends Lot {
  readonly reader: string
  readonly due: Due
}

export interface ToBeRead {
  readonly domain: LegalDomain
  /** What the reader is asked for. */
  readonly what: 'reading' | 'exception-reading' | 'sharing-reading'
  readonly acute?: boolean
  /** Who wrote it, and who was involved when it happened. */
  readonly excluded: readonly string[]
  /** Those of who wrote it before. */
  readonly teams?: readonly Team[]
  readonly recused: readonly string[]
  /** Of the last draw, where there was one. */
  readonly lot?: Lot
}

/** The reader and their lot; undefined where nobody is left. A lot in which nobody is left is followed by another only once the pool has changed. */
export function drawnFor({ what, acute, ...item }: ToBeRead, draw: Draw, at: Moment): Drawn | undefined {
  const drawn = readerFor(item, draw)
  const { acuteReadingHours, readingWorkingDays, version } = draw.terms
  const dueAt = acute === true ? inHours(at, acuteReadingHours) : inWorkingDays(at, readingWorkingDays)
  return drawn && { ...drawn, due: { what, at: dueAt, terms: version } }
}

function readerFor(
  { domain, excluded: before, recused, lot, teams = [] }: Omit<ToBeRead, 'what' | 'acute'>,
  { pool, first, seed, teams: also }: Draw,
): Omit<Drawn, 'due'> | undefined {
  const from = (lotPool: ReaderPool, lotSeed: string, but: readonly string[]) => {
    const excluded = [...new Set([...but, ...recused])].sort()
    const reader = drawReader(lotPool, domain, excluded, lotSeed)
    return reader === undefined ? undefined : { reader, pool: lotPool.version, seed: lotSeed, excluded }
  }
  // Whose colleague someone is, is asked once for each pool: who changes teams later is drawn, or not, as before.
  const colleagues = ofTeams(pool, [...teams, ...also])
  if (lot === undefined) return from(pool, seed, [...before, ...colleagues])
  const then = [first, pool].find((one) => one?.version === lot.pool)
  if (then === undefined) return undefined
  const next = from(then, lot.seed, lot.excluded)
  return next ?? (pool.version === lot.pool ? undefined : from(pool, seed, [...lot.excluded, ...colleagues]))
}

export type DrawnRefusal = 'ONLY_THE_DRAWN_READER_READS' | 'READER_WORKS_WITH_THE_FAMILY'

/** @param reader who was drawn, where they still read */
export function mustBeItsReader(reader: string | undefined, who: string): void {
  if (reader !== who) throw new Refusal<DrawnRefusal>('ONLY_THE_DRAWN_READER_READS')
}

/** Who came to work with the family since the draw stands aside: another reader is drawn when they recuse themselves. */
export function mustBeFromOutside(involved: readonly string[], who: string): void {
  if (involved.includes(who)) throw new Refusal<DrawnRefusal>('READER_WORKS_WITH_THE_FAMILY')
}
