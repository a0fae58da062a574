/** The schemas of the pieces that items of a plan are made of: who did something and when, words, views. */
import { DOMAINS, LEGAL_DOMAINS } from '../../../libs/deciding/domains.ts'
import type { JsonSchema } from '../../../libs/http/body-schemas.ts'
import { LIFE_AREAS } from '../../../libs/plan/opening/life-areas.ts'
import type { FamilyEvaluationAsRead, ItemAsRead, Mark, Said, ViewAsRead } from '../../../libs/plan/seen.ts'
import { STANCES, VOICES } from '../../../libs/plan/views/views.ts'
import {
  count,
  id,
  listOf,
  type Members,
  moment,
  oneOf,
  ref,
  sealed,
  shape,
  someone,
  text,
  withMembers,
  words,
  yesOrNo,
} from './shape.ts'

export const domain = () => oneOf(DOMAINS, 'The law it belongs to; `general` has none.')

export const lifeArea = () => oneOf(LIFE_AREAS, 'A life area of the Zelfredzaamheid-Matrix.')

export const legalDomains = (description: string) => listOf(oneOf(LEGAL_DOMAINS), description)

export const MARK: Members<Mark> = {
  always: { by: someone('Who did it.'), at: moment('When it was recorded.') },
  sometimes: { basedOn: count('The last revision they had before them, in the reader’s count.') },
}

export const SAID: Members<Said> = withMembers(MARK, { always: {}, sometimes: { words: words() } })

export const ITEM: Members<ItemAsRead> = {
  always: {
    id: id(),
    domain: domain(),
    about: listOf(someone(), 'The members it is about.'),
    views: listOf(ref('View')),
  },
  sometimes: {},
}

/** @param outcomes what can have come of it */
export const familyEvaluations = (outcomes: readonly string[]): JsonSchema =>
  listOf(
    shape<FamilyEvaluationAsRead>('What came of it, to one of the family.', {
      always: {
        view: id(),
        person: someone('To whom.'),
        voice: oneOf(VOICES, 'How the words came here.'),
        at: moment(),
      },
      sometimes: {
        outcome: sealed(oneOf(outcomes)),
        words: words(),
        afterLeaving: yesOrNo('Said after they left.'),
      },
    }),
    'Beside the evaluation of the team; neither takes the other’s place. Absent where nobody of the family said so.',
  )

export const PIECES: Readonly<Record<string, JsonSchema>> = {
  Words: {
    description:
      'Someone’s own words. Absent where they were erased; closed to who coordinates and has no ground to read them; for who verifies without reading, the reference and hash of their seal.',
    oneOf: [{ type: 'string' }, ref('Seal'), ref('Closed')],
  },
  Closed: {
    type: 'object',
    description: 'Something stands here that its reader may know of, and not read.',
    properties: { closed: yesOrNo('Always so.') },
    required: ['closed'],
    additionalProperties: false,
  },
  Seal: {
    type: 'object',
    description: 'A sealed value by reference, with its SHA-256 (base64url).',
    properties: { sealed: text(), sha256: text() },
    required: ['sealed', 'sha256'],
    additionalProperties: false,
  },
  Mark: shape('Who did something, and when.', MARK),
  Said: shape('Who did something, when, and what they said of it.', SAID),
  View: shape<ViewAsRead>('The view of one person on one item; a later one stands beside it.', {
    always: {
      view: id(),
      person: someone('Whose view it is.'),
      voice: oneOf(VOICES, 'How the words came here.'),
      stance: oneOf(STANCES),
      at: moment(),
    },
    sometimes: {
      words: words(),
      confirmedAt: moment('When whose it is, or who was present, said of another’s report that it is so.'),
      unverified: yesOrNo('Given by a representative who was unverified: kept, and counted for nothing.'),
      afterLeaving: yesOrNo('Given after they left: kept, and counted nowhere.'),
    },
  }),
}
