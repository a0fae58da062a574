/** Who does what, as a part of the plan. Partners are told of actions under their law. */
import { ID, ONCE } from '../../deciding/in-clear.ts'
import { leavesAs } from '../public-event.ts'
import { addsTo, begins, MAKES_CONTENT, NO_WORDS, type CommandRows, type PlanPart } from '../part.ts'
import {
  decideActions,
  evolveActions,
  type ActionCommand,
  type ActionEvent,
  type Actions,
  type ActionsNeeds,
} from './actions.ts'

const action = (event: { readonly action: string }) => event.action

const commands = {
  PlanAction: MAKES_CONTENT,
  AcceptAction: NO_WORDS,
  FinishAction: MAKES_CONTENT,
  ReportActionStalled: MAKES_CONTENT,
  DropAction: MAKES_CONTENT,
} as const satisfies CommandRows<ActionCommand>

export const actionsPart: PlanPart<ActionCommand, ActionEvent, Actions, ActionsNeeds, typeof commands> = {
  initial: {},
  commands,
  events: {
    ActionPlanned: {
      says: { nl: 'Een actie is afgesproken', en: 'An action was planned' },
      partner: leavesAs('action-planned', 'action', action),
      item: begins('action', action),
      inClear: { action: ID, goal: ID, owner: ID, doneBy: ONCE },
    },
    ActionAccepted: {
      says: { nl: 'Een actie is aanvaard', en: 'An action was accepted' },
      partner: leavesAs('action-accepted', 'action', action),
      item: addsTo('action', action),
      inClear: { action: ID },
    },
    ActionDone: {
      says: { nl: 'Een actie is gedaan', en: 'An action was done' },
      partner: leavesAs('action-done', 'action', action),
      item: addsTo('action', action),
      inClear: { action: ID },
    },
    ActionStalled: {
      says: { nl: 'Een actie stokt', en: 'An action stalled' },
      partner: leavesAs('action-stalled', 'action', action),
      item: addsTo('action', action),
      inClear: { action: ID },
    },
    ActionDropped: {
      says: { nl: 'Een actie is losgelaten', en: 'An action was dropped' },
      partner: leavesAs('action-dropped', 'action', action),
      item: addsTo('action', action),
      inClear: { action: ID },
    },
  },
  decide: decideActions,
  evolve: (now, event, { by }) => evolveActions(now, event, by.id),
}
