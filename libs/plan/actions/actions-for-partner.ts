/** What a partner may fetch of an action. */
import type { ActionAsRead } from '../goals/goals-as-read.ts'

export const actionInFull = ({ id, about, goal, owner, words, doneByDate, state }: ActionAsRead) => ({
  id,
  about,
  goal,
  owner,
  words,
  ...(doneByDate !== undefined && { doneByDate }),
  state,
})
