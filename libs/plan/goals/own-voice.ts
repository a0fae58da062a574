/**
 * Who speaks for themselves under the law of a goal, and for whom a parent or guardian still does. It comes with the one decision that needs it, made at
 * the door from sealed birth dates; no event and no state keeps it, since it tells how old someone is.
 */
import type { Day } from '../../deciding/days.ts'
import type { PersonId } from '../../deciding/decider.ts'

export interface OwnVoice {
  /** From which day on they are heard themselves under this law. */
  readonly since: Day
  /** Whether parents and guardians speak for them no longer, whatever is judged of them. */
  readonly isPastParents: boolean
}

/** Of whom each is the own voice; who is younger, or whose age is not known, is not in it. */
export type OwnVoices = Readonly<Record<PersonId, OwnVoice>>
