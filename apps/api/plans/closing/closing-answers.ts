/** The schemas of how a plan ends. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import type { ClosingAsRead, EndingAsRead } from '../../../../libs/plan/closing/closing-as-read.ts'
import { CLOSING_GROUNDS } from '../../../../libs/plan/closing/closing.ts'
import { STILL_OPEN_KINDS, type StillOpen } from '../../../../libs/plan/closing/still-open.ts'
import { listOf, moment, oneOf, ref, sealed, shape, someone, words } from '../../answers/shape.ts'
import { TAGGED, type Tagged } from '../reading/plan-answers.ts'

export const CLOSING_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  PlanClosing: shape<ClosingAsRead>('That the plan was closed, and whether it was opened again.', {
    always: { closed: ref('Mark'), reopenUntil: moment('Until when the family opens it again.') },
    sometimes: {
      ground: sealed(oneOf(CLOSING_GROUNDS, 'Absent, as the reason is, where nobody of the family wanted on.')),
      reason: words(),
      familyView: words('How the family was asked, and what it said.'),
      reopened: ref('Said'),
    },
  }),
  Ending: shape<EndingAsRead>('That someone ended help: their own, or that of whom they speak for.', {
    always: { person: someone('Whose help.'), by: someone('Who ended it.'), ended: ref('Said') },
    sometimes: {
      dueAt: moment('Of what is said for another: until when the team lead answers it.'),
      answer: ref('Said', 'What the team lead answered.'),
      resumed: ref('Mark', 'That they want it after all.'),
    },
  }),
  StillOpen: shape<StillOpen>('What is open in the plan.', {
    always: { kind: oneOf(STILL_OPEN_KINDS), id: someone('Its id.') },
    sometimes: {},
  }),
  ClosingAnswer: shape<
    Tagged & {
      readonly closings: readonly ClosingAsRead[]
      readonly endings: readonly EndingAsRead[]
      readonly open: readonly StillOpen[]
    }
  >('How the plan ended, and what is open in it, as far as its reader sees that.', {
    always: {
      ...TAGGED.always,
      closings: listOf(ref('PlanClosing')),
      endings: listOf(ref('Ending')),
      open: listOf(ref('StillOpen')),
    },
    sometimes: {},
  }),
}
