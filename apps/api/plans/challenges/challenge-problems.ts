/** How the API says no about challenges. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { ChallengeRefusal } from '../../../../libs/plan/challenges/challenges.ts'
import { conflict, forbidden, invalid, notFound } from '../../problem-rows.ts'

export const CHALLENGE_PROBLEMS: ProblemTable<ChallengeRefusal> = {
  CHALLENGE_IS_NOT_ABOUT_THIS_PERSON: conflict('Dit gaat deze persoon niet aan', 'This does not concern this person'),
  ONLY_THE_FAMILY_CHALLENGES_FOR_SOMEONE: invalid(
    'Wie hier werkt spreekt alleen namens zichzelf tegen',
    'Who works here challenges in their own name only',
  ),
  CHALLENGE_IS_UNKNOWN: notFound('Niet gevonden', 'Not found'),
  CHALLENGE_WAITS_FOR_NO_ANSWER: conflict(
    'Deze tegenspraak wacht niet op antwoord',
    'This challenge waits for no answer',
  ),
  CHALLENGE_HAS_NO_ANSWER: conflict(
    'Er is geen antwoord om te aanvaarden of af te wijzen',
    'There is no answer to accept or reject',
  ),
  CHALLENGE_ANSWER_SAYS_WHO_WAS_HEARD: invalid(
    'Een antwoord zegt dat gehoord is wie wordt tegengesproken, of waarom niet',
    'An answer says that whoever is challenged was heard, or why not',
  ),
  CHALLENGE_IS_FIRST_OPENED_BY_WHO_RAISED_IT: conflict(
    'Wie wordt tegengesproken hoort hiervan pas als wie het inbracht dat wil',
    'Whoever is challenged hears of this only once whoever raised it wants that',
  ),
  CHALLENGE_IS_OF_WHO_RAISED_IT: forbidden(
    'Dit is aan wie de tegenspraak inbracht',
    'This is for whoever raised the challenge',
  ),
  CHALLENGE_IS_NOT_THEIRS_TO_ANSWER: forbidden(
    'Niemand antwoordt op tegenspraak tegen zichzelf',
    'Nobody answers a challenge of themselves',
  ),
}
