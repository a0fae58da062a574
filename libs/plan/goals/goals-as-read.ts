/** Goals and the actions that serve them, as a reader sees them. */
import type { OnceInClear, PersonId, Sealed } from '../../deciding/decider.ts'
import type { Day } from '../../deciding/days.ts'
import { withChanged, withOneMore } from '../../deciding/growing.ts'
import type { ActionEvent } from '../actions/actions.ts'
import type { GoalEvent, GoalOutcome } from './goals.ts'
import type { Heard } from './hearing.ts'
import type { LifeArea } from '../opening/life-areas.ts'
import {
  excludedIn,
  mark,
  said,
  type FamilyEvaluationAsRead,
  type ItemAsRead,
  type Mark,
  type Said,
  type Seen,
} from '../seen.ts'

export interface GoalAsRead extends ItemAsRead {
  readonly lifeArea: LifeArea
  readonly words: Sealed
  readonly state: 'proposed' | 'adopted' | 'evaluated' | 'dropped'
  readonly proposed: Mark
  readonly danger?: Sealed
  /** How often each was invited to give their view. */
  readonly invited: Readonly<Record<PersonId, number>>
  /** How often who speaks for someone was, by that representation; absent where nobody was. */
  readonly speakersInvited?: Readonly<Record<string, number>>
  readonly exception?: {
    readonly id: string
    readonly notHeard: readonly PersonId[]
    readonly reason: Sealed
    /** Absent where the last one stood aside and nobody was left. */
    readonly reader?: string
    readonly pool: number
    readonly seed: string
    /** A digest of who could not be drawn: who holds the envelope knows them, and draws again. */
    readonly excluded?: string
    /** Who stood aside; absent where nobody did. */
    readonly recused?: readonly (Said & { readonly reader: string })[]
    readonly reading?: Said
  }
  readonly adopted?: Mark & { readonly heard: Readonly<Record<PersonId, Heard>>; readonly dissent: readonly PersonId[] }
  /** Beside the team's: what came of it to each of the family; absent where nobody said. */
  readonly familyEvaluations?: readonly FamilyEvaluationAsRead[]
  readonly ended?: Said & { readonly outcome?: OnceInClear<GoalOutcome> }
}

export interface ActionAsRead extends ItemAsRead {
  readonly goal: string
  readonly owner: string
  readonly words: Sealed
  readonly doneByDate?: OnceInClear<Day>
  readonly state: 'planned' | 'active' | 'stalled' | 'done' | 'dropped'
  /** What was last done to it, and said of that. */
  readonly last: Said
}

export function goalsAfter(now: readonly GoalAsRead[], event: GoalEvent, seen: Seen<unknown>): readonly GoalAsRead[] {
  if (event.type === 'GoalProposed') {
    const { goal: id, domain, about, lifeArea, words, danger } = event
    const proposed = { id, domain, about, lifeArea, words, state: 'proposed', proposed: mark(seen) } as const
    return withOneMore(now, { ...proposed, ...(danger && { danger }), invited: {}, views: [] })
  }
  return withChanged(now, event.goal, (goal) => changeOf(goal, event, seen))
}

function changeOf(
  now: GoalAsRead,
  event: Exclude<GoalEvent, { type: 'GoalProposed' }>,
  seen: Seen<unknown>,
): Partial<GoalAsRead> {
  switch (event.type) {
    case 'GoalRevised':
      // Said by who may not know that it has ended: it does not begin again by that.
      return now.ended === undefined ? { words: event.words, state: 'proposed' } : { words: event.words }
    case 'AdoptionExceptionReasoned': {
      const { exception: id, notHeard, reason, reader, pool, seed } = event
      return { exception: { id, notHeard, reason, reader, pool, seed, ...excludedIn(seen) } }
    }
    case 'ExceptionReaderDrawn': {
      const { reader, pool, seed } = event
      if (now.exception === undefined) return {}
      return { exception: { ...now.exception, reader, pool, seed, ...excludedIn(seen) } }
    }
    case 'ExceptionReaderRecused': {
      if (now.exception === undefined) return {}
      const { reader: _aside, recused = [], ...exception } = now.exception
      const aside = { ...said(seen, event.reason), reader: event.reader }
      return { exception: { ...exception, recused: [...recused, aside] } }
    }
    case 'AdoptionExceptionRead':
      return now.exception === undefined ? {} : { exception: { ...now.exception, reading: said(seen, event.words) } }
    case 'GoalAdopted': {
      const { heard, dissent } = event
      return { state: 'adopted', adopted: { ...mark(seen), heard, dissent } }
    }
    case 'GoalEvaluated':
      return { state: 'evaluated', ended: { ...said(seen, event.words), outcome: event.outcome } }
    case 'GoalDropped':
      return { state: 'dropped', ended: said(seen, event.reason) }
  }
}

const ACTION_STATES = {
  ActionAccepted: 'active',
  ActionStalled: 'stalled',
  ActionDone: 'done',
  ActionDropped: 'dropped',
} as const

export function actionsAfter(
  now: readonly ActionAsRead[],
  event: ActionEvent,
  seen: Seen<unknown>,
): readonly ActionAsRead[] {
  if (event.type === 'ActionPlanned') {
    const { action: id, domain, about, goal, owner, words, doneBy } = event
    const planned = { id, domain, about, goal, owner, words, ...(doneBy && { doneByDate: doneBy }) }
    return withOneMore(now, { ...planned, state: 'planned', last: mark(seen), views: [] })
  }
  const words = 'reason' in event ? event.reason : 'words' in event ? event.words : undefined
  return withChanged(now, event.action, ({ state }) => {
    const hasEnded = state === 'done' || state === 'dropped'
    return { ...(!hasEnded && { state: ACTION_STATES[event.type] }), last: said(seen, words) }
  })
}
