/** What partners are told of goals under their law, and what of a goal they may fetch: not who disagreed, was not heard or gave which view. */
import type { GoalAsRead } from './goals-as-read.ts'
import type { GoalEvent } from './goals.ts'
import { told, type ForPartner } from '../public-event.ts'

const goal = (event: { readonly goal: string }) => event.goal

export const goalsForPartner: ForPartner<GoalEvent> = {
  GoalProposed: told('goal-proposed', 'goal', goal),
  GoalRevised: told('goal-revised', 'goal', goal),
  AdoptionExceptionReasoned: 'never',
  AdoptionExceptionRead: 'never',
  ExceptionReaderDrawn: 'never',
  ExceptionReaderRecused: 'never',
  GoalAdopted: told('goal-adopted', 'goal', goal),
  GoalEvaluated: told('goal-evaluated', 'goal', goal),
  GoalDropped: told('goal-dropped', 'goal', goal),
}

export const goalInFull = ({ id, about, lifeArea, words, state, ended }: GoalAsRead) => ({
  id,
  about,
  lifeArea,
  words,
  state,
  ...(ended?.outcome && { outcome: ended.outcome }),
})
