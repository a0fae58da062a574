/** How the API says no about who works with the family, and who speaks for whom. Rows of `problems.ts`. */
import type { CareTeamDoorRefusal } from './care-team.controller.ts'
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { CareTeamRefusal } from '../../../../libs/plan/care-team/care-team.ts'
import { conflict, forbidden, invalid, notFound } from '../../problem-rows.ts'

export const CARE_TEAM_PROBLEMS: ProblemTable<CareTeamRefusal | CareTeamDoorRefusal> = {
  NOBODY_LETS_THEMSELVES_IN: forbidden(
    'Niemand laat zichzelf toe tot het zorgteam: een ander die coördineert of de teamleider doet dat',
    'Nobody lets themselves into the care team: another who coordinates, or the team lead, does',
  ),
  PROFESSIONAL_HAS_JOINED: conflict('Deze professional werkt hier al aan mee', 'This professional has joined already'),
  NOBODY_HELPS_AND_ENFORCES: conflict(
    'Niemand ondersteunt bij werk en inkomen en controleert in hetzelfde plan de bijstand',
    'Nobody supports work and income and checks the benefit in the same plan',
  ),
  NOBODY_WHO_SUPPORTS_SOMEONE_WORKS_WITH_THE_FAMILY: conflict(
    'Wie iemand uit het gezin ondersteunt, werkt niet met het gezin',
    'Who supports someone of the family does not work with it',
  ),
  JOINING_IS_UNKNOWN: notFound('Niet gevonden', 'Not found'),
  ONLY_THE_COORDINATOR_OR_ONESELF_ENDS_A_JOINING: forbidden(
    'Alleen de regisseur of de professional zelf beëindigt dit',
    'Only the coordinator or the professional themselves ends this',
  ),
  JOINING_ENDS_BEFORE_IT_STARTS: invalid('De einddatum is al voorbij', 'The end date has passed'),
  SCOPE_NAMES_GOALS_THAT_ARE_NOT_THERE: notFound(
    'Deze doelen zijn er niet onder deze wet',
    'These goals are not there under this law',
  ),
  NARROWING_OPENS_NOTHING_MORE: conflict(
    'Wie voor doelen meewerkt, krijgt er hierdoor geen doelen bij',
    'Who joined for goals gets no more of them by this',
  ),
  REPRESENTATION_IS_UNKNOWN: notFound('Niet gevonden', 'Not found'),
  REPRESENTATION_ENDS_BEFORE_IT_STARTS: invalid('Het einde ligt voor het begin', 'The end lies before the start'),
  NOBODY_REPRESENTS_THEMSELVES: conflict('Niemand vertegenwoordigt zichzelf', 'Nobody represents themselves'),
  NOBODY_WHO_WORKS_WITH_THE_FAMILY_REPRESENTS_A_MEMBER: conflict(
    'Wie met het gezin werkt, vertegenwoordigt niemand daaruit',
    'Nobody who works with the family represents a member of it',
  ),
  ONLY_THE_REPRESENTED_OR_A_TEAM_LEAD_ENDS_A_REPRESENTATION: forbidden(
    'Alleen wie vertegenwoordigd wordt, de vertegenwoordiger zelf of een teamleider beëindigt dit',
    'Only the represented, the representative or a team lead ends this',
  ),
  ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE: forbidden(
    'Alleen een vertegenwoordiger spreekt voor een ander',
    'Only a representative speaks for someone else',
  ),
  ACTIVITY_SERVES_ANOTHER_LAW: invalid(
    'Deze verwerkingsactiviteit dient een andere wet',
    'This processing activity serves another law',
  ),
  PROOF_DOES_NOT_SHOW_IT: conflict(
    'Dit toont niet aan dat iemand een ander mag vertegenwoordigen',
    'This does not show that someone may represent another',
  ),
  REPRESENTATION_IS_PROVEN: conflict('De bevoegdheid is al aangetoond', 'The representation is proven already'),
}
