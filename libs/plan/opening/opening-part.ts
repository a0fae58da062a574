/** How a plan begins, as a part of it. Partners are told that it is open; why, and what the family itself wants, is not theirs. */
import { ID, ONCE } from '../../deciding/in-clear.ts'
import { AREA, IGNORES } from '../in-clear.ts'
import { leavesAs } from '../public-event.ts'
import { begins, MAKES_CONTENT, noContent, type CommandRows, type PlanPart } from '../part.ts'
import {
  decideOpening,
  evolveOpening,
  type Opening,
  type OpeningCommand,
  type OpeningEvent,
  type OpeningNeeds,
} from './opening.ts'

const OF_THE_FAMILY = noContent('what the family as a whole does about its own plan; its parts can be withheld')

const UNTIL_BY_LAW = 'goals under each law wait for the family until then'

const commands = {
  OpenPlan: OF_THE_FAMILY,
  InviteOwnPlan: OF_THE_FAMILY,
  DeliverOwnPlanInvitation: OF_THE_FAMILY,
  SubmitOwnPlan: MAKES_CONTENT,
  WaiveOwnPlan: OF_THE_FAMILY,
  OfferClientSupport: OF_THE_FAMILY,
} as const satisfies CommandRows<OpeningCommand>

export const openingPart: PlanPart<OpeningCommand, OpeningEvent, Opening, OpeningNeeds, typeof commands> = {
  initial: { is: 'not-opened' },
  commands,
  events: {
    NeedReported: {
      says: { nl: 'Er is een hulpvraag gemeld', en: 'A need was reported' },
      partner: 'never',
      item: 'none',
      inClear: { lifeAreas: AREA, reportedBy: ONCE },
    },
    PlanOpened: {
      says: { nl: 'Het plan is geopend', en: 'The plan was opened' },
      partner: leavesAs('plan-opened', 'plan'),
      item: 'none',
      inClear: { plan: ID },
    },
    OwnPlanInvited: {
      says: {
        nl: 'Het gezin is uitgenodigd zelf een plan te maken',
        en: 'The family was invited to write its own plan',
      },
      partner: 'never',
      item: 'none',
      inClear: { invitation: ID, ignoresNeeds: IGNORES },
    },
    OwnPlanInvitationDelivered: {
      says: {
        nl: 'De uitnodiging om zelf een plan te maken is bezorgd',
        en: 'The invitation to write its own plan reached the family',
      },
      partner: 'never',
      item: 'none',
      inClear: {
        invitation: ID,
        until: {
          youth: UNTIL_BY_LAW,
          wmo: UNTIL_BY_LAW,
          participation: UNTIL_BY_LAW,
        },
      },
    },
    OwnPlanSubmitted: {
      says: { nl: 'Het gezin heeft een eigen plan ingeleverd', en: 'The family handed in its own plan' },
      partner: 'never',
      item: { ...begins('own-plan-part', ({ part }) => part), isSaid: true },
      inClear: { part: ID, saidBy: ID },
    },
    OwnPlanWaived: {
      says: { nl: 'Het gezin ziet af van een eigen plan', en: 'The family waived its own plan' },
      partner: 'never',
      item: 'none',
      inClear: { saidBy: ID },
    },
    ClientSupportOffered: {
      says: { nl: 'Cliëntondersteuning is aangeboden', en: 'Client support was offered' },
      partner: 'never',
      item: 'none',
      inClear: { accepted: ONCE },
    },
  },
  decide: decideOpening,
  evolve: evolveOpening,
}
