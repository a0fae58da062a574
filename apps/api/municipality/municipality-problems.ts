/** How the API says no to what the municipality decides. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../libs/http/problem.ts'
import type { MunicipalityRefusal } from '../../../libs/municipality/municipality.ts'
import type { ReaderPoolRefusal } from './read-reader-pool.ts'
import { conflict, forbidden, invalid, notFound } from '../problem-rows.ts'

export const MUNICIPALITY_PROBLEMS: ProblemTable<MunicipalityRefusal | ReaderPoolRefusal> = {
  READERS_ARE_NAMED_TWICE: invalid('Elke lezer staat één keer in de pool', 'Each reader is in the pool once'),
  AGES_DO_NOT_FIT_THE_LAW: invalid(
    'Deze leeftijden kunnen niet: de wet laat ze niet, of niet vanaf die dag',
    'These ages cannot be set: the law does not allow them, or not from that day on',
  ),
  COORDINATION_BASES_DO_NOT_FIT: invalid(
    'Deze grondslagen kunnen niet: er eindigt een voor hij begint, of twee van één wet gelden tegelijk',
    'These bases cannot be recorded: one ends before it begins, or two of one law count at once',
  ),
  TEAMS_ARE_NAMED_TWICE: invalid('Elk team staat er één keer in', 'Each team is registered once'),
  FALLBACK_IS_NOT_A_TEAM: invalid(
    'Het team dat voor alle andere staat, is een van de teams',
    'The team that answers for any other is one of the teams',
  ),
  POOL_HAS_NO_SUCH_VERSION: notFound('Deze versie van de pool is er niet', 'The pool has no such version'),
  INSPECTION_NAMES_NO_PERIOD: invalid('Een onderzoek noemt een periode', 'An inspection names a period'),
  INSPECTION_IS_KNOWN: conflict('Dit onderzoek staat er al', 'This inspection is known already'),
  INSPECTION_IS_NOT_OPEN: notFound('Niet gevonden', 'Not found'),
  OFFICER_IS_OF_NO_TEAM: conflict(
    'Een procesregisseur is van een van de genoemde teams',
    'An escalation officer is of one of the teams that are named',
  ),
  NOBODY_INSPECTS_THEIR_OWN_OPENING: forbidden(
    'Niemand opent een onderzoek voor zichzelf',
    'Nobody opens an inspection for themselves',
  ),
}
