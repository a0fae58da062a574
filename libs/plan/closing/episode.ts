/** Whether a plan runs, since when, and whose help was ended: what the rules of closing keep. */
import type { Moment, PersonId } from '../../deciding/decider.ts'
import { withEntry, withoutEntry } from '../../deciding/growing.ts'
import type { ItemKey } from '../visibility/visibility.ts'

export interface Closing {
  readonly is: 'open' | 'closed'
  /** Of one that is closed: until when the family opens it again. */
  readonly until?: Moment
  /** When the present episode began; absent in the first. */
  readonly since?: Moment
  /** What was begun in earlier ones, and is done with. */
  readonly earlier?: readonly ItemKey[]
  /** Whose help was ended, by whom: themselves, or who has authority over them. */
  readonly ended: Readonly<Record<PersonId, readonly string[]>>
}

export const NOT_CLOSED: Closing = { is: 'open', ended: {} }

/** Closed, and the family may open it again no longer: whoever helped it has no business here any more. */
export const isOver = ({ is, until }: Closing, at: Moment): boolean =>
  is === 'closed' && until !== undefined && at > until

export const hasEnded = ({ ended }: Closing, person: PersonId, by: string): boolean =>
  ended[person]?.includes(by) === true

export const withEnder = ({ ended }: Closing, person: PersonId, by: string): Closing['ended'] =>
  withEntry(ended, person, [...(ended[person] ?? []).filter((one) => one !== by), by])

export function withoutEnder(ended: Closing['ended'], person: PersonId, by: string): Closing['ended'] {
  const others = (ended[person] ?? []).filter((one) => one !== by)
  return others.length === 0 ? withoutEntry(ended, person) : withEntry(ended, person, others)
}
