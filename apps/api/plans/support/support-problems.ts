/** How the API says no about who supports someone. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { SupportRefusal } from '../../../../libs/plan/support/support.ts'
import { conflict, forbidden, invalid, notFound } from '../../problem-rows.ts'

export const SUPPORT_PROBLEMS: ProblemTable<SupportRefusal> = {
  SUPPORTER_IS_ASKED_BY_WHOM_THEY_SUPPORT: forbidden(
    'Wie onder deze wet voor zichzelf spreekt, vraagt zelf om een ondersteuner',
    'Who speaks for themselves under this law asks for a supporter themselves',
  ),
  SUPPORT_LASTS_A_YEAR_AT_MOST: invalid(
    'Een ondersteuner wordt voor ten hoogste een jaar gevraagd; daarna opnieuw',
    'A supporter is asked for at most a year; then anew',
  ),
  NOBODY_SUPPORTS_THEMSELVES: conflict(
    'Niemand is ondersteuner van zichzelf, of van wie diegene vertegenwoordigt',
    'Nobody supports themselves, or whom they speak for',
  ),
  SUPPORTER_STANDS_APART: conflict(
    'Een ondersteuner heeft verder geen deel aan dit plan, en werkt niet voor wie hier helpt of handhaaft',
    'A supporter has no other part in this plan, and does not work for who helps or enforces here',
  ),
  SUPPORT_IS_UNKNOWN: notFound('Niet gevonden', 'Not found'),
  SUPPORT_IS_ENDED_BY_WHOSE_IT_IS: forbidden(
    'Alleen wie ondersteund wordt, wie erom vroeg of de ondersteuner zelf beëindigt dit',
    'Only the supported, who asked for it or the supporter ends this',
  ),
}
