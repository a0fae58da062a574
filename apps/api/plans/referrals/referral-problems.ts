/** How the API says no about referrals. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { ReferralRefusal } from '../../../../libs/plan/referrals/referrals.ts'
import { conflict, forbidden, invalid, notFound } from '../../problem-rows.ts'

export const REFERRAL_PROBLEMS: ProblemTable<ReferralRefusal> = {
  REFERRAL_CONCERNS_NOBODY: invalid(
    'Een verwijzing gaat over ten minste één gezinslid',
    'A referral concerns at least one member',
  ),
  REFERRAL_ENDS_BEFORE_IT_STARTS: invalid('De einddatum is al voorbij', 'The end date has passed'),
  REFERRAL_OPENS_WHAT_IT_DOES_NOT_CONCERN: invalid(
    'Een verwijzing laat alleen zien wat onder dezelfde wet valt en over niemand anders gaat',
    'A referral opens only what is of the same law and about nobody else',
  ),
  REFERRAL_IS_UNKNOWN: notFound('Niet gevonden', 'Not found'),
  REFERRAL_HAS_ENDED: conflict('Deze verwijzing is voorbij', 'This referral is over'),
  REFERRAL_IS_ANSWERED: conflict('Deze verwijzing is al aangenomen', 'This referral is accepted already'),
  REFERRAL_QUESTION_IS_OPEN: conflict('Er is al iets gevraagd', 'Something was asked already'),
  REFERRAL_QUESTION_IS_NOT_OPEN: conflict('Er is niets gevraagd', 'Nothing was asked'),
  ONLY_THE_ORGANISATION_REFERRED_TO_ANSWERS: forbidden(
    'Alleen de organisatie waarnaar verwezen is, antwoordt',
    'Only the organisation referred to answers',
  ),
}
