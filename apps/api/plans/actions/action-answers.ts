/** The schemas of actions. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import type { ActionAsRead } from '../../../../libs/plan/goals/goals-as-read.ts'
import { ITEM } from '../../answers/pieces.ts'
import { id, type Members, oneOf, ref, sealedDay, shape, someone, withMembers, words } from '../../answers/shape.ts'
import { orThatItIsWithheld, partOfPlan, TAGGED } from '../reading/plan-answers.ts'

export const ACTION_STATES = [
  'planned',
  'active',
  'stalled',
  'done',
  'dropped',
] as const satisfies readonly ActionAsRead['state'][]

const ACTION: Members<ActionAsRead> = withMembers(ITEM, {
  always: {
    goal: id(),
    owner: someone('Who does it.'),
    state: oneOf(ACTION_STATES),
    last: ref('Said', 'What was last done to it, and said of that.'),
  },
  sometimes: { words: words(), doneByDate: sealedDay() },
})

export const ACTION_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Action: shape('Who does what for which goal.', ACTION),
  ActionsAnswer: partOfPlan('The actions.', 'actions'),
  OneAction: shape('One action.', withMembers(TAGGED, ACTION)),
  ActionAnswer: orThatItIsWithheld('OneAction'),
}
