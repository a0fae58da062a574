/** The schemas of what is asked before something is written. */
import { PARTS_IN_PLAN } from '../../../../libs/access/parts-in-plan.ts'
import type { OnGround } from '../../../../libs/access/sharing-preview.ts'
import { SEEN_AS } from '../../../../libs/access/readers-of.ts'
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import { REPRESENTATION_KINDS } from '../../../../libs/plan/care-team/representation.ts'
import { ADDRESSEES, type Addressee } from '../../../../libs/plan/challenges/challenge.ts'
import { OPENED_KINDS } from '../../../../libs/plan/referrals/referrals.ts'
import { MISSING_TO_SHARE, SHARING_GROUNDS } from '../../../../libs/plan/sharings/sharing.ts'
import { yesOrNo, listOf, oneOf, ref, shape, someone, text, words } from '../../answers/shape.ts'
import { TAGGED, type Tagged } from '../reading/plan-answers.ts'
import type { NamedReader } from './preview-readers.ts'

export const PREVIEW_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  OnGround: shape<OnGround>('Whether it may be shared on a ground.', {
    always: {
      ground: oneOf(SHARING_GROUNDS),
      law: text('The article it rests on.'),
      may: yesOrNo('Once it says what is to be said.'),
      missing: listOf(oneOf(MISSING_TO_SHARE)),
      say: listOf(oneOf(MISSING_TO_SHARE), 'What whoever shares says themselves; without it that is missing too.'),
    },
    sometimes: {},
  }),
  SharingPreviewAnswer: shape<Tagged & { readonly grounds: readonly OnGround[]; readonly gets: readonly object[] }>(
    'Whether it may be shared, and what its recipient would get.',
    {
      always: {
        ...TAGGED.always,
        grounds: listOf(ref('OnGround')),
        gets: listOf(
          {
            description: 'An item as partners have it.',
            type: 'object',
            properties: { kind: oneOf(OPENED_KINDS) },
            required: ['kind'],
          },
          'What its recipient would have of each item, were it shared now.',
        ),
      },
      sometimes: {},
    },
  ),
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
  ChallengePreviewAnswer: shape<
    Tagged & {
      readonly addressee: Addressee
      readonly stepsUpTo: readonly Addressee[]
      readonly readers: readonly NamedReader[]
    }
  >('Who will be able to read a challenge at first, as far as who asks may know of them, and who answers it.', {
    always: {
      ...TAGGED.always,
      addressee: oneOf(ADDRESSEES, 'Who answers it.'),
      stepsUpTo: listOf(
        oneOf(ADDRESSEES),
        'Who is asked next, and then reads it with what it is of, each where nobody answered in time or the answer was not accepted.',
      ),
      readers: listOf(ref('Reader')),
    },
    sometimes: {},
  }),
  ReadersPreviewAnswer: shape<Tagged & { readonly readers: readonly NamedReader[] }>(
    'Who will be able to read it, as far as who asks may know of them.',
    { always: { ...TAGGED.always, readers: listOf(ref('Reader')) }, sometimes: {} },
  ),
}
