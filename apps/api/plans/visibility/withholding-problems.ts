/** How the API says no about what is withheld. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { WithholdingRefusal } from '../../../../libs/plan/visibility/withholding.ts'
import { conflict } from '../../problem-rows.ts'

export const WITHHOLDING_PROBLEMS: ProblemTable<WithholdingRefusal> = {
  WITHHOLDING_IS_INCOMPLETE: conflict(
    'Er ontbreekt iets aan het verborgen houden, of het klopt niet',
    'Something about the withholding is missing or wrong',
  ),
  NOBODY_WITHHOLDS_WHAT_JUDGES_THEMSELVES: conflict(
    'Niemand houdt verborgen wat over hemzelf oordeelt',
    'Nobody withholds what judges themselves',
  ),
  ITEMS_ARE_OF_SEVERAL_DOMAINS: conflict(
    'Dit hoort niet onder één wet; houd het per wet verborgen',
    'This does not belong to one law; withhold it law by law',
  ),
  ONLY_ONES_OWN_WORDS_ARE_WITHHELD_SO: conflict(
    'Een gezinslid houdt alleen eigen woorden verborgen, en opent alleen die',
    'A member withholds their own words only, and opens those only',
  ),
  WITHHOLDING_IS_UNKNOWN: conflict('Zoiets wordt hier niet verborgen gehouden', 'No such thing is withheld here'),
  WITHHOLDING_HAS_ENDED: conflict('Dit is niet meer verborgen', 'This is not withheld any more'),
  WITHHOLDING_IS_COMPLETE: conflict('Dit is al aangevuld', 'This was completed already'),
  WITHHOLDING_WAITS_FOR_NO_CONFIRMATION: conflict(
    'Hier hoeft niemand over te beslissen',
    'There is nothing here to confirm or to deny',
  ),
  WITHHOLDING_IS_NOT_YET_FOR_THE_PRIVACY_OFFICER: conflict(
    'Hier beslist de functionaris gegevensbescherming nog niet over',
    'This is not the privacy officer’s to decide, or not yet',
  ),
  ANOTHER_PERSON_CONFIRMS_A_WITHHOLDING: conflict(
    'Een ander bevestigt dit dan wie het deed, ervoor geraadpleegd is of wie het betreft',
    'Another person confirms this than who made it, was consulted or is concerned',
  ),
  ITEM_IS_NOT_WITHHELD_BY_THIS: conflict('Hierdoor is dit niet verborgen', 'This is not what hides it'),
  REQUEST_IS_ANSWERED: conflict('Deze vraag is al beantwoord', 'This question was answered already'),
}
