/** What one reader sees of an event, and the pieces that everything read is made of. */
import type { Moment, PersonId, Sealed } from '../deciding/decider.ts'
import type { Domain } from '../deciding/domains.ts'
import type { PlanEvent } from './plan.ts'
import type { ItemKind, WithholdingGround } from './visibility/visibility.ts'
import type { Stance, ViewEvent, Voice } from './views/views.ts'

/** In the place of an item: that it is withheld, and on what ground; not what, by whom, or of whom. */
export interface WithheldInPlace {
  readonly type: 'ItemWithheld'
  readonly domain: 'general'
  readonly about: readonly []
  readonly kind: ItemKind
  readonly withheld: WithholdingGround
}

/** In the place of a personal value that is closed to its reader: it is there, and not what it says. */
export interface Closed {
  readonly closed: true
}

export const CLOSED: Closed = { closed: true }

export const isClosed = (value: unknown): value is Closed =>
  typeof value === 'object' && value !== null && 'closed' in value && value.closed === true

/** An event of the plan, or that one stands there that is withheld from its reader. */
export type SeenEvent = PlanEvent | WithheldInPlace

/** An event as one reader sees it. Revisions count what this reader may see, so that gaps tell nothing of the rest. */
export interface Seen<Event = SeenEvent> {
  readonly event: Event
  readonly by: string
  readonly onBehalfOf?: PersonId
  readonly at: Moment
  readonly revision: number
  /** The last revision its maker had before them, in this reader's count. */
  readonly basedOn?: number
  /** Of a draw: a digest of who could not be drawn. Who they are is for who holds the envelope: they work with the family, under every law. */
  readonly excluded?: string
}

/** Who did something, when, and, for what people answer for, which revision they had before them. */
export interface Mark {
  readonly by: string
  readonly at: Moment
  readonly basedOn?: number
}

export interface Said extends Mark {
  readonly words?: Sealed
}

export interface ViewAsRead {
  readonly view: string
  readonly person: PersonId
  readonly voice: Voice
  readonly stance: Stance
  readonly words?: Sealed
  /** Given by a representative who was unverified then: it counts for nothing. */
  readonly unverified?: true
  readonly at: Moment
  /** When whose it is, or who was present, said of another's report that it is so. */
  readonly confirmedAt?: Moment
  /** Given after they left: kept, and counted nowhere. */
  readonly afterLeaving?: boolean
}

/** What came of it, by one of the family. */
export interface FamilyEvaluationAsRead {
  readonly view: string
  readonly person: PersonId
  readonly voice: Voice
  readonly outcome: Sealed
  readonly words: Sealed
  readonly at: Moment
  /** Said after they left. */
  readonly afterLeaving?: boolean
}

/** Anything in the plan with an id of its own, on which people may give their view. */
export interface ItemAsRead {
  readonly id: string
  readonly domain: Domain
  readonly about: readonly PersonId[]
  readonly views: readonly ViewAsRead[]
}

export const mark = ({ by, at, basedOn }: Seen<unknown>): Mark => ({
  by,
  at,
  ...(basedOn !== undefined && { basedOn }),
})

export const said = (seen: Seen<unknown>, words?: Sealed): Said => ({
  ...mark(seen),
  ...(words && { words }),
})

export const excludedIn = ({ excluded }: Seen<unknown>) => (excluded === undefined ? {} : { excluded })

export const viewOf = (event: Extract<ViewEvent, { type: 'ViewGiven' }>, at: Moment): ViewAsRead => {
  const { view, person, voice, stance, words, unverified } = event
  return { view, person, voice, stance, ...(words && { words }), ...(unverified && { unverified }), at }
}
