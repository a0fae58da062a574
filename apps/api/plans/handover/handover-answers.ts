/** The schemas of handovers. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import type { HandoverAsRead } from '../../../../libs/plan/coordinator/coordinator-as-read.ts'
import type { HandoverDocument } from '../../../../libs/plan/handover/handover-document.ts'
import { id, listOf, type Members, oneOf, ref, shape, someone, text, withMembers, words } from '../../answers/shape.ts'
import { partOfPlan, TAGGED } from '../reading/plan-answers.ts'

export const HANDOVER_STATES = [
  'open',
  'accepted',
  'declined',
  'withdrawn',
] as const satisfies readonly HandoverAsRead['state'][]

const HANDOVER: Members<HandoverAsRead> = {
  always: {
    id: id(),
    to: someone(),
    team: text(),
    state: oneOf(HANDOVER_STATES),
    document: shape<HandoverDocument>('What the next coordinator must know.', {
      always: { actions: listOf(id(), 'The open actions.'), deviations: listOf(id(), 'Those not evaluated yet.') },
      sometimes: {
        safety: words(),
        sensitivities: words(),
        challenges: listOf(id(), 'Those of which something is still to come.'),
      },
    }),
    proposed: ref('Mark'),
  },
  sometimes: {
    name: words(),
    corrected: ref('Mark'),
    talkedThrough: ref('Mark'),
    preference: words('Whom the family would rather have.'),
    notTalkedThroughBecause: words(),
    ended: ref('Mark'),
    reason: words(),
  },
}

export const HANDOVER_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Handover: shape('A handover of the coordination.', HANDOVER),
  HandoversAnswer: partOfPlan('The handovers.', 'handovers'),
  HandoverAnswer: shape('One handover.', withMembers(TAGGED, HANDOVER)),
}
