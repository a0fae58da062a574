/** How a plan begins, as a part of it. Partners are told that it is open; why, and what the family itself wants, is not theirs. */
import { told } from '../public-event.ts'
import type { PlanPart } from '../part.ts'
import {
  decideOpening,
  evolveOpening,
  type Opening,
  type OpeningCommand,
  type OpeningEvent,
  type OpeningSees,
} from './opening.ts'

export const openingPart: PlanPart<OpeningCommand, OpeningEvent, Opening, OpeningSees> = {
  initial: { is: 'not-opened' },
  commands: { OpenPlan: true, InviteOwnPlan: true, SubmitOwnPlan: true, WaiveOwnPlan: true, OfferClientSupport: true },
  events: {
    NeedReported: { says: { nl: 'Er is een hulpvraag gemeld', en: 'A need was reported' }, partner: 'never' },
    PlanOpened: {
      says: { nl: 'Het plan is geopend', en: 'The plan was opened' },
      partner: told('plan-opened', 'plan'),
    },
    OwnPlanInvited: {
      says: {
        nl: 'Het gezin is uitgenodigd zelf een plan te maken',
        en: 'The family was invited to write its own plan',
      },
      partner: 'never',
    },
    OwnPlanSubmitted: {
      says: { nl: 'Het gezin heeft een eigen plan ingeleverd', en: 'The family handed in its own plan' },
      partner: 'never',
    },
    OwnPlanWaived: {
      says: { nl: 'Het gezin ziet af van een eigen plan', en: 'The family waived its own plan' },
      partner: 'never',
    },
    ClientSupportOffered: {
      says: { nl: 'Cliëntondersteuning is aangeboden', en: 'Client support was offered' },
      partner: 'never',
    },
  },
  decide: decideOpening,
  evolve: evolveOpening,
}
