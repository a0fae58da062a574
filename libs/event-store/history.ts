/**
 * The history that a store tells, known by its marks: each writing process appends one, with a random id, before its first event. So two
 * stores tell the same up to where their marks part, also where the one has grown past the other. Pure; why: docs/adr/0019-histories-are-marked.md.
 */
import type { Position } from './port.ts'

/** Before the first event of all. */
export const START = ''
/** A position, or the start. */
export type Behind = Position | typeof START

export interface Mark {
  /** Random: of its event. */
  readonly id: string
  readonly position: Position
  /** Where the store ended when it was appended: all up to there is of the history that it goes on from. */
  readonly behind: Behind
}

/** What is known of a history: its marks in order, and how far it was read or written. */
export interface KnownHistory {
  readonly marks: readonly Mark[]
  readonly reached: Behind
}

export interface Parting {
  /** The last position that both tell alike; what lies behind it never happened, as the store tells it now. */
  readonly behind: Behind
  /** The marks that are no more. */
  readonly gone: readonly string[]
  /** Not even their first marks are the same: it may be the store of another installation. */
  readonly sharesNothing: boolean
}

/** As many as are kept beside a store; what parted before the first of them has parted at the start. */
export const MARKS_KEPT = 1_000

const earlier = (one: Behind, other: Behind): Behind => (one < other ? one : other)

/**
 * Where what was known of a history is not what the store tells now; undefined where the store only went on.
 * @param now all marks of the store and its head, the head read first
 */
export function partingOf(known: KnownHistory, now: KnownHistory): Parting | undefined {
  const [first] = known.marks
  const from = first === undefined ? 0 : now.marks.findIndex(({ id }) => id === first.id)
  const there = from < 0 ? now.marks : now.marks.slice(from)
  const alike = known.marks.findIndex((mark, place) => !isSame(mark, there[place]))
  const place = alike < 0 ? known.marks.length : alike
  const [wasNext, isNext] = [known.marks[place], there[place]]
  const gone = known.marks.slice(place).map(({ id }) => id)
  const sharesNothing = known.marks.length > 0 && place === 0
  if (wasNext !== undefined)
    return { behind: earlier(wasNext.behind, isNext?.behind ?? now.reached), gone, sharesNothing }
  // Nobody goes past a mark without having read it.
  if (isNext !== undefined)
    return known.reached >= isNext.position ? { behind: isNext.behind, gone, sharesNothing } : undefined
  return known.reached > now.reached ? { behind: now.reached, gone, sharesNothing } : undefined
}

const isSame = (one: Mark, other: Mark | undefined): boolean => one.id === other?.id && one.position === other.position

/** A mark as places carry it: 32 bits of its id, never 0, which says that there was none yet. */
export type MarkName = number
export const UNMARKED: MarkName = 0

export const nameOf = (id: string): MarkName => Number.parseInt(id.slice(0, 8), 16) || 1

/** The name of the last mark up to a position. */
export const markAt = (marks: readonly Mark[], position: Behind): MarkName => {
  const last = marks.findLast((mark) => mark.position <= position)
  return last === undefined ? UNMARKED : nameOf(last.id)
}

export interface Place {
  readonly mark: MarkName
  readonly position: Behind
}

/** What a store tells of its own history: its marks, and those that its marks say are gone, with where they parted. */
export interface ToldHistory {
  readonly marks: readonly Mark[]
  readonly gone: ReadonlyMap<MarkName, Behind>
}

/**
 * Whether a place is of the history told: its mark is there, and the next one not before it.
 * @returns 'holds'; or the last position before it that is in both histories, which is the start where its mark was never heard of
 */
export function heldAgainst({ mark, position }: Place, { marks, gone }: ToldHistory): 'holds' | Behind {
  if (position === START) return 'holds'
  const places = marks.flatMap(({ id }, place) => (nameOf(id) === mark ? [place] : []))
  if (mark === UNMARKED) places.unshift(-1)
  let back: Behind = gone.get(mark) ?? START
  for (const place of places) {
    const next = marks[place + 1]
    if ((marks[place]?.position ?? START) > position) continue
    if (next === undefined || position < next.position) return 'holds'
    if (next.behind > back) back = next.behind
  }
  return earlier(back, position)
}
