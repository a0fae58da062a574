/** What partners are told of referrals, and what the organisation that is asked may fetch. */
import { told, type ForPartner } from '../public-event.ts'
import type { ReferralAsRead } from './referrals-as-read.ts'
import type { ReferralEvent } from './referrals.ts'

const referral = (event: { readonly referral: string }) => event.referral

export const referralsForPartner: ForPartner<ReferralEvent> = {
  ReferralMade: told('referral-made', 'referral', referral),
  ReferralQuestionAsked: told('referral-question-asked', 'referral', referral),
  ReferralQuestionAnswered: told('referral-question-answered', 'referral', referral),
  ReferralAnswered: told('referral-answered', 'referral', referral),
  ReferralEnded: told('referral-ended', 'referral', referral),
}

export const referralInFull = ({ id, about, to, words, until, state, dueAt, questions }: ReferralAsRead) => ({
  id,
  about,
  to,
  words,
  until,
  state,
  ...(dueAt !== undefined && { dueAt }),
  questions: questions.map(({ asked, answered }) => ({
    asked: asked.words,
    ...(answered?.words && { answered: answered.words }),
  })),
})
