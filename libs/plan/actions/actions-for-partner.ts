/** What partners are told of actions under their law, and what of an action they may fetch. */
import type { ActionEvent } from './actions.ts'
import type { ActionAsRead } from '../goals/goals-as-read.ts'
import { told, type ForPartner } from '../public-event.ts'

const action = (event: { readonly action: string }) => event.action

export const actionsForPartner: ForPartner<ActionEvent> = {
  ActionPlanned: told('action-planned', 'action', action),
  ActionAccepted: told('action-accepted', 'action', action),
  ActionDone: told('action-done', 'action', action),
  ActionStalled: told('action-stalled', 'action', action),
  ActionDropped: told('action-dropped', 'action', action),
}

export const actionInFull = ({ id, about, goal, owner, words, doneByDate, state }: ActionAsRead) => ({
  id,
  about,
  goal,
  owner,
  words,
  ...(doneByDate !== undefined && { doneByDate }),
  state,
})
