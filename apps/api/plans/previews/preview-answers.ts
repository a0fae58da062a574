/** The schemas of what is asked before something is written. */
import { PARTS_IN_PLAN } from '../../../../libs/access/parts-in-plan.ts'
import { SEEN_AS } from '../../../../libs/access/readers-of.ts'
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import { REPRESENTATION_KINDS } from '../../../../libs/plan/care-team/representation.ts'
import { listOf, oneOf, ref, shape, someone, text, words } from '../../answers/shape.ts'
import { TAGGED, type Tagged } from '../reading/plan-answers.ts'
import type { NamedReader } from './preview-readers.ts'

export const PREVIEW_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Reader: shape<NamedReader>('Who will be able to read it, in one function.', {
    always: {
      function: oneOf(PARTS_IN_PLAN),
      sees: oneOf(
        SEEN_AS,
        '`closed`: that it is there, and none of its words; `told-withheld`: that something is withheld from them.',
      ),
    },
    sometimes: {
      who: someone('Absent of an office and of an organisation.'),
      name: words(),
      activity: text('The processing activity they joined for.'),
      organisation: text('OIN.'),
      represents: someone('For whom they speak.'),
      kind: oneOf(REPRESENTATION_KINDS),
    },
  }),
  ReadersPreviewAnswer: shape<Tagged & { readonly readers: readonly NamedReader[] }>(
    'Who will be able to read it, as far as who asks may know of them.',
    { always: { ...TAGGED.always, readers: listOf(ref('Reader')) }, sometimes: {} },
  ),
}
