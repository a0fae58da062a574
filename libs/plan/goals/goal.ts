/** A goal as rules know it: who was heard on it, and who reads where someone cannot be. */
import type { Moment, PersonId } from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import type { Lot } from '../deviations/draw.ts'
import type { Stance, Voice } from '../views/views.ts'

/** What was said of someone, how it came here. */
export interface Said {
  /** Absent in what nobody can confirm any more. */
  readonly view?: string
  readonly voice: Voice
  readonly stance: Stance
  readonly by: string
  /** By who speaks for them as a parent or guardian, and in no other way. */
  readonly asParent?: true
}

/** The nearest voice; and what others said, which counts where that one does not. */
export interface HeardFrom extends Said {
  readonly others?: readonly Said[]
}

export interface Invited {
  readonly times: number
  readonly until: Moment
  /** When last, and when before that. */
  readonly at: Moment
  readonly before?: Moment
}

export interface Goal {
  readonly is: 'proposed' | 'adopted' | 'ended'
  readonly domain: LegalDomain
  readonly about: readonly PersonId[]
  /** Since when the words are as they stand. */
  readonly wordsAt: Moment
  /** Views on the words as they stand now; revised words are heard anew. */
  readonly heard: Readonly<Record<PersonId, HeardFrom>>
  /** Of a person themselves, by their id; of who speaks for them, by that representation's. */
  readonly invited: Readonly<Record<string, Invited>>
  readonly exception?: AdoptionException
  /** Each time that it was adopted with someone represented: by whom. The event says that they were; who may not know by whom is told otherwise. */
  readonly represented?: readonly Represented[]
  readonly reading: GoalReading
}

export interface Represented {
  readonly at: Moment
  readonly by: Readonly<Record<PersonId, readonly string[]>>
}

export type Goals = Readonly<Record<string, Goal>>

export interface AdoptionException {
  readonly exception: string
  readonly notHeard: readonly PersonId[]
  /** Absent where the last one stood aside and nobody was left. */
  readonly reader?: string
  readonly read: boolean
  /** Since when. */
  readonly readAt?: Moment
}

/** Who reads for this goal: kept when it is revised. */
export interface GoalReading {
  /** Who put it in words, and who was involved when it was proposed. */
  readonly excluded: readonly string[]
  readonly writers: readonly string[]
  readonly recused: readonly string[]
  readonly lot?: Lot
}
