/** How the API says no about protocols. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../libs/http/problem.ts'
import type { ProtocolRefusal } from '../../../libs/protocol/protocol.ts'
import type { LessonRefusal } from './read-lessons.ts'
import { conflict, forbidden, invalid, notFound } from '../problem-rows.ts'

export const PROTOCOL_PROBLEMS: ProblemTable<ProtocolRefusal | LessonRefusal> = {
  PROTOCOL_IS_REGISTERED: conflict('Dit protocol staat er al', 'This protocol is registered already'),
  PROTOCOL_IS_NOT_REGISTERED: notFound('Niet gevonden', 'Not found'),
  ONLY_WHOSE_PROTOCOL_IT_IS_READS_ITS_LESSONS: forbidden(
    'Alleen wie het protocol beheert, voor de organisatie van wie het is, leest de lessen',
    'Only who keeps the protocol, for the organisation whose it is, reads its lessons',
  ),
  STEPS_ARE_NAMED_TWICE: invalid('Elke stap heeft een eigen naam', 'Each step has a name of its own'),
  VERSION_STARTS_BEFORE_THE_LAST: conflict('Deze versie begint voor de vorige', 'This version starts before the last'),
  VERSION_STARTS_IN_THE_PAST: conflict(
    'Een nieuwe versie begint niet in het verleden',
    'A new version does not start in the past',
  ),
}
