/** The schemas of referrals. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import type { ReferralAsRead, ReferralQuestionAsRead } from '../../../../libs/plan/referrals/referrals-as-read.ts'
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
  text,
  withMembers,
  words,
} from '../../answers/shape.ts'
import { OPENED_KINDS, REFERRAL_ANSWERS, type OpenedItem } from '../../../../libs/plan/referrals/referrals.ts'
import { orThatItIsWithheld, partOfPlan, TAGGED } from '../reading/plan-answers.ts'

export const REFERRAL_STATES = [
  'waiting',
  'asked',
  'accepted',
  'declined',
  'ended',
] as const satisfies readonly ReferralAsRead['state'][]

export const openedItems = (description: string): JsonSchema =>
  listOf(
    shape<OpenedItem>('A goal or an action.', { always: { kind: oneOf(OPENED_KINDS), id: id() }, sometimes: {} }),
    description,
  )

const REFERRAL: Members<ReferralAsRead> = {
  always: {
    id: id(),
    domain: domain(),
    about: listOf(someone(), 'The members it is about.'),
    to: text('OIN of the organisation.'),
    until: moment('How long it has a part by this, if it accepts.'),
    state: oneOf(REFERRAL_STATES),
    made: ref('Mark'),
    questions: listOf(
      shape<ReferralQuestionAsRead>('What it asked, and what was answered.', {
        always: { asked: ref('Said') },
        sometimes: { answered: ref('Said') },
      }),
    ),
  },
  sometimes: {
    words: words('What is asked of it.'),
    opens: openedItems('What it may fetch once it accepts.'),
    dueAt: moment('Until when it may be answered.'),
    answer: ref('ReferralAnswered'),
    ended: ref('Said'),
  },
}

export const REFERRAL_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Referral: shape('An organisation that was asked for help, and what it said.', REFERRAL),
  ReferralAnswered: shape<NonNullable<ReferralAsRead['answer']>>(
    'Its answer; a reason where it declined.',
    withMembers(SAID, { always: { answer: oneOf(REFERRAL_ANSWERS) }, sometimes: {} }),
  ),
  ReferralsAnswer: partOfPlan('The referrals.', 'referrals'),
  OneReferral: shape('One referral.', withMembers(TAGGED, REFERRAL)),
  ReferralAnswer: orThatItIsWithheld('OneReferral'),
}
