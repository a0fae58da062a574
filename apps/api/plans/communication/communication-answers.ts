/** The schema of how someone is reached. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import type { CommunicationNeedsAsRead } from '../../../../libs/plan/communication/communication-as-read.ts'
import { id, ref, sealed, shape, someone, words, yesOrNo } from '../../answers/shape.ts'

export const COMMUNICATION_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  CommunicationNeeds: shape<CommunicationNeedsAsRead>(
    'How to reach someone so that they understand and are understood.',
    {
      always: { id: id(), person: someone('Whom it is about.'), stated: ref('Mark') },
      sometimes: {
        language: words('The language they speak best.'),
        interpreter: sealed(yesOrNo('They need an interpreter.')),
        easyLanguage: sealed(yesOrNo('They need short sentences in plain words.')),
        hearing: words('What helps them hear, or be heard by signs.'),
        sight: words('What helps them read.'),
      },
    },
  ),
}
