/** The schemas of what is withheld: for who may know of it, and for whom it is withheld from. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import { REMEDIES } from '../../../../libs/plan/visibility/answer-to-who-asks.ts'
import type { WithheldRequestAsRead, WithholdingAsRead } from '../../../../libs/plan/visibility/visibility-as-read.ts'
import {
  type AboutWhom,
  ITEM_KINDS,
  type ItemRef,
  WITHHOLDING_GROUNDS,
  WITHHOLDING_MODES,
} from '../../../../libs/plan/visibility/visibility.ts'
import { domain } from '../../answers/pieces.ts'
import {
  day,
  id,
  listOf,
  type Members,
  moment,
  oneOf,
  ref,
  shape,
  someone,
  text,
  withMembers,
  words,
} from '../../answers/shape.ts'
import type { WithheldItem } from '../reading/places.ts'
import { partOfPlan, TAGGED, type Tagged } from '../reading/plan-answers.ts'
import type { AnswerToWhoAsks, RemedyAnswer, RequestWithAnswer, ToldToBeWithheld } from './read-withholding-requests.ts'

export const WITHHOLDING_STATES = [
  'asked',
  'made',
  'confirmed',
  'denied',
  'ended',
] as const satisfies readonly WithholdingAsRead['state'][]

const WITHHELD_ITEM: Members<WithheldItem> = {
  always: { withheld: oneOf(WITHHOLDING_GROUNDS, 'On what ground it is withheld.') },
  sometimes: {},
}

const WITHHOLDING: Members<WithholdingAsRead> = {
  always: {
    id: id(),
    domain: domain(),
    about: listOf(someone(), 'The members it is about.'),
    from: someone('From whom it is withheld.'),
    state: oneOf(WITHHOLDING_STATES),
    items: listOf(
      shape<ItemRef>('An item.', { always: { kind: oneOf(ITEM_KINDS), id: id() }, sometimes: {} }),
      'What is withheld, with all that hangs on it; empty where it is all about someone.',
    ),
    ground: oneOf(WITHHOLDING_GROUNDS),
    mode: oneOf(WITHHOLDING_MODES, '`told`: they see that something is withheld; `silent`: nothing, anywhere.'),
    made: ref('Mark'),
  },
  sometimes: {
    limits: shape<AboutWhom>('All that is or will be about someone.', {
      always: { person: someone() },
      sometimes: { domain: domain() },
    }),
    reason: words(),
    consulted: someone('A colleague, who may say no.'),
    reviewDate: day(),
    dueAt: moment('When it must be completed, confirmed, decided or reviewed.'),
    confirmed: ref('Mark'),
    denied: ref('Said'),
    reviewed: ref('Said'),
    ended: ref('Said'),
  },
}

const REQUEST: Members<WithheldRequestAsRead> = {
  always: { id: id(), person: someone('From whom.'), asked: ref('Mark'), dueAt: moment('A month at most.') },
  sometimes: { answered: ref('Mark') },
}

const ANSWER: Members<AnswerToWhoAsks> = {
  always: {
    words: ref('InWords', 'The same for everyone who asks, whether or not anything is withheld.'),
    remedies: listOf(
      shape<RemedyAnswer>('What who does not agree can do.', {
        always: { remedy: oneOf(REMEDIES), law: text('The articles it rests on.'), words: ref('InWords') },
        sometimes: { at: text('Where the municipality is reached for it, where it registered that.') },
      }),
    ),
  },
  sometimes: {
    told: listOf(
      shape<ToldToBeWithheld>('An item that its reader is told is withheld from them.', {
        always: { kind: oneOf(ITEM_KINDS), withheld: oneOf(WITHHOLDING_GROUNDS, 'On what ground.') },
        sometimes: {},
      }),
      'What is told to the asker to be withheld now; only in the answer to their own question.',
    ),
  },
}

export const WITHHOLDING_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  WithheldItem: shape('In the place of an item: that it is withheld, and on what ground.', WITHHELD_ITEM),
  Withholding: shape('What is withheld, from whom, and why.', WITHHOLDING),
  WithheldRequest: shape('A question what is withheld from someone.', REQUEST),
  WithheldRequestWithAnswer: shape<RequestWithAnswer>('A question what is withheld from someone, with its answer.', {
    always: REQUEST.always,
    sometimes: { ...REQUEST.sometimes, answer: shape('Once a human answered it.', ANSWER) },
  }),
  ItemWithheldAnswer: shape('It is withheld.', withMembers(TAGGED, WITHHELD_ITEM)),
  WithholdingsAnswer: partOfPlan('What is withheld.', 'withholdings'),
  WithholdingAnswer: shape('One withholding.', withMembers(TAGGED, WITHHOLDING)),
  WithholdingRequestsAnswer: shape<Tagged & { readonly withheldRequests: readonly RequestWithAnswer[] }>(
    'Who asked what is withheld, and the answer.',
    {
      always: { ...TAGGED.always, withheldRequests: listOf(ref('WithheldRequestWithAnswer')) },
      sometimes: {},
    },
  ),
}
