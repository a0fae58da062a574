/** What a partner may fetch of a goal: not who disagreed, was not heard or gave which view. */
import type { GoalAsRead } from './goals-as-read.ts'

export const goalInFull = ({ id, about, lifeArea, words, state, ended }: GoalAsRead) => ({
  id,
  about,
  lifeArea,
  words,
  state,
  ...(ended?.outcome && { outcome: ended.outcome }),
})
