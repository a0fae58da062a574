/** What a partner may fetch of a referral. */
import type { ReferralAsRead } from './referrals-as-read.ts'

export const referralInFull = ({ id, about, to, words, opens, until, state, dueAt, questions }: ReferralAsRead) => ({
  id,
  about,
  to,
  words,
  ...(opens && { opens }),
  until,
  state,
  ...(dueAt !== undefined && { dueAt }),
  questions: questions.map(({ asked, answered }) => ({
    asked: asked.words,
    ...(answered?.words && { answered: answered.words }),
  })),
})
