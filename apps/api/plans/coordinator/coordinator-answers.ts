/** The schemas of who coordinates. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import type {
  CoordinatorAsRead,
  CoordinatorRequestAsRead,
} from '../../../../libs/plan/coordinator/coordinator-as-read.ts'
import type { RequestAnswer } from '../../../../libs/plan/coordinator/coordination.ts'
import type { OpenMatters } from '../../../../libs/plan/handover/handover-document.ts'
import { id, listOf, moment, oneOf, ref, sealed, shape, someone, text, words } from '../../answers/shape.ts'
import { partOfPlan } from '../reading/plan-answers.ts'

type Deputy = CoordinatorAsRead['deputies'][number]

type Replaced = NonNullable<CoordinatorAsRead['notHandedOverInPerson']>

type AnsweredRequest = NonNullable<CoordinatorRequestAsRead['answer']>

export const REQUEST_ANSWERS = ['granted', 'refused'] as const satisfies readonly RequestAnswer[]

export const COORDINATOR_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Coordinator: shape<CoordinatorAsRead>('Who coordinates.', {
    always: {
      id: someone(),
      team: text(),
      since: moment(),
      deputies: listOf(
        shape<Deputy>('Who deputises.', {
          always: { id: someone() },
          sometimes: { name: words(), corrected: ref('Mark') },
        }),
      ),
      views: listOf(ref('View')),
    },
    sometimes: {
      name: words(),
      corrected: ref('Mark', 'When the name was last corrected, and by whom.'),
      notHandedOverInPerson: shape<Replaced>('Where a team lead replaced the one before: what was left open.', {
        always: {},
        sometimes: {
          because: words(),
          leftOpen: shape<OpenMatters>('What was open, for who goes on with it.', {
            always: { actions: listOf(id()), deviations: listOf(id()) },
            sometimes: { challenges: listOf(id()) },
          }),
        },
      }),
    },
  }),
  CoordinatorRequest: shape<CoordinatorRequestAsRead>('The family’s wish for another coordinator.', {
    always: { id: id(), made: ref('Mark') },
    sometimes: {
      reason: words(),
      answer: shape<AnsweredRequest>('What was answered.', {
        always: { given: ref('Mark') },
        sometimes: { answer: sealed(oneOf(REQUEST_ANSWERS)), reason: words() },
      }),
    },
  }),
  CoordinatorAnswer: partOfPlan('Who coordinates.', 'coordinator', 'coordinatorRequests'),
}
