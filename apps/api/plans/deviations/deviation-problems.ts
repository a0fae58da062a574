/** How the API says no about deviations and second readings. Rows of `problems.ts`. */
import type { DeviationDoorRefusal } from './deviations.controller.ts'
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { DeviationRefusal } from '../../../../libs/plan/deviations/deviations.ts'
import type { CircumstanceRefusal } from '../door/circumstances.ts'
import { conflict, forbidden, invalid, notFound } from '../../problem-rows.ts'

export const DEVIATION_PROBLEMS: ProblemTable<
  | DeviationRefusal
  | DeviationDoorRefusal
  | Extract<CircumstanceRefusal, 'STEP_IS_NOT_IN_FORCE' | 'STEP_IS_OF_ANOTHER_DOMAIN'>
> = {
  STEP_IS_NOT_IN_FORCE: conflict(
    'Deze stap bestond toen niet in het protocol',
    'The protocol had no such step at that moment',
  ),
  STEP_IS_OF_ANOTHER_DOMAIN: conflict('Dit protocol hoort bij een andere wet', 'This protocol is of another law'),
  DEVIATION_CONCERNS_NOBODY: invalid(
    'Een afwijking gaat over ten minste één gezinslid',
    'A deviation concerns at least one member',
  ),
  DEVIATION_LIES_IN_THE_FUTURE: invalid('Dit moment ligt in de toekomst', 'This moment lies in the future'),
  PRIORITY_IS_NOT_BINDING_HERE: conflict(
    'Deze prioriteit bindt dit domein niet',
    'This priority does not bind this domain',
  ),
  DEVIATION_IS_UNKNOWN: notFound('Niet gevonden', 'Not found'),
  DEVIATION_IS_ACCOUNTED_FOR: conflict('Deze afwijking is al verantwoord', 'This deviation is accounted for'),
  ACCOUNT_IS_INCOMPLETE: conflict('De verantwoording is niet compleet', 'The account is not complete'),
  DEVIATION_IS_NOT_ACCOUNTED_FOR: conflict(
    'Deze afwijking is nog niet verantwoord',
    'This deviation is not accounted for',
  ),
  DEVIATION_NEEDS_NO_READER: conflict(
    'Deze afwijking heeft geen tweede lezer nodig',
    'This deviation needs no second reader',
  ),
  NO_READER_IS_LEFT: conflict('Er is geen tweede lezer te loten', 'No second reader can be drawn'),
  DEVIATION_HAS_A_READER: conflict('Er is al een tweede lezer', 'There is a second reader already'),
  ONLY_THE_DRAWN_READER_READS: forbidden('Alleen de gelote lezer leest', 'Only the drawn reader reads'),
  READER_WORKS_WITH_THE_FAMILY: conflict(
    'De lezer werkt inmiddels met het gezin: er moet opnieuw worden geloot',
    'The reader works with the family by now: another must be drawn',
  ),
  DEVIATION_HAS_BEEN_READ: conflict('Deze afwijking is al gelezen', 'This deviation has been read'),
  READER_ASKED_NOTHING: conflict('De lezer vroeg niets', 'The reader asked nothing'),
  CONDITIONS_DO_NOT_FIT_THE_READING: invalid(
    'Wie onder voorwaarden steunt, stelt er ten minste één, elk met een dag binnen de termijn; een andere bevinding stelt er geen',
    'Who supports with conditions sets one at least, each with a day within the term; no other finding sets any',
  ),
  READER_OBJECTED_TO_NOTHING: conflict('De tweede lezer had geen bezwaar', 'The second reader objected to nothing'),
  OBJECTION_IS_ANSWERED: conflict('Dit bezwaar is al beantwoord', 'This objection was answered'),
  OBJECTION_IS_NOT_ANSWERED: conflict(
    'Wie afweek heeft dit bezwaar nog niet beantwoord',
    'Who left the step has not answered this objection yet',
  ),
  OBJECTION_IS_SETTLED: conflict('Over dit bezwaar is al beslist', 'This objection was settled'),
  NOBODY_SETTLES_WHAT_THEY_LEFT: forbidden(
    'Niemand beslist over een bezwaar tegen wat zij zelf deden',
    'Nobody settles an objection to what they did themselves',
  ),
  CONDITION_IS_NOT_OPEN: conflict('Deze voorwaarde staat niet open', 'This condition is not open'),
  DEVIATION_HAS_ENDED: conflict('Hier wordt al niet meer van afgeweken', 'This deviation has ended'),
  THERE_IS_NO_LESSON_TO_CLEAR: conflict('Er is geen les te ontdoen van personen', 'There is no lesson to clear'),
  A_LESSON_IS_CLEARED_BY_SOMEONE_ELSE: forbidden(
    'Een les wordt van personen ontdaan door een ander dan wie evalueerde',
    'A lesson is cleared of people by someone else than who evaluated',
  ),
  REVIEW_DATE_HAS_NOT_COME: conflict('De evaluatiedatum is nog niet gekomen', 'The review date has not come'),
  DEVIATION_IS_EVALUATED: conflict('Deze afwijking is al geëvalueerd', 'This deviation is evaluated'),
  DEVIATION_IS_FROM_ONE_STEP_OR_ONE_PRIORITY: invalid(
    'Noem een stap van een protocol of een prioriteit van het plan, niet allebei',
    'Name a step of a protocol or a priority of the plan, not both',
  ),
}
