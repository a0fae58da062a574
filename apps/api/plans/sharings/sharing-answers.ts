/** The schemas of sharings. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import type { SharingAsRead } from '../../../../libs/plan/sharings/sharings-as-read.ts'
import { MISSING_TO_SHARE, SHARING_FINDINGS, SHARING_GROUNDS } from '../../../../libs/plan/sharings/sharing.ts'
import { domain, SAID } from '../../answers/pieces.ts'
import {
  id,
  listOf,
  type Members,
  moment,
  oneOf,
  ref,
  shape,
  someone,
  withMembers,
  words,
  yesOrNo,
} from '../../answers/shape.ts'
import { openedItems } from '../referrals/referral-answers.ts'
import { orThatItIsWithheld, partOfPlan, TAGGED } from '../reading/plan-answers.ts'

export const SHARING_STATES = [
  'asked',
  'granted',
  'refused',
  'withdrawn',
  'ended',
] as const satisfies readonly SharingAsRead['state'][]

const SHARING: Members<SharingAsRead> = {
  always: {
    id: id(),
    domain: domain(),
    about: listOf(someone(), 'The members it is about; of one that was not granted, none.'),
    to: ref('Recipient'),
    items: openedItems('What is shared.'),
    until: moment(),
    state: oneOf(SHARING_STATES),
    asked: ref('Mark'),
  },
  sometimes: {
    ground: oneOf(SHARING_GROUNDS),
    necessity: words('For which task it is needed.'),
    article: words('Which article gives a right to it.'),
    missing: listOf(oneOf(MISSING_TO_SHARE), 'Of one that was refused: what was missing.'),
    ended: ref('Said'),
    acute: yesOrNo('Of one that a second reader is asked: whether there was acute danger.'),
    dueAt: moment('Of one that a second reader is asked: when it lapses, where they have not read it.'),
    reader: ref('DrawnReader'),
    recused: listOf(
      shape<NonNullable<SharingAsRead['recused']>[number]>(
        'A drawn reader who stood aside.',
        withMembers(SAID, { always: { reader: someone() }, sometimes: {} }),
      ),
    ),
    reading: shape<NonNullable<SharingAsRead['reading']>>(
      'What a second reader said of it.',
      withMembers(SAID, { always: { finding: oneOf(SHARING_FINDINGS) }, sometimes: {} }),
    ),
    withdrawn: ref('Mark'),
  },
}

export const SHARING_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Sharing: shape(
    'What was shared with whom, or asked to be and refused; or is asked of a second reader, until `dueAt`.',
    SHARING,
  ),
  SharingsAnswer: partOfPlan('What was shared, and refused.', 'sharings'),
  OneSharing: shape('One sharing.', withMembers(TAGGED, SHARING)),
  SharingAnswer: orThatItIsWithheld('OneSharing'),
}
