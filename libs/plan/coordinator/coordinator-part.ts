/** Who coordinates, as a part of the plan. Partners are told who coordinates now, however that came about. */
import { ID, ONCE } from '../../deciding/in-clear.ts'
import { TEAM, MATTERS } from '../in-clear.ts'
import { leavesAs } from '../public-event.ts'
import { begins, MAKES_CONTENT, noContent, type CommandRows, type PlanPart } from '../part.ts'
import { evolveCoordination, type Coordination, type CoordinatorEvent } from './coordination.ts'
import { decideCoordination, type CoordinatorCommand, type CoordinatorNeeds } from './coordinator.ts'

const isAnother = ({ coordinator }: { readonly coordinator: string }) => coordinator

const COORDINATION = noContent('who coordinates is for everyone; what they tell each other is for nobody of the family')
const ANSWERS = noContent('the answer goes with what it answers')

const COORDINATOR = { coordinator: ID, team: TEAM }
const DOCUMENT = { actions: MATTERS, deviations: MATTERS, challenges: MATTERS }

const commands = {
  AppointCoordinator: COORDINATION,
  AppointDeputy: COORDINATION,
  EndDeputy: COORDINATION,
  ProposeHandover: COORDINATION,
  SupplementHandover: COORDINATION,
  RecordHandoverConversation: COORDINATION,
  AcceptHandover: COORDINATION,
  DeclineHandover: COORDINATION,
  WithdrawHandover: COORDINATION,
  ReplaceCoordinator: COORDINATION,
  AnswerOtherCoordinatorRequest: ANSWERS,
  RequestOtherCoordinator: { ...MAKES_CONTENT, saidFor: 'person' },
} as const satisfies CommandRows<CoordinatorCommand>

export const coordinationPart: PlanPart<
  CoordinatorCommand,
  CoordinatorEvent,
  Coordination,
  CoordinatorNeeds,
  typeof commands
> = {
  initial: { is: 'vacant' },
  commands,
  events: {
    CoordinatorAppointed: {
      says: { nl: 'Er is een regisseur', en: 'A coordinator was appointed' },
      partner: leavesAs('coordinator-appointed', 'coordinator', isAnother),
      item: 'none',
      inClear: COORDINATOR,
    },
    DeputyAppointed: {
      says: { nl: 'Er is een vervanger van de regisseur', en: 'A deputy was appointed' },
      partner: 'never',
      item: 'none',
      inClear: { deputy: ID },
    },
    DeputyEnded: {
      says: { nl: 'Een vervanger van de regisseur is gestopt', en: 'A deputy stopped' },
      partner: 'never',
      item: 'none',
      inClear: { deputy: ID },
    },
    HandoverProposed: {
      says: { nl: 'De overdracht van de regie is voorgesteld', en: 'A handover was proposed' },
      partner: 'never',
      item: 'none',
      inClear: { handover: ID, to: ID, team: TEAM, document: DOCUMENT },
    },
    HandoverSupplemented: {
      says: { nl: 'Het overdrachtsdocument is aangevuld', en: 'The handover document was supplemented' },
      partner: 'never',
      item: 'none',
      inClear: { handover: ID, document: DOCUMENT },
    },
    HandoverConversationHeld: {
      says: { nl: 'De overdracht is met het gezin besproken', en: 'The handover was talked through with the family' },
      partner: 'never',
      item: 'none',
      inClear: { handover: ID },
    },
    HandoverAccepted: {
      says: {
        nl: 'De overdracht is aanvaard: er is een andere regisseur',
        en: 'The handover was accepted: there is another coordinator',
      },
      partner: leavesAs('coordinator-appointed', 'coordinator', isAnother),
      item: 'none',
      inClear: { handover: ID, ...COORDINATOR },
    },
    HandoverDeclined: {
      says: { nl: 'De overdracht is geweigerd', en: 'The handover was declined' },
      partner: 'never',
      item: 'none',
      inClear: { handover: ID },
    },
    HandoverWithdrawn: {
      says: { nl: 'De overdracht is ingetrokken', en: 'The handover was withdrawn' },
      partner: 'never',
      item: 'none',
      inClear: { handover: ID },
    },
    CoordinatorReplaced: {
      says: {
        nl: 'De regisseur is vervangen, zonder overdracht in persoon',
        en: 'The coordinator was replaced, not handed over in person',
      },
      partner: leavesAs('coordinator-appointed', 'coordinator', isAnother),
      item: 'none',
      inClear: {
        replaced: ID,
        ...COORDINATOR,
        document: 'made by the decision: what was open then',
        handedOverInPerson: 'always `false`: it says what the type says',
      },
    },
    OtherCoordinatorRequested: {
      says: { nl: 'Er is om een andere regisseur gevraagd', en: 'Another coordinator was requested' },
      partner: 'never',
      item: { ...begins('coordinator-request', ({ request }) => request), isSaid: true },
      inClear: { request: ID },
    },
    OtherCoordinatorAnswered: {
      says: {
        nl: 'De vraag om een andere regisseur is beantwoord',
        en: 'The request for another coordinator was answered',
      },
      partner: 'never',
      item: 'none',
      inClear: { request: ID, answer: ONCE },
    },
  },
  decide: decideCoordination,
  evolve: evolveCoordination,
}
