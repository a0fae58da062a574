/** The schemas of what was corrected. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import { CORRECTED_PARTS, type CorrectionAsRead } from '../../../../libs/plan/corrections/corrections-as-read.ts'
import { type Corrected, CORRECTED_KINDS } from '../../../../libs/plan/corrections/corrections.ts'
import { MARK } from '../../answers/pieces.ts'
import { id, listOf, oneOf, shape, someone, withMembers, words } from '../../answers/shape.ts'
import { partOfPlan } from '../reading/plan-answers.ts'

export const CORRECTION_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Correction: shape<CorrectionAsRead>(
    'What was corrected; the value as it is now stands in its place.',
    withMembers(MARK, {
      always: {
        id: id(),
        event: id(),
        of: shape<Corrected>('Whose: a person’s id, a joining, a representation, a handover.', {
          always: { kind: oneOf(CORRECTED_KINDS), id: someone() },
          sometimes: {},
        }),
        what: listOf(oneOf(CORRECTED_PARTS)),
      },
      sometimes: { reason: words() },
    }),
  ),
  CorrectionsAnswer: partOfPlan('What was corrected.', 'corrections'),
}
