/** How to reach someone, as a part of the plan. For everyone who works with them; no partner is told. */
import { ID } from '../../deciding/in-clear.ts'
import { begins, MAKES_CONTENT, type CommandRows, type PlanPart } from '../part.ts'
import {
  decideCommunication,
  evolveCommunication,
  type Communication,
  type CommunicationCommand,
  type CommunicationEvent,
  type CommunicationNeeds,
} from './communication.ts'

const commands = {
  StateCommunicationNeeds: { ...MAKES_CONTENT, saidFor: 'person' },
} as const satisfies CommandRows<CommunicationCommand>

export const communicationPart: PlanPart<
  CommunicationCommand,
  CommunicationEvent,
  Communication,
  CommunicationNeeds,
  typeof commands
> = {
  initial: {},
  commands,
  events: {
    CommunicationNeedsStated: {
      says: { nl: 'Vastgelegd is hoe iemand te bereiken is', en: 'It was stated how to reach someone' },
      partner: 'never',
      item: { ...begins('communication-needs', ({ statement }) => statement), isSaid: true },
      inClear: { statement: ID, person: ID },
    },
  },
  decide: decideCommunication,
  evolve: evolveCommunication,
}
