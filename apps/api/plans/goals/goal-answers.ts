/** The schemas of goals. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import type { GoalAsRead } from '../../../../libs/plan/goals/goals-as-read.ts'
import { GOAL_OUTCOMES } from '../../../../libs/plan/goals/goals.ts'
import type { Heard } from '../../../../libs/plan/goals/hearing.ts'
import { familyEvaluations, ITEM, lifeArea, MARK, SAID } from '../../answers/pieces.ts'
import {
  count,
  id,
  listOf,
  mapOf,
  type Members,
  oneOf,
  ref,
  sealed,
  shape,
  someone,
  text,
  withMembers,
  words,
} from '../../answers/shape.ts'
import { orThatItIsWithheld, partOfPlan, TAGGED } from '../reading/plan-answers.ts'

export const GOAL_STATES = [
  'proposed',
  'adopted',
  'evaluated',
  'dropped',
] as const satisfies readonly GoalAsRead['state'][]

export const HEARD = ['spoke', 'represented', 'chose-not-to-speak', 'not-heard'] as const satisfies readonly Heard[]

const GOAL: Members<GoalAsRead> = withMembers(ITEM, {
  always: {
    lifeArea: lifeArea(),
    state: oneOf(GOAL_STATES),
    proposed: ref('Mark'),
    invited: mapOf(count(), 'How often each was invited to give their view.'),
  },
  sometimes: {
    speakersInvited: mapOf(count(), 'How often who speaks for someone was invited, by that representation.'),
    words: words(),
    danger: words('The concrete danger for which the family’s own plan was not waited for.'),
    exception: shape<NonNullable<GoalAsRead['exception']>>('Why it may be adopted without hearing someone.', {
      always: {
        id: id(),
        notHeard: listOf(someone()),
        pool: count('Version of the pool.'),
        seed: text('64 hexadecimal digits.'),
      },
      sometimes: {
        reason: words(),
        reader: someone('Who was drawn to read the reasons; absent where they stood aside and nobody was left.'),
        excluded: text('A digest of who could not be drawn; who they are stands in an auditor’s bundle.'),
        recused: listOf(
          shape<NonNullable<NonNullable<GoalAsRead['exception']>['recused']>[number]>(
            'A drawn reader who stood aside.',
            withMembers(SAID, { always: { reader: someone() }, sometimes: {} }),
          ),
        ),
        reading: ref('Said'),
      },
    }),
    adopted: shape<NonNullable<GoalAsRead['adopted']>>(
      'Its adoption.',
      withMembers(MARK, {
        always: {
          heard: mapOf(oneOf(HEARD), 'How each came to be heard.'),
          dissent: listOf(someone(), 'Who does not agree.'),
        },
        sometimes: {},
      }),
    ),
    familyEvaluations: familyEvaluations(GOAL_OUTCOMES),
    ended: shape<NonNullable<GoalAsRead['ended']>>(
      'How it ended.',
      withMembers(SAID, { always: {}, sometimes: { outcome: sealed(oneOf(GOAL_OUTCOMES)) } }),
    ),
  },
})

export const GOAL_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Goal: shape('A goal.', GOAL),
  GoalsAnswer: partOfPlan('The goals.', 'goals'),
  OneGoal: shape('One goal.', withMembers(TAGGED, GOAL)),
  GoalAnswer: orThatItIsWithheld('OneGoal'),
}
