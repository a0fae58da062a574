/** How the API says no about protocols. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../libs/http/problem.ts'
import type { ProtocolRefusal } from '../../../libs/protocol/protocol.ts'
import { conflict, invalid, notFound } from '../problem-rows.ts'

export const PROTOCOL_PROBLEMS: ProblemTable<ProtocolRefusal> = {
  PROTOCOL_IS_REGISTERED: conflict('Dit protocol staat er al', 'This protocol is registered already'),
  PROTOCOL_IS_NOT_REGISTERED: notFound('Niet gevonden', 'Not found'),
  STEPS_ARE_NAMED_TWICE: invalid('Elke stap heeft een eigen naam', 'Each step has a name of its own'),
  VERSION_STARTS_BEFORE_THE_LAST: conflict('Deze versie begint voor de vorige', 'This version starts before the last'),
  VERSION_STARTS_IN_THE_PAST: conflict(
    'Een nieuwe versie begint niet in het verleden',
    'A new version does not start in the past',
  ),
}
